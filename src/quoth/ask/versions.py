"""What became of a page: the texts that were met at one URL, and the statements that came, went or changed.

with Store("news.db") as library:
    versions(library, "https://news.example/dam").altered
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from quoth.library import Store
from quoth.records import Record, Statement
from quoth.relate.wording import Change, changes
from quoth.text import JOINT

__all__ = ["Altered", "Step", "Versions", "versions", "versions_object"]

MET = """
SELECT article, min(added_at) AS seen FROM sightings WHERE url = :url GROUP BY article ORDER BY min(rowid)
"""

# How like two wordings are, of 100, that one may be made of the other.
ALIKE = 60


@dataclass(frozen=True, slots=True)
class Altered(Record):
    """A statement that stands in other words in the next version; ``changes`` are as of the earlier ones."""

    before: str
    after: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Step(Record):
    """A text met at the URL, when first, and the ids of the statements that it changed as against the one before."""

    article: str
    seen: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    altered: tuple[Altered, ...]


@dataclass(frozen=True, slots=True)
class Versions(Record):
    """The texts of one URL in the order in which they were first met; the first changes nothing."""

    url: str
    steps: tuple[Step, ...]


def versions(store: Store, url: str) -> Versions | None:
    """What was met at ``url``; None where nothing was. Statements are those in force, in text order."""
    steps: list[Step] = []
    before: list[Statement] = []
    for row in store.rows(MET, {"url": url}):
        now = sorted(store.statements(row["article"]), key=lambda each: each.content[0].start)
        made = _step(before, now) if steps else ((), (), ())
        steps.append(Step(row["article"], row["seen"], *made))
        before = now
    return Versions(url, tuple(steps)) if steps else None


def versions_object(found: Versions) -> dict[str, Any]:
    """The versions as JSON values: all that was added, removed and altered, and each step of it."""
    return {
        "url": found.url,
        "versions": [{"article": each.article, "seen": each.seen} for each in found.steps],
        "added": [each for step in found.steps for each in step.added],
        "removed": [each for step in found.steps for each in step.removed],
        "altered": [_altered(each) for step in found.steps for each in step.altered],
        "steps": [
            {
                "article": step.article,
                "seen": step.seen,
                "added": list(step.added),
                "removed": list(step.removed),
                "altered": [_altered(each) for each in step.altered],
            }
            for step in found.steps
        ],
    }


def _altered(found: Altered) -> dict[str, Any]:
    return {"from": found.before, "to": found.after, "changes": [each.to_dict() for each in found.changes]}


def _step(
    before: Sequence[Statement], now: Sequence[Statement]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Altered, ...]]:
    """What is added, removed and altered from one text to the next."""
    gone, new = list(before), []
    for each in now:
        same = next((old for old in gone if _said(old) == _said(each) and _who(old) == _who(each)), None)
        if same is None:
            new.append(each)
        else:
            gone.remove(same)
    likely = sorted(
        ((score, a, b) for a, old in enumerate(gone) for b, each in enumerate(new) if (score := _likeness(old, each))),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    pairs: dict[int, int] = {}
    for _, a, b in likely:
        if a not in pairs and b not in pairs.values():
            pairs[a] = b
    altered = tuple(
        Altered(gone[a].id, new[b].id, tuple(changes(_said(new[b]), _said(gone[a])))) for a, b in sorted(pairs.items())
    )
    added = tuple(each.id for n, each in enumerate(new) if n not in pairs.values())
    return added, tuple(each.id for n, each in enumerate(gone) if n not in pairs), altered


def _likeness(old: Statement, new: Statement) -> float:
    """How like two statements are, of 100; 0 where they are not to be taken for one that was altered."""
    score = fuzz.ratio(_said(old).casefold(), _said(new).casefold())
    return score if score >= ALIKE else 0.0


def _said(statement: Statement) -> str:
    return JOINT.join(span.text for span in statement.content)


def _who(statement: Statement) -> str:
    return (statement.speaker.name or "") if statement.speaker else ""
