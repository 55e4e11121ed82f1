"""Values of a list in a question, each bound by a name of its own: as JSON, a text would end at a NUL."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["one_by_one"]


def one_by_one(name: str, values: Iterable[str]) -> tuple[str, dict[str, str]]:
    """What stands for ``values`` in the parentheses of an IN, and the values by the names that it has for them."""
    held = {f"{name}{n}": value for n, value in enumerate(values)}
    return ", ".join(f"CAST(:{each} AS TEXT)" for each in held), held
