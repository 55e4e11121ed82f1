"""Texts of twelve shapes and any size: prose, and what is none. None of them is a report, all of them may be given."""

from __future__ import annotations

import base64
import itertools
import random
from collections.abc import Callable, Iterator, Mapping

__all__ = ["SHAPES", "text_of"]

_PARTS = "bran dor ve lla mi thor ka sen ul ne ro ti ga lim os pe".split()
_SENTENCES = (
    "The mayor of {b}, {a}, said on Tuesday that the harbour would stay closed until the spring.",
    "“We have waited for years,” {a} told reporters in {b}. “Nobody listened.”",
    "According to the ministry, {n} people had left the town by the evening.",
    "He added that she denied it, and they declined to comment on his report.",
    "Officials in {b} did not say when the talks with {a} would go on.",
    "The company's spokeswoman rejected the claim last week.",
)


def _names(rng: random.Random) -> Iterator[str]:
    while True:
        yield "".join(rng.choices(_PARTS, k=3)).capitalize()


def _prose(rng: random.Random) -> Iterator[str]:
    """Sentences of a report that goes on for ever, with new people all the way."""
    names = _names(rng)
    while True:
        form = rng.choice(_SENTENCES)
        yield form.format(a=f"{next(names)} {next(names)}", b=next(names), n=rng.randrange(10, 9000))


def _news(rng: random.Random) -> Iterator[str]:
    while True:
        yield " ".join(itertools.islice(_prose(rng), 3)) + "\n\n"


def _one_line(rng: random.Random) -> Iterator[str]:
    return (f"{sentence} " for sentence in _prose(rng))


def _transcript(rng: random.Random) -> Iterator[str]:
    """What a machine writes down of speech: no full stop, no mark, no capital."""
    return ("".join(c for c in s.lower() if c.isalnum() or c == " ") + " " for s in _prose(rng))


def _said(_: random.Random) -> Iterator[str]:
    return itertools.repeat("He said he said she said ")


def _quotes(_: random.Random) -> Iterator[str]:
    return itertools.repeat('"a" ')


def _nested(_: random.Random) -> Iterator[str]:
    return itertools.cycle(["“he said ‘", "she «said", "’ ” and “", "» told ‘us’ "])


def _people(rng: random.Random) -> Iterator[str]:
    names = _names(rng)
    return (f"{next(names)} {next(names)} met him. " for _ in itertools.repeat(0))


def _lines(_: random.Random) -> Iterator[str]:
    return itertools.cycle(["said\n\n", "Tuesday\n\n", "mayor\n\n", "he\n\n"])


def _word(rng: random.Random) -> Iterator[str]:
    return ("".join(rng.choices("abcdeinst", k=64)) for _ in itertools.repeat(0))


def _base64(rng: random.Random) -> Iterator[str]:
    return (base64.b64encode(rng.randbytes(57)).decode() + "\n" for _ in itertools.repeat(0))


def _numbers(rng: random.Random) -> Iterator[str]:
    return ("\t".join(f"{rng.random() * 1000:.2f}" for _ in range(8)) + "\n" for _ in itertools.repeat(0))


def _odd(_: random.Random) -> Iterator[str]:
    return itertools.cycle(["👩\u200d🚀 ", "e\u0301\u0302\u0303", "漢字。", "한국 ", "١٢٣ ", "\u202e", "ß’s "])


SHAPES: Mapping[str, Callable[[random.Random], Iterator[str]]] = {
    "news": _news,
    "one line": _one_line,
    "transcript": _transcript,
    "he said": _said,
    "quotations": _quotes,
    "nested marks": _nested,
    "people": _people,
    "one word a line": _lines,
    "one word": _word,
    "base64": _base64,
    "numbers": _numbers,
    "odd characters": _odd,
}


def text_of(shape: str, size: int) -> str:
    """``size`` characters of a shape, always the same ones."""
    out: list[str] = []
    held = 0
    for piece in SHAPES[shape](random.Random(shape)):
        if held >= size:
            break
        out.append(piece)
        held += len(piece)
    return "".join(out)[:size]
