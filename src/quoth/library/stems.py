"""The stems of words, as SQLite's own Porter stemmer (Porter 1980) has them."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence

__all__ = ["stems"]


def stems(words: Sequence[str]) -> list[str]:
    """The stem of each word; a word that is none of letters and digits alone has itself."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE w USING fts5(word, tokenize='porter unicode61 remove_diacritics 2')")
        connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab(w, 'instance')")
        connection.executemany("INSERT INTO w (rowid, word) VALUES (?, ?)", enumerate(words))
        found = list(words)
        for doc, term in connection.execute("SELECT doc, term FROM v"):
            found[doc] = term
    return found
