"""A folder that ``quoth export`` wrote and somebody edited with brat, as corrections.

A statement is known by the id in its event's note; an event without one is new. A statement that the folder was given
(``statements.txt`` names them) and whose event is gone is rejected. The annotator is in the name of the file, if any:
``attributions/<id>_<annotator>.ann``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from quoth.errors import GoldError, InputError, UnreadableError
from quoth.evaluate import Attribution, read_brat
from quoth.ingest.files import file_bytes
from quoth.records import Article, Dropped, Statement
from quoth.show.export.brat import ATTRIBUTES, MARK, shown
from quoth.show.export.corrections import (
    NOBODY,
    ROLES,
    Change,
    Correction,
    Field,
    Offsets,
    Review,
    changes,
    field_value,
    offsets,
    with_spans,
)
from quoth.show.export.rows import Texts

__all__ = ["read_brat_corrections"]


_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_EVENT = re.compile(r"(E\d+)\t.*\b(?:Source|Cue|Content)\d*:T")
_ATTRIBUTE = re.compile(r"A\d+\t(\w+) (E\d+) (\w+)\s*$")
_NOTE = re.compile(r"#\d+\tAnnotatorNotes (E\d+)\t(.*)$")
_FILE = re.compile(r"(ar_[0-9a-f]{20})(?:_(.+))?")


def read_brat_corrections(path: Path, texts: Texts, review: Review = NOBODY) -> Iterator[Correction | Dropped]:
    """What differs from the statements in ``texts``; a Dropped for what cannot be understood, and the rest goes on.

    Raises InputError where the folder is no export.
    """
    folder = path / "attributions"
    if not folder.is_dir():
        raise InputError(f"{path} has no folder 'attributions'; name a folder of quoth export", origin=str(path))
    offered = _offered(path / "statements.txt")
    for file in sorted(folder.glob("*.ann")):
        name = _FILE.fullmatch(file.stem)
        there = texts.article(name[1]) if name else None
        if name is None or there is None:
            yield Dropped(str(file), "corrections", "it is of an article that is not here")
            continue
        article, statements = there
        try:
            yield from _file(file, article, statements, offered, Review(name[2] or review.who, review.looked_at), texts)
        except GoldError as error:
            yield Dropped(str(file), "corrections", str(error))


def _offered(given: Path) -> set[str]:
    """The statements that the folder was given; raises InputError where the file cannot be read."""
    if not given.exists():
        return set()
    try:
        return set(file_bytes(given).decode().split())
    except (UnreadableError, UnicodeDecodeError) as error:
        raise InputError(f"{given} cannot be read; take it from the export again", origin=str(given)) from error


def _file(
    file: Path,
    article: Article,
    statements: dict[str, Statement],
    offered: set[str],
    review: Review,
    texts: Texts,
) -> Iterator[Correction | Dropped]:
    """The corrections of one file. The spans are read by the reader of gold, and tied to its events by their order."""
    found = read_brat(file, article.text)
    lines = _LINE_BREAK.split(file_bytes(file).decode())
    events = [made[1] for line in lines if (made := _EVENT.match(line))]
    if len(events) != len(found):
        raise GoldError(f"{file.name} has an event with roles that are not Source, Cue and Content", path=str(file))
    said: dict[str, dict[Field, str]] = {event: {} for event in events}
    notes: dict[str, str] = {}
    for line in lines:
        if (made := _ATTRIBUTE.match(line)) and made[2] in said:
            said[made[2]].update({field: made[3] for field in ATTRIBUTES if field == made[1].lower()})
        elif made := _NOTE.match(line):
            notes[made[1]] = made[2]
    seen: set[str] = set()
    for event, attribution in zip(events, found, strict=True):
        name, _, speaker = notes.get(event, "").partition(MARK)
        if not name.startswith("st_"):
            again = with_spans(statements, {role: getattr(attribution, role) for role in ROLES})
            if again is not None:
                name, speaker = again, speaker or shown(field_value(statements[again], "speaker") or "")
        seen.add(name)
        if name.startswith("st_") and name not in statements:
            yield Dropped(str(file), "corrections", f"{event} is of a statement that is not here: {name!r}")
            continue
        try:
            was = statements.get(name), texts.found(name)
            yield from _event(article, was, attribution, said[event], speaker, review)
        except InputError as error:
            yield Dropped(str(file), "corrections", f"{event}: {error}")
    for name, statement in statements.items():
        if name in offered - seen:
            about = offsets(statement, "content")
            yield Correction(article.id, name, about, "verdict", "reject", who=review.who)


def _event(
    article: Article,
    was: tuple[Statement | None, Statement | None],
    now: Attribution,
    said: dict[Field, str],
    speaker: str,
    review: Review,
) -> list[Correction]:
    """The corrections of one event; a name that only looks other in a note is as it was."""
    names = [field_value(each, "speaker") for each in was]
    name = next((old for old in names if speaker == shown(old or "")), speaker)
    values: dict[Field, str | None] = {field: said.get(field) for field in ATTRIBUTES}
    spans: dict[str, Offsets] = {role: getattr(now, role) for role in ROLES}
    return list(changes(article, Change(was[0], spans, values | {"speaker": name}, review, found=was[1])))
