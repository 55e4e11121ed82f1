"""Grows a library with invented reports, whose words follow each other as those of its own statements do.

    python -m bench.crowd --library big.db --to 1000000

Runs of common words are then as common as in a library of real reports, which words drawn one by one do not give.
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Sequence
from pathlib import Path

from bench.invented import World, build
from quoth.library import Store

CONTENTS = "SELECT content FROM statements WHERE shown = 1 ORDER BY id"
HELD = "SELECT count(*) AS held FROM statements"

# How often a word is any of the library's, and not one that follows the last: else runs of its own would come back.
ANY = 0.15

# Statements in an invented report.
EACH = 20


class Crowd(World):
    """A world whose people speak as the given contents do."""

    def __init__(self, contents: Sequence[str], seed: int = 7) -> None:
        super().__init__(seed)
        self.all: list[str] = []
        self.after: dict[str, list[str]] = {}
        for content in contents:
            words = content.replace("“", "").replace("”", "").replace('"', "").split()
            self.all += words
            for one, other in itertools.pairwise(words):
                self.after.setdefault(one, []).append(other)

    def spoken(self, count: int) -> list[str]:
        """So many words, most of them such as follow the last somewhere."""
        out = []
        known: Sequence[str] = ()
        for any_, place in self.chance.random((count, 2)):
            known = self.all if any_ < ANY or not known else known
            out.append(known[int(place * len(known))])
            known = self.after.get(out[-1], ())
        return out


def main(argv: Sequence[str] | None = None) -> int:
    """Grows the library."""
    parser = argparse.ArgumentParser(description="Grows a library with invented reports.")
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("--to", type=int, required=True, help="how many statements it has in the end")
    options = parser.parse_args(argv)
    with Store(options.library, create=False) as library:
        (row,) = library.rows(HELD)
        contents = [each["content"] for each in library.rows(CONTENTS)]
    articles = max(0, options.to - row["held"]) // EACH
    build(options.library, articles=articles, statements=EACH, world=Crowd(contents))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
