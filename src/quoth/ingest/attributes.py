"""A page without the attributes that no page needs: the parser's time grows with the square of those of one element."""

from __future__ import annotations

import re

__all__ = ["with_few_attributes"]

# The most that an element of a page in use has is about 40.
MOST = 128

_OPEN = re.compile(r"<[a-zA-Z][^\s/>]*")
_ATTRIBUTE = re.compile(r"[\s/=]*[^\s/>=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?")


def with_few_attributes(markup: str) -> str:
    """``markup``, less all attributes of an element after its first ``MOST``."""
    kept: list[str] = []
    done = at = 0
    while (opening := _OPEN.search(markup, at)) is not None:
        at, count, full = opening.end(), 0, opening.end()
        while (attribute := _ATTRIBUTE.match(markup, at)) is not None:
            at = attribute.end()
            count += 1
            if count == MOST:
                full = at
        if count > MOST:
            kept.append(markup[done:full])
            done = at
    return "".join([*kept, markup[done:]]) if kept else markup
