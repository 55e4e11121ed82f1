"""What each tool answers: it asks a library, opened to be read alone, and gives plain JSON values."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from quoth import ask
from quoth.ask.following import following
from quoth.errors import InputError, RecordError
from quoth.pipeline import Reading, read_text
from quoth.records import Article, Statement
from quoth.show.locked import fill
from quoth.show.mcp import asked, quoted
from quoth.show.mcp.stretch import stretch
from quoth.show.python import Library
from quoth.show.verdicts import VERDICTS

__all__ = ["Place", "answers", "article", "check", "family", "figures", "fill_draft", "read", "search", "speaker"]

T = TypeVar("T")

# Forms of a name, roles, and other speakers that are given with one.
LISTED = 10
# Placeholders of one draft.
MOST_PLACES = 200
# What the cursor begins with where other forms of the words are among what is found.
WIDE = "also-"


@dataclass(frozen=True, slots=True)
class Place:
    """Which library is asked, and which reader reads."""

    library: Path
    reader: str


def search(place: Place, given: asked.AskedSearch) -> dict[str, Any]:
    """Statements, the newest first; pages neither skip nor repeat while articles are added, unless ``also`` has any."""
    wide = given.cursor is not None and given.cursor.startswith(WIDE)
    start = _number(given.cursor.removeprefix(WIDE)) if given.cursor and wide else 0
    query = ask.Query(
        text=given.text, speaker=given.speaker or None, outlet=given.outlet or None, role=given.role or None,
        kind=given.kind, since=given.since or None, until=given.until or None, limit=given.limit, order="newest",
        offset=start,
    )  # fmt: skip
    with _open(place) as library:
        found = ask.search(library, query)
        hits: Sequence[ask.Hit] = found
        if found.also:
            cursor = f"{WIDE}{start + len(hits)}" if start + len(hits) < found.total else None
        else:
            page = following(library, query, None if wide else given.cursor)
            hits, cursor = page.hits, page.cursor
        statements = _quotations(library, [(hit.statement, hit.speaker) for hit in hits])
    told = {
        name: [quoted.short(each) for each in getattr(found, name)[:LISTED]]
        for name in ("also", "speakers", "suggested")
    }
    counts = {"total": found.total, "or_more": found.at_least}
    return {"statements": statements, **counts, "cursor": cursor, "quoted": told}


def check(place: Place, given: asked.AskedCheck) -> dict[str, Any]:
    """The verdict on a quotation, and where it stands."""
    with _open(place) as library:
        found = library.check(given.quotation, speaker=given.speaker or None)
        page, cursor = _page(found.matches, given.limit, given.cursor)
        matches = []
        for match in page:
            if match.statement is not None:
                (made,) = _quotations(library, [(match.statement, match.speaker)])
            else:
                assert match.span is not None
                made = quoted.place(match.article, match.span)
            changed = {"verdict": match.verdict, "score": match.score, "changes": _changes(match.changes)}
            matches.append(made | changed)
    return {
        "verdict": found.verdict,
        "meaning": VERDICTS[found.verdict],
        "turns": list(found.turns),
        "drops": list(found.drops),
        "changes": _changes(found.changes),
        "matches": matches,
        "total": len(found.matches),
        "cursor": cursor,
    }


def speaker(place: Place, given: asked.AskedSpeaker) -> dict[str, Any]:
    """Who a name means, in which roles, and what they said in the order of time."""
    start = _number(given.cursor)
    with _open(place) as library:
        found = library.speaker(given.name, limit=given.limit, offset=start)
        statements = _quotations(library, [(hit.statement, hit.speaker) for hit in found.statements])
    total, end = found.statements.total, start + given.limit
    told = {
        "name": quoted.short(found.name),
        "forms": [quoted.short(each.name) for each in found.forms[:LISTED]],
        "roles": [_cut(each.to_dict()) for each in found.roles[:LISTED]],
        "others": [quoted.short(each.name) for each in found.others[:LISTED]],
        "suggested": [quoted.short(each) for each in found.suggested[:LISTED]],
    }
    return {
        "found": found.name is not None,
        "types": list(found.types),
        "statements": statements,
        "total": total,
        "cursor": str(end) if end < total else None,
        "quoted": told,
    }


def family(place: Place, given: asked.AskedFamily) -> dict[str, Any]:
    """Who reports the same quotation, and what each made of the words: a page of reports, family by family."""
    if given.id is None and not (given.text or given.speaker):
        raise RecordError("family asks for an id, or for text or a speaker")
    start = _number(given.cursor)
    with _open(place) as library:
        if given.id is not None:
            found = tuple(library.families_of(given.id))
            if not found:
                raise InputError(f"there is no statement or family {given.id[:100]} here, or it stands alone")
            kept = [(each, n) for each in found for n in range(len(each.members))]
            page, cursor = _page(kept, given.limit, given.cursor)
            return {
                "families": [_family(library, each, [n for f, n in page if f is each]) for each in found],
                "cursor": cursor,
            }
        held = library.families(given.text, speaker=given.speaker or None, limit=given.limit, offset=start)
        end = start + given.limit
        first = [_family(library, each, range(min(2, len(each.members)))) for each in held]
    return {"families": first, "total": held.total, "cursor": str(end) if end < held.total else None}


def answers(place: Place, given: asked.AskedAnswers) -> dict[str, Any]:
    """Which statement answers which: both with their certificates, and what shows it."""
    start = _number(given.cursor)
    with _open(place) as library:
        if given.id is not None:
            found = ask.answers_of(library, given.id, kind=given.kind)
            page: Sequence[ask.Answered] = found[start : start + given.limit]
        else:
            query = ask.Query(text=given.text, speaker=given.speaker or None, limit=given.limit, offset=start)
            page = found = ask.answers(library, query, kind=given.kind)
        made = [_answer(library, each) for each in page]
    end = start + given.limit
    return {"answers": made, "total": found.total, "cursor": str(end) if end < found.total else None}


def figures(place: Place, given: asked.AskedFigures) -> dict[str, Any]:
    """Numbers with who gave them, the earliest first."""
    start = _number(given.cursor)
    with _open(place) as library:
        found = library.figures(
            given.text, giver=given.giver or None, since=given.since or None, until=given.until or None,
            limit=given.limit, offset=start,
        )  # fmt: skip
    end = start + given.limit
    made = [quoted.figure(each.article, each.figure) for each in found]
    return {"figures": made, "total": found.total, "cursor": str(end) if end < found.total else None}


def read(place: Place, given: asked.AskedRead) -> dict[str, Any]:
    """What is said in a text that is not stored."""
    reading = _reading(given.text, given.published, place.reader)
    page, cursor = _page(reading.statements, given.limit, given.cursor)
    made = [quoted.quotation(reading.article, each, held=False) for each in page]
    return {"article": reading.article.id, "sha256": reading.article.sha256, "stored": False} | {
        "statements": made,
        "total": len(reading.statements),
        "cursor": cursor,
    }


def article(place: Place, given: asked.AskedArticle) -> dict[str, Any]:
    """A stretch of an article's text, as it is, with the statements that begin in it."""
    with _open(place) as library:
        name = given.id
        if name.startswith("st_") and (held := library.statement(name)) is not None:
            name = held.article
        report = ask.article(library, name)
    if report is None:
        raise InputError(f"there is no article {given.id[:100]} here; search finds statements with the ids of theirs")
    whole = report.article
    start, end, begun = stretch(whole.text, report.statements, _number(given.cursor))
    return {
        "article": whole.id,
        "sha256": whole.sha256,
        "offsets": [[start, end]],
        "characters": len(whole.text),
        "statements": [quoted.quotation(whole, each) for each in begun],
        "cursor": str(end) if end < len(whole.text) else None,
        "quoted": {"text": whole.text[start:end]} | quoted.about(whole),
    }


def fill_draft(place: Place, given: asked.AskedFill) -> dict[str, Any]:
    """A draft with the words of statements in the place of their ids, each with its certificate, or nothing."""
    if given.draft.count("{{") > MOST_PLACES:
        raise InputError(f"the draft has more than {MOST_PLACES} placeholders; send it in parts")
    with _open(place) as library:
        filled = fill(library, given.draft)
    if len(filled.text) > 2 * asked.LONGEST:
        raise InputError(f"filled, the draft has more than {2 * asked.LONGEST:,} characters; send it in parts")
    made = [
        {
            "number": n,
            "id": each.statement,
            "article": each.article,
            "offsets": [list(span) for span in each.spans],
            "sha256": each.sha256,
            "content_sha256": each.content_sha256,
            "quoted": {name: quoted.short(getattr(each, name)) for name in ("speaker", "title", "url")},
        }
        for n, each in enumerate(filled.certificates, 1)
    ]
    return {"certificates": made, "quoted": {"text": filled.text}}


def _open(place: Place) -> Library:
    return Library(place.library, create=False, read_only=True)


@functools.lru_cache(maxsize=4)
def _reading(text: str, published: str | None, reader: str) -> Reading:
    return read_text(text, reader=reader, published=published)


def _quotations(library: Library, said: Sequence[tuple[Statement, str | None]]) -> list[dict[str, Any]]:
    """The statements, each with the name under which its speaker is shown."""
    articles: dict[str, Article | None] = {}
    out = []
    for statement, shown in said:
        if statement.article not in articles:
            articles[statement.article] = library.article(statement.article)
        if (held := articles[statement.article]) is not None:
            out.append(quoted.quotation(held, statement, shown=shown))
    return out


def _answer(library: Library, each: ask.Answered) -> dict[str, Any]:
    one, other = (_quotations(library, [(told.statement, told.speaker)])[0] for told in (each.answer, each.answered))
    facts = {"kind": each.kind, "score": each.score, "verdict": each.verdict}
    return facts | {"answer": one, "answered": other, "quoted": {"reason": quoted.short(each.reason)}}


def _family(library: Library, found: ask.Family, numbers: Sequence[int]) -> dict[str, Any]:
    members = []
    for n in numbers:
        member = found.members[n]
        for made in _quotations(library, [(member.statement, member.speaker)]):
            shape = {"form": member.form, "changes": _changes(member.changes), "fullest": member.fullest}
            members.append(made | shape | {"first": member.first})
    named = {"speakers": [quoted.short(each.name) for each in found.speakers[:LISTED]]}
    words = quoted.short(found.words, quoted.LONGEST)
    counts = {"articles": found.articles, "voices": found.voices, "members_in_all": len(found.members)}
    return {"id": found.id, **counts, "members": members, "quoted": {"words": words, **named}}


def _changes(made: Sequence[Any]) -> list[dict[str, Any]]:
    return [quoted.change(each) for each in made[: 2 * LISTED]]


def _cut(values: dict[str, Any]) -> dict[str, Any]:
    return {name: quoted.short(value) if isinstance(value, str) else value for name, value in values.items()}


def _number(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdecimal() and len(cursor) < 10):
        raise RecordError(f"{cursor!r} is no cursor; take the one that the answer before gave")
    return int(cursor)


def _page(found: Sequence[T], limit: int, cursor: str | None) -> tuple[Sequence[T], str | None]:
    start = _number(cursor)
    end = start + limit
    return found[start:end], str(end) if end < len(found) else None
