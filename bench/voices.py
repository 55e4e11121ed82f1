"""How well reprints are found: `python -m bench.voices --library news.db`, against every pair of articles.

Counts, of all pairs of articles of which the shingles (13 words) shared are 60 % of all that either has, and of all
that the shorter has, how many are one voice in the library; and members of voices that share under 20 % of the shorter
with every other member.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

from quoth.library import Store
from quoth.relate.voices import shingles

NEAR, FAR = 0.6, 0.2


def main() -> None:
    """Prints what was counted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--library", type=Path, required=True)
    with Store(parser.parse_args().library) as library:
        texts = {row["id"]: frozenset(shingles(row["text"])) for row in library.rows("SELECT id, text FROM articles")}
        voice = {row["article"]: row["voice"] for row in library.rows("SELECT article, voice FROM voices")}
    held = defaultdict(list)
    for name, runs in texts.items():
        for run in runs:
            held[run].append(name)
    common = Counter(pair for names in held.values() for pair in combinations(sorted(names), 2))
    near = [(a, b) for (a, b), n in common.items() if n >= NEAR * len(texts[a] | texts[b])]
    within = [(a, b) for (a, b), n in common.items() if n >= NEAR * min(len(texts[a]), len(texts[b]))]
    together, inside = (sum(a in voice and voice.get(a) == voice.get(b) for a, b in some) for some in (near, within))
    members = defaultdict(list)
    for name, of in voice.items():
        members[of].append(name)
    strange = sum(
        all(len(texts[a] & texts[b]) < FAR * min(len(texts[a]), len(texts[b])) for b in names if b != a)
        for names in members.values()
        for a in names
    )
    print(f"{len(texts):,} articles, {len(members):,} voices of two or more, with {len(voice):,} articles")
    print(f"pairs that share {NEAR:.0%}: {len(near):,}, of which one voice: {together:,}")
    print(f"pairs of which the shorter has {NEAR:.0%} in the longer: {len(within):,}, of which one voice: {inside:,}")
    print(f"members that share under {FAR:.0%} with all others of their voice: {strange:,}")


if __name__ == "__main__":
    main()
