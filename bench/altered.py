"""Quotations changed on purpose: gold quotations, and for each kind of change the text that is asked and what is right.

A gold quotation is a gold content that is in quotation marks from end to end, its pieces one after another, or of any
other each stretch in quotation marks; of eight words or more.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from quoth.evaluate import GoldArticle, read_gold
from quoth.relate.words import words
from quoth.text import quotations

__all__ = ["KINDS", "Case", "Given", "Gold", "cases", "gold_quotations"]

# Words of a quotation, at least and at most: fewer are a phrase, more are a speech.
LEAST, MOST = 8, 120

# Letters of a word that is long enough to be known when it is misread or mistyped; and of one that tells.
LONG, TELLING = 6, 5

AUXILIARIES = frozenset("is are was were will would can could should must have has had do does did may might".split())
NEGATIONS = frozenset("not never".split())
ABBREVIATED = {"can't": "can", "won't": "will"}
NUMBERS = "two three four five six seven eight nine ten twelve twenty thirty fifty hundred".split()
_DIGITS = re.compile(r"\W*\d[\d.,]*\W*")
_MARKS = "\"“”„«»'‘’"

Words = list[str]


@dataclass(frozen=True, slots=True)
class Case:
    """A text to check, and the verdict that is right; ``turns`` must be among what the changes are said to turn."""

    kind: str
    text: str
    verdict: str
    turns: str | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold quotation with the report that it stands in."""

    text: str
    report: GoldArticle


def gold_quotations(path: Path) -> list[Gold]:
    """The gold quotations of a folder or file that ``quoth evaluate`` reads, each once, in the order of the texts."""
    out: dict[tuple[str, ...], Gold] = {}
    for article in read_gold(path):
        stretches = [(each.start, each.end) for each in quotations(article.text) if each.double and each.depth == 0]
        for attribution in article.attributions:
            for text in _quoted(article.text, attribution.content, stretches):
                key = _key(text)
                if LEAST <= len(key) <= MOST:
                    out.setdefault(key, Gold(text, article))
    return list(out.values())


def _quoted(text: str, spans: Iterable[tuple[int, int]], stretches: Sequence[tuple[int, int]]) -> list[str]:
    """What a content has in quotation marks, as one text where it has nothing else."""
    pieces = []
    for start, end in sorted(spans):
        for a, b in stretches:
            if max(a, start) < min(b, end):
                pieces.append(re.sub(r"\s+", " ", text[max(a, start) : min(b, end)].strip(f"{_MARKS} \n")))
    held = sum(len(_key(text[start:end])) for start, end in spans)
    return [" ".join(pieces)] if sum(len(_key(piece)) for piece in pieces) >= held else pieces


def _key(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in words(text))


def untouched(held: Words, _: random.Random) -> str:
    """As it is."""
    return " ".join(held)


def marks(held: Words, chance: random.Random) -> str:
    """Other quotation marks, apostrophes, dashes and spaces, and other capitals."""
    text = " ".join(held)
    one, other = chance.choice(("“”", "«»", '""', "„“"))
    text = text.replace("’", "\0").replace("'", "’").replace("\0", "'")
    text = text.replace("--", "—") if "--" in text else text.replace("—", " - ").replace("–", "-")
    return f"{one}{chance.choice((text, text.upper(), text.replace(' ', chr(160))))}{other}"


def negation_added(held: Words, chance: random.Random) -> str | None:
    """A "not" or "never" behind an auxiliary verb; None where there is none."""
    at = [n for n, word in enumerate(held[1:-2], 1) if word in AUXILIARIES and held[n + 1] not in NEGATIONS]
    if not at:
        return None
    n = chance.choice(at)
    return " ".join([*held[: n + 1], chance.choice(sorted(NEGATIONS)), *held[n + 1 :]])


def negation_dropped(held: Words, chance: random.Random) -> str | None:
    """A "not", "never" or "n't" that is left out; None where there is none within."""
    at = [n for n, word in enumerate(held[1:-1], 1) if word in NEGATIONS or _plain(word).endswith("n't")]
    if not at:
        return None
    n = chance.choice(at)
    word = _plain(held[n])
    left = [] if word in NEGATIONS else [ABBREVIATED.get(word, word.removesuffix("n't"))]
    return " ".join([*held[:n], *left, *held[n + 1 :]])


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def number_changed(held: Words, chance: random.Random) -> str | None:
    """A number in digits or letters is another; None where there is none within."""
    at = [n for n, word in enumerate(held[1:-1], 1) if _DIGITS.fullmatch(word) or word.lower() in NUMBERS]
    if not at:
        return None
    n = chance.choice(at)
    if any(map(str.isdecimal, held[n])):
        other = re.sub(r"\d+", lambda m: str(int(m[0]) + chance.randint(1, 9)), held[n], count=1)
    else:
        other = chance.choice([word for word in NUMBERS if word != held[n].lower()])
    return " ".join([*held[:n], other, *held[n + 1 :]])


def end_cut(held: Words, chance: random.Random) -> str:
    """A quarter to a half of it is left out at the end."""
    return " ".join(held[: -max(2, round(len(held) * chance.uniform(0.25, 0.5)))])


def middle_cut(held: Words, chance: random.Random) -> str:
    """Words in the middle are left out, with an ellipsis of some shape."""
    first, last = _outer(held, chance)
    return " ".join([*first, chance.choice(("…", "...", "[...]", "[…]", ". . .", "(...)")), *last])


def closed_up(held: Words, chance: random.Random) -> str:
    """Words in the middle are left out, and nothing tells so."""
    first, last = _outer(held, chance)
    return " ".join([*first, *last])


def _outer(held: Words, chance: random.Random) -> tuple[Words, Words]:
    kept = max(3, len(held) // 3)
    first = chance.randint(kept, len(held) - kept - 2) if len(held) - kept - 2 > kept else kept
    return held[:first], held[-kept:]


def scanned(held: Words, chance: random.Random) -> str | None:
    """Letters of one long word are read as a scanner misreads them; None where it has none of them."""
    misread = (("rn", "m"), ("cl", "d"), ("li", "h"), ("m", "rn"), ("l", "1"), ("o", "0"), ("e", "c"))
    at = [n for n, word in enumerate(held) if len(word) > LONG and word.isalpha()]
    chance.shuffle(at)
    for n in at:
        for one, other in chance.sample(misread, len(misread)):
            if one in held[n]:
                return " ".join([*held[:n], held[n].replace(one, other, 1), *held[n + 1 :]])
    return None


def mistyped(held: Words, chance: random.Random) -> str | None:
    """In a long word a letter is another, is left out, stands twice or has changed places; None where none is long."""
    at = [n for n, word in enumerate(held) if len(word) > LONG and word.isalpha()]
    if not at:
        return None
    n = chance.choice(at)
    word, k = held[n], chance.randint(1, len(held[n]) - 3)
    others = [word[:k] + "q" + word[k + 1 :], word[:k] + word[k + 1 :], word[: k + 1] + word[k:]]
    others += [word[:k] + word[k + 1] + word[k] + word[k + 2 :]]
    return " ".join([*held[:n], chance.choice([each for each in others if each != word]), *held[n + 1 :]])


CHANGES: dict[str, tuple[Callable[[Words, random.Random], str | None], str, str | None]] = {
    "untouched": (untouched, "exact", None),
    "marks": (marks, "exact", None),
    "number changed": (number_changed, "altered", "number"),
    "negation added": (negation_added, "altered", "negation"),
    "negation dropped": (negation_dropped, "altered", "negation"),
    "scanned": (scanned, "altered", None),
    "mistyped": (mistyped, "altered", None),
    "end cut": (end_cut, "cut", None),
    "middle cut": (middle_cut, "cut", None),
    "closed up": (closed_up, "cut", None),
}

KINDS = ("word replaced", *CHANGES, "joined", "another's", "never said")


@dataclass(frozen=True, slots=True)
class Given:
    """What cases are made from: quotations that are on record, names of speakers, and quotations that are not."""

    quotations: Sequence[Gold]
    speakers: Sequence[str]
    others: Sequence[Gold]


def cases(given: Given, each: int, chance: random.Random) -> Iterator[Case]:
    """So many cases of each kind; of a kind that few quotations allow, the same quotation may be changed twice.

    No changed text is a gold quotation itself, nor all that a report has between two quotation marks.
    """
    texts = [gold.text for gold in given.quotations]
    reports = {gold.report.text for gold in given.quotations}
    known = {_key(text) for text in texts} | {
        _key(text[each.start : each.end]) for text in reports for each in quotations(text)
    }
    told = sorted({word for text in texts for word in text.split() if len(word) > TELLING and word.isalpha()})
    for kind, (change, verdict, turns) in CHANGES.items():
        made = _changed(texts, change, chance)
        fine = (text for text in made if verdict == "exact" or _key(text) not in known)
        yield from (Case(kind, text, verdict, turns) for text, _ in zip(fine, range(each), strict=False))
    for text, _ in zip(_changed(texts, _replacing(told), chance), range(each), strict=False):
        yield Case("word replaced", text, "altered")
    for _ in range(each):
        one, other = (text.split() for text in chance.sample(texts, 2))
        yield Case("joined", " ".join([*one[: (len(one) + 1) // 2], *other[len(other) // 2 :]]), "spliced")
        gold = chance.choice(given.quotations)
        absent = next(name for name in iter(lambda: chance.choice(given.speakers), None) if not _named(name, gold))
        yield Case("another's", gold.text, "other_speaker", speaker=absent)
    for gold, _ in zip(chance.sample(given.others, len(given.others)), range(each), strict=False):
        yield Case("never said", gold.text, "not_found")


def _named(name: str, gold: Gold) -> bool:
    """Whether any word of a name stands in the report."""
    return any(word in gold.report.text for word in name.split())


def _changed(
    texts: Sequence[str], change: Callable[[Words, random.Random], str | None], chance: random.Random
) -> Iterator[str]:
    """The texts in any order, changed, again and again; those that cannot be changed so are passed by."""
    while True:
        some = 0
        for text in chance.sample(texts, len(texts)):
            if (made := change(text.split(), chance)) is not None:
                some += 1
                yield made
        if not some:
            return


def _replacing(told: Sequence[str]) -> Callable[[Words, random.Random], str | None]:
    def replaced(held: Words, chance: random.Random) -> str | None:
        """A long word is any other long word of the gold quotations; None where there is none within."""
        at = [n for n, word in enumerate(held[1:-1], 1) if len(word) > TELLING and word.isalpha()]
        if not at:
            return None
        n = chance.choice(at)
        return " ".join([*held[:n], chance.choice([word for word in told if word != held[n].lower()]), *held[n + 1 :]])

    return replaced
