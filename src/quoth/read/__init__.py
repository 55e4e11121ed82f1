"""Finding statements: the reading network, and a plain baseline of rules.

A reader is anything with a ``name`` and ``read(article)``; ``load_reader`` gives one by name.
"""

from __future__ import annotations

from typing import Protocol

from quoth.errors import ModelError
from quoth.parse import Parse
from quoth.records import Article, Statement

__all__ = ["DEFAULT_READER", "Finder", "Reader", "load_reader", "reader_names"]

DEFAULT_READER = "en-3"


class Finder(Protocol):
    """What finds the statements of an article."""

    @property
    def name(self) -> str:
        """What every statement it finds is marked as made by."""

    def read(self, article: Article) -> list[Statement]:
        """The statements of ``article``, in text order of their first span."""


class Reader(Finder, Protocol):
    """A finder that also says what the words are, which resolving needs."""

    def parse(self, article: Article) -> tuple[list[Statement], Parse]:
        """The statements of ``article``, and its words with what they are."""


def reader_names() -> list[str]:
    """The names that ``load_reader`` takes: the models of this package, and "rules"."""
    from quoth.models import model_names

    return [*model_names(), "rules"]


def load_reader(name: str = DEFAULT_READER, *, threads: int = 1) -> Reader:
    """The reader called ``name``; raises ModelError for an unknown name or weights that are not their card's."""
    if name == "rules":
        from quoth.read.rules import RulesReader

        return RulesReader()
    if name not in reader_names():
        raise ModelError(f"there is no reader {name!r}; known: {', '.join(reader_names())}")
    from quoth.models import load_model
    from quoth.read.reader import NetworkReader

    return NetworkReader(load_model(name, threads=threads))
