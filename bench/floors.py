"""The scores that must not fall, as floors.json keeps them: they rise freely, and fall only for a reason that stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

__all__ = ["Floors"]


@dataclass(frozen=True, slots=True)
class Floors:
    """What floors.json holds. ``slack`` is how far below its floor a score may lie and still pass.

    It is for processors: int8 arithmetic comes out a little differently on another make, and moves a score with it.
    """

    reader: str
    slack: float
    gold: Mapping[str, dict[str, str | None]]
    floors: Mapping[str, float | None]
    lowered: Sequence[Mapping[str, Any]]

    def fallen(self, measured: Mapping[str, float]) -> list[str]:
        """The names of the scores that lie under their floor."""
        return [k for k, floor in self.floors.items() if floor is not None and measured[k] < floor - self.slack - 1e-9]

    def moved(self, digests: Mapping[str, str]) -> list[str]:
        """The gold sets that are not what their floors were measured on."""
        return [name for name, values in self.gold.items() if values["digest"] not in {None, digests[name]}]

    def raised(self, measured: Mapping[str, float], digests: Mapping[str, str]) -> Floors:
        """Floors at the measured scores, where these are higher or nothing was pinned."""
        higher = {k: measured[k] if floor is None else max(floor, measured[k]) for k, floor in self.floors.items()}
        return self._with(higher, digests)

    def lowered_to(self, measured: Mapping[str, float], digests: Mapping[str, str], reason: str, day: str) -> Floors:
        """Fallen floors at the measured scores, and all floors of a gold set that has moved; the reason is kept."""
        moved, fallen = self.moved(digests), self.fallen(measured)
        names = [k for k in self.floors if k in fallen or k.partition(".")[0] in moved]
        if not names:
            return self
        record: dict[str, Any] = {"day": day, "reason": reason, "new_gold": moved}
        record |= {"from": {k: self.floors[k] for k in names}, "to": {k: measured[k] for k in names}}
        made = self._with({k: measured[k] for k in names}, digests)
        return replace(made, lowered=[*self.lowered, record])

    def _with(self, floors: Mapping[str, float], digests: Mapping[str, str]) -> Floors:
        gold = {name: values | {"digest": digests[name]} for name, values in self.gold.items()}
        return replace(self, floors={**self.floors, **floors}, gold=gold)
