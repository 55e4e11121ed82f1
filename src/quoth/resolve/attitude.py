"""What a cue says of its content: asserted, believed, known or wanted, and whether affirmed, denied or declined.

The four attitudes are the types of attribution of the Penn Discourse TreeBank (Prasad, Dinesh, Lee, Joshi & Webber
2006). The words are in ``cues.toml``, each group with where its classification comes from.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from quoth.parse import Parse
from quoth.records import Article, Attitude, Polarity, Statement

__all__ = ["Stance", "lemma_of", "listed", "stance"]

# How many words before a cue may belong to it ("did not | say"), and after it complete it ("declined | to say").
BEFORE = 6
AFTER = 4
# How many words may fill the gap of a phrase: "made it perfectly clear".
GAP = 3
# Which word of a cue counts: the names that ``cues.toml`` has for what ranks lower than a verb.
FULL, NOUN, LIGHT, BARE = 3, 2, 1, 0
_RANKS = {"noun": NOUN, "light": LIGHT, "bare": BARE}


@dataclass(frozen=True, slots=True)
class Stance:
    """What a cue says of its content; ``lemma`` is that of the cue's main word, or the phrase it is part of."""

    attitude: Attitude | None
    polarity: Polarity
    lemma: str | None


class Cue(NamedTuple):
    """A word or phrase of ``cues.toml``; of several in one cue the first of the highest ``rank`` is the main one."""

    lemma: str
    attitude: Attitude
    polarity: Polarity
    negated: Polarity | None
    rank: int
    refusal: bool


class Word(NamedTuple):
    """A word in lower case with a straight apostrophe, and its lemma; "didn't" is two."""

    low: str
    lemma: str


class Match(NamedTuple):
    """A cue found among words: the range it takes up, and which of them the phrase names."""

    start: int
    end: int
    named: tuple[int, ...]
    cue: Cue


class Lexicon(NamedTuple):
    """What ``cues.toml`` holds, by lemma; phrases by their first word; forms that are no lemma with theirs."""

    cues: Mapping[str, Cue]
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], Cue]]]
    irregular: Mapping[str, str]
    regular: Mapping[str, str]
    words: Mapping[str, frozenset[str]]


class _Cues(NamedTuple):
    """The words around and in one cue; the cue's own are ``first`` and later. ``after``: those that follow it."""

    words: list[Word]
    first: int
    after: list[Word]


def stance(article: Article, statement: Statement, parse: Parse) -> Stance:
    """The attitude and polarity of ``statement``, from its cue and the words beside it.

    "Denied" is said of the content: "does not believe that", "rejected the claim". Two negations make an affirmation,
    and so does refusing to deny: "refused to rule out". An unknown cue of a direct quotation is one of communication.
    """
    spoken: Attitude | None = "communication" if statement.kind == "direct" else None
    if not statement.cue:
        return Stance(spoken, "affirmed", None)
    cues = _cues(article, statement, parse)
    if not any(word.low[0].isalnum() for word in cues.words[cues.first :]):
        return Stance("communication", "affirmed", statement.cue[0].text[0])
    found = list(_matches(cues.words))
    main = _main(found, cues.first)
    unknown = _unknown(cues, found)
    if main is None or (main.cue.rank == BARE and unknown):
        negative = len(_negations(cues.words, found, len(cues.words), ())) % 2
        return Stance(spoken, "denied" if negative else "affirmed", unknown or cues.words[cues.first].lemma)
    attitude, polarity = _weighed(cues, found, main, _is_negative(statement))
    return Stance(_in_context(attitude, main.cue, statement, cues), polarity, main.cue.lemma)


@lru_cache(maxsize=8192)  # an article has the same few words over and over
def lemma_of(low: str, before: str = "") -> str:
    """The lemma of a form in lower case after a word with lemma ``before``; a guess where no list has it."""
    lexicon = _lexicon()
    if low in lexicon.irregular:
        return lexicon.irregular[low]
    if low in lexicon.regular and not (low in lexicon.cues and before in lexicon.words["linking"]):
        return lexicon.regular[low]
    known = low in lexicon.cues or any(low in listed for listed in lexicon.words.values())
    return low if known else _guess(low)


def listed(name: str) -> frozenset[str]:
    """The words listed under ``name`` in ``cues.toml``."""
    return _lexicon().words[name]


# ------------------------------------------------------------------------------------------------------ the words


def _cues(article: Article, statement: Statement, parse: Parse) -> _Cues:
    ranges = [r for r in (parse.range(span.start, span.end) for span in statement.cue) if r[0] < r[1]]
    if not ranges:  # a parse that does not reach so far
        return _Cues(_words(w for s in statement.cue for w in _straight(article.text[s.start : s.end]).split()), 0, [])
    first, last = ranges[0][0], ranges[-1][1]
    held = [parse.range(s.start, s.end) for s in (*statement.source, *statement.content)]
    start = first
    while start and first - start < BEFORE and not any(a < start <= b for a, b in held) and _leads(parse, start - 1):
        start -= 1
    before = _words(parse.lower[start:first])
    inside = _words(low for a, b in ranges for low in parse.lower[a:b])
    end = last
    while end < min(last + AFTER, len(parse)) and parse.lower[end][0].isalnum():
        end += 1
    return _Cues(before + inside, len(before), _words(parse.lower[last:end]))


def _words(lows: Iterable[str]) -> list[Word]:
    """Words in lower case with their lemmas."""
    out: list[Word] = []
    for low in lows:
        for part in _parts(low):
            out.append(Word(part, lemma_of(part, out[-1].lemma if out else "")))
    return out


def _straight(text: str) -> str:
    return text.lower().replace("’", "'")


def _leads(parse: Parse, at: int) -> bool:
    """Whether a word before a cue belongs to it: auxiliaries, negations, adverbs, refusals."""
    lists = _lexicon().words
    for part in _parts(parse.lower[at]):
        lemma = lemma_of(part)
        cue = _lexicon().cues.get(lemma)
        if not (
            lemma in lists["auxiliaries"]
            or lemma in lists["negators"]
            or lemma in lists["undoing"]
            or part.endswith("ly")
            or (cue and cue.refusal)
        ):
            return False
    return True


def _parts(low: str) -> list[str]:
    if low == "cannot":
        return ["can", "not"]
    if low.endswith("n't") and len(low) > 3:
        stem = low[:-3]
        return [{"wo": "will", "ca": "can", "sha": "shall", "ai": "be"}.get(stem, stem), "not"]
    return [low]


def _is_negative(statement: Statement) -> bool:
    """Whether nobody is its source: "no one said", "neither side answered"."""
    if not statement.source:
        return False
    first = statement.source[0].text.split(None, 1)
    return bool(first) and first[0].lower() in _lexicon().words["negators"]


# -------------------------------------------------------------------------------------------- the main word of a cue


def _matches(words: Sequence[Word]) -> Iterator[Match]:
    """The cues among ``words``, left to right, the longest phrase first; none overlaps another."""
    lexicon = _lexicon()
    at = 0
    while at < len(words):
        best: Match | None = None
        for first in {words[at].low, words[at].lemma}:
            for pattern, cue in lexicon.phrases.get(first, ()):
                named = _fits(pattern, words, at)
                if named and (best is None or len(named) > len(best.named)):
                    best = Match(at, named[-1] + 1, named, cue)
        single = lexicon.cues.get(words[at].low) if words[at].lemma not in lexicon.cues else None
        single = single or lexicon.cues.get(words[at].lemma)
        if best is None and single:
            best = Match(at, at + 1, (at,), single)
        if best:
            yield best
        at = best.end if best else at + 1


def _fits(pattern: Sequence[str], words: Sequence[Word], at: int) -> tuple[int, ...] | None:
    """Where each word of ``pattern`` stands, the first at ``at``; None where it does not fit."""
    if not pattern:
        return ()
    if pattern[0] == "*":
        for gap in range(GAP + 1):
            rest = _fits(pattern[1:], words, at + gap)
            if rest is not None:
                return rest
        return None
    if at >= len(words) or pattern[0] not in words[at]:
        return None
    rest = _fits(pattern[1:], words, at + 1)
    return None if rest is None else (at, *rest)


def _main(found: Sequence[Match], first: int) -> Match | None:
    """The match that says most of those that reach into the cue; a verb gives way to the one it undoes or refuses."""
    undoing = _lexicon().words["undoing"]
    inside = [m for m in found if m.end > first]

    def rank(m: Match) -> int:
        yields = m.cue.refusal or (m.cue.lemma in undoing and m is not inside[-1])
        return min(m.cue.rank, LIGHT) if yields else m.cue.rank

    return max(inside, key=rank, default=None)


def _unknown(cues: _Cues, found: Sequence[Match]) -> str | None:
    """The lemma of the first word of a cue that no list has and that is more than a particle, an article or adverb."""
    lists = _lexicon().words
    known = {at for m in found for at in range(m.start, m.end)}
    for at, word in enumerate(cues.words[cues.first :], cues.first):
        little = word.lemma in lists["auxiliaries"] or word.lemma in lists["little"] or word.low.endswith("ly")
        if at not in known and not little and word.low[0].isalpha() and word.lemma not in lists["negators"]:
            return word.lemma
    return None


# ------------------------------------------------------------------------------------------------------- polarity


def _weighed(cues: _Cues, found: Sequence[Match], main: Match, nobody: bool) -> tuple[Attitude, Polarity]:
    """The attitude and polarity of ``main`` with the refusals and negations before it."""
    words, cue = cues.words, main.cue
    refusal = next((m for m in found if m.cue.refusal and m.start < main.start), main if cue.refusal else None)
    negations = _negations(words, found, main.end, main.named)
    odd = (len(negations) + nobody) % 2 == 1
    if refusal:
        attitude, polarity = _refused(refusal, cue if refusal is not main else _target(cues, refusal))
        return attitude, "affirmed" if odd else polarity
    if not odd:
        return cue.attitude, cue.polarity
    if cue.polarity != "affirmed":
        return cue.attitude, "affirmed"
    if cue.negated:
        return cue.attitude, cue.negated
    return cue.attitude, "declined" if _is_modal(words, negations) and _is_answer(cue) else "denied"


def _negations(words: Sequence[Word], found: Sequence[Match], end: int, named: Sequence[int]) -> list[int]:
    """Where a negation stands before ``end``, in no phrase: "not", or a verb that undoes the next one."""
    lists = _lexicon().words
    out = []
    for at, word in enumerate(words[:end]):
        limited = at + 1 < len(words) and words[at + 1].low in lists["limits"]
        if word.lemma in lists["negators"] and at not in named and not limited:
            out.append(at)
    undone = [m.start for m in found if m.cue.lemma in lists["undoing"] and m.end < end and m.start not in named]
    return out + undone


def _refused(refusal: Match, target: Cue | None) -> tuple[Attitude, Polarity]:
    """Refusing to say is declining, refusing to deny affirms, refusing anything else is a course of action."""
    if target is None:
        return refusal.cue.attitude, refusal.cue.polarity
    if target.attitude != "communication":
        return "eventuality", "denied" if target.polarity == "affirmed" else "affirmed"
    return "communication", "affirmed" if target.polarity == "denied" else "declined"


def _target(cues: _Cues, refusal: Match) -> Cue | None:
    """What is refused, where the cue leaves that to the words after it: "declined | to name the bank"."""
    rest = [*cues.words[refusal.end :], *cues.after]
    if rest and rest[0].low == "to":
        verbs = [w for w in rest[1:] if w.lemma != "be"]
        return next((m.cue for m in _matches(verbs) if m.start == 0), _UNKNOWN)
    if refusal.cue.attitude == "eventuality":  # "refused the offer"
        return None
    return next((m.cue for m in _matches(rest) if m.cue.rank > BARE), None)


def _is_modal(words: Sequence[Word], negations: Sequence[int]) -> bool:
    modals = _lexicon().words["modals"]
    return any(at and words[at].low == "not" and words[at - 1].lemma in modals for at in negations)


def _is_answer(cue: Cue) -> bool:
    return cue.lemma in _lexicon().words["answers"]


def _in_context(attitude: Attitude, cue: Cue, statement: Statement, cues: _Cues) -> Attitude:
    """The attitude where the content changes it: "told her to go" orders, "'I was there,' he recalled" is said."""
    lists = _lexicon().words
    if statement.kind == "direct" and cue.lemma in lists["direct"]:
        return "communication"
    if cue.lemma in lists["infinitive"]:
        follows = cues.after[0].low if cues.after else ""
        begins = statement.content[0].text[:3].lower() == "to "
        if begins or "to" in (follows, cues.words[-1].low):
            return "eventuality"
    return attitude


# ---------------------------------------------------------------------------------------------------- the lexicon

# Endings of verbs that lose an e before -ed and -ing.
_SILENT_E = re.compile(r"(?:[^aeiou][au]t|[cvuz]|[^s]s|[dr]g|ng|[^aeiou]l|[iu]r|[iu]at|[^aeiou][oai]k)$")
# A verb that is in no list, where only its not being done matters.
_UNKNOWN = Cue("", "eventuality", "affirmed", None, FULL, False)


@cache
def _lexicon() -> Lexicon:
    data = tomllib.loads(files("quoth.resolve").joinpath("cues.toml").read_text(encoding="utf-8"))
    cues: dict[str, Cue] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for group in data["group"]:
        for lemma in _spelled(group.get("words", "").split()):
            cues.setdefault(lemma, _cue(lemma, group))
        for phrase in group.get("phrases", ()):
            pattern = tuple(phrase.split())
            named = " ".join(w for w in pattern if w != "*")
            phrases.setdefault(pattern[0], []).append((pattern, _cue(named, group)))
    words = {name: frozenset(listed.split()) for name, listed in data["words"].items()}
    inside = [w for patterns in phrases.values() for pattern, _ in patterns for w in pattern if len(w) > 2]
    regular: dict[str, str] = {}
    for lemma in (*cues, *inside, *(w for listed in words.values() for w in listed if w.isalpha())):
        for form in _forms(lemma):
            regular.setdefault(form, lemma)
    return Lexicon(cues, phrases, data["irregular"], regular, words)


def _cue(lemma: str, group: Mapping[str, Any]) -> Cue:
    rank = _RANKS[group["rank"]] if "rank" in group else FULL
    polarity = group.get("polarity", "affirmed")
    return Cue(lemma, group["attitude"], polarity, group.get("negated"), rank, group.get("refusal", False))


def _spelled(lemmas: Iterable[str]) -> Iterator[str]:
    """The lemmas with their British spelling in -ise."""
    for lemma in lemmas:
        yield lemma
        if lemma.endswith("ize"):
            yield lemma[:-3] + "ise"


def _forms(lemma: str) -> list[str]:
    """The regular forms of a verb or noun, with and without a doubled consonant."""
    if re.search(r"[^aeiou]y$", lemma):
        return [lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    stem = lemma.removesuffix("e") if not lemma.endswith("ee") else lemma
    out = [lemma + ("es" if re.search(r"(?:s|sh|ch|x|z)$", lemma) else "s")]
    out += [lemma + "d" if lemma.endswith("e") else lemma + "ed", stem + "ing"]
    if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", lemma):
        out += [lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"]
    return out


def _guess(low: str) -> str:
    """The lemma of a form that no list has."""
    if re.search(r"(?:[^s]s|ies)$", low) and len(low) > 3 and not re.search(r"(?:us|is|ous)$", low):
        if low.endswith("ies"):
            return low[:-3] + "y"
        return low[:-2] if re.search(r"(?:sh|ch|x|ss|zz)es$", low) else low[:-1]
    if low.endswith("ied") and len(low) > 4:
        return low[:-3] + "y"
    m = re.fullmatch(r"(\w*[aeiouy]\w*)(?:ed|ing)", low)
    if not m or len(m[1]) < 3:
        return low
    stem = m[1]
    if re.search(r"([bdgkmnprt])\1$", stem):
        return stem[:-1]
    return stem + "e" if _SILENT_E.search(stem) else stem
