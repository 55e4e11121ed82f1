"""What is on record as against a quotation: statements, several that follow each other, places in articles' texts."""

from __future__ import annotations

import itertools
import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from quoth.ask.candidates import passages
from quoth.ask.runs import Asked
from quoth.ask.words import words as folded
from quoth.library import Store
from quoth.library.rows import Row
from quoth.relate.alignment import Alignment, weight
from quoth.relate.stretches import around, begins_sentence, ends_stretch, units
from quoth.relate.verdicts import Compared, Wording, compare
from quoth.text import JOINT

__all__ = ["Held", "in_speeches", "in_statements", "in_texts"]

# Contents that are compared word by word, some 0.3 ms each: those that share most words, and so much of them at least.
COMPARED, SHARED = 20, 0.3

# Characters between two statements of one article that are parts of one speech: "he said, and went on".
BETWEEN = 250

SPEECHES = """
SELECT s.rowid, s.article, s.content, s.kind, s.speaker_name AS speaker, min(p.start) AS start, max(p."end") AS "end"
FROM json_each(:articles) j CROSS JOIN statements s ON s.article = j.value
CROSS JOIN spans p ON p.statement = s.id AND p.role = 'content'
WHERE +s.shown = 1 AND +s.within IS NULL
GROUP BY s.rowid ORDER BY s.article, start, s.rowid
"""


@dataclass(frozen=True, slots=True)
class Held:
    """A wording on record as compared with a quotation, and where it is.

    ``rowids`` are of its statements, none where it was not read; ``span`` is where it stands then. ``left_out`` is
    what of the same sentences it leaves out, outside of quotation marks, too.
    """

    compared: Compared
    article: str
    rowids: tuple[int, ...]
    indirect: bool = False
    span: tuple[int, int] | None = None
    left_out: tuple[str, ...] = ()

    @property
    def rank(self) -> tuple[bool, bool, int, float]:
        """The lower the better: the very words, then words in quotation marks, then the fewest changes."""
        return self.compared.verdict != "exact", self.indirect, self.compared.changed, -self.compared.score


def in_statements(asked: Wording, rows: Iterable[Row], part: Wording | None = None) -> dict[int, Held]:
    """By rowid, those of the statements that have as much of the quotation as a part of it; alike ones compared once.

    Those that share most words with it are compared; with ``part``, that share most with this part of it.
    """
    by_content: dict[str, list[Row]] = {}
    for row in rows:
        by_content.setdefault(row["content"], []).append(row)
    out = {}
    for content in _most_alike(part or asked, by_content):
        made = _against(asked, content)
        if made is not None and (made[0].found or any(made[0].place.solid)):
            for row in by_content[content]:
                indirect = row["kind"] == "indirect"
                out[row["rowid"]] = Held(made[0], row["article"], (row["rowid"],), indirect, None, made[1])
    return out


def in_speeches(store: Store, asked: Wording, held: Iterable[Held]) -> list[Held]:
    """Statements of one speaker that follow each other in an article, as one, where they have more than each alone."""
    alone: dict[str, dict[int, Held]] = {}
    for each in held:
        for rowid in each.rowids:
            alone.setdefault(each.article, {})[rowid] = each
    several = sorted(article for article, some in alone.items() if len(some) > 1)
    rows = store.rows(SPEECHES, {"articles": json.dumps(several)}) if several else []
    out = []
    for article, some in itertools.groupby(rows, key=lambda row: str(row["article"])):
        for speech in _speeches(list(some), alone[article]):
            made = _against(asked, JOINT.join(row["content"] for row in speech))
            best = max(alone[article][row["rowid"]].compared.score for row in speech if row["rowid"] in alone[article])
            if made is not None and made[0].found and made[0].score > best:
                rowids = tuple(row["rowid"] for row in speech)
                out.append(Held(made[0], article, rowids, all(r["kind"] == "indirect" for r in speech), None, made[1]))
    return out


def in_texts(store: Store, asked: Asked, without: Collection[str]) -> list[Held]:
    """Places in articles, but for those ``without``, that have the words."""
    out = []
    for passage in passages(store, asked, without):
        wording = Wording.of(passage.text)
        made = compare(asked.wording, wording)
        if made is None or not (made.found or any(made.place.solid)):
            continue
        first, last = wording.words[made.place.first], wording.words[made.place.last - 1]
        start, end = around(passage.text, first.start, last.end)
        within = _against(asked.wording, passage.text[start:end])
        if within is not None:
            out.append(
                Held(within[0], passage.article, (), False, (passage.start + start, passage.start + end), within[1])
            )
    return out


def _most_alike(asked: Wording, contents: Iterable[str]) -> list[str]:
    """Those that share most of the words, as many as are compared."""
    weights = {word: weight(word) for word in {key for word in asked.words for key in folded(word.key)}}
    least = SHARED * sum(weights.values())
    shared = {content: sum(weights[word] for word in weights.keys() & set(folded(content))) for content in contents}
    some = [content for content, share in shared.items() if share >= least]
    return sorted(some, key=lambda content: (-shared[content], len(content)))[:COMPARED]


def _against(asked: Wording, content: str) -> tuple[Compared, tuple[str, ...]] | None:
    """The quotation as against that part of a content that is nearest to it, and what it leaves out of the whole."""
    wording = Wording.of(content)
    whole = compare(asked, wording)
    if whole is None or not whole.found or whole.verdict == "exact":
        return None if whole is None else (whole, whole.left_out)
    parts = [*units(content)[1:], _sentences(content, wording, whole.place)]
    made = [compare(asked, Wording.of(part)) for part in parts]
    best = min((whole, *filter(None, made)), key=_farness)
    return best, whole.left_out


def _sentences(content: str, wording: Wording, place: Alignment) -> str:
    """A content without the sentences before a place, and without those behind the stretch in which it ends."""
    start, end = wording.words[place.first].start, wording.words[place.last - 1].end
    first = start if place.first and begins_sentence(content, start) else 0
    return content[first : end if ends_stretch(content, end) else len(content)]


def _farness(made: Compared) -> tuple[bool, float, int]:
    left_out = sum(len(change.ours.split()) for change in made.changes if change.kind == "cut")
    return made.verdict != "exact", -round(made.score, 2), made.changed + left_out


def _speeches(rows: Sequence[Row], alone: Collection[int]) -> list[list[Row]]:
    """The statements from the first to the last of ``alone`` in each run of those that follow each other."""
    runs: list[list[Row]] = []
    for row in rows:
        last = runs[-1][-1] if runs else None
        if last is None or not 0 <= row["start"] - last["end"] <= BETWEEN or _two(last["speaker"], row["speaker"]):
            runs.append([])
        runs[-1].append(row)
    out = []
    for run in runs:
        at = [n for n, row in enumerate(run) if row["rowid"] in alone]
        if len(at) > 1:
            out.append(run[at[0] : at[-1] + 1])
    return out


def _two(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other
