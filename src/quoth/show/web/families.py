"""The page of a family: all versions of a quotation side by side, the earliest first, and what each of them changed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from quoth import ask
from quoth.ask import Family, Member
from quoth.ask.related import family_named
from quoth.library import Store
from quoth.relate.wording import Change
from quoth.show.direction import visible
from quoth.show.python import Library
from quoth.show.web.asking import Asked
from quoth.show.web.differences import Bit, differences
from quoth.show.web.rendering import ANY, address, page
from quoth.text import JOINT, quotations

__all__ = ["Side", "add_families", "in_families", "sides"]

# Families on a page, and how many pages may be turned: each of them is worked out anew.
SHOWN, FURTHEST = 10, 10_000

VOICES = "SELECT article, voice FROM voices WHERE article IN (SELECT value FROM json_each(:articles))"
GROUPED = "SELECT statement FROM quotation_groups WHERE statement IN (SELECT value FROM json_each(:statements))"

# What a change turns round; readers look for these. In words, of longer changes: they are another text, and no turn.
TURNS, TURNED = ("number", "negation"), 6


@dataclass(frozen=True, slots=True)
class Side:
    """One version: what it has of the fullest wording, and the ``reprints`` of the very text that it stands in."""

    member: Member
    bits: tuple[Bit, ...]
    turned: tuple[Change, ...]
    reprints: tuple[Member, ...]


def sides(store: Store, family: Family) -> list[Side]:
    """The versions of a family, the earliest first, those of one voice under the first of them."""
    articles = json.dumps(sorted({each.article.id for each in family.members}))
    voices = {row["article"]: row["voice"] for row in store.rows(VOICES, {"articles": articles})}
    under: dict[tuple[str, str], list[Member]] = {}
    for each in family.members:
        voice = voices.get(each.article.id)
        # Two versions in one article are two, and so are they in its reprints.
        key = (voice or each.article.id, _words(each) if voice else each.statement.id)
        under.setdefault(key, []).append(each)
    return [_side(first, others, family.words) for first, *others in under.values()]


def in_families(store: Store, statements: Sequence[str]) -> set[str]:
    """Those of the statements whose words others report, too."""
    return {row["statement"] for row in store.rows(GROUPED, {"statements": json.dumps(list(statements))})}


def add_families(app: FastAPI, path: Path) -> None:
    """Gives ``app`` the list of families, and the page of each."""

    @app.get("/families")
    def families(request: Request) -> Response:
        asked = Asked.of(request)
        query = asked.query(limit=SHOWN, offset=asked.number("offset", FURTHEST))
        with Library(path, create=False) as kept:
            found = ask.families(kept, query, least=2)
            filled = bool(found) or bool(kept.rows(ANY))
        given: dict[str, object] = dict(query.asks())
        end = query.offset + len(found)
        more = address("/families", given, offset=end) if end < found.total else None
        shown: dict[str, Any] = {"found": found, "articles": filled, "more": more, "outlets": _outlets}
        return page("families.html", query=query, first=query.offset + 1, **shown)

    @app.get("/family/{id}")
    def family(id: str) -> Response:  # noqa: A002 - the field's own name
        with Library(path, create=False) as kept:
            found = family_named(kept, id) if id.startswith(("fa_", "st_")) else None
            if found is None:
                raise HTTPException(404, "There is no such family here: nobody else reports these words.")
            if found.id != id:
                return RedirectResponse(f"/family/{found.id}", 303)
            tally = Counter(each.form for each in found.members).most_common()
            return page("family.html", family=found, sides=sides(kept, found), outlets=_outlets(found), tally=tally)


def _side(first: Member, others: Sequence[Member], whole: str) -> Side:
    turned = () if first.form == "indirect" else tuple(filter(_turns, first.changes))
    said = _words(first)
    marked = [(each.start, each.end) for each in quotations(said)] if first.statement.kind == "mixed" else []
    bits = [Bit(visible(said), "same")] if first.form == "indirect" else differences(said, whole, marked)
    return Side(first, tuple(bits), turned, tuple(others))


def _turns(change: Change) -> bool:
    return change.kind in TURNS and max(len(side.split()) for side in (change.theirs, change.ours)) <= TURNED


def _words(member: Member) -> str:
    return JOINT.join(span.text for span in member.statement.content)


def _outlets(family: Family) -> int:
    """How many outlets have it, as far as the reports say."""
    return len({outlet for each in family.members for outlet in each.article.outlets})
