"""Of whom a text names, those for whom anything speaks at one statement, without a look at all of them for each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from quoth.parse import Parse
from quoth.resolve.discourse import Chain
from quoth.resolve.entities import plain_name
from quoth.resolve.names import Name, bare

__all__ = ["Shortlist", "is_some_of"]

# So many sentences back, who was named last is a candidate for that alone.
LATELY = 2
# In chains: who was named last before a statement, and, on either side of it, who is called alike. Without these bounds
# 200 reports of the corpora read the same; a list of names has thousands, and is to be read in the time of a report.
MOST_NEAR = 40
MOST_ALIKE = 24


class Shortlist:
    """The chains of one text, filed under where they are mentioned and what they are called."""

    def __init__(self, parse: Parse, chains: Sequence[Chain]) -> None:
        self.parse = parse
        self.chains = chains
        self._number = {id(c): n for n, c in enumerate(chains)}
        self._first = [c.heads[0] if c.heads else len(parse) for c in chains]
        self._mentions = sorted((head, n) for n, c in enumerate(chains) for head in c.heads)
        self._forms: list[frozenset[str]] = [self._forms_of(c) for c in chains]
        self._called: dict[str, list[int]] = {}
        for n in sorted(range(len(chains)), key=self._first.__getitem__):
            for key in dict.fromkeys(self._keys(n)):
                self._called.setdefault(key, []).append(n)

    def _forms_of(self, chain: Chain) -> frozenset[str]:
        assert chain.entity is not None
        named = {m.name for m in chain.entity.mentions if m.name}
        forms = {plain_name(self.parse.slice(*name)).casefold() for name in named}
        return frozenset(forms | {chain.entity.name.casefold()})

    def _keys(self, n: int) -> Iterator[str]:
        """Under what a chain is filed: its forms, the ends of its name, and the words that may stand for a person."""
        entity = self.chains[n].entity
        assert entity is not None
        yield from (f"form {form}" for form in self._forms[n])
        words = entity.name.casefold().split()
        yield from (f"end {word}" for word in (*words[:1], *words[-1:]))
        parts = entity.parts
        if self.chains[n].type == "person" and parts.words:
            yield from (f"person {w}" for w in (parts.family, bare(parts.family), parts.words[0], *parts.nick))

    def near(self, name: str | None, at: int, here: int, known: Iterable[Chain]) -> list[Chain]:
        """Those ``known`` to be asked for, those called alike, and those named last before the word ``at``, in order.

        ``name`` is what the source has, and ``here`` a word of the statement's sentence.
        """
        found = {self._number[id(c)] for c in known if id(c) in self._number}
        for key in self._sought(name) if name else ():
            filed = self._called.get(key, [])
            middle = bisect_left(filed, at, key=self._first.__getitem__)
            found.update(filed[max(0, middle - MOST_ALIKE) : middle + MOST_ALIKE])
        found |= self._named_lately(at, here)
        return [self.chains[n] for n in sorted(found)]

    def _sought(self, name: str) -> list[str]:
        words, parts = name.casefold().split(), Name.of(name)
        keys = [f"form {name.casefold()}", *(f"end {word}" for word in (*words[:1], *words[-1:]))]
        return list(dict.fromkeys([*keys, f"person {parts.family}"]))

    def _named_lately(self, at: int, here: int) -> set[int]:
        if not len(self.parse):
            return set()
        since = self.parse.sentences[max(0, self.parse.sentence[here] - LATELY)][0]
        found: set[int] = set()
        n = bisect_left(self._mentions, (at, -1)) - 1
        while n >= 0 and self._mentions[n][0] >= since and len(found) < MOST_NEAR:
            found.add(self._mentions[n][1])
            n -= 1
        return found

    def matches(self, name: str, chain: Chain) -> bool:
        """Whether the name in a source is one of a chain's."""
        assert chain.entity is not None
        if chain.type == "person" and Name.of(name).is_short_for(chain.entity.parts):
            return True
        return name.casefold() in self._forms[self._number[id(chain)]]


def is_some_of(name: str, full: str) -> bool:
    """Whether a name is some of the words of a longer one: "the Post", of the New York Post."""
    short, long = name.casefold().split(), full.casefold().split()
    return len(short) < len(long) and (long[-len(short) :] == short or long[: len(short)] == short)
