"""Names that are spelt nearly like one that nobody has: did you mean ..."""

from __future__ import annotations

from difflib import SequenceMatcher

from quoth.library import Store
from quoth.resolve.lexicon import fold

__all__ = ["names_like"]

# How alike two spellings are, from 0 to 1: at least that of "Torvene" and "Torvane", and not of "Quill" and "Quint".
ALIKE = 0.8

# Names that are compared, those who say most: some 10 microseconds each, and only where nobody is found.
COMPARED = 20_000

NAMES = """
SELECT coalesce(m.speaker, n.name) AS shown, n.name, n.statements FROM speaker_names n
LEFT JOIN same_speakers m ON m.name = n.name
WHERE n.statements > 0 ORDER BY n.statements DESC, n.name LIMIT :most
"""


def names_like(store: Store, asked: str, most: int = 3) -> tuple[str, ...]:
    """The names under which speakers are shown whose spelling, or that of a word in them, is most like ``asked``."""
    wanted = fold(asked).strip()
    if len(wanted) < 2:
        return ()
    last = wanted.split()[-1]
    found: dict[str, tuple[float, int]] = {}
    whole, part = SequenceMatcher(b=wanted), SequenceMatcher(b=last)
    for row in store.rows(NAMES, {"most": COMPARED}):
        name = fold(row["name"])
        score = max(_like(whole, name), max((_like(part, word) for word in name.split()), default=0.0) * 0.95)
        if score >= ALIKE * 0.95:
            best = found.get(row["shown"], (0.0, 0))
            found[row["shown"]] = max(best, (score, row["statements"]))
    return tuple(sorted(found, key=lambda name: (-found[name][0], -found[name][1], name))[:most])


def _like(matcher: SequenceMatcher[str], word: str) -> float:
    matcher.set_seq1(word)
    quick = matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE
    ratio = matcher.ratio() if quick else 0.0
    return ratio if ratio >= ALIKE else 0.0
