"""Which quotations of a page are missing from the text that was taken from it."""

from __future__ import annotations

import re
from typing import Any

from quoth.ingest.lines import squash

__all__ = ["missing_quotations"]

# Shorter ones are single words and titles of works, which stand in menus and teasers as well.
MIN_LETTERS = 25

# A page with more is a collection; looking through it all would cost more than it tells.
MAX_PARAGRAPHS = 5_000

_QUOTATION = re.compile(r"“([^“”]{20,2000})”|\"([^\"]{20,2000})\"|«([^«»]{20,2000})»|„([^„“”]{20,2000})[“”]")
_ASIDE = frozenset("aside nav footer header form noscript template dialog figure".split())
_OTHER = re.compile(
    r"related|recommend|teaser|promo|comment|newsletter|sidebar|most-?(?:read|popular)|cookie|consent|pull-?quote|trending"
    r"|read-?(?:more|next)|social|share|hidden|carousel|card",
    re.IGNORECASE,
)


def missing_quotations(tree: Any, text: str) -> list[str]:
    """The quotations in paragraphs of the page's own article, as far as that can be told, that ``text`` lacks."""
    kept = squash(text)
    missing: dict[str, str] = {}
    for paragraph in list(tree.iter("p", "blockquote", "li"))[:MAX_PARAGRAPHS]:
        words = " ".join("".join(paragraph.itertext()).split())
        found = [next(filter(None, match.groups())) for match in _QUOTATION.finditer(words)]
        lacking = [quotation for quotation in found if len(key := squash(quotation)) >= MIN_LETTERS and key not in kept]
        if lacking and not _is_beside(paragraph):
            missing.update((squash(quotation), quotation) for quotation in lacking)
    return list(missing.values())


def _is_beside(element: Any) -> bool:
    """Whether an element stands in something that is not the article: a menu, a teaser, the readers' comments."""
    for holder in [element, *element.iterancestors()]:
        if holder.tag in _ASIDE or (
            holder.tag != "body" and _OTHER.search(f"{holder.get('class')} {holder.get('id')}")
        ):
            return True
    return False
