"""The one place that knows the extractor, trafilatura: loaded when the first page is met, and kept from talking."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

__all__ = ["extracted", "loaded"]

# The loggers of the extractor and of what it calls.
_TALKERS = ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer")


def loaded(markup: str) -> Any:
    """The tree of a page, or None where the markup is no page. It is parsed from memory; nothing is fetched."""
    from trafilatura import load_html

    with _quiet():
        return load_html(markup)


def extracted(tree: Any, *, recall: bool) -> Any:
    """The body of the article in ``tree``, which stays as it is, or None where none is found.

    Readers' comments and tables are left out: neither is the report's own prose.
    """
    from trafilatura import bare_extraction

    with _quiet():
        found = bare_extraction(deepcopy(tree), include_comments=False, include_tables=False, favor_recall=recall)
    return getattr(found, "body", None)


@contextmanager
def _quiet() -> Iterator[None]:
    """Stops the extractor's log lines for the while: a page that cannot be read is told of once, by us."""
    talkers = [
        logging.getLogger(name) for name in list(logging.root.manager.loggerDict) if name.split(".")[0] in _TALKERS
    ]
    for logger in talkers:
        logger.addFilter(_refuse)
    try:
        yield
    finally:
        for logger in talkers:
            logger.removeFilter(_refuse)


def _refuse(_: logging.LogRecord) -> bool:
    return False
