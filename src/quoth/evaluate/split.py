"""The fixed split of the training files: errors are read in *fit*, and only *look-not* says how good something is."""

from __future__ import annotations

import hashlib

__all__ = ["is_look_not"]


def is_look_not(article: str) -> bool:
    """Whether the article of this id is one whose errors nobody reads: a third of all, by a digest of the id."""
    return int(hashlib.sha256(article.encode()).hexdigest(), 16) % 3 == 0
