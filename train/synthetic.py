"""Training reports that no corpus has enough of: transcripts, questions and answers, quotations that stand alone.

What is said comes from direct quotations of the training articles; who says it is drawn from the word lists. Every
choice comes from the generator that is handed in.
"""

from __future__ import annotations

import random
import re

from quoth.parse import KINDS
from quoth.text import paragraphs
from train.augment import WORDS, Edit, Example, Range, Silver, edited

# How often a report of its own is made for an article, and how often a paragraph of a quotation loses its speaker.
TRANSCRIPT, ALONE, ADDED = 0.12, 0.25, 0.1
_MARKS = '“”"‘’«»„'


def quotations_of(examples: list[Example]) -> list[str]:
    """What is said in marks in ``examples``: whole sentences, the marks off."""
    out = []
    for e in examples:
        for a in e.attributions:
            for s, t in a["content"]:
                words = " ".join(e.text[s:t].split())
                if 30 < len(words) < 260 and words[0] in _MARKS and words[1:2].isupper():
                    out.append(words.strip(_MARKS + " ,"))
    return [w if w.endswith((".", "?", "!")) else f"{w}." for w in out if not any(m in w for m in '“”"')]


def transcript(said: list[str], rng: random.Random) -> Example:
    """A hearing, an interview, a chat: every turn a statement whose cue is the mark behind the name."""
    speakers = [_speaker(rng) for _ in range(rng.randint(2, 3))]
    mark = rng.choice([":", ":", ":", ":", " -", " —", " –"])
    asks = rng.random() < 0.35
    text = rng.choice(["", "", f"{rng.choice(WORDS['occasion'])}\n\n"])
    blank = rng.choice(["\n\n", "\n\n", "\n"])
    attributions: list[dict[str, list[Range]]] = []
    kinds: list[int] = []
    named: dict[str, list[Range]] = {}
    for turn in range(rng.randint(4, 9)):
        shown, name, first = ("QA"[turn % 2], "QA"[turn % 2], 0) if asks else rng.choice(speakers)
        aside = f" ({rng.choice(WORDS['aside'])})" if not asks and rng.random() < 0.15 else ""
        start = len(text)
        text += shown + aside + mark + " "
        source = (start, start + len(shown))
        cue = (start + len(shown + aside + mark) - 1, start + len(shown + aside + mark))
        at = len(text)
        text += " ".join(rng.sample(said, rng.randint(1, 2)))
        places = named.setdefault(name, [])
        part: dict[str, list[Range]] = {} if asks else {"name": [(start + first, start + len(shown))]}
        same = {"same": list(places)} if not asks else {}
        attributions.append({"source": [source], "cue": [cue], "content": [(at, len(text))], **part, **same})
        kinds.append(-1 if asks else KINDS.index("person"))
        places.append(source)
        text += blank
    return Example("transcript", text.rstrip(), attributions, Silver(), kinds, nests=True)


def _speaker(rng: random.Random) -> tuple[str, str, int]:
    """How a speaker stands in a transcript, the name in it, and where the name begins."""
    given, family = rng.choice(WORDS["given"]), rng.choice(WORDS["family"])
    office = rng.choice(WORDS["office"])
    before, name = rng.choice(
        [
            ("", f"{given} {family}"),
            ("", family),
            ("Mr. ", family),
            ("Ms ", family),
            (f"{office} ", family),
            ("", given),
        ]
    )
    if rng.random() < 0.6:
        before, name = before.upper(), name.upper()
    return before + name, name, len(before)


def alone(example: Example, rng: random.Random) -> list[Edit]:
    """Paragraphs that are one quotation with its speaker lose the speaker: the quotation stands alone."""
    found = paragraphs(example.text)
    out: list[Edit] = []
    for a in example.attributions:
        if len(a["content"]) != 1 or not a["source"] or not a["cue"]:
            continue
        s, t = a["content"][0]
        around = next(((i, j) for i, j in found if i <= s and t <= j), None)
        if around is None or s != around[0] or example.text[s] not in _MARKS or example.text[t - 1] not in _MARKS:
            continue
        rest = re.sub(r"\W+", " ", example.text[t : around[1]]).strip()
        tail = " ".join(example.text[x:y] for x, y in sorted([*a["source"], *a["cue"]]))
        if around[0] > 0 and rest == re.sub(r"\W+", " ", tail).strip() and rng.random() < ALONE:
            out.append((t, around[1], ""))
            if example.text[t - 2] == ",":
                out.append((t - 2, t - 1, "."))
    return out


def added(example: Example, rng: random.Random) -> list[Edit]:
    """Lines that look like statements and are none: labels, promos in capitals, sub-heads, lists of links."""
    found = paragraphs(example.text)
    if len(found) < 4 or rng.random() > ADDED * 3:
        return []
    values = {
        "name": f"{rng.choice(WORDS['given'])} {rng.choice(WORDS['family'])}",
        "family": rng.choice(WORDS["family"]),
        "place": rng.choice(WORDS["place"]),
        "agency": rng.choice(WORDS["agency"]),
        "office": rng.choice(WORDS["office"]),
    }
    line = rng.choice(WORDS["promos"]).format(**values)
    at = rng.choice(found[1:])[0]
    return [(at, at, (line.upper() if rng.random() < 0.4 else line) + "\n\n")]


def varied(example: Example, rng: random.Random) -> Example:
    """``example`` with quotations that stand alone and lines that are no statements."""
    return edited(edited(example, alone(example, rng)), added(example, rng))
