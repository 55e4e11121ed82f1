"""A statement with its article as one flat row and as one object: the same names, whoever prints them.

``quoth read``, ``search``, ``speaker`` and ``export`` have these columns and this object; some add to the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from quoth.records import Statement

__all__ = ["CELLS", "COLUMNS", "FACTS", "JOIN", "Facts", "Flat", "article_facts", "flat_object", "flat_row"]

JOIN = " … "  # between the words of several spans in one cell

# What stands beside a statement of its article, whose id is in ``article``.
FACTS = ("origin", "title", "url", "outlet", "published", "authors", "language", "sha256")


class Facts(Protocol):
    """What has the facts of an article: the article itself, or what a search says about it."""

    @property
    def origin(self) -> str: ...  # noqa: D102
    @property
    def title(self) -> str | None: ...  # noqa: D102
    @property
    def url(self) -> str | None: ...  # noqa: D102
    @property
    def outlet(self) -> str | None: ...  # noqa: D102
    @property
    def published(self) -> str | None: ...  # noqa: D102
    @property
    def authors(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def language(self) -> str | None: ...  # noqa: D102
    @property
    def sha256(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Flat:
    """A statement with its article, the name under which people merged its speaker, and what they made of it.

    ``shown`` is null where nobody merged the name; ``judged`` is accepted or corrected, or null.
    """

    statement: Statement
    article: Facts
    shown: str | None = None
    judged: str | None = None


Cell = Callable[[Flat], Any]


def _of_article(name: str) -> Cell:
    return lambda each: getattr(each.article, name)


def _of_statement(name: str) -> Cell:
    return lambda each: getattr(each.statement, name)


def _of_speaker(name: str) -> Cell:
    return lambda each: getattr(each.statement.speaker, name, None)


def _of_day(name: str) -> Cell:
    return lambda each: getattr(each.statement.said_on, name, None)


def _words(role: str) -> Cell:
    return lambda each: JOIN.join(span.text for span in getattr(each.statement, role)) or None


def _offsets(role: str) -> Cell:
    return lambda each: ";".join(f"{span.start}-{span.end}" for span in getattr(each.statement, role)) or None


# The columns in their order, each with what it has of a statement.
CELLS: dict[str, Cell] = {
    "id": _of_statement("id"),
    "article": _of_statement("article"),
    **{name: _of_article(name) for name in ("origin", "title", "outlet", "url", "published")},
    **{name: _of_statement(name) for name in ("place", "kind", "attitude", "polarity")},
    "speaker": lambda each: each.shown or getattr(each.statement.speaker, "name", None),
    "speaker_in_report": _of_speaker("name"),
    "speaker_type": _of_speaker("type"),
    "role": _of_speaker("role"),
    "affiliation": _of_speaker("affiliation"),
    **{f"speaker_{name}": _of_speaker(name) for name in ("confidence", "implied", "reason")},
    "source": _words("source"),
    "cue": _words("cue"),
    "cue_lemma": _of_statement("cue_lemma"),
    "content": _words("content"),
    **{f"{role}_spans": _offsets(role) for role in ("source", "cue", "content")},
    "said_from": _of_day("start"),
    "said_to": _of_day("end"),
    "said_words": _of_day("text"),
    **{f"said_{name}": _of_day(name) for name in ("granularity", "confidence", "reason")},
    **{name: _of_statement(name) for name in ("within", "confidence", "made_by")},
    "judged": lambda each: each.judged,
}
COLUMNS = tuple(CELLS)


def article_facts(article: Facts) -> dict[str, Any]:
    """The facts of an article, without its text, as JSON values."""
    return {name: getattr(article, name) for name in FACTS} | {"authors": list(article.authors)}


def flat_row(each: Flat) -> dict[str, Any]:
    """The row of one statement, by COLUMNS; null where there is nothing."""
    return {name: cell(each) for name, cell in CELLS.items()}


def flat_object(each: Flat) -> dict[str, Any]:
    """The record of one statement as JSON values, then FACTS, ``speaker_in_report`` and ``judged``.

    The speaker's name is the one that is shown, as in the row.
    """
    values = each.statement.to_dict()
    name = values["speaker"]["name"] if values["speaker"] else None
    if name is not None and each.shown:
        values["speaker"]["name"] = each.shown
    return values | article_facts(each.article) | {"speaker_in_report": name, "judged": each.judged}
