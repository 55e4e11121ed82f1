"""Readings as lines for other programs: json, jsonl and csv. The words of a report are never altered in them."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from quoth.pipeline import Reading
from quoth.records import Article, Span, Statement

__all__ = ["COLUMNS", "csv_head", "csv_lines", "csv_rows", "csv_table", "json_line", "jsonl_lines", "reading_line"]

BETWEEN = "; "  # between the items of a list in one cell
JOIN = " … "  # between the words of several spans in one cell

# What some readers of lines take for the end of one, and terminals for a command or a turn of the direction of writing,
# though JSON lets it pass. Escaped, it is the same text.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

COLUMNS = (
    "id",
    "article",
    "origin",
    "title",
    "outlet",
    "url",
    "published",
    "place",
    "kind",
    "attitude",
    "polarity",
    "speaker",
    "speaker_type",
    "role",
    "affiliation",
    "speaker_confidence",
    "speaker_implied",
    "speaker_reason",
    "source",
    "cue",
    "cue_lemma",
    "content",
    "source_spans",
    "cue_spans",
    "content_spans",
    "said_from",
    "said_to",
    "said_words",
    "said_granularity",
    "said_confidence",
    "said_reason",
    "within",
    "confidence",
    "made_by",
)


def reading_line(reading: Reading) -> str:
    """One object for the article and all that was found in it."""
    return json_line(reading.to_dict())


def jsonl_lines(reading: Reading) -> str:
    """One object a statement, in text order."""
    return "".join(json_line(statement.to_dict()) for statement in reading.statements)


def csv_head() -> str:
    """The first line of a csv: the names of its columns."""
    return csv_table([COLUMNS])


def csv_lines(reading: Reading) -> str:
    """One row a statement, in text order; an empty cell where a record has null."""
    return csv_table(_row(reading.article, statement) for statement in reading.statements)


def _row(article: Article, statement: Statement) -> tuple[object, ...]:
    speaker, said = statement.speaker, statement.said_on
    cells: dict[str, object] = {
        **{name: getattr(article, name) for name in ("origin", "title", "outlet", "url", "published")},
        **{name: getattr(statement, name) for name in ("id", "article", "place", "kind", "attitude", "polarity")},
        **{name: getattr(statement, name) for name in ("cue_lemma", "within", "confidence", "made_by")},
        "speaker": speaker and speaker.name,
        "role": speaker and speaker.role,
        "affiliation": speaker and speaker.affiliation,
        "speaker_implied": speaker and str(speaker.implied).lower(),
        **{f"speaker_{name}": speaker and getattr(speaker, name) for name in ("type", "confidence", "reason")},
        "said_from": said and said.start,
        "said_to": said and said.end,
        "said_words": said and said.text,
        **{f"said_{name}": said and getattr(said, name) for name in ("granularity", "confidence", "reason")},
    }
    for name in ("source", "cue", "content"):
        spans: tuple[Span, ...] = getattr(statement, name)
        cells[name] = JOIN.join(span.text for span in spans)
        cells[f"{name}_spans"] = ";".join(f"{span.start}-{span.end}" for span in spans)
    return tuple(cells[name] for name in COLUMNS)


def csv_rows(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """A header and one line a row; an empty cell for null, and "; " between the items of a list."""
    cells = ([BETWEEN.join(map(str, v)) if isinstance(v := row[n], list) else v for n in columns] for row in rows)
    return csv_table([tuple(columns), *map(tuple, cells)])


def csv_table(rows: Iterable[tuple[object, ...]]) -> str:
    """Rows of cells as lines; None is an empty cell."""
    out = io.StringIO()
    csv.writer(out).writerows(rows)  # as RFC 4180 has it: lines end in CR LF, and a cell with either is quoted
    return out.getvalue()


def json_line(values: Mapping[str, Any]) -> str:
    """One object on one line, whatever takes lines apart."""
    line = json.dumps(values, ensure_ascii=False)
    return _ESCAPED.sub(lambda m: f"\\u{ord(m.group()):04x}", line) + "\n"
