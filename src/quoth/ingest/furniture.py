"""The phrases of ``furniture.toml``, made ready for matching one line at a time."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

__all__ = ["Phrases", "bare", "phrases"]

_SURNAME = r"[^\W\d_][\w.'’-]*"
_NAME = rf"{_SURNAME}(?: {_SURNAME}){{0,4}}"


class Phrases(NamedTuple):
    """Patterns that are matched at the start of a folded line, and sets of whole bare lines."""

    lines: frozenset[str]
    list_heads: frozenset[str]
    starts: re.Pattern[str]
    labels: re.Pattern[str]
    patterns: re.Pattern[str]
    notices: re.Pattern[str]
    caption_starts: re.Pattern[str]
    credit_starts: re.Pattern[str]
    agencies: frozenset[str]
    credit_bracket: re.Pattern[str]
    credit_tail: re.Pattern[str]
    release_labels: frozenset[str]
    byline_starts: re.Pattern[str]
    byline_roles: re.Pattern[str]
    particles: frozenset[str]
    months: frozenset[str]


def bare(line: str) -> str:
    """A line without the marks around it, in lower case: what a whole-line phrase is compared with."""
    return re.sub(r"^[\W_]+|[\W_]+$", "", line.replace("’", "'")).casefold()


@functools.cache
def phrases() -> Phrases:
    """The phrases, read once, when the first text is looked at."""
    import tomllib
    from importlib import resources

    data = tomllib.loads(resources.files("quoth.ingest").joinpath("furniture.toml").read_text("utf-8"))
    furniture, caption, byline = data["furniture"], data["caption"], data["byline"]
    roles = _any(byline["roles"])
    return Phrases(
        lines=frozenset(map(bare, furniture["lines"])),
        list_heads=frozenset(map(bare, furniture["list_heads"])),
        starts=_starts(furniture["starts"]),
        labels=_starts(furniture["labels"]),
        patterns=_folded(f"(?:{'|'.join(furniture['patterns'])})$"),
        notices=_folded("|".join(furniture["notices"])),
        caption_starts=_starts(caption["starts"]),
        agencies=frozenset([*caption["agencies"], *byline["agencies"]]),
        credit_starts=_starts(caption["credit_starts"]),
        credit_bracket=_credit_bracket(_any(caption["credit_words"]), _any(caption["agencies"])),
        # The same without brackets, after the last full stop: "... on Tuesday. REUTERS/Name".
        credit_tail=_folded(
            rf"(?:^|[.!?”\"'’]\s+)(?:{_any(caption['agencies'])})/{_NAME}(?:/[\w .'’-]{{2,40}})?\W{{0,3}}$"
        ),
        release_labels=frozenset(map(bare, data["headline"]["release_labels"])),
        byline_starts=_starts(byline["starts"]),
        byline_roles=_folded(rf"(?:[\w.'’& -]{{0,40}} )?(?:{roles})(?:(?:,| in| for) .{{2,40}})?$"),
        particles=frozenset(byline["particles"]),
        months=frozenset(data["dateline"]["months"]),
    )


def _credit_bracket(words: str, agencies: str) -> re.Pattern[str]:
    """Matches the bracket that ends a line when it says who made a picture."""
    inside = r"[^()\[\]]"
    forms = (
        # "File photo: AGENCY/Name": a credit word among the first, and a sign that a maker follows.
        rf"(?:[^()\[\]\s]{{1,20}} ){{0,3}}(?:{words})\b(?={inside}*(?::|/|\bby\b|\bof\b|\bvia\b)){inside}{{1,80}}",
        # "AGENCY via Name", "Name/AGENCY", "Name via AGENCY".
        rf"(?:{agencies})(?:/| via | ?: ?){inside}{{2,80}}",
        rf"{inside}{{2,80}}(?:/| via )(?:{agencies})",
        # One word or agency alone, which only some lines are taken at.
        rf"(?:file )?(?:{words})",
        rf"(?:via )?(?:{agencies})",
        # "Norpix/Jo Lund": an agency that nobody listed, and a whole name.
        rf"{_SURNAME}/{_SURNAME} {_NAME}",
    )
    return _folded(rf"[(\[](?:{'|'.join(forms)})[)\]]\W{{0,3}}$")


def _folded(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _any(words: Iterable[str]) -> str:
    """An alternation of literal words, longest first, in which an apostrophe stands for the curly one too."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace("'", "['’]") for word in longest_first)


def _starts(words: list[str]) -> re.Pattern[str]:
    """Matches a line that begins with one of the words and does not run on into a longer word."""
    return _folded(rf"(?:{_any(words)})(?:(?<!\w)|(?!\w))")
