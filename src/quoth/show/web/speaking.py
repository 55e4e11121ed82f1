"""The page of a speaker: everything in time, roles, outlets, the words most his own, and names merged and parted."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from quoth.ask import Person
from quoth.ask.own_words import own_words
from quoth.ask.person import person_in_time
from quoth.library import Store, standing
from quoth.library.rows import Row, judgement_from
from quoth.records import Judgement
from quoth.show.python import Library
from quoth.show.web.asking import Asked
from quoth.show.web.rendering import address, page

__all__ = ["add_speaking"]

SHOWN, FURTHEST, MOST = 30, 1_000_000, 12
# Statements of which the words are counted, newest first by when they came in.
READ = 200

# Whom this speaker answers, and who answers them: the other's name, how, and how often.
ANSWERS = """
SELECT coalesce(p.name, m.speaker, t.speaker_name) AS name, a.kind AS kind, count(*) AS n
FROM answers a JOIN statements t ON t.id = a.{other}
LEFT JOIN appearances x ON x.article = t.article AND x.name = t.speaker_name
LEFT JOIN people p ON p.id = x.person
LEFT JOIN same_speakers m ON m.name = t.speaker_name
WHERE a.{mine} IN (SELECT value FROM json_each(:ids)) AND a.again = 0 AND t.shown = 1 AND t.speaker_name IS NOT NULL
GROUP BY coalesce(p.name, m.speaker, t.speaker_name), a.kind ORDER BY n DESC, name LIMIT :most
"""
ANSWERS_GIVEN = ANSWERS.format(mine="answer", other="answered")
ANSWERS_GOT = ANSWERS.format(mine="answered", other="answer")
TEXTS = "SELECT content FROM statements WHERE rowid IN (SELECT value FROM json_each(:rowids)) ORDER BY rowid DESC"
NAMES = "SELECT name FROM speaker_names WHERE statements > 0 ORDER BY statements DESC LIMIT 200"
# Decisions about names, and those that take them back.
DECIDED = "SELECT * FROM judgements WHERE statement IS NULL ORDER BY n"


@dataclass(frozen=True, slots=True)
class Decision:
    """What stands about this speaker's names: who said it, and which names it is about."""

    made: Judgement
    names: tuple[str, ...]


def add_speaking(app: FastAPI, path: Path) -> None:
    """Gives ``app`` the page of a speaker."""

    @app.get("/speaker")
    def speaker(request: Request) -> Response:
        asked = Asked.of(request)
        name = asked.get("name")
        if not name:
            raise HTTPException(400, "Name a speaker.")
        at = asked.number("offset", FURTHEST)
        with Library(path, create=False) as kept:
            person, rows = person_in_time(kept, name, limit=SHOWN, offset=at)
            ids = {"ids": json.dumps([row["id"] for row in rows]), "most": MOST}
            values: dict[str, Any] = {
                "outlets": Counter(row["outlet"] for row in rows if row["outlet"]).most_common(MOST),
                "answers": kept.rows(ANSWERS_GIVEN, ids),
                "answered": kept.rows(ANSWERS_GOT, ids),
                "words": own_words(kept, _newest_texts(kept, rows)),
                "decisions": _decisions(kept, person),
                "names": [row["name"] for row in kept.rows(NAMES)],
            }
        end = at + len(person.statements)
        more = address("/speaker", {"name": name}, offset=end) if end < person.statements.total else None
        status = 200 if person.name or person.others else 404
        return page("speaker.html", status, person=person, more=more, first=at + 1, **values)

    @app.post("/speaker")
    async def decide(request: Request) -> Response:
        async with request.form(max_files=0, max_fields=10) as form:
            given = {name: str(value)[:2000] for name, value in form.items()}
        return await run_in_threadpool(_decided, path, given)


def _newest_texts(store: Store, rows: Sequence[Row]) -> list[str]:
    """What a speaker said, as far as its words are counted."""
    newest = sorted((row["key"] for row in rows), reverse=True)[:READ]
    return [row["content"] for row in store.rows(TEXTS, {"rowids": json.dumps(newest)})]


def _decisions(store: Store, person: Person) -> list[Decision]:
    """The mergers and partings in force of which one of the names is this speaker's."""
    made = [judgement_from(row) for row in store.rows(DECIDED)]
    held = standing(made)
    mine = {form.name for form in person.forms} | {person.name}
    out = []
    for each in made:
        names = tuple(json.loads(each.values).get("names", ()))
        if each.undoes is None and each.id in held and not mine.isdisjoint(names):
            out.append(Decision(each, names))
    return out


def _decided(path: Path, given: dict[str, str]) -> Response:
    action, name, other = given.get("action", ""), given.get("name", ""), given.get("other", "").strip()
    who = given.get("who", "").strip()[:100] or "reader"
    with Library(path, create=False) as kept:
        if action == "undo":
            kept.undo(given.get("id", ""), who=who)
        elif action in ("merge", "part") and other:
            (kept.merge if action == "merge" else kept.part)(name, other, who=who)
        else:
            raise HTTPException(400, "Say which name is to be merged or parted.")
    return RedirectResponse(address("/speaker", {"name": name}), 303)
