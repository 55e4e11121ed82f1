"""The first element of a file of XML: what tells feeds and site maps, whatever stands before it."""

from __future__ import annotations

import re

__all__ = ["declares_entities", "root_of"]

_ROOT = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|<\?[^>]*>)\s*)*"
    rb"<((?:\w+:)?[\w.-]+)[\s/>]",
    re.DOTALL | re.IGNORECASE,
)
_ENTITY = re.compile(rb"<!ENTITY\b", re.IGNORECASE)


def root_of(head: bytes) -> str | None:
    """The name of the first element in small letters, as written (``rdf:rdf``), or None where there is none."""
    found = _ROOT.match(head)
    return found.group(1).decode("ascii", "replace").lower() if found else None


def declares_entities(data: bytes) -> bool:
    """Whether something declares entities, which is how XML bombs are made, and feeds and site maps never are."""
    return _ENTITY.search(data) is not None
