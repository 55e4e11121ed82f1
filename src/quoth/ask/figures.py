"""Figures, who gave them, and where they conflict."""

from __future__ import annotations

import json
import operator
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quoth import flat
from quoth.ask.hits import About
from quoth.ask.loading import abouts
from quoth.ask.query import check_page, given_day
from quoth.ask.results import Results
from quoth.ask.tables import Column, Columns, day
from quoth.library import Store
from quoth.library.numbers import figure_from
from quoth.library.rows import Row
from quoth.records import Figure, Giver, Record
from quoth.relate.series import Placed, Series, series

__all__ = [
    "COLUMNS",
    "FIGURES",
    "Given",
    "article_days",
    "every_figure",
    "figure_object",
    "figure_series",
    "figures",
    "shown_figure",
]

# Who is shown as the giver is the speaker of the statement as it is shown: corrected, merged, or, where it was
# rejected, the author. AROUND holds what the words of a question are looked for in.
FIGURES = """
SELECT f.*, f.rowid AS at, s.id AS held, s.speaker_type AS shown_type,
    coalesce(p.name, m.speaker, s.speaker_name) AS shown
FROM figures f
JOIN articles a ON a.id = f.article
LEFT JOIN statements s ON s.id = f.statement AND s.shown = 1
LEFT JOIN appearances x ON x.article = s.article AND x.name = s.speaker_name
LEFT JOIN people p ON p.id = x.person
LEFT JOIN same_speakers m ON m.name = s.speaker_name
WHERE (:since IS NULL OR substr(a.published, 1, 10) >= :since)
AND (:until IS NULL OR substr(a.published, 1, 10) <= :until)
{words}
{giver}
{among}
ORDER BY {order}
"""
IN_TIME = "a.published, f.article, f.n"
AROUND = (
    "substr(a.text, max(f.start - 120, 0) + 1, 300) || ' ' || coalesce(f.counts, '') || ' ' || coalesce(a.title, '')"
)

DAYS = """
SELECT id, substr(published, 1, 10) AS day FROM articles
WHERE id IN (SELECT value FROM json_each(:ids)) AND published <> ''
"""

# Figures of which the articles are in memory at once, where all are asked for.
BATCH = 500
# In characters, what stands on each side of a figure and may say what became of those whom it counts.
CLAUSE = 45
_END = re.compile(r"[.;!?]\s|\n")
_NAME = re.compile(r"(?<=[a-z,;] )[A-Z][a-z’'-]{3,}")
# A name in more than this share of the articles in question tells no story from another; in so few it always may.
COMMON, FEW = 0.2, 12


@dataclass(frozen=True, slots=True)
class Given(Record):
    """A figure with its article; ``figure.giver`` is who is shown as having given it."""

    figure: Figure
    article: About


COLUMNS: Columns = (
    Column("id", "string", lambda each: each.figure.id),
    Column("article", "string", lambda each: each.figure.article),
    Column("title", "string", lambda each: each.article.title),
    Column("outlet", "string", lambda each: each.article.outlet),
    Column("url", "string", lambda each: each.article.url),
    Column("published", "date", lambda each: day(each.article.published)),
    Column("start", "int", lambda each: each.figure.span.start),
    Column("end", "int", lambda each: each.figure.span.end),
    Column("words", "string", lambda each: each.figure.span.text),
    *(Column(name, "float", operator.attrgetter(f"figure.{name}")) for name in ("value", "low", "high")),
    *(
        Column(name, "string", operator.attrgetter(f"figure.{name}"))
        for name in ("hedge", "unit", "counts", "place", "when", "statement")
    ),
    Column("giver", "string", lambda each: each.figure.giver.name),
    Column("giver_type", "string", lambda each: each.figure.giver.type),
)


def figures(
    store: Store,
    text: str = "",
    *,
    giver: str | None = None,
    since: str | None = None,
    until: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Results[Given]:
    """The figures around which all words of ``text`` stand, given by ``giver`` (or "author"), the earliest first.

    Raises RecordError where the page or a day cannot be.
    """
    check_page(limit, offset)
    rows = _rows(store, text, giver, since, until)
    page = rows[offset : offset + limit]
    about = abouts(store, {row["article"] for row in page})
    return Results(tuple(Given(shown_figure(row), about[row["article"]][0]) for row in page), len(rows), COLUMNS)


def every_figure(
    store: Store,
    text: str = "",
    *,
    giver: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Iterator[Given]:
    """All figures that ``figures`` finds, in its order, each checked against the text of its article.

    Raises SpanError where one is not what its article has at its place, and RecordError where a day cannot be.
    """
    rows = _rows(store, text, giver, since, until)
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        about = abouts(store, {row["article"] for row in batch})
        for row in batch:
            article, words = about[row["article"]]
            figure = shown_figure(row)
            figure.span.check(words)
            yield Given(figure, article)


def figure_series(
    store: Store,
    text: str = "",
    *,
    giver: str | None = None,
    since: str | None = None,
    until: str | None = None,
    conflicts: bool = False,
    articles: Sequence[str] | None = None,
) -> list[Series]:
    """The series among those figures, the longest first; with ``conflicts`` those in which two givers disagree.

    With ``articles`` only their figures count: each is set against every other of its kind, which many would not bear.
    """
    rows = _rows(store, text, giver, since, until, articles)
    about = abouts(store, {row["article"] for row in rows})
    names = _telling({id_: text for id_, (_, text) in about.items()})
    placed = []
    for row in rows:
        article, words = about[row["article"]]
        before = _END.split(words[max(0, row["start"] - CLAUSE) : row["start"]])[-1]
        after = _END.split(words[row["end"] : row["end"] + CLAUSE])[0]
        clause = before + row["text"] + after
        placed.append(Placed(shown_figure(row), article.published, names[article.id], clause))
    return [each for each in series(placed) if each.conflict or not conflicts]


def article_days(store: Store, found: Iterable[Series]) -> dict[str, str]:
    """The day of each article of some series, where it has one."""
    ids = sorted({figure.article for each in found for figure in each.figures})
    return {row["id"]: row["day"] for row in store.rows(DAYS, {"ids": json.dumps(ids)})}


def figure_object(given: Given) -> dict[str, Any]:
    """A figure as JSON values, with the facts of its article."""
    return given.figure.to_dict() | flat.article_facts(given.article)


def _rows(
    store: Store,
    text: str,
    giver: str | None,
    since: str | None,
    until: str | None,
    articles: Sequence[str] | None = None,
) -> list[Row]:
    values: dict[str, Any] = {
        "since": given_day(since) if since is not None else None,
        "until": given_day(until, last=True) if until is not None else None,
    }
    words = ""
    for n, word in enumerate(text.split()):
        values[f"w{n}"] = word.lower()
        words += f"AND instr(lower({AROUND}), :w{n}) > 0\n"
    asked = ""
    if giver == "author":
        asked = "AND s.id IS NULL"
    elif giver is not None:
        values["giver"] = giver.lower()
        shown = "coalesce(p.name, m.speaker, s.speaker_name, '')"
        asked = f"AND instr(lower({shown} || ' ' || coalesce(s.speaker_name, '')), :giver) > 0"
    among = ""
    if articles is not None:
        values["articles"] = json.dumps(list(articles))
        among = "AND f.article IN (SELECT value FROM json_each(:articles))"
    return store.rows(FIGURES.format(words=words, giver=asked, among=among, order=IN_TIME), values)


def shown_figure(row: Row) -> Figure:
    """The figure of a row of FIGURES, with who is shown as having given it."""
    figure = figure_from(row)
    if row["held"] is None:
        return replace(figure, statement=None, giver=Giver(None, "author"))
    return replace(figure, giver=Giver(row["shown"], row["shown_type"] or "unknown"))


def _telling(texts: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The names in each text that are not in too many of the others."""
    found = {name: set(_NAME.findall(text)) for name, text in texts.items()}
    held = Counter(word for words in found.values() for word in words)
    most = max(FEW, COMMON * len(texts))
    return {name: tuple(sorted(word for word in words if held[word] <= most)) for name, words in found.items()}
