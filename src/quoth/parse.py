"""The words of a text with what a parser says of them: the one thing that goes from reading to resolving.

Words are those of a treebank: an abbreviation keeps its full stop, a hyphenated or particled name ("al-Daruwi",
"O'Brien") is one word, and a possessive "'s" is a word of its own.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from quoth.text import LONGEST_WORD, paragraphs, sentences

__all__ = ["KINDS", "PARTS", "Parse", "Voice", "word_ranges"]

# The kinds of speaker that a reader tells apart, and the parts of a source.
KINDS = ("person", "organization", "group", "unnamed", "document", "author", "none")
PARTS = ("other", "name", "role", "affiliation", "noun")

_CLITIC = r"[’'](?:s|S|ll|d|re|ve|m)\b"
_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|[A-Z]\.(?=\s+[\"“‘(]?[A-Z])"  # U.S., the B. of a middle name
    r"|\b(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Govs|Gen|Lt|Col|Capt|Sgt|Maj|Adm|Cmdr|Rev|Fr|Hon|Del|Ofc|Det|Insp|Jr|Sr|St|Pres|Supt"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Calif|Conn|Del|Fla|Ga|Ill|Ind|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore"
    r"|Pa|Penn|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Ariz|Ark|Ala|Colo|Kan|Ky|La|Md|Corp|Co|Inc|Ltd)\."
    rf"|\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?\b|{_CLITIC}|\w+(?:(?!{_CLITIC})[-’'&]\w+)*|[^\w\s]"
)


def word_ranges(text: str) -> list[tuple[int, int]]:
    """The words and single punctuation characters of ``text``, as code points; what is too long is no word."""
    return [(a, b) for a, b in (m.span() for m in _WORD.finditer(text)) if b - a <= LONGEST_WORD]


@dataclass(frozen=True, slots=True)
class Voice:
    """What a network says of who speaks in one statement; all ranges are code points.

    ``kinds`` are the probabilities of ``KINDS``; ``parts`` the words of the source that are of a name, a role, an
    affiliation, or the noun of someone without a name; ``same`` where else that speaker is named, with the probability
    of each place, and ``nobody`` that of no place at all.
    """

    kinds: tuple[float, ...]
    parts: tuple[tuple[str, int, int], ...] = ()
    same: tuple[tuple[int, int, float], ...] = ()
    nobody: float = 0.0


@dataclass(frozen=True)
class Parse:
    """The words of one text in order; every column has an entry a word.

    ``tag`` is a Penn part of speech; ``entity`` one of O, PERSON, ORGANIZATION, LOCATION, MISC, DATE, ... as CoreNLP
    names them; ``relation`` a Universal Dependencies (v1) relation to the word numbered ``head``, -1 at a root.
    ``voices`` has what a network says of who speaks, by the ids of statements; it is empty where no network read.
    """

    text: str
    start: list[int]
    end: list[int]
    tag: list[str]
    entity: list[str]
    relation: list[str]
    head: list[int]
    voices: dict[str, Voice] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def words(self) -> list[str]:
        """The words as they are written."""
        return [self.text[a:b] for a, b in zip(self.start, self.end, strict=True)]

    @cached_property
    def lower(self) -> list[str]:
        """The words in lower case, a curly apostrophe made straight."""
        return [w.lower().replace("’", "'") for w in self.words]

    @cached_property
    def part(self) -> list[str]:
        """The part of a source that each word is, "" outside of all sources: name, role, affiliation, noun."""
        out = [""] * len(self)
        for voice in self.voices.values():
            for label, start, end in voice.parts:
                i, j = self.range(start, end)
                out[i:j] = [label] * (j - i)
        return out

    @cached_property
    def voice_at(self) -> dict[int, Voice]:
        """The voice in whose source each word of a name stands."""
        out = {}
        for voice in self.voices.values():
            for label, start, end in voice.parts:
                if label == "name":
                    out.update(dict.fromkeys(range(*self.range(start, end)), voice))
        return out

    @cached_property
    def _at(self) -> dict[str, list[int]]:
        out: dict[str, list[int]] = {}
        for n, word in enumerate(self.words):
            out.setdefault(word, []).append(n)
        return out

    def places_of(self, word: str) -> list[int]:
        """Where a word stands, as it is written."""
        return self._at.get(word, [])

    @cached_property
    def titled(self) -> dict[str, list[int]]:
        """The words that begin with a capital and go on in small letters, by that first letter."""
        out: dict[str, list[int]] = {}
        for n, word in enumerate(self.words):
            if word[:1].isupper() and not word.isupper():
                out.setdefault(word[0], []).append(n)
        return out

    @cached_property
    def placed(self) -> set[int]:
        """The words that are labelled a place wherever else they stand in the text: London, of "London's Gazette"."""
        places = Counter(w for w, label in zip(self.words, self.entity, strict=True) if label == "LOCATION")
        others = Counter(w for w, label in zip(self.words, self.entity, strict=True) if label == "PERSON")
        return {n for n, w in enumerate(self.words) if places[w] > others[w]}

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences as ranges of words; none is empty."""
        return self._ranges(sentences(self.text))

    @cached_property
    def sentence(self) -> list[int]:
        """The number of each word's sentence."""
        return [n for n, (i, j) in enumerate(self.sentences) for _ in range(i, j)]

    @cached_property
    def paragraph(self) -> list[int]:
        """The number of each word's paragraph."""
        return [n for n, (i, j) in enumerate(self._ranges(paragraphs(self.text))) for _ in range(i, j)]

    @cached_property
    def children(self) -> list[list[int]]:
        """The words that depend on each word, in order."""
        out: list[list[int]] = [[] for _ in self.start]
        for i, h in enumerate(self.head):
            if h >= 0:
                out[h].append(i)
        return out

    def range(self, start: int, end: int) -> tuple[int, int]:
        """The words that lie, at least in part, in the code points ``start:end``."""
        return bisect_right(self.end, start), bisect_left(self.start, end)

    def slice(self, i: int, j: int) -> str:
        """The text of the words ``i:j``, as it is written."""
        return self.text[self.start[i] : self.end[j - 1]] if i < j else ""

    def _ranges(self, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Ranges of code points as ranges of words that cover all words; words between two belong to the first."""
        cuts = [0, *(bisect_left(self.start, a) for a, _ in found[1:]), len(self)]
        return [(i, j) for i, j in itertools.pairwise(cuts) if i < j]
