"""Whether a text is in another language than English, by its letters and small words, where that is clear."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

__all__ = ["other_language"]

# Characters looked at. More says nothing more.
LOOKED_AT = 50_000

# Fewer words than this say too little: quotations, names and titles in another language are in English reports too.
MIN_WORDS = 40
MIN_LETTERS = 60

# The 60 small words of English make 30 to 45 % of the words of English prose, and 2 to 10 % of another language's; the
# thirty of another language make 20 to 40 % of its own prose, and up to 6 % of English prose.
MIN_SHARE = 0.12
MAX_ENGLISH_SHARE = 0.15

# Share of all letters from which on a script is the text's own.
MIN_SCRIPT = 0.60

_WORD = re.compile(r"[^\W\d_]+")


class _Signs(NamedTuple):
    english: frozenset[str]
    others: dict[str, frozenset[str]]
    scripts: dict[str, re.Pattern[str]]


def other_language(text: str, *, stated: str | None = None) -> str | None:
    """The language of ``text``, as English calls it, where it is clearly not English; None for all else.

    ``stated`` is what the article says of itself ("de-AT"). It is believed where the words do not speak for English;
    a short text, or one in two languages, passes.
    """
    words = _WORD.findall(text[:LOOKED_AT].casefold())
    english = _share(words, _signs().english)
    if len(words) >= MIN_WORDS and english > MAX_ENGLISH_SHARE:
        return None
    letters = sum(map(len, words))
    if letters >= MIN_LETTERS:
        for language, script in _signs().scripts.items():
            if sum(map(len, script.findall(text[:LOOKED_AT]))) >= MIN_SCRIPT * letters:
                return language
    if len(words) < MIN_WORDS:
        return None
    shares = {language: _share(words, small) for language, small in _signs().others.items()}
    best = max(shares, key=shares.__getitem__)
    if shares[best] >= MIN_SHARE and shares[best] > 2 * english:
        return best
    code = (stated or "en").casefold().replace("_", "-").split("-")[0]
    return None if code in ("en", "eng", "english", "und", "mul") else f"a language that it calls {stated!r}"


def _share(words: list[str], small: frozenset[str]) -> float:
    return sum(word in small for word in words) / max(1, len(words))


@cache
def _signs() -> _Signs:
    table = tomllib.loads(files("quoth.ingest").joinpath("language.toml").read_text(encoding="utf-8"))
    listed = {language: frozenset(words.split()) for language, words in table["words"].items()}
    english = listed.pop("English")
    scripts = {name: re.compile(f"[{''.join(ranges)}]+") for name, ranges in table["scripts"].items()}
    return _Signs(english, {language: words - english for language, words in listed.items()}, scripts)
