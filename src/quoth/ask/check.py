"""Did anyone really say this? A quotation as against all that is on record: verdict, changes, and where it stands.

    with Store("news.db") as library:
        found = check(library, "We will never open the gates", speaker="Torvane")
        found.verdict, found.changes, found.matches[0].article.outlet

What is not found is not found here: that says nothing of what was said.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from quoth.ask.candidates import Shared, contents, passages
from quoth.ask.hits import About
from quoth.ask.loading import abouts, statements
from quoth.ask.whom import Whom, whom
from quoth.errors import RecordError
from quoth.library import Store
from quoth.records import Record, Span, Statement
from quoth.relate.verdicts import Compared, Verdict, Wording, compare, drops, spliced, turns
from quoth.relate.wording import Change

__all__ = ["Check", "Match", "check"]

# How much less of a quotation the speaker who is asked for may have of it than somebody else, and be the one.
NEARLY = 0.1

# How much less than the best a wording may have of the quotation, and be shown as a version of it.
AS_WELL = 0.25


@dataclass(frozen=True, slots=True)
class Match(Record):
    """Where a quotation stands: a statement, or the place in an article's text that was not read as one.

    ``span`` is that place, and null with a statement. ``speaker`` is the name under which the statement's is shown.
    ``verdict`` and ``changes`` are as against this wording alone; ``score`` is how much of the quotation it has.
    """

    statement: Statement | None
    article: About
    speaker: str | None
    score: float
    verdict: Verdict
    changes: tuple[Change, ...]
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Check(Record):
    """What may be said of a quotation: ``matches`` are where it stands, the earliest report first.

    ``changes`` are as against the best of them; ``turns`` names what they turn (number, negation), and ``drops`` what a
    cut leaves out that matters (negation, condition). ``speaker`` is who was asked for.
    """

    text: str
    verdict: Verdict
    speaker: str | None
    turns: tuple[str, ...]
    drops: tuple[str, ...]
    changes: tuple[Change, ...]
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """A match with the comparison that it comes of; ``fits``: whether it is who is asked for, null if nobody knows."""

    match: Match
    compared: Compared
    fits: bool | None

    @property
    def rank(self) -> tuple[bool, bool, int, float]:
        """The lower the better: the very words, then words in quotation marks, then the fewest changes."""
        statement = self.match.statement
        indirect = statement is not None and statement.kind == "indirect"
        exact = self.compared.verdict == "exact"
        return not exact, indirect, self.compared.changed, -self.compared.score


def check(store: Store, text: str, *, speaker: str | None = None) -> Check:
    """Whether ``text`` is on record, in these words, and from ``speaker`` where one is named.

    Raises RecordError for a text without a word.
    """
    asked = Wording.of(text)
    if not asked.words:
        raise RecordError("there is no word in the text to check")
    who = None if speaker is None else whom(store, speaker)
    held = _held(store, asked, who)
    if (pair := spliced(asked, [each.compared for each in held])) is not None:
        both = [held[n] for n in pair]
        if not any(each.compared.found and each.compared.score >= SINGLE for each in held):
            return _told(text, "spliced", speaker, both[0], both)
    found = [each for each in held if each.compared.found]
    if not found:
        return Check(text, "not_found", speaker, (), (), (), ())
    theirs, is_other = _by_speaker(found) if who is not None else (found, False)
    best = min(theirs, key=lambda each: each.rank)
    verdict: Verdict = best.compared.verdict
    statement = best.match.statement
    if verdict == "altered" and statement is not None and statement.kind == "indirect":
        verdict = "indirect_only"
    shown = [each for each in theirs if each.compared.score >= best.compared.score - AS_WELL]
    return _told(text, "other_speaker" if is_other else verdict, speaker, best, shown)


# How much of a quotation a single wording must have for it to be no splice, whatever two have together.
SINGLE = 0.9


def _held(store: Store, asked: Wording, who: Whom | None) -> list[_Held]:
    """All that is comparable with a quotation: statements, and places in articles in which none was read."""
    by_row = _statements(store, asked, who, by="long")
    if not any(each.compared.score >= SINGLE for each in by_row.values()):
        by_row |= _statements(store, asked, who, by="short", without=by_row.keys())
    if not any(each.compared.found for each in by_row.values()):
        by_row = _statements(store, asked, who, by="pairs") or by_row
    held = list(by_row.values())
    there = {each.match.article.id for each in held if each.compared.found}
    return held + _passages(store, asked, there, wide=not there)


def _statements(
    store: Store, asked: Wording, who: Whom | None, *, by: Shared, without: Container[int] = ()
) -> dict[int, _Held]:
    """By rowid, the statements that share with the quotation what ``by`` says, but for those ``without``."""
    compared = {}
    for rowid, content in contents(store, asked, by=by).items():
        if rowid in without:
            continue
        made = compare(asked, Wording.of(content))
        if made is not None and (made.found or any(made.place.solid)):
            compared[rowid] = made
    known = statements(store, compared)
    about = abouts(store, {statement.article for statement, _, _ in known.values()})
    out = {}
    for rowid, (statement, name, _) in known.items():
        made = compared[rowid]
        article, _ = about[statement.article]
        match = Match(statement, article, name, round(made.score, 4), made.verdict, made.changes)
        out[rowid] = _Held(match, made, None if who is None else who.fits(statement))
    return out


def _passages(store: Store, asked: Wording, without: set[str], *, wide: bool) -> list[_Held]:
    """Places in articles, but for those ``without``, that have the words."""
    out = []
    found = [each for each in passages(store, asked, wide=wide) if each.article not in without]
    about = abouts(store, {each.article for each in found})
    for passage in found:
        wording = Wording.of(passage.text)
        made = compare(asked, wording)
        if made is None or not made.found:
            continue
        first, last = wording.words[made.place.first], wording.words[made.place.last - 1]
        made = _within_text(asked, passage.text[first.start : last.end])
        if made is None:
            continue
        article, text = about[passage.article]
        span = Span.of(text, passage.start + first.start, passage.start + last.end)
        match = Match(None, article, None, round(made.score, 4), made.verdict, made.changes, span)
        out.append(_Held(match, made, None))
    return out


def _within_text(asked: Wording, words: str) -> Compared | None:
    """As against a place in a running text: what stands around it there is no part of what was said."""
    made = compare(asked, Wording.of(words))
    return made if made is not None and made.found else None


def _by_speaker(found: Sequence[_Held]) -> tuple[list[_Held], bool]:
    """Those of the speaker who is asked for, else of whom nobody knows, else all, as somebody else's."""
    best = max(each.compared.score for each in found)
    for fits in (True, None):
        some = [each for each in found if each.fits is fits]
        if any(each.compared.score >= best - NEARLY for each in some):
            return some, False
    return list(found), True


def _told(text: str, verdict: Verdict, speaker: str | None, best: _Held, shown: Sequence[_Held]) -> Check:
    changes = () if verdict == "spliced" else best.compared.changes
    matches = sorted((each.match for each in shown), key=_day)
    cut = drops(changes) if any(change.kind == "cut" for change in changes) else ()
    return Check(text, verdict, speaker, turns(changes), cut, changes, tuple(matches))


def _day(match: Match) -> tuple[bool, str, int]:
    """The earliest report first, those without a day last; within a report in text order."""
    place = match.statement.content[0].start if match.statement else match.span.start if match.span else 0
    return match.article.published is None, match.article.published or "", place
