"""The fixed split of the training files: errors are read in *fit*, and only *look-not* says how good something is."""

from __future__ import annotations

import hashlib
from typing import Literal, get_args

from quoth.errors import GoldError

__all__ = ["GoldPart", "in_part", "is_look_not"]

GoldPart = Literal["fit", "look-not"]


def is_look_not(article: str) -> bool:
    """Whether the article of this id is one whose errors nobody reads: a third of all, by a digest of the id."""
    return int(hashlib.sha256(article.encode("utf-8", "surrogatepass")).hexdigest(), 16) % 3 == 0


def in_part(article: str, part: GoldPart | None) -> bool:
    """Whether the article of this id is in that part of the split; None is both. Raises GoldError for another part."""
    if part is not None and part not in get_args(GoldPart):
        raise GoldError(f"gold has the parts {' and '.join(get_args(GoldPart))}, and no {part!r}")
    return part is None or is_look_not(article) == (part == "look-not")
