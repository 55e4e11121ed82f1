"""What stands around a name in two reports: whether a given name alone is one person's, told in the same words.

Most reports of people who are known by one name have no other names in common, and speak of the same few things.
"""

from __future__ import annotations

import re

__all__ = ["are_of_one_story", "words_around"]

# Characters before and behind each mention, and letters of a word that says what a report is about.
AROUND = 400
LONG = 5
# Of 62 pairs of one person in reports of stories 61 have so many words in common, and so large a share of the fewer;
# of 15 pairs of two persons none. Look at those again after changing it (tests/relate/test_people.py has siblings).
IN_COMMON = 5
SHARE = 0.1

_WORD = re.compile(rf"[^\W\d_]{{{LONG},}}")
_EVERYWHERE = set(
    "about added after again against another around asked because before being could during every first going herself"
    " himself later might never other people really should since still their there these thing things think those"
    " through under until where which while would years according called including named story"
    " monday tuesday wednesday thursday friday saturday sunday".split()
)


def words_around(text: str, name: str) -> frozenset[str]:
    """The long words near each mention of a name, small, without those that stand in any report."""
    found: set[str] = set()
    for mention in re.finditer(rf"\b{re.escape(name)}\b", text):
        found.update(map(str.lower, _WORD.findall(text, max(0, mention.start() - AROUND), mention.end() + AROUND)))
    return frozenset(found - _EVERYWHERE - {word.lower() for word in name.split()})


def are_of_one_story(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two reports speak of a name in the same words."""
    common = len(one & other)
    return common >= IN_COMMON and common >= SHARE * min(len(one), len(other))
