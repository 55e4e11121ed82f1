"""What a statement shows of another that it answers: its cue, whom it names, and what it says that they said."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Any, get_args

from quoth.records import AnswerKind, Attitude, Kind, Place, Polarity, Record
from quoth.relate.quotations import PLAIN_WORDS
from quoth.relate.words import fold, words

__all__ = ["Lists", "Remark", "lists", "stem", "telling"]

# Letters by which a word is compared: "detained" and "detain", "militants" and "militant".
STEM = 6
ENDINGS = ("ingly", "edly", "ings", "ing", "ies", "ied", "ed", "es", "s", "ly")

# Words at most of what only points back at what was said: "those recent claims", "it".
POINTING = 6

_CAPITAL = re.compile(r"[A-Z][\w’'-]*")
_SMALL = re.compile(r"\b[a-z][\w’'-]+")
_MARKS = re.compile("[\"“”‘’']")
_NAME = r"[A-Z][\w’'-]*\.?(?:(?: of| for)? [A-Z][\w’'-]*\.?)*"
_SENTENCE = re.compile(r"\n+|(?<=[.!?])[”’\"']*\s+(?=[^a-z])")
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Rep|Sen|Gov|Gen|Col|Lt|St|Prof|[A-Z])\.$")


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of ``answers.toml``."""

    kinds: dict[str, AnswerKind]
    loose: frozenset[str]
    phrases: tuple[tuple[AnswerKind, re.Pattern[str]], ...]
    lead: re.Pattern[str]
    stopped: frozenset[str]
    doubts: frozenset[str]
    claims: frozenset[str]
    plain: frozenset[str]
    pointers: frozenset[str]
    asked: frozenset[str]
    verdict: re.Pattern[str]
    named: tuple[re.Pattern[str], ...]


@cache
def lists() -> Lists:
    """The lists, read once."""
    data = tomllib.loads((resources.files(__package__) / "answers.toml").read_text(encoding="utf-8"))
    cues, phrases, claims = data["cues"], data["phrases"], data["claims"]
    kinds: tuple[AnswerKind, ...] = get_args(AnswerKind)
    noun, verb = "|".join(claims["words"].split()), "|".join(claims["verbs"].split())
    named = (
        rf"(?P<who>{_NAME}[’']s? (?:[\w-]+ ){{0,3}})(?:{noun})\b",
        rf"\b(?:{noun})\b (?:\w+ )?(?:by|from) (?P<who>(?:[\w’'-]+ ){{0,3}}?{_NAME}(?: [a-z]+)?)",
        rf"\bwhat (?P<who>(?:the )?{_NAME}) (?:has |had )?(?:{verb})\b",
        rf"\b(?:respon\w+|repl\w+|reaction|answer|back) (?:to|at|against) (?P<who>(?:[\w’'-]+ ){{0,2}}?{_NAME})",
    )
    return Lists(
        kinds={word: kind for kind in kinds for word in cues[kind].split()},
        loose=frozenset(cues["loose"].split()),
        phrases=tuple((kind, _phrase(phrases[kind])) for kind in kinds if kind in phrases),
        lead=_phrase(phrases["lead"]),
        stopped=frozenset(data["stopped"]["words"].split()),
        doubts=frozenset(data["stopped"]["doubts"].split()),
        claims=frozenset(claims["words"].split()),
        plain=frozenset(claims["plain"].split()),
        pointers=frozenset(claims["pointers"].split()),
        asked=frozenset(data["asked"]["words"].split()),
        verdict=_phrase(data["verdicts"]["phrases"]),
        named=tuple(re.compile(each) for each in named),
    )


def _phrase(text: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{' '.join(text.split()).replace(' |', '|')})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=False)
class Remark(Record):
    """A statement as what it answers, and what answers it, is looked for.

    ``text`` is its content; ``told`` are the report's words before and up to its end, ``start`` and ``end`` those of
    all of its spans and ``first`` and ``last`` those of its content, ``day`` when the report was published.
    """

    statement: str
    article: str
    text: str
    cue: str
    lemma: str | None
    source: str | None
    speaker: str | None
    speaker_type: str | None
    affiliation: str | None
    person: str | None
    kind: Kind
    polarity: Polarity | None
    attitude: Attitude | None
    place: Place
    start: int
    end: int
    first: int
    last: int
    told: str = ""
    day: str | None = None

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> Remark:
        """The remark of a row that has its fields as columns, and maybe others."""
        return cls(**{field.name: row[field.name] for field in fields(cls)})

    @cached_property
    def sentence(self) -> str:
        """What is told, from the beginning of the sentence in which the statement begins."""
        before = len(self.told) - (self.end - self.start)
        begins = [
            m.end() for m in _SENTENCE.finditer(self.told[: before + 1]) if not _TITLE.search(self.told[: m.start()])
        ]
        return self.told[min(begins[-1], before) if begins else 0 :]

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The folded words of its content."""
        return tuple(word.key for word in words(self.text))

    @cached_property
    def cued(self) -> tuple[str, ...]:
        """The folded words of its cue."""
        return tuple(word.key for word in words(self.cue))

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """The words that tell what is said, each once, cut to what all of its forms have."""
        return _telling(self.said)

    @cached_property
    def does(self) -> AnswerKind | None:
        """What it does to what another said, by its cue; None where it does nothing of it, or did not do it yet."""
        held = lists()
        cue = self.cued
        if self.polarity == "declined" or any(word in held.stopped or word.endswith("n't") for word in cue):
            return None
        found = self.by_cue
        if found is None and cue and self.gives_the_lie:
            return "denies"
        if found is None and self.leads and self.named:
            return "answers"
        is_a_deed = self.text.lstrip().startswith("to ") or self.polarity == "denied"
        return None if cue[:1] == ("to",) or (found == "confirms" and is_a_deed) else found

    @cached_property
    def by_cue(self) -> AnswerKind | None:
        """What its cue says that it does, done or not."""
        found = next((kind for kind, phrase in lists().phrases if phrase.search(self.cue)), None)
        return found or lists().kinds.get(self.lemma or "")

    @cached_property
    def leads(self) -> bool:
        """Whether its sentence begins with what it is said in response to."""
        return lists().lead.match(self.sentence.lstrip(" \"“”'‘’")) is not None

    @cached_property
    def gives_the_lie(self) -> bool:
        """Whether it says of something said that it is not so."""
        if lists().claims.isdisjoint(self.said):
            return False
        return lists().verdict.search(_MARKS.sub("", self.text)) is not None

    @cached_property
    def named(self) -> tuple[str, ...]:
        """The phrases that name another by a word for what they said: "Quill's claim", "claims by the ministry"."""
        found = (m["who"].split() for each in lists().named for m in each.finditer(self.sentence))
        return tuple(dict.fromkeys(" ".join(_without_tail(each)) for each in found))

    @cached_property
    def shown(self) -> str:
        """The words that show that it answers."""
        lead = lists().lead.match(self.sentence.lstrip(" \"“”'‘’")) if self.leads else None
        is_lie = self.gives_the_lie and self.by_cue is None
        lie = lists().verdict.search(_MARKS.sub("", self.text)) if is_lie else None
        return " ".join((lead or lie or [self.cue])[0].split()).rstrip(":,")

    @cached_property
    def topic(self) -> tuple[str, ...]:
        """The stems of what is said to have been said: its content, or what stands before it in its sentence."""
        if self.leads:
            before = self.sentence[: len(self.sentence) - (self.end - self.start)]
            return telling(lists().lead.sub("", before, count=1))
        return self.stems

    @cached_property
    def points_back(self) -> bool:
        """Whether it says of what is answered only that it was said: "the claims", "that", "it"."""
        held = self.said
        is_short = 0 < len(held) <= POINTING and all(word in lists().claims or word in lists().plain for word in held)
        return is_short and (held[-1] in lists().claims or held[-1] in lists().pointers)

    @cached_property
    def is_asked(self) -> bool:
        """Whether it answers a question or a request, or says what it answers, which is not what stands before it."""
        return "to" in self.cued or any(word.key in lists().asked for word in words(self.sentence))

    @cached_property
    def asserts(self) -> bool:
        """Whether it says that something is so, and is no answer itself."""
        is_said = self.polarity in ("affirmed", None) and self.attitude != "eventuality" and bool(self.cue)
        doubted = not lists().doubts.isdisjoint((*self.cued, *self.said)) or not lists().stopped.isdisjoint(self.cued)
        return is_said and not doubted and self.does is None

    @cached_property
    def who(self) -> frozenset[str]:
        """The stems of the names that the report gives the speaker, and the first letters of each."""
        given = [each for each in (self.speaker, self.affiliation, self.source) if each]
        capitals = [_CAPITAL.findall(each) for each in given]
        letters = {"".join(word[0] for word in each).casefold() for each in capitals}
        held = (
            stem(fold(word)) for each in capitals for word in each if len(word) > 1 and fold(word) not in PLAIN_WORDS
        )
        return frozenset(held) | {each for each in letters if len(each) > 2}

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems of those of its words that have a capital wherever they stand."""
        capital = {stem(fold(word)) for word in _CAPITAL.findall(self.text)}
        return frozenset(capital - {stem(fold(word)) for word in _SMALL.findall(self.text)})


def _without_tail(held: list[str]) -> list[str]:
    """The words of a phrase without those at its end that name nobody."""
    while len(held) > 1 and fold(held[-1]) in PLAIN_WORDS:
        held = held[:-1]
    return held


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without what sets its forms apart; a number is itself."""
    if word[:1].isdigit():
        return word
    word = word.removesuffix("'s").removesuffix("'")
    ending = next((each for each in ENDINGS if word.endswith(each) and len(word) - len(each) >= 3), "")
    return word.removesuffix(ending).removesuffix("e")[:STEM]


def telling(text: str) -> tuple[str, ...]:
    """The stems of the words of a text that are no plain words, each once."""
    return _telling(word.key for word in words(text))


def _telling(held: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stem(key) for key in held if key not in PLAIN_WORDS and (len(key) > 2 or key.isdigit())))
