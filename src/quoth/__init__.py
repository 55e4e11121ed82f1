"""Quoth keeps the record of who said what in news reports, in the exact words.

    import quoth

    for reading in quoth.read_sources(["report.txt"]):
        for statement in reading.statements:
            print([span.text for span in statement.source], [span.text for span in statement.content])

This is the front door. Each name loads on first use, so that ``import quoth`` itself costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quoth.errors import QuothError
    from quoth.pipeline import Reading, read_sources, read_text
    from quoth.read import load_reader
    from quoth.records import Article, Dropped, Span, Speaker, Statement
    from quoth.show.python import Library

__all__ = [
    "Article",
    "Dropped",
    "Library",
    "QuothError",
    "Reading",
    "Span",
    "Speaker",
    "Statement",
    "__version__",
    "load_reader",
    "read_sources",
    "read_text",
]

__version__ = "0.1.0"

_ROOMS = {
    "Article": "quoth.records",
    "Dropped": "quoth.records",
    "Library": "quoth.show.python",
    "QuothError": "quoth.errors",
    "Reading": "quoth.pipeline",
    "Span": "quoth.records",
    "Speaker": "quoth.records",
    "Statement": "quoth.records",
    "load_reader": "quoth.read",
    "read_sources": "quoth.pipeline",
    "read_text": "quoth.pipeline",
}


def __getattr__(name: str) -> Any:
    if name not in _ROOMS:
        raise AttributeError(f"module 'quoth' has no attribute {name!r}")
    value = getattr(importlib.import_module(_ROOMS[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
