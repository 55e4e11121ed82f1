"""Mentions: the noun phrases and pronouns of a text that may stand for someone, with their parts.

A noun phrase here is a flat one, as chunkers have it (Abney, 1991): determiner, modifiers, nouns, and a possessor
before them. What hangs on it (an apposition, "of the party", "who ...") is looked up by `roles`.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import Literal

from quoth.parse import Parse
from quoth.resolve.epithets import behind_epithets, office_of
from quoth.resolve.lexicon import fold, lexicon

__all__ = ["DATES", "Mention", "find_mentions"]

MentionKind = Literal["name", "description", "pronoun"]

_INNER = {"DT", "PDT", "PRP$", "WP$", "CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "POS", "$", "FW"}
_NOUN = {"NN", "NNS", "NNP", "NNPS", "CD", "DT", "JJ", "JJS", "JJR", "VBG", "VBN"}
DATES = {"DATE", "TIME", "DURATION"}
_NAMED = {"PERSON", "ORGANIZATION", "LOCATION", "MISC"}
_CLOSED = {"DT", "IN", "PRP", "PRP$", "CC", "TO", "WP", "WDT", "WRB", "MD", "EX", "POS", "CD"}
_JOIN = {"of", "for", "and", "the", "on", "&"}
# Papers that are called by a weekday, and what of them is said before "on Sunday".
_PAPER_DAYS = {"sunday", "saturday", "friday"}
_PAPERS = set("times telegraph mirror express herald post mail sun tribune world independent people star".split())
_ON_SUNDAY = {"mail", "independent", "herald", "scotland", "ireland", "wales"}
# Bodies that are on something rather than of it.
_ON_WHAT = {"committee", "subcommittee", "commission", "council", "panel", "board", "institute", "conference"}
# Of a name's last word, what is no part of the name.
_COMPOUND = {"led", "run", "style", "era", "born", "wide", "friendly", "friend", "made", "held", "free"}
_QUOTES = set("\"“”‘’'(")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``start:end`` of a noun phrase, its possessor included; ``head`` is the word that says what it is.

    ``name`` is the range of the name in it, where it has one at its head; ``base`` is where the phrase begins behind
    its possessor; ``owner`` the head of the possessor, or the word "his".
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    base: int
    name: tuple[int, int] | None = None
    owner: int | None = None
    inside: bool = False
    plural: bool = False
    label: str = "O"


def find_mentions(parse: Parse) -> list[Mention]:
    """The mentions of a text in order; a name that modifies another noun ("Hamas leader") is ``inside`` it."""
    runs = _names(parse)
    out: list[Mention] = []
    for i, j in _chunks(parse, runs):
        out += _mentions(parse, i, j, runs)
    return out


# --------------------------------------------------------------------------------------------------- names


def _proper(parse: Parse, i: int) -> bool:
    word, tag, entity = parse.words[i], parse.tag[i], parse.entity[i]
    if parse.part[i] == "name" and entity == "PERSON" and word[0].isupper():
        return True
    if not (word[0].isupper() or (word[0].isdigit() and entity in _NAMED)):
        return "-" in word and word.partition("-")[0] in lexicon().particles and word.partition("-")[2][:1].isupper()
    if entity in DATES or tag in _CLOSED or parse.lower[i] in lexicon().noname:
        return False
    if any(c.isupper() for c in word[1:]) and any(c.islower() for c in word):  # RealClearPolitics, McAuliffe
        return True
    return tag in {"NNP", "NNPS"} or (entity in {"PERSON", "ORGANIZATION", "LOCATION"} and not tag.startswith("V"))


def _names(parse: Parse) -> list[tuple[int, int]]:
    """Ranges of words that are names, titles before them left out, in order."""
    out: list[tuple[int, int]] = []
    i, size = 0, len(parse)
    while i < size:
        if not (_proper(parse, i) or _begins_with_weekday(parse, i)):
            i += 1
            continue
        j = i + 1
        while j < size and parse.sentence[j] == parse.sentence[i] and not _parted(parse, j):
            if _proper(parse, j) or _goes_on(parse, j):
                j += 1
            elif step := _bridge(parse, j):
                j += step
            else:
                break
        if parse.part[i] == "role" and "name" not in parse.part[i:j]:
            i = next((k for k in range(i, j) if parse.entity[k] == "PERSON" and parse.part[k] != "role"), j)
        if i < j:
            parts = [(i, j)] if parse.part[i] == "name" else _without_titles(parse, i, j)
            parts = [(a, b - _is_compound(parse.words[b - 1])) for a, b in parts]
            out += [
                (a if fold(parse.words[a]) in lexicon().given else behind_epithets(parse, a, b), b)
                for a, b in parts
                if a < b
            ]
        i = j
    return out


def _begins_with_weekday(parse: Parse, i: int) -> bool:
    """Whether a weekday begins a paper's name: "the Sunday Times"."""
    following = parse.lower[i + 1] if i + 1 < len(parse) else ""
    press = following in _PAPERS and parse.words[i + 1][0].isupper()
    return press and parse.lower[i] in _PAPER_DAYS and parse.words[i][0].isupper()


def _is_compound(word: str) -> bool:
    """Whether a word of a name is one with what is said of it: "Merrin-based", "Union-sanctioned"."""
    first, _, last = word.rpartition("-")
    return bool(first) and last.isalpha() and last.islower() and (last.endswith("ed") or last in _COMPOUND)


def _goes_on(parse: Parse, j: int) -> bool:
    """Whether a word that is no name alone goes on with the one before it: "the Liberal Democrats"."""
    named = parse.entity[j] == parse.entity[j - 1] and parse.entity[j] in _NAMED
    return named and parse.tag[j] in {"NNP", "NNPS"} and parse.words[j][0].isupper()


def _parted(parse: Parse, j: int) -> bool:
    """Whether the network parts the words before and at ``j``: the one is of a name, the other of a role or a body."""
    before, here = parse.part[j - 1], parse.part[j]
    if before == "name" and here == "affiliation" and parse.entity[j - 1] == "PERSON" == parse.entity[j]:
        return False
    if office_of(parse, j - 1, len(parse)) > 1:  # "Secretary General" is one title, wherever it was parted
        return False
    return before != here and "name" in {before, here} and bool({before, here} & {"role", "affiliation"})


def _bridge(parse: Parse, j: int) -> int:
    """How many words from ``j`` on hold a name together: particles, "of", a nickname's marks."""
    size, lower, entity = len(parse), parse.lower, parse.entity
    if j + 1 >= size:
        return 0
    if parse.words[j] == "." and parse.end[j - 1] == parse.start[j] and parse.end[j] == parse.start[j + 1]:
        return 2 if _is_domain(parse.words[j + 1]) else 0  # Gazeta.os
    owned = lower[j] in {"'", "’"} and set(entity[j - 1 : j + 2]) == {"ORGANIZATION"}
    if owned and _proper(parse, j + 1):
        return 1  # Merrin Harbour Workers' Union
    if lower[j] in lexicon().particles and entity[j] == entity[j - 1] == "PERSON":
        n = 2 if j + 2 < size and lower[j + 1] in lexicon().particles else 1
        return n if j + n < size and _proper(parse, j + n) else 0
    if lower[j] in _JOIN and entity[j] == "ORGANIZATION" == entity[j - 1]:
        n = 2 if lower[j + 1] == "the" and j + 2 < size else 1
        return n if _proper(parse, j + n) and entity[j + n] == "ORGANIZATION" else 0
    if parse.tag[j] == "JJ" and parse.words[j][0].isupper() and _proper(parse, j + 1):  # Merrin Islamic Front
        return 1
    if lower[j] == "&" and parse.words[j + 1][0].isupper() and parse.tag[j + 1] in {"NNP", "NNPS"}:
        return 1  # Venn & Torv
    if lower[j] == "on" and lower[j - 1] in _ON_SUNDAY and lower[j + 1] in _PAPER_DAYS:
        return 2  # the Mail on Sunday
    if _is_of_body(parse, j):
        return _for_what(parse, j + 1) - j  # the Centres for Harbour Control and Safety
    nick = parse.words[j] in _QUOTES and j + 3 < size and parse.words[j + 2] in {'"', "”", "’", "'", ")"}
    if nick and _proper(parse, j + 1) and _proper(parse, j + 3) and "PERSON" in {entity[j - 1], entity[j + 3]}:
        return 3
    return 0


def _is_of_body(parse: Parse, j: int) -> bool:
    """Whether a small word joins what a body is for to its noun: "Committee on Harbours", "Centres for Health"."""
    noun, following = parse.words[j - 1], parse.words[j + 1]
    joins = parse.lower[j] == "for" or (parse.lower[j] == "on" and parse.lower[j - 1] in _ON_WHAT)
    is_body = noun[0].isupper() and parse.lower[j - 1].removesuffix("s") in lexicon().organization
    named = following[0].isupper() and parse.tag[j + 1].startswith(("NN", "JJ")) and parse.entity[j + 1] not in DATES
    return joins and is_body and named and parse.entity[j + 1] != "PERSON"


def _for_what(parse: Parse, k: int) -> int:
    """Where the words of what a body is for end, a list of them with its commas included."""
    size, sentence = len(parse), parse.sentence[k]

    def capital(x: int) -> bool:
        inside = x < size and parse.sentence[x] == sentence and parse.words[x][0].isupper()
        return inside and parse.entity[x] not in {*DATES, "PERSON"} and not parse.tag[x].startswith("V")

    end = k
    while capital(end):
        end += 1
        listed, x = False, end
        while x < size and parse.words[x] == "," and capital(x + 1):  # "on Harbours, Fishing and Home Affairs"
            x += 1
            while capital(x):
                x += 1
            listed = True
        if x < size and parse.lower[x] == "and" and capital(x + 1) and (listed or parse.entity[x + 1] != "LOCATION"):
            end = x + 1
    return end


def _is_domain(word: str) -> bool:
    """Whether a word behind a full stop is the end of an address, and not the next sentence's first."""
    short = word.isalpha() and 2 <= len(word) <= 4
    return short and (word.islower() or word.isupper()) and word not in lexicon().noname


def _without_titles(parse: Parse, i: int, j: int) -> list[tuple[int, int]]:
    """A run of names parted where a title stands: "Merrin Front | Secretary General | Omar al-Daruwi"."""
    known = lexicon()
    k = i
    last: tuple[int, int] | None = None
    while k < j:
        n = 0 if k > i and parse.lower[k - 1] in _JOIN else office_of(parse, k, j)  # the Centre for Justice
        if not n and parse.lower[k] in known.honorifics:
            n = 1
        if n:
            last = (k, k + n)
        k += n or 1
    if last is None:
        return [(i, j)]
    a, b = last
    whole = b == j and a > i and parse.entity[b - 1] == "PERSON" == parse.entity[a - 1]
    if whole and (fold(parse.words[i]) in known.given or b - i == 2):
        return [(i, j)]  # Ana King
    if b == j:  # it ends in a title: an office, not a name, unless it is all one organization's
        return [(i, a)] if i < a else []
    if (
        parse.lower[a] in known.honorifics
        or any(parse.entity[x] == "PERSON" for x in range(b, j))
        or (fold(parse.words[b]) in known.given)
    ):
        return [*([(i, a)] if i < a else []), (b, j)]
    return [(i, j)]


# ------------------------------------------------------------------------------------------------- phrases


def _chunks(parse: Parse, runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of words that are pronouns or flat noun phrases, in order; a name is never cut."""
    named = {x: j for i, j in runs for x in range(i, j)}
    out: list[tuple[int, int]] = []
    i, size = 0, len(parse)
    while i < size:
        if i not in named and parse.tag[i] in {"PRP", "WP", "WDT"}:
            out.append((i, i + 1))
            i += 1
        elif i in named or (parse.tag[i] in _INNER and parse.tag[i] != "POS"):
            j = _end_of_chunk(parse, i, named)
            out.append((i, j))
            i = max(j, i + 1)
        else:
            i += 1
    return out


def _end_of_chunk(parse: Parse, i: int, named: dict[int, int]) -> int:
    nouns = False
    j = i
    while j < len(parse) and parse.sentence[j] == parse.sentence[i]:
        tag = parse.tag[j]
        if j in named:
            if nouns and parse.entity[j - 1] in DATES:
                break
            nouns, j = True, named[j]
            continue
        if parse.entity[j] == "DATE" and tag.startswith("NN"):
            break
        if tag in {"VBN", "VBG", "RB"} and not (
            j + 1 < len(parse) and j > i and not nouns and parse.tag[j + 1] in _INNER
        ):
            break
        if tag not in _INNER | {"VBN", "VBG", "RB"} or (nouns and tag in {"DT", "PRP$", "PDT", "WP$"}):
            break
        nouns = nouns or tag.startswith("NN")
        if tag == "POS":
            nouns = False
        j += 1
    while j > i + 1 and parse.tag[j - 1] in {"POS", "RB", "$"}:
        j -= 1
    return j


def _mentions(parse: Parse, i: int, j: int, runs: list[tuple[int, int]]) -> list[Mention]:
    """The mentions of one chunk: its names, and the phrase itself, owner by owner."""
    if parse.tag[i] in {"PRP", "WP", "WDT"} and j == i + 1:
        return [Mention(i, j, i, "pronoun", i, plural=parse.lower[i] in {"they", "them", "we", "us"})]
    out: list[Mention] = []
    base, owner = i, None
    cuts = [k for k in range(i, j) if parse.tag[k] == "POS"]
    for end in [*cuts, j]:
        if end > base:
            made = _phrase(parse, i, base, end, owner, runs)
            out += made
            owner = made[-1].head if made else None
        base = end + 1
    return out


def _phrase(
    parse: Parse, start: int, base: int, end: int, owner: int | None, runs: list[tuple[int, int]]
) -> list[Mention]:
    out: list[Mention] = []
    if parse.tag[base] in {"PRP$", "WP$"}:
        out.append(Mention(base, base + 1, base, "pronoun", base, plural=parse.lower[base] in {"their", "our"}))
        owner = base
        if base + 1 == end:
            return out
    inner = [(a, b) for a, b in _within(runs, base, end)]
    head = end - 1
    while head > base and parse.tag[head] not in _NOUN:
        head -= 1
    if parse.tag[head].startswith("JJ"):  # "people familiar with the matter"
        head = next((x for x in range(head, base - 1, -1) if parse.tag[x].startswith("NN")), head)
    at_head = next(((a, b) for a, b in inner if a <= head < b), None)
    for a, b in inner:
        if (a, b) != at_head:
            out.append(Mention(a, b, b - 1, "name", a, (a, b), inside=True, label=_label(parse, a, b)))
    if head == owner:  # "his" with nothing behind it
        return out
    plural = parse.tag[head] in {"NNS", "NNPS"}
    if at_head:
        a, b = at_head
        out.append(Mention(start, end, b - 1, "name", base, at_head, owner, plural=plural, label=_label(parse, a, b)))
    else:
        out.append(Mention(start, end, head, "description", base, None, owner, plural=plural))
    return out


def _within(runs: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    k = bisect_left(runs, (start, 0))
    out = []
    while k < len(runs) and runs[k][0] < end:
        out.append(runs[k])
        k += 1
    return out


def _label(parse: Parse, i: int, j: int) -> str:
    """The entity label that most words of a name have, the later one of two that are even."""
    labels = [parse.entity[k] for k in range(i, j) if parse.entity[k] in _NAMED]
    return max(reversed(labels), key=labels.count) if labels else "O"
