"""Changes to a training article that keep its annotation true: other marks, other names, other headlines.

An edit replaces a range of the text; spans move with it. Every change draws from a seeded generator, and a change that
would touch the edge of a span in a way that cannot be followed is not made.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from quoth.text import paragraphs, quotations

Range = tuple[int, int]
Edit = tuple[int, int, str]
WORDS: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "augment.toml").read_text(encoding="utf-8"))

# How often each change is made, per article (marks, names, headline, lines) or per place (said).
RATES = {"marks": 0.4, "names": 0.35, "headline": 0.4, "unclosed": 0.1, "said": 0.06, "lines": 0.15, "dateline": 0.1}
STYLES = [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("«", "»"), ("„", "“"), ("“", '"'), ('"', "”"), ("''", "''")]
STYLE_WEIGHTS = [4, 5, 2, 2, 1, 1, 0.5, 0.5, 0.3]


@dataclass
class Silver:
    """Machine-made layers of one article, an entry a token; ``head`` is the number of the head's token, -1 for none."""

    start: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    entity: list[str] = field(default_factory=list)
    relation: list[str] = field(default_factory=list)
    head: list[int] = field(default_factory=list)


@dataclass
class Example:
    """One annotated article: text, and attributions as role -> list of ranges.

    Beside source, cue and content, an attribution whose speaker is known has the parts of its source (name, role,
    affiliation, noun) and, as "same", where else that speaker is named; ``kinds`` has the kind of each, -1 unknown.
    ``nests`` says whether statements within statements are annotated.
    """

    id: str
    text: str
    attributions: list[dict[str, list[Range]]]
    silver: Silver
    kinds: list[int] = field(default_factory=list)
    nests: bool = False


def edited(example: Example, edits: list[Edit]) -> Example:
    """``example`` with ``edits`` made, all spans moved; an edit that overlaps an earlier one is left out."""
    made: list[Edit] = []
    for edit in sorted(edits):
        if not made or edit[0] >= made[-1][1]:
            made.append(edit)
    if not made:
        return example
    pieces, at = [], 0
    moved = np.zeros(len(example.text) + 1, np.int64)
    before: dict[int, int] = {}  # where what ends at an edit now ends: before what the edit puts in
    shift = 0
    for start, end, new in made:
        pieces += [example.text[at:start], new]
        moved[at:start] = np.arange(at, start) + shift
        if at < start:
            before[start] = start + shift
        moved[start:end] = start + shift + np.minimum(np.arange(end - start), len(new))
        shift += len(new) - (end - start)
        at = end
    pieces.append(example.text[at:])
    moved[at:] = np.arange(at, len(example.text) + 1) + shift

    def follow(spans: list[Range]) -> list[Range]:
        out = [(int(moved[a]), before.get(b, int(moved[b]))) for a, b in spans]
        return [(a, b) for a, b in out if a < b]

    silver = example.silver
    return Example(
        example.id,
        "".join(pieces),
        [{role: follow(spans) for role, spans in a.items()} for a in example.attributions],
        Silver(
            [int(moved[x]) for x in silver.start],
            [before.get(x, int(moved[x])) for x in silver.end],
            silver.pos,
            silver.entity,
            silver.relation,
            silver.head,
        ),
        example.kinds,
        example.nests,
    )


def augmented(example: Example, rng: random.Random) -> Example:
    """``example`` with a random choice of the changes below."""
    if rng.random() < RATES["names"]:
        example = edited(example, names(example, rng))
    if rng.random() < RATES["marks"]:
        example = edited(example, marks(example, rng))
    if rng.random() < RATES["unclosed"]:
        example = edited(example, unclosed(example, rng))
    edits = said(example, rng)
    if rng.random() < RATES["headline"]:
        edits += headline(example, rng)
    if rng.random() < RATES["dateline"]:
        edits += dateline(example, rng)
    if rng.random() < RATES["lines"]:
        edits += lines(example, rng)
    return edited(example, edits)


def names(example: Example, rng: random.Random) -> list[Edit]:
    """Persons, places and bodies of other regions; the same name gets the same new one all over the article."""
    silver, out = example.silver, []
    new: dict[tuple[str, str], str] = {}
    n = 0
    while n < len(silver.start):
        kind = silver.entity[n]
        m = n + 1
        while m < len(silver.start) and silver.entity[m] == kind and silver.start[m] - silver.end[m - 1] <= 1:
            m += 1
        start, end = silver.start[n], silver.end[m - 1]
        words = example.text[start:end]
        if kind == "PERSON" and words[:1].isupper() and m - n <= 3:
            for x in range(n, m):
                word = example.text[silver.start[x] : silver.end[x]]
                if word.isalpha() and word[0].isupper() and len(word) > 2:
                    which = "given" if m - n > 1 and x < m - 1 else "family"
                    key = ("person", word)
                    new.setdefault(key, rng.choice(WORDS[which]))
                    out.append((silver.start[x], silver.end[x], new[key]))
        elif kind in {"LOCATION", "CITY", "COUNTRY", "STATE_OR_PROVINCE"} and words[:1].isupper() and len(words) > 2:
            new.setdefault(("place", words), rng.choice(WORDS["place"]))
            out.append((start, end, new["place", words]))
        n = m
    return out


def marks(example: Example, rng: random.Random) -> list[Edit]:
    """All double quotations in another kind of marks; nested single ones become double where needed."""
    left, right = rng.choices(STYLES, STYLE_WEIGHTS)[0]
    single = left in {"‘", "'"}
    out: list[Edit] = []
    for q in quotations(example.text):
        a, b = (left, right) if (q.depth == 0) == q.double else (("“", "”") if single else ("‘", "’"))
        if not q.double and not single and q.depth == 0:
            continue
        width = 2 if example.text[q.start : q.start + 2] in {"``", "''"} else 1
        if q.opened:
            out.append((q.start, q.start + width, a))
        if q.closed and q.end - width >= q.start + width:
            out.append((q.end - width, q.end, b))
    return out


def unclosed(example: Example, rng: random.Random) -> list[Edit]:
    """Some quotations that end with their paragraph lose the closing mark."""
    ends = {end for _, end in paragraphs(example.text)}
    return [
        (q.end - 1, q.end, "")
        for q in quotations(example.text)
        if q.closed and q.depth == 0 and q.end in ends and q.end - q.start > 20 and rng.random() < 0.4
    ]


_SAID = re.compile(r"\bsaid\b")


def said(example: Example, rng: random.Random) -> list[Edit]:
    """Another verb where a cue is the one word "said"."""
    return [
        (a, b, rng.choice(WORDS["said"]))
        for x in example.attributions
        for a, b in x["cue"]
        if example.text[a:b] == "said" and rng.random() < RATES["said"]
    ]


def headline(example: Example, rng: random.Random) -> list[Edit]:
    """The first paragraph without its full stop, or in capitals, in title case, or in sentence case."""
    found = paragraphs(example.text)
    if len(found) < 2 or found[0][1] - found[0][0] > 160:
        return []
    a, b = found[0]
    text = example.text[a:b]
    out: list[Edit] = []
    if text.endswith(".") and rng.random() < 0.85:
        out.append((b - 1, b, ""))
    style = rng.random()
    if style < 0.45:
        recase = str.upper if style < 0.12 else (str.capitalize if style < 0.25 else str.lower)
        for m in re.finditer(r"[^\W\d_]+", text):
            word = m.group()
            if recase is str.lower and (m.start() == 0 or not word.istitle() or rng.random() < 0.4):
                continue
            new = recase(word)
            if len(new) == len(word) and new != word:
                out.append((a + m.start(), a + m.end(), new))
    return out


def dateline(example: Example, rng: random.Random) -> list[Edit]:
    """A wire's dateline before the first paragraph under the headline."""
    found = paragraphs(example.text)
    if len(found) < 2:
        return []
    place, agency = rng.choice(WORDS["place"]), rng.choice(WORDS["agency"])
    shape = rng.choice(["{p} ({a}) — ", "{P}, Nov 3 ({a}) - ", "{P} — ", "{P} ({a}) – ", "{p}: "])
    new = shape.format(p=place, P=place.upper(), a=agency)
    return [(found[1][0], found[1][0], new)]


def lines(example: Example, rng: random.Random) -> list[Edit]:
    """A caption under the headline, or a leftover of the page between or after paragraphs."""
    found = paragraphs(example.text)
    if len(found) < 3:
        return []
    out: list[Edit] = []
    if rng.random() < 0.6:
        values = {
            "name": f"{rng.choice(WORDS['given'])} {rng.choice(WORDS['family'])}",
            "name2": f"{rng.choice(WORDS['given'])} {rng.choice(WORDS['family'])}",
            "place": rng.choice(WORDS["place"]),
            "agency": rng.choice(WORDS["agency"]),
            "office": rng.choice(WORDS["office"]),
        }
        out.append((found[1][0], found[1][0], rng.choice(WORDS["captions"]).format(**values) + "\n\n"))
    if rng.random() < 0.6:
        at = rng.choice(found[2:])[0]
        out.append((at, at, rng.choice(WORDS["furniture"]) + "\n\n"))
    return out
