"""Did anyone really say this? A quotation as against all that is on record: verdict, changes, and where it stands.

    with Store("news.db") as library:
        found = check(library, "We will never open the gates", speaker="Torvane")
        found.verdict, found.changes, found.matches[0].article.outlet

What is not found is not found here: that says nothing of what was said.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from quoth.ask.candidates import by_pairs, by_runs, in_families
from quoth.ask.held import Held, in_speeches, in_statements, in_texts
from quoth.ask.hits import About
from quoth.ask.loading import abouts, statements
from quoth.ask.reprints import voices_of
from quoth.ask.runs import Asked, asked_of
from quoth.ask.whom import Whom, whom
from quoth.errors import RecordError
from quoth.library import Store
from quoth.records import Record, Span, Statement
from quoth.relate.verdicts import Verdict, Wording, drops, rest, spliced, turns
from quoth.relate.wording import Change
from quoth.resolve.lexicon import fold

__all__ = ["Check", "Match", "check"]

SPEAKERS = """
SELECT DISTINCT s.article, s.speaker_name AS name FROM json_each(:articles) j
CROSS JOIN statements s ON s.article = j.value WHERE +s.shown = 1 AND s.speaker_name IS NOT NULL
"""

# How much less of a quotation the speaker who is asked for may have of it than somebody else, and be the one; and how
# much is enough, whatever others have.
NEARLY, OWN = 0.1, 0.7

# How much less than the best a wording may have of the quotation, and be shown as a version of it.
AS_WELL = 0.25


@dataclass(frozen=True, slots=True)
class Match(Record):
    """Where a quotation stands: a statement, or the place in an article's text that was not read as one.

    ``span`` is that place, and null with a statement. ``speaker`` is the name under which the statement's is shown.
    ``verdict`` and ``changes`` are as against this wording alone; ``score`` is how much of the quotation it has.
    ``voice`` is the same for articles that are one text, printed more than once.
    """

    statement: Statement | None
    article: About
    speaker: str | None
    score: float
    verdict: Verdict
    changes: tuple[Change, ...]
    span: Span | None = None
    voice: str | None = None


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


def check(store: Store, text: str, *, speaker: str | None = None) -> Check:
    """Whether ``text`` is on record, in these words, and from ``speaker`` where one is named.

    Raises RecordError for a text without a word.
    """
    wording = Wording.of(text)
    if not wording.words:
        raise RecordError("there is no word in the text to check")
    who = None if speaker is None else whom(store, speaker)
    held = _held(store, asked_of(store, wording), who)
    pair = spliced(wording, [each.compared for each in held])
    if pair is not None:
        both = [held[n] for n in pair]
        return _told(text, "spliced", speaker, both[0], _matches(store, both))
    found = [each for each in held if each.compared.found]
    if not found:
        return Check(text, "not_found", speaker, (), (), (), ())
    theirs, is_other = _by_speaker(store, found, who) if who is not None else (found, False)
    best = min(theirs, key=lambda each: each.rank)
    verdict: Verdict = best.compared.verdict
    if best.indirect:
        verdict = "indirect_only"
    shown = [each for each in theirs if each.compared.score >= best.compared.score - AS_WELL]
    return _told(text, "other_speaker" if is_other else verdict, speaker, best, _matches(store, shown))


def _held(store: Store, asked: Asked, who: Whom | None) -> list[Held]:
    """All that is comparable with a quotation: statements, and places in articles in which none was read.

    What has part of it leads to what has the rest; what has all, to all that is of the same family.
    """
    wording = asked.wording
    by_row = in_statements(wording, by_runs(store, asked))
    if not _is_found(store, by_row.values(), who):
        by_row |= in_statements(wording, by_pairs(store, asked))
    part = _rest(wording, by_row.values())
    if part is not None and by_row:
        by_row = in_statements(wording, by_runs(store, asked.part(part)), part) | by_row
    if some := [rowid for rowid, each in by_row.items() if each.compared.found]:
        more = (row for row in in_families(store, some) if row["rowid"] not in by_row)
        by_row |= in_statements(wording, more)
    held = list(by_row.values())
    held += in_speeches(store, wording, held) if part is not None else []
    best: dict[str, float] = {}
    for each in held:
        best[each.article] = max(best.get(each.article, 0.0), each.compared.score)
    texts = in_texts(store, asked, {article for article, score in best.items() if score == 1})
    # What was read says more than where its words stand, with something else between them.
    return held + [each for each in texts if each.article not in best or _says_more(each, best[each.article])]


def _says_more(place: Held, score: float) -> bool:
    return place.compared.score > score and not place.compared.closed_up


def _rest(asked: Wording, held: Iterable[Held]) -> Wording | None:
    """The part of the quotation that is not in that which has most of it; None where there is none."""
    best = max(held, key=lambda each: each.compared.score, default=None)
    return asked if best is None else rest(asked, best.compared)


def _is_found(store: Store, held: Iterable[Held], who: Whom | None) -> bool:
    """Whether enough is there to look no further: where a speaker is asked for, something of theirs."""
    found = [each for each in held if each.compared.found]
    return bool(found) and (who is None or True in _fits(store, found, who))


def _fits(store: Store, found: Sequence[Held], who: Whom) -> list[bool | None]:
    """Of each, whether it is from the speaker who is asked for; None if nobody knows.

    It is not where the report does not say whose the words are, and nowhere names the one who is asked for; nor where
    it only says what somebody is, and gives other words to the one who is asked for.
    """
    known = statements(store, {rowid for each in found for rowid in each.rowids})
    fits = []
    for each in found:
        some = [who.fits(known[rowid][0]) for rowid in each.rowids if rowid in known]
        fits.append(next((one for one in (True, False) if one in some), None))
    unsaid = {each.article for each, one in zip(found, fits, strict=True) if one is None}
    texts = {name: text for name, (_, text) in abouts(store, unsaid).items()} if unsaid else {}
    speaks = _speaks_in(store, unsaid, who)
    for n, each in enumerate(found):
        if fits[n] is None:
            told = [known[rowid][0].speaker for rowid in each.rowids if rowid in known]
            is_another = each.article in speaks and any(one is not None and one.name is not None for one in told)
            is_another = is_another and not who.described
            fits[n] = False if is_another or not who.named_in(texts[each.article]) else None
    return fits


def _speaks_in(store: Store, articles: Collection[str], who: Whom) -> set[str]:
    """Those of some articles in which the one who is asked for speaks under a name."""
    rows = store.rows(SPEAKERS, {"articles": json.dumps(sorted(articles))}) if articles else []
    return {row["article"] for row in rows if fold(row["name"]) in who.names}


def _by_speaker(store: Store, found: Sequence[Held], who: Whom) -> tuple[list[Held], bool]:
    """Those of the speaker who is asked for, else of whom nobody knows, else all, as somebody else's."""
    best = max(each.compared.score for each in found)
    fits = _fits(store, found, who)
    for wanted, least in ((True, min(best - NEARLY, OWN)), (None, best - NEARLY)):
        some = [each for each, fit in zip(found, fits, strict=True) if fit is wanted]
        if any(each.compared.score >= least for each in some):
            return some, False
    return list(found), True


def _matches(store: Store, shown: Sequence[Held]) -> list[Match]:
    """What is shown, the earliest report first."""
    known = statements(store, {rowid for each in shown for rowid in each.rowids})
    about = abouts(store, {each.article for each in shown})
    voices = voices_of(store, about)
    out: dict[tuple[str, str | int], Match] = {}
    for each in sorted(shown, key=lambda each: each.rank):
        made, (article, text) = each.compared, about[each.article]
        told = round(made.score, 4), made.verdict, made.changes
        if each.span is not None:
            span = Span.of(text, *each.span)
            out[article.id, ""] = Match(None, article, None, *told, span, voices[article.id])
        for rowid in each.rowids:
            if rowid in known:
                statement, name, _ = known[rowid]
                out.setdefault((article.id, rowid), Match(statement, article, name, *told, None, voices[article.id]))
    return sorted(out.values(), key=_day)


def _told(text: str, verdict: Verdict, speaker: str | None, best: Held, matches: Sequence[Match]) -> Check:
    changes = () if verdict == "spliced" else best.compared.changes
    dropped = () if verdict == "spliced" else drops(best.left_out)
    return Check(text, verdict, speaker, turns(changes), dropped, changes, tuple(matches))


def _day(match: Match) -> tuple[bool, str, int]:
    """The earliest report first, those without a day last; within a report in text order."""
    place = match.statement.content[0].start if match.statement else match.span.start if match.span else 0
    return match.article.published is None, match.article.published or "", place
