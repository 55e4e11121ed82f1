"""What an abbreviation stands for, where the text spells it out: "BLM", of "Black Lives Matter".

The letters are looked for as the first ones of words in a row, as in Schwartz and Hearst (2003), but anywhere in the
text: a report seldom puts the short form in brackets.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from quoth.parse import Parse
from quoth.resolve.names import SMALL

__all__ = ["spelt_out"]

# Letters that may be anything's, and more than anybody spells out.
_FEWEST, _MOST = 3, 7
# So many words that begin with a letter are tried: more than a report has, so that a list of letters takes no longer.
_BEGINNINGS = 200
# Words of a headline all begin with a capital, and say nothing.
_AROUND = 3


def spelt_out(parse: Parse, letters: str) -> str | None:
    """The words for which ``letters`` stand, as the text first has them within a sentence; None where it has none."""
    wanted = letters.replace(".", "")
    if not (_FEWEST <= len(wanted) <= _MOST and wanted.isalpha() and wanted.isupper()):
        return None
    for i in _beginning(parse, wanted[0]):
        j = _follow(parse, i, wanted)
        if j is not None and not _in_headline(parse, i, j):
            return " ".join(parse.slice(i, j).split())
    return None


def _beginning(parse: Parse, letter: str) -> Iterator[int]:
    return islice(parse.titled.get(letter, ()), _BEGINNINGS)


def _follow(parse: Parse, i: int, wanted: str) -> int | None:
    """Where words from ``i`` on whose first letters are the ``wanted`` ones end; small words between them go free."""
    k, size = i, len(parse)
    for n, letter in enumerate(wanted):
        while n and k < size and parse.lower[k] in SMALL and parse.words[k][0] != letter:
            k += 1
        if k >= size or parse.sentence[k] != parse.sentence[i]:
            return None
        word = parse.words[k]
        if word[0] != letter or len(word) < 2 or word.isupper():
            return None
        k += 1
    return k


def _in_headline(parse: Parse, i: int, j: int) -> bool:
    """Whether the words around ``i:j`` all begin with capitals as well."""
    first, last = parse.sentences[parse.sentence[i]]
    around = [parse.words[k] for k in (*range(max(first, i - _AROUND), i), *range(j, min(last, j + _AROUND)))]
    words = [w for w in around if w[0].isalpha() and w.lower() not in SMALL]
    return bool(words) and all(w[0].isupper() for w in words)
