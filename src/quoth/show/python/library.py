"""The library of Python: what it reads, what it is asked and what people decide, on one store."""

from __future__ import annotations

import os
from collections.abc import Sequence

from quoth.library import Step
from quoth.library.store import PATIENCE
from quoth.show.python.adding import Adding
from quoth.show.python.asking import Asking
from quoth.show.python.deciding import Deciding
from quoth.steps import STEPS

__all__ = ["Library"]


class Library(Adding, Asking, Deciding):
    """A library in one file: see ``quoth.library.Store`` for what it keeps, and how safely.

    What it keeps it relates: ``steps`` are all there are. Every method raises a QuothError, in one sentence, where it
    cannot do as asked.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        create: bool = True,
        patience: float = PATIENCE,
        steps: Sequence[Step] = STEPS,
        read_only: bool = False,
    ) -> None:
        super().__init__(path, create=create, patience=patience, steps=steps, read_only=read_only)
