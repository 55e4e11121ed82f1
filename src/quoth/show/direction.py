"""Marks that turn the direction of writing, which could show words elsewhere than they stand: shown as a sign."""

from __future__ import annotations

__all__ = ["visible"]

# Controls that turn the direction of what follows: in the text they stay, on a page they are shown as a sign.
TURNS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C], "\ufffd")


def visible(text: str | None) -> str:
    """A text, as long as it was, in which nothing turns the direction of what stands around it."""
    return (text or "").translate(TURNS)
