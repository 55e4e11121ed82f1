"""The stems of words, as SQLite's own Porter stemmer (Porter 1980) has them."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence

__all__ = ["stems"]

TABLES = """
CREATE VIRTUAL TABLE w USING fts5(word, tokenize='porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE v USING fts5vocab(w, 'instance');
"""

# A connection is its thread's; making one takes longer than a search does.
_own = threading.local()


def stems(words: Sequence[str]) -> list[str]:
    """The stem of each word; a word that is none of letters and digits alone has itself."""
    if not hasattr(_own, "connection"):
        _own.connection = sqlite3.connect(":memory:", isolation_level=None)
        _own.connection.executescript(TABLES)
    connection = _own.connection
    found = list(words)
    connection.execute("BEGIN")
    try:
        connection.executemany("INSERT INTO w (rowid, word) VALUES (?, ?)", enumerate(words))
        for doc, term in connection.execute("SELECT doc, term FROM v"):
            found[doc] = term
    finally:
        connection.execute("ROLLBACK")
    return found
