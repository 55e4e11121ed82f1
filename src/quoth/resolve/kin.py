"""Who is whose husband, sister or son: "Anna Berg and her husband, Jon Berg" makes "his wife" Anna Berg.

A name with a noun of kin before it, in apposition, is of the person named last before it; what one is to the other
tells what the other is to the one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from quoth.parse import Parse
from quoth.resolve.entities import Entity
from quoth.resolve.mentions import Mention
from quoth.resolve.roles import apposed_at, head_noun

__all__ = ["KIN", "Kin"]

# What the other one is, where one is this; of two words the first is a man's.
_BACK = {
    "husband": ("husband", "wife"), "wife": ("husband", "wife"), "widow": ("husband", "wife"),
    "widower": ("husband", "wife"), "father": ("son", "daughter"), "mother": ("son", "daughter"),
    "son": ("father", "mother"), "daughter": ("father", "mother"), "brother": ("brother", "sister"),
    "sister": ("brother", "sister"), "uncle": ("nephew", "niece"), "aunt": ("nephew", "niece"),
    "nephew": ("uncle", "aunt"), "niece": ("uncle", "aunt"), "partner": ("partner", "partner"),
    "boyfriend": ("boyfriend", "girlfriend"), "girlfriend": ("boyfriend", "girlfriend"), "cousin": ("cousin", "cousin"),
    "grandfather": ("grandson", "granddaughter"), "grandmother": ("grandson", "granddaughter"),
    "grandson": ("grandfather", "grandmother"), "granddaughter": ("grandfather", "grandmother"),
    "twin": ("twin", "twin"), "stepson": ("stepfather", "stepmother"), "stepdaughter": ("stepfather", "stepmother"),
}  # fmt: skip
KIN = frozenset(_BACK)
_HIS = {"his": "m", "her": "f"}
# In sentences: how far back the one may stand whose kin somebody is.
REACH = 2
# So many ties are looked at for one description, those told last.
MOST = 20


@dataclass(frozen=True, slots=True)
class _Tie:
    at: int
    who: Entity
    of: Entity


class Kin:
    """The ties of kin that the names of one text tell."""

    def __init__(self, parse: Parse, mentions: Sequence[Mention], entity_of: Mapping[Mention, Entity]) -> None:
        self._ties: dict[str, list[_Tie]] = {}
        people = [m for m in mentions if m.name and not m.inside and entity_of[m].type == "person"]
        heads = [m.head for m in people]
        for n, m in enumerate(people):
            start = apposed_at(parse, m.start)
            if start is None and m.owner is not None and m.name:  # "his brother Felix Reiss"
                start = m.start if parse.tag[m.start] in {"PRP$", "NNP"} else None
                noun, word = (head_noun(parse, m.base, m.name[0]), m.start) if start is not None else ("", 0)
            else:
                noun, word = (head_noun(parse, start, m.start - 1), start) if start is not None else ("", 0)
            if noun not in KIN:
                continue
            k = min(n, bisect_left(heads, word))
            before = people[k - 1] if k and parse.sentence[m.head] - parse.sentence[heads[k - 1]] <= REACH else None
            if parse.tag[word].startswith("NNP"):  # "Anna Berg's husband, Jon Berg"
                before = next((x for x in people[k : k + 1] if x.start == word), before)
            if before is not None and entity_of[before] is not entity_of[m]:
                self._tie(noun, m.head, entity_of[m], entity_of[before], _HIS.get(parse.lower[word]))
        for ties in self._ties.values():
            ties.sort(key=lambda t: t.at)

    def _tie(self, noun: str, at: int, who: Entity, of: Entity, gender: str | None) -> None:
        """Keeps that ``who`` is the ``noun`` of ``of``, and the other way round; "her" tells what ``of`` is."""
        if gender:
            of.gender[gender] += 2
        self._ties.setdefault(noun, []).append(_Tie(at, who, of))
        man, woman = _BACK[noun]
        m, f = of.gender["m"], of.gender["f"]
        back = man if m > f else woman if f > m else None
        for word in {back} if back else {man, woman}:
            self._ties.setdefault(word, []).append(_Tie(at, of, who))

    def meant(self, noun: str, word: int, last: Callable[[Entity], int], gender: str | None = None) -> Entity | None:
        """The one whom "his wife", "her son" at ``word`` means: kin of the person last mentioned.

        ``last`` tells where that was of each, and ``gender`` whose kin it is.
        """
        ties = self._ties.get(noun, [])
        n = bisect_left(ties, word, key=lambda t: t.at)
        fitting = [t for t in ties[max(0, n - MOST) : n] if gender is None or _may_be(t.of, gender)]
        return max(fitting, key=lambda t: (last(t.of), t.at)).who if fitting else None


def _may_be(e: Entity, gender: str) -> bool:
    m, f = e.gender["m"], e.gender["f"]
    return m == f or (gender == "m") == (m > f)
