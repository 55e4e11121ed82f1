"""Which statement answers which: denies, rejects, confirms or answers what another says, and what shows it.

``within`` looks at one article, where what is answered stands near or is named; ``compare`` at two statements of two
articles, which must have words in common. Both suggest: an answer has a score, and its reason in words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quoth.records import AnswerKind, Record
from quoth.relate import grammar
from quoth.relate.answering import Remark, lists, stem, telling
from quoth.relate.quotations import runs
from quoth.relate.sayers import agreement
from quoth.relate.words import fold, words

__all__ = ["MADE_BY", "Answer", "Remark", "best", "compare", "keys", "looked_up", "within"]

# Raised with every change of what is linked, so that libraries are related anew.
MADE_BY = "answers 1"

# Where the speaker is named: so many words of what is said to be said are the other's, and such a share of them.
NAMED = ((2, 0.4), (3, 0.25))
# Within an article one word is enough where it is nearer, or most of what is said; and none right behind.
ONE_WORD = 300
MOST = 0.5

# Where nobody is named: words in common that are no names, the share of what is denied or confirmed that the other has,
# and of the other; and the share of its names that the other may lack. docs/answers.md says how they were chosen.
WORDS = 3
SHARES: dict[AnswerKind, float] = {"denies": 0.6, "confirms": 0.7, "rejects": 0.75}
OF_OTHER: dict[AnswerKind, float] = {"denies": 0.25, "confirms": 0.4, "rejects": 0.25}
LACKING = 0.3
# So many words in a row are one quotation, which nobody confirms by saying it.
SAME = 6

# Characters between a statement and the one right behind that answers it; or that says no more than "the claims".
NEAR = 200
BACK = 400

# Days after a statement on which another report answers it, and before, since reports are dated as they please.
LATER = 7
EARLIER = 1

# "His lawyer" may be the lawyer who is named before.
OWNED = {"his", "her", "its", "their"}

# Keys of one statement that may be answered; and of one that answers, its longest words, which are the rarest.
MANY = 32
FEW = 10


@dataclass(frozen=True, slots=True)
class Answer(Record):
    """That one statement answers another, how sure that is, and which words and names show it."""

    answer: str
    answered: str
    kind: AnswerKind
    score: float
    reason: str


def within(article: Iterable[Remark]) -> Iterator[Answer]:
    """For each statement of an article that answers, the one of the article that it answers, where one is shown."""
    ordered = sorted(article, key=lambda each: (each.start, -each.end))
    for one in ordered:
        if one.does is not None:
            others = [each for each in ordered if each is not one and _is_other(one, each)]
            found = _inside(one, others) or _named(one, others)
            if found is None and not one.named:
                found = _behind(one, ordered) or best(_by_words(one, each) for each in _outside(one, others))
            if found is not None:
                yield found


def compare(one: Remark, other: Remark) -> Answer | None:
    """What makes ``one`` an answer to ``other``, a statement of another report; None where nothing does."""
    if one.does is None or other.place == "headline" or not _is_other(one, other) or not _in_time(one, other):
        return None
    phrase = _naming(one, other)
    if phrase is not None and other.does is None:
        common = _common(one, other)
        if any(len(common) >= least and len(common) >= share * len(_said(one, other)) for least, share in NAMED):
            return _answer(one, other, 0.85, f"names {phrase}", common)
    return None if one.named else _by_words(one, other)


def best(found: Iterable[Answer | None]) -> Answer | None:
    """The one with the highest score, the first of those that have it."""
    return max((each for each in found if each is not None), key=lambda each: each.score, default=None)


def keys(remark: Remark) -> frozenset[int]:
    """Under what a statement is kept that answers, or that may be answered: its words, each in the week of its day."""
    return _keys(remark, [remark.day])


def looked_up(remark: Remark, *, answers: bool) -> frozenset[int]:
    """Under what those are looked up that it ``answers``, or those that answer it."""
    if remark.day is None:
        return keys(remark)
    before, after = (LATER, EARLIER) if answers else (EARLIER, LATER)
    day = date.fromisoformat(remark.day)
    return _keys(remark, {(day + timedelta(days=n)).isoformat() for n in (-before, 0, after)})


def _keys(remark: Remark, days: Iterable[str | None]) -> frozenset[int]:
    answering = sorted(remark.topic, key=len, reverse=True)[:FEW]
    held = remark.stems[:MANY] if remark.does is None else answering
    weeks = {"" if day is None else "-".join(map(str, date.fromisoformat(day).isocalendar()[:2])) for day in days}
    named = (f"{week} {word}".encode("utf-8", "surrogatepass") for week in weeks for word in held)
    return frozenset(int.from_bytes(hashlib.blake2b(each, digest_size=6).digest()) for each in named)


def _inside(one: Remark, others: Iterable[Remark]) -> Answer | None:
    """What is answered as the report tells it within the answer: "denied [Quill's claim that the dam leaks]"."""
    for other in others:
        is_in = one.first <= other.start and other.end <= one.last
        is_claim = not lists().claims.isdisjoint(other.cued)
        is_told = is_in and is_claim and one.does != "confirms" and telling(other.speaker or other.source or "")
        if is_told and (not one.named or _naming(one, other)):
            return _answer(one, other, 0.9, f"tells within it the {other.cue.strip()} of {_who(other)}", ())
    return None


def _named(one: Remark, others: Iterable[Remark]) -> Answer | None:
    """The statement of the article whose speaker is named, with the most words of what they are said to have said."""
    found = []
    for other in _outside(one, others):
        phrase = _naming(one, other)
        if phrase is None or other.place == "headline" or other.does in ("denies", "rejects") or not _is_said(other):
            continue
        common, said = _common(one, other), _said(one, other)
        gap = one.start - other.end if other.end <= one.start else NEAR + other.start - one.end
        is_near = gap < (ONE_WORD if common else NEAR)
        shared = any(len(common) >= least and len(common) >= share * len(said) for least, share in NAMED)
        is_near = is_near and not (one.leads and said and not common)
        if shared or is_near or (common and len(common) > MOST * len(said)):
            place = "right before it" if 0 <= gap < NEAR and other.end <= one.start else ""
            score = 0.9 if common else 0.8
            found.append((len(common), -gap, _answer(one, other, score, f"names {phrase}", common, place)))
    return max(found, key=lambda each: each[:2])[2] if found else None


def _behind(one: Remark, article: Sequence[Remark]) -> Answer | None:
    """The statement right before one that replies, or that says no more of what it answers than that it was said."""
    if not one.points_back and (one.does != "answers" or one.is_asked):
        return None
    before = [each for each in article if each.end <= one.start and each.place == one.place]
    other = max(before, key=lambda each: (each.end, -each.start), default=None)
    if other is None or other.speaker is None or not _is_other(one, other) or not _is_said(other):
        return None
    if other.does in ("denies", "rejects") or one.start - other.end > (BACK if one.points_back else NEAR):
        return None
    if not one.points_back and (other.speaker_type != "person" or one.kind == other.kind == "indirect"):
        return None
    return _answer(one, other, 0.75, f"stands right behind what {_who(other)} says", ())


def _by_words(one: Remark, other: Remark) -> Answer | None:
    """What is denied, rejected or confirmed by its words alone, which another asserts."""
    kind = one.does
    if kind is None or kind not in SHARES or not other.asserts or one.lemma in lists().loose:
        return None
    if one.gives_the_lie or one.leads or "to" in one.cue.split():
        return None
    common = [word for word in one.stems if word in other.stems]
    own = [word for word in common if word not in one.names and word in _said(one, other)]
    if (
        len(own) < WORDS
        or len(common) < SHARES[kind] * len(one.stems)
        or len(common) < OF_OTHER[kind] * len(other.stems)
    ):
        return None
    ours, theirs = one.said, other.said
    if len(one.names.difference(other.stems)) > LACKING * len(one.names) or _tells_of(one, other):
        return None
    if grammar.negations(ours) % 2 != grammar.negations(theirs) % 2:
        return None
    if kind == "confirms" and runs(ours, theirs, SAME):
        return None
    if kind == "rejects" and not any(word.key in lists().claims for word in words(one.sentence)):
        return None
    return _answer(one, other, round(0.4 + 0.4 * len(common) / len(one.stems), 2), "", common)


def _is_other(one: Remark, other: Remark) -> bool:
    """Whether two speakers are told, and are certainly two: no name of one is one of the other."""
    names = one.speaker or one.source, other.speaker or other.source
    if names[0] is None or names[1] is None or names[0].casefold() == names[1].casefold():
        return False
    if one.person is not None and one.person == other.person:
        return False
    sources = [(each.source or "").casefold().split() for each in (one, other)]
    if all(sources) and sources[0][-1] == sources[1][-1] and any(each[0] in OWNED for each in sources):
        return False
    return agreement(one, other) != "same" and one.who.isdisjoint(other.who)


def _is_said(other: Remark) -> bool:
    """Whether it is something said, that somebody may answer; a report that nothing was said is not."""
    return other.attitude != "eventuality" and lists().stopped.isdisjoint(other.cued)


def _outside(one: Remark, others: Iterable[Remark]) -> Iterator[Remark]:
    return (each for each in others if each.end <= one.start or one.end <= each.start)


def _naming(one: Remark, other: Remark) -> str | None:
    """The phrase in which one names the speaker of the other: a person by the last name, a body by all of its words."""
    if other.speaker is None:
        return None
    own, last = set(telling(other.speaker)), stem(fold(other.speaker.split()[-1]))
    for phrase in one.named:
        held = set(telling(phrase))
        if last in held if other.speaker_type == "person" else own and held and (own <= held or held <= own):
            return phrase
    return None


def _said(one: Remark, other: Remark) -> list[str]:
    """What one says that the other said, without words for saying, and the names of both."""
    named = {word for phrase in one.named for word in telling(phrase)}
    left_out = one.who | other.who | named | {stem(word) for word in lists().claims}
    return [word for word in one.topic if word not in left_out]


def _common(one: Remark, other: Remark) -> list[str]:
    return [word for word in _said(one, other) if word in other.stems]


def _tells_of(one: Remark, other: Remark) -> bool:
    """Whether the other report tells of the very answer: it names who answers, or has the same cue."""
    held = {stem(word.key) for word in words(other.sentence)}
    last = stem(fold(one.speaker.split()[-1])) if one.speaker else ""
    return last in held or (one.lemma is not None and stem(one.lemma) in held)


def _in_time(one: Remark, other: Remark) -> bool:
    if one.day is None or other.day is None:
        return one.day is other.day
    return -EARLIER <= (date.fromisoformat(one.day) - date.fromisoformat(other.day)).days <= LATER


def _who(remark: Remark) -> str:
    return " ".join((remark.speaker or remark.source or "").split())


def _answer(one: Remark, other: Remark, score: float, shown: str, common: Iterable[str], place: str = "") -> Answer:
    """An answer with its reason: the cue, whom it names or where it stands, and the words that both have."""
    kind = one.does or "answers"
    by_stem: dict[str, str] = {}
    for text in (one.text, one.sentence):
        for word in words(text):
            by_stem.setdefault(stem(word.key), text[word.start : word.end])
    same = ", ".join(by_stem.get(each, each) for each in common)
    parts = (f"“{one.shown}”", shown, place, f"both say: {same}" if same else "")
    return Answer(one.statement, other.statement, kind, score, "; ".join(each for each in parts if each))
