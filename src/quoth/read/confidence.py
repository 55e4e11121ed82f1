"""A calibrated confidence: the chance that a statement is right, from the evidence that decoding leaves.

Logistic regression (Platt, 1999) on a few logits of probabilities, fitted on dev by ``train/calibrate.py``; what
"right" means is the relaxed match of ``quoth.evaluate``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Calibration"]


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the evidence, by its names, and a constant; ``rules`` is for what the rules add, all of it alike."""

    weights: Mapping[str, float]
    constant: float
    rules: float

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Calibration:
        """The calibration of a model card."""
        return cls(
            {str(k): float(v) for k, v in values["weights"].items()}, float(values["constant"]), float(values["rules"])
        )

    def confidence(self, evidence: Mapping[str, float]) -> float:
        """From 0 to 1, to three places."""
        x = self.constant + sum(w * evidence.get(name, 0.0) for name, w in self.weights.items())
        return round(1 / (1 + math.exp(-max(-30.0, min(30.0, x)))), 3)
