"""What a description means: the holder of the office, who is most in view, or no one but what its noun says."""

from __future__ import annotations

import re
from collections.abc import Callable

from quoth.resolve.coreference import THIRD, take_up
from quoth.resolve.discourse import Chain, Discourse, noun_type, office_fit
from quoth.resolve.entities import plain_name
from quoth.resolve.found import Found, listed
from quoth.resolve.lexicon import lexicon
from quoth.resolve.mentions import Mention
from quoth.resolve.roles import head_noun

__all__ = ["SUBJECT", "Descriptions"]

# In sentences: how far back two persons may stand together to be "the two", and someone or a body to be in view.
PAIR_REACH, VIEW = 8, 3
# Of all who are in view, the share of the weight that the first must have to be meant.
CLEAR = 0.5
_CUT = {"who", "which", "that", ",", ";", "-", "--", "–", "—", "("}
# A description is named with this many words more, at most, than its noun phrase has.
LONGEST_TAIL = 8
SUBJECT = {"nsubj", "nsubjpass"}
_POSSESSIVE = re.compile(r"['’]s?\s")
_HIS = re.compile(r"(?:his|her|its|their|my|our)\s", re.IGNORECASE)


# Bodies that need not be told whose they are.
_OF_ITS_OWN = set(
    "ministry agency parliament commission department court authority committee council association federation "
    "institute police watchdog regulator".split()
)


class Descriptions:
    """The descriptions of one text; ``speaks`` tells whether a mention is the source of a statement."""

    def __init__(self, discourse: Discourse, speaks: Callable[[Mention], bool]) -> None:
        self.discourse = discourse
        self.parse = discourse.parse
        self._speaks = speaks
        self._telling: dict[int, tuple[int, str | None]] = {}
        tagged = zip(self.parse.words, self.parse.tag, strict=True)
        self._proper = {w.strip("’'s") for w, tag in tagged if tag in {"NNP", "NNPS"}}

    # ------------------------------------------------------------------------------------------------ names

    def named(self, chain: Chain) -> tuple[str, str]:
        """The fullest name of a chain, and its type as a speaker's."""
        if chain.members:
            return listed([self.named(c)[0] for c in chain.members]), "person"
        if chain.entity is not None:
            return chain.entity.name, chain.type
        first = next((m for m in chain.mentions if m.kind != "pronoun"), None)
        return self._fullest(chain, self._in_words(first) if first else ""), chain.type

    def _in_words(self, m: Mention) -> str:
        """A description in its own words, with what it is a part of: "hundreds of residents"."""
        parse = self.parse
        end = m.end
        if parse.lower[m.head] in lexicon().parts and m.end + 1 < len(parse) and parse.lower[m.end] == "of":
            following = (
                self.discourse.at[x] for x in range(m.end + 1, min(m.end + 9, len(parse))) if x in self.discourse.at
            )
            end = next((x.end for x in following if x.start == m.end + 1), m.end)
        noun = head_noun(parse, m.base, m.head + 1)
        return self._of_camp(m, noun) or plain_name(parse.slice(self._from(m, noun), end))

    def _fullest(self, chain: Chain | None, text: str) -> str:
        """Of the descriptions in a chain the one that says most: no "his", a name in it, then the longest."""
        if chain is None or chain.entity is not None:
            return text
        most = self._most_telling(chain)
        return text if most is None or self._tells(text) >= self._tells(most) else most

    def _most_telling(self, chain: Chain) -> str | None:
        """The first of the descriptions in a chain that says most; worked out again when one has come to it."""
        size, most = self._telling.get(id(chain), (-1, None))
        if size != len(chain.described):
            said = [self._in_words(m) for m in chain.mentions if m.kind == "description"]
            most = max(said, key=self._tells, default=None)
            self._telling[id(chain)] = (len(chain.described), most)
        return most

    def _tells(self, text: str) -> tuple[bool, bool, bool, int]:
        """How much a description tells: whose it is by name rather than by "his", and then in how many words."""
        words = text.split()
        named = any(w[:1].isupper() for w in words[1:]) or bool(words and words[0].strip("’'s") in self._proper)
        return not _HIS.match(text), named, not _POSSESSIVE.search(text), len(words)

    # --------------------------------------------------------------------------------------------- meanings

    def described(self, m: Mention, i: int, j: int, chain: Chain | None) -> Found:
        """Whom the description ``m`` of the source ``i:j`` means."""
        parse = self.parse
        noun = head_noun(parse, m.base, m.head + 1)
        kind = noun_type(noun, m.plural)
        someone = self._two(m, noun, kind)
        if someone is None and parse.lower[m.start] == "the" and not self._said_lately(m, chain):
            someone = self._body(m, noun, kind)
        if someone is None and kind == "unnamed" and not m.plural and self._is_first(m, chain):
            someone = self._in_view(m)
        if someone is not None:
            return someone
        end = max(m.end, min(j, m.end + LONGEST_TAIL))
        end = next((x for x in range(m.end, end) if parse.lower[x] in _CUT), end)
        name = self._of_camp(m, noun) or self._fullest(chain, plain_name(parse.slice(self._from(m, noun), end)))
        kind = self._kind(m, set(parse.lower[i:j]), noun, kind)
        if kind == "thing":
            kind = "group" if m.plural else "document"
            return Found(name, kind, chain, "thing", 0.5, "what its noun seems to be")
        return Found(name, kind, chain, "description", 0.85, "a description that the article does not name")

    def _from(self, m: Mention, noun: str) -> int:
        """Where the name of a body begins: behind whose it is, unless it is known by that alone.

        "Ostra's | harbour ministry", but "Ostra's government", "Venn's office".
        """
        owned = m.owner is not None and m.base > m.start and noun in _OF_ITS_OWN
        return m.base if owned and m.head > m.base else m.start

    def _of_camp(self, m: Mention, noun: str) -> str | None:
        """What a candidate's campaign is called, by whose it is: "Ora Venn's campaign" is the Venn campaign."""
        if noun != "campaign" or m.plural or m.owner is None:
            return None
        at = self.discourse.at.get(m.owner) or next(iter(self.discourse.by_head.get(m.owner, ())), None)
        chain = self.discourse.chain_of.get(at) if at is not None else None
        if chain is None or chain.entity is None or chain.entity.type != "person":
            return None
        return f"{chain.entity.name.split()[-1]} campaign"

    def _kind(self, m: Mention, words: set[str], noun: str, kind: str) -> str:
        """The type of a description, from the words around its noun as well."""
        known, parse = lexicon(), self.parse
        first, head = parse.lower[m.start], parse.lower[m.head]
        if (first == "those" or head in {"people", "person", "persons"}) and words & {"close", "familiar", "briefed"}:
            return "unnamed"
        if head in known.one:
            return "unnamed"
        if parse.tag[m.head] == "CD" or head in known.many or noun == "group":
            return "group"
        if kind == "thing" and (first in known.many or (m.plural and parse.tag[m.head] == "NNPS")):
            return "group"
        return kind

    def _is_first(self, m: Mention, chain: Chain | None) -> bool:
        """Whether a definite description stands here for the first time, and is nobody's."""
        definite = self.parse.lower[m.start] in {"the", "this", "that"} and m.owner is None
        return definite and (chain is None or chain.described_before(m.head) is None)

    def _said_lately(self, m: Mention, chain: Chain | None) -> bool:
        """Whether the same description stood in this sentence or the two before."""
        here = self.parse.sentence[m.head]
        earlier = chain.described_before(m.head) if chain else None
        return earlier is not None and here - self.parse.sentence[earlier] <= 2

    def _two(self, m: Mention, noun: str, kind: str) -> Found | None:
        """Whom "the two men", "both senators", "the senators" mean: of that office, or last named together."""
        words = set(self.parse.lower[m.start : m.end])
        definite = words & {"both", "the", "these", "those"}
        if not m.plural or kind not in {"group", "unnamed"} or not definite:
            return None
        single = {"men": "man", "women": "woman"}.get(noun, noun.removesuffix("s"))
        anyone = single in lexicon().anyone
        held = [c for c in self.discourse.offices.holders(single, m.head) if _is_someone(c)]
        near = self.discourse.near(m.head, PAIR_REACH)
        pairs = [c for c in near if c.members and (anyone or any(x in held for x in c.members))]
        chosen: list[Chain] = []
        if pairs:
            chosen = list(max(pairs, key=lambda c: self._last(c, m).head).members)
        elif len(held) == 2:
            chosen = held
        elif anyone and words & {"two", "both"}:
            chosen = sorted(self.discourse.lately(m.head, _is_someone, 2), key=lambda c: c.mentions[0].head)
        if len(chosen) != 2:
            return None
        name = listed([self.named(c)[0] for c in chosen])
        return Found(name, "group", None, "salient", 0.6, f"“{self.parse.slice(m.start, m.end)}”: {name}")

    def _last(self, chain: Chain, m: Mention) -> Mention:
        """The last mention of a chain before ``m``."""
        last = chain.last_before(m.head)
        assert last is not None
        return last

    def _body(self, m: Mention, noun: str, kind: str) -> Found | None:
        """The body last in view, for "the agency", "the company"."""
        if m.plural or kind != "organization" or noun not in lexicon().bodies or m.base + 1 != m.head:
            return None
        near = [c for c in self.discourse.near(m.head, VIEW) if c.entity and c.entity.type == "organization"]
        if not near:
            return None
        chain = max(near, key=lambda c: (self._weight(c, m, other=0.5), self._last(c, m).head))
        name, _ = self.named(chain)
        reason = f"“{self.parse.slice(m.start, m.end)}”: {name} is the body last in view"
        return Found(name, "organization", chain, "salient", 0.55, reason)

    def _in_view(self, m: Mention) -> Found | None:
        """The person most in view, for a description that no office explains ("the 40-year-old", "the nominee")."""
        parse = self.parse
        noun, apart = head_noun(parse, m.base, m.head + 1), self.discourse.tells_apart(m)
        office = m.head - noun.count("-")
        if any(parse.tag[x] == "NN" and noun_type(parse.lower[x], False) != "unnamed" for x in range(m.base, office)):
            return None  # "the band leader"
        mine = self.discourse.chain_of.get(m)
        gender = lexicon().gender.get(parse.lower[m.head]) or self._own_pronoun(m) or (mine.lean() if mine else None)
        near = [
            c
            for c in self.discourse.near(m.head, VIEW)
            if _is_someone(c) and (not gender or c.lean() in {None, gender}) and not _is_other(c, noun, apart)
        ]
        if not near:
            return None
        weights = [self._weight(c, m, other=0.35) for c in near]
        share, chain = max(zip(weights, near, strict=True), key=lambda x: x[0])
        share /= sum(weights)
        if share < CLEAR:
            return None
        name, kind = self.named(chain)
        for x in list(mine.mentions) if mine else [m]:  # with the pronouns that took it up
            take_up(self.discourse, x, chain)
        return Found(
            name, kind, chain, "salient", share, f"“{parse.slice(m.start, m.end)}”: {name} is most in view here"
        )

    def _weight(self, chain: Chain, m: Mention, *, other: float) -> float:
        """How much in view a chain is: 2 for a subject, a half more for a speaker, less with every sentence."""
        last = self._last(chain, m)
        gap = self.parse.sentence[m.head] - self.parse.sentence[last.head]
        speaks = self._speaks(last)
        subject = self.parse.relation[last.head] in SUBJECT or (speaks and other >= CLEAR)
        return (2.0 if subject else 2.0 * other) * (1.5 if speaks else 1.0) / (1 + gap)

    def _own_pronoun(self, m: Mention) -> str | None:
        """What the first "his" or "her" behind a subject, in its clause, tells: "the nominee attacked her rival"."""
        parse = self.parse
        for x in range(m.end, min(m.end + 8, len(parse))):
            if parse.sentence[x] != parse.sentence[m.head] or parse.words[x] in {'"', "“", ";"}:
                return None
            if parse.tag[x] == "PRP$" and THIRD.get(parse.lower[x]) in {"m", "f"}:
                return THIRD[parse.lower[x]]
            if parse.entity[x] == "PERSON":
                return None
        return None


def _is_other(chain: Chain, noun: str, apart: bool) -> bool:
    """Whether someone's office is known and is not the one that ``noun`` names, or is of another body (``apart``)."""
    heads = {h for h in (chain.entity.heads if chain.entity else ()) if h in lexicon().titles}
    return noun in lexicon().titles and bool(heads) and (apart or not office_fit(noun, heads))


def _is_someone(chain: Chain) -> bool:
    """Whether a chain is one person whose name is surely a person's."""
    return chain.type == "person" and chain.entity is not None and chain.entity.sure and not chain.members
