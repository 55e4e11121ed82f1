"""Brat standoff in PolNeAR's layout: ``text/<id>.txt`` and ``attributions/<id>.ann``, as ``quoth.evaluate`` reads it.

One event a statement, with its id and speaker in the annotator's note; kind, attitude and polarity are attributes.
``annotation.conf`` stands beside, for a brat server: put texts and annotations in one folder with it.
``statements.txt`` names the statements given, so that one whose event is deleted is missed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from quoth.records import Article, Span, Statement
from quoth.show.export.files import whole_folder
from quoth.show.export.rows import Rows

__all__ = ["ATTRIBUTES", "CONFIG", "MARK", "event_lines", "shown", "write"]

ATTRIBUTES: tuple[Literal["kind", "attitude", "polarity"], ...] = ("kind", "attitude", "polarity")
ROLES = ("source", "cue", "content")
MARK = " | "  # between the id of a statement and its speaker in a note

CONFIG = """\
[entities]
Source
Cue
Content

[relations]

[events]
Attribution\tSource*:Source, Cue*:Cue, Content*:Content

[attributes]
Kind\tArg:<EVENT>, Value:direct|indirect|mixed
Attitude\tArg:<EVENT>, Value:communication|belief|fact|eventuality
Polarity\tArg:<EVENT>, Value:affirmed|denied|declined
"""

# Tabs part the columns of a line, and any kind of line break may part lines.
_BREAKS = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")


def write(rows: Rows, out: Path) -> int:
    """Writes a folder; returns the statements written. A text that comes twice is written once."""
    count = 0
    seen: set[str] = set()
    with whole_folder(out) as folder:
        for name in ("text", "attributions"):
            (folder / name).mkdir()
        (folder / "annotation.conf").write_bytes(CONFIG.encode())
        with (folder / "statements.txt").open("w", encoding="utf-8", newline="") as given:
            for article, statements in rows:
                if article.id in seen:
                    continue
                seen.add(article.id)
                (folder / "text" / f"{article.id}.txt").write_bytes(article.text.encode())
                lines = "".join(f"{line}\n" for line in event_lines(article, statements))
                (folder / "attributions" / f"{article.id}.ann").write_bytes(lines.encode())
                given.writelines(f"{statement.id}\n" for statement in statements)
                count += len(statements)
    return count


def event_lines(article: Article, statements: Sequence[Statement]) -> Iterator[str]:
    """The lines of one ``.ann`` file: for each statement its spans, its event, its attributes and its note."""
    bound = attribute = 0
    for number, statement in enumerate(statements, 1):
        # The event is anchored at its cue; a statement without one at its content.
        anchor = statement.cue or statement.content
        named = (("Attribution", anchor), *((role.capitalize(), getattr(statement, role)) for role in ROLES))
        references = []
        for name, spans in named:
            if spans:
                bound += 1
                references.append(f"{name}:T{bound}")
                yield _text_bound(bound, name, spans, article.text)
        yield f"E{number}\t{' '.join(references)}"
        for field in ATTRIBUTES:
            value = getattr(statement, field)
            if value is not None:
                attribute += 1
                yield f"A{attribute}\t{field.capitalize()} E{number} {value}"
        yield f"#{number}\tAnnotatorNotes E{number}\t{note(statement)}"


def note(statement: Statement) -> str:
    """The id of a statement, and its speaker where there is a name."""
    name = statement.speaker and statement.speaker.name
    return f"{statement.id}{MARK}{shown(name)}" if name else statement.id


def shown(words: str) -> str:
    """``words`` for a line of its own: as long as before, with spaces for what would break it."""
    return _BREAKS.sub(" ", words)


def _text_bound(number: int, name: str, spans: Sequence[Span], text: str) -> str:
    """One T line; its words are for show, and the offsets are what counts."""
    offsets = ";".join(f"{span.start} {span.end}" for span in spans)
    words = " ".join(text[span.start : span.end] for span in spans)
    return f"T{number}\t{name} {offsets}\t{shown(words)}"
