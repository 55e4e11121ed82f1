"""What judgements make of what a reader found: pure rules, the same when judging, when rereading and when verifying.

Judgements count in the order in which they were taken, which is that in which they are given here.
One that ``undoes`` another takes it back and does nothing else.
"""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, get_args

from quoth.errors import RecordError
from quoth.kinds import kind_of
from quoth.library.rows import ROLES
from quoth.records import (
    AnswerKind,
    Article,
    Attitude,
    Judgement,
    Kind,
    Place,
    Polarity,
    SaidOn,
    Span,
    Speaker,
    SpeakerType,
    Statement,
    statement_id,
)
from quoth.text import quotations

__all__ = [
    "FIELDS",
    "Decided",
    "Said",
    "Verdict",
    "answered_by",
    "decide",
    "finding_id",
    "live",
    "merged",
    "of_quotation",
    "quotation_of",
    "said_to_answer",
    "same_quotation",
    "standing",
    "stands_in",
]

Verdict = Literal["accepted", "corrected", "rejected"]

NAMED: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "attitude": get_args(Attitude),
    "polarity": get_args(Polarity),
    "place": get_args(Place),
    "speaker_type": get_args(SpeakerType),
}
# What a statement is made by that no reader found, before the name of who did.
PERSON = "person "

REQUIRED = {"kind", "place", "speaker_type"}
SPEAKER = ("speaker", "speaker_type", "role", "affiliation")
SAID = ("said_from", "said_to", "said_words")

# What ``values`` of a correction may hold: lists of [start, end] for the roles, a text or null for all others.
FIELDS = (*ROLES, "kind", "attitude", "polarity", "place", *SPEAKER, *SAID, "cue_lemma", "within")

# A variant of a statement shares at least this much of its content: intersection over union of characters, as scorers
# of attribution count a content as the same.
SAME_CONTENT = 0.5


@dataclasses.dataclass(frozen=True, slots=True)
class Decided:
    """A statement as judgements have it, None where no one found it; ``verdict`` is None where nothing was decided.

    ``corrected`` says that a correction is among the judgements, whatever came after it and even if it changes nothing.
    """

    statement: Statement | None
    verdict: Verdict | None
    corrected: bool = False


def live(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Those that count: neither taken back nor taking back, in their order."""
    ordered = list(judgements)
    held = standing(ordered)
    return [judgement for judgement in ordered if judgement.undoes is None and judgement.id in held]


def standing(judgements: Sequence[Judgement]) -> set[str]:
    """The ids of those that were not taken back, by one that stands itself."""
    undone: set[str] = set()
    held = set()
    # The last word first: what takes a judgement back is younger, and may have been taken back itself.
    for judgement in reversed(judgements):
        if judgement.id not in undone:
            held.add(judgement.id)
            undone.add(judgement.undoes or "")
    return held


def decide(article: Article, found: Statement | None, judgements: Sequence[Judgement]) -> Decided:
    """What ``judgements``, the live ones about one statement, make of what a reader ``found``.

    Raises RecordError or SpanError where a correction cannot be: an unknown field, a value that is none of the field's,
    spans outside the text or over each other.
    """
    judgements = [each for each in judgements if not is_of_two(each)]
    if found is None:  # what people say of it counts from when one of them finds it
        first = next((n for n, each in enumerate(judgements) if "article" in json.loads(each.values)), None)
        if first is None:
            return Decided(None, None)
        judgements = judgements[first:]
    statement = found
    verdict: Verdict | None = None
    corrected = False
    for judgement in judgements:
        if judgement.action == "reject":
            verdict = "rejected"
        elif judgement.action == "accept":
            verdict = "corrected" if corrected else "accepted"
        else:
            statement = _corrected(article, statement, json.loads(judgement.values), judgement)
            verdict, corrected = "corrected", True
    return Decided(statement, verdict, corrected)


def quotation_of(judgement: Judgement) -> list[str]:
    """The other statements that a judgement says to give the quotation of its own, or another; none if it does not.

    Raises RecordError where they are no ids of others, or the action is none of merge and part.
    """
    if not of_quotation(judgement):
        return []
    others = json.loads(judgement.values)["quotation"]
    if not isinstance(others, list) or not others or not all(str(each).startswith("st_") for each in others):
        raise RecordError("a quotation is that of other statements: give their ids, which begin with st_")
    if judgement.statement in others or judgement.action not in ("merge", "part"):
        raise RecordError("statements are merged into one quotation with others, or parted from them")
    return list(map(str, others))


def of_quotation(judgement: Judgement) -> bool:
    """Whether a judgement says which statements give one quotation, and nothing of the statement's own values."""
    return judgement.statement is not None and "quotation" in json.loads(judgement.values)


def answered_by(judgement: Judgement) -> list[str]:
    """The other statements that a judgement says its own to answer, or not; none if it does not speak of that.

    Raises RecordError where they are no ids of others, the action is none of merge and part, or the kind is none.
    """
    values = json.loads(judgement.values)
    if judgement.statement is None or "answered" not in values:
        return []
    others = values["answered"]
    if not isinstance(others, list) or not others or not all(str(each).startswith("st_") for each in others):
        raise RecordError("what is answered are other statements: give their ids, which begin with st_")
    if judgement.statement in others or judgement.action not in ("merge", "part"):
        raise RecordError("a statement answers others, by merge, or does not, by part")
    if values.get("kind") not in (None, *get_args(AnswerKind)):
        raise RecordError(f"{values['kind']!r} is no kind of answer; it is one of {', '.join(get_args(AnswerKind))}")
    return list(map(str, others))


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """What somebody decided about two statements: whether one answers the other, and how, where they say it."""

    answers: bool
    kind: AnswerKind | None
    who: str


def said_to_answer(judgements: Iterable[Judgement]) -> dict[tuple[str, str], Said]:
    """What counts of each two statements that people spoke of, the one that answers first."""
    said: dict[tuple[str, str], Said] = {}
    for judgement in judgements:
        for other in answered_by(judgement):
            kind = json.loads(judgement.values).get("kind")
            said[str(judgement.statement), other] = Said(judgement.action == "merge", kind, judgement.who)
    return said


def is_of_two(judgement: Judgement) -> bool:
    """Whether a judgement is about what two statements have to do with each other, and not about values of its own."""
    values = json.loads(judgement.values)
    return judgement.statement is not None and ("quotation" in values or "answered" in values)


def same_quotation(judgements: Iterable[Judgement]) -> dict[tuple[str, str], bool]:
    """Of each two statements that people spoke of, in the order of their ids, whether they give one quotation."""
    said: dict[tuple[str, str], bool] = {}
    for judgement in judgements:
        if judgement.statement is not None and of_quotation(judgement):
            for other in quotation_of(judgement):
                one, two = sorted((judgement.statement, other))
                said[one, two] = judgement.action == "merge"
    return said


def finding_id(values: Mapping[str, Any]) -> str:
    """The id of a statement that a person found, from the ``article`` and the spans of its judgement's values."""
    roles = [[_Range(a, b) for a, b in sorted(_pairs(values, role))] for role in ROLES]
    return statement_id(str(values["article"]), *roles)  # type: ignore[arg-type]


def merged(judgements: Iterable[Judgement]) -> dict[str, str]:
    """Each name that people merged with another, and the name under which it is shown (the first of the merge's).

    ``part`` takes its names, but for the first, out of whatever they were merged with.
    """
    group: dict[str, str] = {}
    for judgement in judgements:
        if judgement.statement is not None:
            continue
        first, *others = speaker_names(judgement)
        if judgement.action == "merge":
            old = {group.get(name, name) for name in (first, *others)}
            members = {name for name, head in group.items() if head in old} | {first, *others}
            group |= dict.fromkeys(members, first)
        else:
            for name in others:
                head = group.pop(name, None)
                rest = sorted(each for each, its_head in group.items() if its_head == head)
                if head == name and rest:
                    group |= dict.fromkeys(rest, first if first in rest else rest[0])
    return {name: head for name, head in group.items() if name != head}


def speaker_names(judgement: Judgement) -> list[str]:
    """The names of a merge or a part; raises RecordError where they are not two at least."""
    names = json.loads(judgement.values).get("names")
    if not isinstance(names, list) or len(set(map(str, names))) < 2 or not all(isinstance(n, str) for n in names):
        raise RecordError(f"to {judgement.action} speakers takes two names or more")
    return names


def stands_in(new: Statement, judged: Statement) -> bool:
    """Whether ``new`` is a variant of ``judged``: half of the content or more is shared, and the sources meet."""
    a, b = _characters(new.content), _characters(judged.content)
    if len(a & b) < SAME_CONTENT * len(a | b):
        return False
    if not new.source or not judged.source:
        return not new.source and not judged.source
    return bool(_characters(new.source) & _characters(judged.source))


def _characters(spans: Iterable[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start, span.end)}


@dataclasses.dataclass(frozen=True, slots=True)
class _Range:
    start: int
    end: int


def _corrected(article: Article, was: Statement | None, values: dict[str, Any], by: Judgement) -> Statement:
    """``was`` with the values of one correction; a new statement where a person found it."""
    if by.action == "part":
        values = {"speaker": values.get("speaker")}
    elif was is None and values.get("article") != article.id:
        raise RecordError("a statement that no reader found needs its article and its content")
    values = {name: value for name, value in values.items() if name != "article"}
    for name, value in values.items():
        _check(name, value)
    roles = {
        role: tuple(Span.of(article.text, a, b) for a, b in sorted(_pairs(values, role)))
        if role in values
        else getattr(was, role, ())
        for role in ROLES
    }
    if not roles["content"]:
        raise RecordError("a statement without content is none; reject it instead")
    if was is None:
        was = _found(article, roles, by)
    changed: dict[str, Any] = {**roles}
    if "content" in values and "kind" not in values:
        changed["kind"] = _kind(article, roles["content"])
    if "content" in values and "place" not in values:
        changed["place"] = article.place_of(roles["content"][0].start)
    changed |= {n: values[n] for n in ("kind", "attitude", "polarity", "place", "cue_lemma", "within") if n in values}
    if any(name in values for name in SPEAKER):
        changed["speaker"] = _speaker(was.speaker, values, by)
    if any(name in values for name in SAID):
        changed["said_on"] = _said(was.said_on, values, by)
    return dataclasses.replace(was, **changed)


def _found(article: Article, roles: Mapping[str, tuple[Span, ...]], by: Judgement) -> Statement:
    return Statement.of(
        article,
        **{role: [(span.start, span.end) for span in spans] for role, spans in roles.items()},  # type: ignore[arg-type]
        kind=_kind(article, roles["content"]),
        confidence=1.0,
        made_by=f"{PERSON}{by.who}",
    )


def _kind(article: Article, content: Sequence[Span]) -> Kind:
    return kind_of(article.text, [(span.start, span.end) for span in content], _quotations(article.text))


# One article's statements are decided one after the other.
_quotations = functools.lru_cache(maxsize=4)(quotations)


def _check(name: str, value: Any) -> None:
    if name in ROLES:
        return
    if name not in FIELDS:
        raise RecordError(f"there is no field {name!r} to correct; there are {', '.join(FIELDS)}")
    if value is not None and not isinstance(value, str):
        raise RecordError(f"{name} is a text or null, not {value!r}")
    if name in NAMED and value not in NAMED[name] and (value is not None or name in REQUIRED):
        raise RecordError(f"{value!r} is no {name}; it is one of {', '.join(NAMED[name])}")
    if name in ("said_from", "said_to") and value is not None and not _is_day(value):
        raise RecordError(f"{name} is a day such as 2031-05-03, not {value!r}")


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _pairs(values: Mapping[str, Any], role: str) -> list[tuple[int, int]]:
    pairs = values.get(role) or []
    if not isinstance(pairs, list) or not all(_is_pair(pair) for pair in pairs):
        raise RecordError(f"{role} is a list of [start, end], both whole numbers, not {json.dumps(pairs)[:60]}")
    return [(a, b) for a, b in pairs]


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, list) and len(pair) == 2 and all(type(each) is int for each in pair)


def _speaker(was: Speaker | None, values: Mapping[str, Any], by: Judgement) -> Speaker | None:
    """Who it is as the person says; of a name without a type that fits one, a person is meant."""
    name = values.get("speaker", was.name if was else None)
    kind = values.get("speaker_type") or (was.type if was else "unknown")
    if "speaker_type" not in values and "speaker" in values:
        if name is None and kind not in ("unnamed", "author"):
            kind = "unknown"
        elif name is not None and kind in ("unknown", "unnamed"):
            kind = "person"
    role, affiliation = (values.get(f, getattr(was, f, None)) for f in ("role", "affiliation"))
    return Speaker(name, kind, role, affiliation, confidence=1.0, reason=_by(by))


def _said(was: SaidOn | None, values: Mapping[str, Any], by: Judgement) -> SaidOn | None:
    """The days as the person says; one of the two alone moves the other where that would else lie before it."""
    start = values.get("said_from", was.start if was else None)
    end = values.get("said_to", was.end if was else None)
    words = values.get("said_words", was.text if was else None)
    if values.get("said_from") and values.get("said_to") and values["said_to"] < values["said_from"]:
        raise RecordError(f"the days {start} to {end} end before they begin")
    if start and end and end < start:
        start, end = (end, end) if values.get("said_to") else (start, start)
    start, end = start or end, end or start
    if start is None and words is None:
        return None
    return SaidOn(start, end, words or "", "day" if start == end else "days", 1.0, _by(by))


def _by(judgement: Judgement) -> str:
    return f"corrected by {judgement.who}"
