"""Characters that turn the direction of writing, so that words could show in another order than they have."""

from __future__ import annotations

__all__ = ["TURNING", "visible"]

# The Arabic letter mark, the left-to-right and right-to-left marks, embeddings and overrides, isolates.
TURNING = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))

# In a text they stay; on a page they are shown as a sign.
_SIGNS = dict.fromkeys(TURNING, "\ufffd")


def visible(text: str | None) -> str:
    """A text, as long as it was, in which nothing turns the direction of what stands around it."""
    return (text or "").translate(_SIGNS)
