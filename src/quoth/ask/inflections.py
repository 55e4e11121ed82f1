"""The other plain inflections of a word that a library has: immigrants for immigrant, stopped for stop."""

from __future__ import annotations

import itertools
from functools import lru_cache

from quoth.library import Store
from quoth.library.stems import stems

__all__ = ["LEAST", "inflections"]

# Letters that a word needs to be told from others, and to be looked for by its beginning.
LEAST = 3

# Endings that make another form of the same word, and no other word ("-er", "-ion"), from where two forms part.
ENDINGS = {"", "s", "es", "e", "ed", "d", "ing", "ings", "y", "ies", "ied", "ying"}

# The words of contents, in the order of letters; see ``quoth.library.schema``.
WORDS = "SELECT term FROM search_words WHERE term >= :first AND term < :last AND col = 'content'"
ONES = "SELECT DISTINCT term FROM search_words WHERE term IN ({}) AND col = 'content'"


def inflections(store: Store, word: str) -> tuple[str, ...]:
    """The folded words that contents have and that are inflections of ``word``, which is folded; without itself."""
    if len(word) < LEAST or not word.isalpha() or not word.isascii():
        return ()
    (stem,) = stems([word])
    begins = "".join(a for a, _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(word, stem, strict=False)))
    begins = begins.removesuffix("e") if len(begins) > LEAST else begins
    if len(begins) >= LEAST:
        rows = store.rows(WORDS, {"first": begins, "last": begins + "{"})
    else:  # too many words begin so
        some = {base + end for base in (word, word.removesuffix("s")) for end in ENDINGS}
        names = {f"word{n}": each for n, each in enumerate(sorted(some))}
        rows = store.rows(ONES.format(", ".join(f":{name}" for name in names)), names)
    near = [row["term"] for row in rows if row["term"] != word and _inflected(word, row["term"])]
    return tuple(each for each, its in zip(near, stems(near), strict=True) if its == stem)


@lru_cache(maxsize=4096)
def _inflected(one: str, other: str) -> bool:
    """Whether two words differ by endings alone; a consonant may be doubled before one."""
    same = len([1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))])
    tails = [word[same:] for word in (one, other)]
    doubled = [tail[1:] if same and tail[:1] == one[same - 1] and len(tail) > 1 else tail for tail in tails]
    return all(tail in ENDINGS or short in ENDINGS for tail, short in zip(tails, doubled, strict=True))
