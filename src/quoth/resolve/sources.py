"""From a source to a speaker: what the words of the source stand for, and who that is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from quoth.parse import Parse
from quoth.records import Article, Statement
from quoth.resolve.coreference import THIRD, rank, take_up
from quoth.resolve.discourse import Chain, Discourse, noun_type, office_fit
from quoth.resolve.entities import plain_name
from quoth.resolve.lexicon import lexicon
from quoth.resolve.mentions import Mention
from quoth.resolve.roles import head_noun

__all__ = ["Found", "Sources", "in_quotations", "source_heads"]

_FIRST = {"i", "we", "me", "us", "my", "our", "myself", "ourselves", "mine", "ours"}
_RELATIVE = {"who", "which", "that", "whom", "whose"}
_SOMEONE = {"someone", "somebody", "anyone", "one", "anybody"}
_MANY = {
    "many",
    "some",
    "others",
    "most",
    "few",
    "several",
    "all",
    "both",
    "those",
    "everyone",
    "everybody",
    "nobody",
    "none",
    "more",
    "these",
    "people",
    "half",
}
_PARTS = {"number", "majority", "group", "handful", "series", "couple", "hundreds", "thousands", "dozens", "scores", "millions", "tens", "percent",
          "minority", "crowd", "host", "one", "two", "three", "four", "five", "members", "third", "quarter", "half", "most", "many", "some", "few",
          "several", "all", "each", "none", "any", "lot", "plenty", "string", "both", "dozen", "pair", "team", "variety", "range", "chorus", "sources"}  # fmt: skip
_BODIES = {"agency", "company", "group", "organization", "organisation", "firm", "ministry", "department", "newspaper", "paper", "magazine", "network", "union",
           "committee", "commission", "party", "university", "bank", "watchdog", "nonprofit", "charity", "airline", "court", "institute", "association", "club", "outlet", "bureau"}  # fmt: skip
_ANYONE = {"man", "woman", "leader", "candidate", "rival", "politician"}
LEAD = 2  # paragraphs, counted from 0, in which a description may be of someone who is named later
PAIR_REACH = 8  # sentences
_AUTHOR_CUES = {
    "appear",
    "appears",
    "appeared",
    "seem",
    "seems",
    "seemed",
    "unclear",
    "clear",
    "unknowns",
    "unlikely",
    "likely",
}
_POSSESSIVE = re.compile(r"['’]s?\s|^(?:his|her|its|their|my|our)\s", re.IGNORECASE)
_ADDING = re.compile(
    r"\b(add|not|argu|say|call|warn|insist|claim|suggest|stress|explain|describ|tell|point|urg|cit|prais|question|acknowledg|conced|predict|promis|vow|quot|writ|accus)\w*ing\b"
)


@dataclass(frozen=True, slots=True)
class Found:
    """Who a source is: a chain, or a name and type of its own. ``sure`` is a class of evidence that confidence is fitted by."""

    name: str | None
    type: str
    chain: Chain | None
    sure: str
    share: float
    reason: str
    implied: bool = False


UNKNOWN = Found(None, "unknown", None, "unknown", 1.0, "the text does not say who")


class Sources:
    """The sources of one article's statements, resolved in text order, pronouns and all."""

    def __init__(self, article: Article, statements: Sequence[Statement], parse: Parse) -> None:
        self.article = article
        self.statements = statements
        self.parse = parse
        self.discourse = Discourse(parse)
        self._sources = source_heads(self.discourse, statements)
        self._quoted = in_quotations(parse, statements)
        self._ranked: dict[int, float] = {}
        self._rivals: dict[int, str] = {}
        self._pronouns(quoted=False)

    def _speaks(self, m: Mention) -> bool:
        return m.head in self._sources

    def _pronouns(self, *, quoted: bool, barred: dict[int, Chain] | None = None) -> None:
        """Takes up the third-person pronouns that stand outside of direct quotations, or within them."""
        parse = self.parse
        for m in self.discourse.mentions:
            if m.kind != "pronoun" or parse.lower[m.head] not in THIRD or self._quoted[m.head] != quoted:
                continue
            speaker = barred.get(m.head) if barred else None
            shut = frozenset({id(speaker)}) if speaker is not None else frozenset()
            found = rank(
                self.discourse, m.head, speaks=self._speaks, quoted=self._quoted, said=self._sources, barred=shut
            )
            if found:
                self._ranked[m.head] = found[0][0]
                take_up(self.discourse, m, found[0][1])

    def resolve(self) -> list[Found]:
        """Whom each statement's source stands for, in the order of the statements."""
        out: list[Found | None] = [None] * len(self.statements)
        for n, s in enumerate(self.statements):
            if s.source:
                out[n] = self._source(s)
        self._name_delayed(out)
        for n in range(len(out)):
            out[n] = out[n] or self._implied(n, out)
        return [
            self._first_person(n, x, out) if x and x.sure == "first person" else x or UNKNOWN for n, x in enumerate(out)
        ]

    # ------------------------------------------------------------------------------------- sources with words

    def _source(self, s: Statement) -> Found:
        parse = self.parse
        i = parse.range(s.source[0].start, s.source[0].end)[0]
        j = parse.range(s.source[-1].start, s.source[-1].end)[1]
        inside = [m for m in self.discourse.mentions if i <= m.head < j and not m.inside]
        owners = {m.owner for m in inside}
        inside = [m for m in inside if m.head not in owners]
        if not inside:
            return self._bare(i, j)
        main = inside[0]
        relative = next((m for m in inside if parse.lower[m.head] in _RELATIVE and m.kind == "pronoun"), None)
        if main is relative:
            return self._relative(main, i)
        after_owner = main.end < j and parse.tag[main.end] == "POS"
        if after_owner and main.end + 1 < j:
            return self._owned_title(main, j)
        together = self._together(inside, j)
        if together is not None:
            return together
        if main.kind == "pronoun":
            return self._pronoun(main)
        of = next((m for m in inside if m.start == main.end + 1 and parse.lower[main.end] in {"of", "among"}), None)
        if (
            of is not None
            and main.kind == "description"
            and (parse.lower[main.head] in _PARTS or parse.tag[main.head] == "CD")
        ):
            return self._part_of(main, of, i, j)
        return self._mention(main, i, j)

    def _bare(self, i: int, j: int) -> Found:
        """A source in which no noun phrase was seen: by its words alone."""
        text = plain_name(self.parse.slice(i, j))
        words = set(self.parse.lower[i:j])
        if words & _FIRST:
            return Found(None, "author", None, "first person", 0.8, "first person")
        if "that" in words or "which" in words or "who" in words:
            m = next(
                (
                    m
                    for m in reversed(self.discourse.mentions)
                    if m.end <= i + 1 and not m.inside and m.kind != "pronoun"
                ),
                None,
            )
            if m is not None and i - m.end <= 2:
                return self._mention(m, m.start, m.end)
        if words & _MANY:
            return Found(text, "group", None, "description", 0.8, "a number of people, not named")
        kind = noun_type(self.parse.lower[j - 1], False) if j > i else "thing"
        if kind != "thing":
            return Found(text, kind, None, "description", 0.7, "a description that the article does not name")
        if text[:1].isupper() and i < j:
            return Found(text, "organization", None, "description", 0.4, "a name of unclear kind")
        return Found(text or None, "unknown", None, "unknown", 0.5, "it is not clear what the source is")

    def _relative(self, m: Mention, i: int) -> Found:
        """ "who", "which", "that": what the clause hangs on, or else what stands just before."""
        parse = self.parse
        verb = parse.head[m.head]
        noun = parse.head[verb] if verb >= 0 else -1
        at = self.discourse.at.get(noun)
        who = parse.lower[m.head] in {"who", "whom", "whose"}
        if at is None or not (0 <= m.head - at.end < 12) or at.kind == "pronoun" or self._can_be_who(at) != who:
            before = [
                x
                for x in self.discourse.mentions
                if x.end <= m.start and not x.inside and m.start - x.end <= 8 and x.kind != "pronoun"
            ]
            fitting = [
                x for x in before if self._can_be_who(x) == who and parse.sentence[x.head] == parse.sentence[m.head]
            ]
            at = fitting[-1] if fitting else (before[-1] if before else None)
        if at is None:
            return UNKNOWN
        found = self._mention(at, at.start, at.end) if who or at.owner is None else self._plain(at, at.start, at.end)
        return Found(
            found.name,
            found.type,
            found.chain,
            "relative",
            found.share,
            f"“{parse.words[m.head]}” goes with “{parse.slice(at.start, at.end)}”",
        )

    def _can_be_who(self, m: Mention) -> bool:
        """Whether "who" can go with a mention: it is someone, or several."""
        chain = self.discourse.chain_of.get(m)
        kind = chain.type if chain else noun_type(self.parse.lower[m.head], m.plural)
        return kind in {"person", "group", "unnamed"} or self.parse.tag[m.head] == "NNPS"

    def _owned_title(self, owner: Mention, j: int) -> Found:
        """ "Venn’s “The Long Flood”": a work; "Ora Venn’s" followed by a noun that was cut off: that noun."""
        rest = self.parse.slice(owner.end + 1, j)
        last = next((m for m in reversed(self.discourse.mentions) if m.head < j and m.start > owner.end), None)
        if last is None or rest[:1] in set("\"“‘'"):
            return Found(
                plain_name(rest.strip("\"“”‘’' ")), "document", None, "description", 0.7, "a work named by its title"
            )
        return self._mention(last, last.start, j)

    def _together(self, inside: list[Mention], j: int) -> Found | None:
        """ "A and B": both, if both are someone."""
        parse = self.parse
        if len(inside) < 2:
            return None
        members = [inside[0]]
        k = inside[0].end
        for m in inside[1:]:
            between = parse.lower[k : m.start]
            if between == [","] and m.kind == "description" and not m.plural and members[-1].name:
                k = m.end  # an apposition
                if k < j and parse.lower[k] == "and":
                    break
            elif between in (["and"], [","], [",", "and"], ["as", "well", "as"]):
                members.append(m)
                k = m.end
            elif m.start >= k:
                break
        if len(members) < 2 or not any(
            parse.lower[x] in {"and", "as"} for x in range(members[0].end, members[-1].start)
        ):
            return None
        second = members[1]
        if (
            second.kind == "description"
            and parse.tag[second.base] in {"NN", "JJ"}
            and not second.plural
            and second.owner is None
        ):
            return None  # "a historian and author"
        bare = (
            second.name
            and second.base < second.name[0]
            and parse.tag[second.base] not in {"DT", "PRP$"}
            and second.owner is None
        )
        if members[0].kind == "description" and not members[0].plural and bare:
            return self._mention(second, second.start, second.end)  # "his rival and former mayor Ora Venn"
        last = members[-1]
        if (
            last.kind == "description"
            and last.plural
            and parse.tag[last.base] != "DT"
            and members[0].end - members[0].start == 1
        ):
            found = self._mention(last, members[0].start, j)  # "Federal and state officials"
            return Found(
                plain_name(parse.slice(members[0].start, last.end)), found.type, None, "description", 0.8, found.reason
            )
        each = [self._pronoun(m) if m.kind == "pronoun" else self._mention(m, m.start, m.end) for m in members]
        kinds = {f.type for f in each}
        kind = each[0].type if len(kinds) == 1 else "group"
        if kind == "person" or (kind == "organization" and all(f.name for f in each)):
            name = _listed([f.name or "" for f in each])
            chain = next(
                (
                    c
                    for c in self.discourse.chains
                    if c.members and {id(x) for x in c.members} == {id(f.chain) for f in each}
                ),
                None,
            )
            return Found(name, kind, chain, "name", min(f.share for f in each), "named together")
        return Found(
            plain_name(parse.slice(members[0].start, members[-1].end)),
            kind,
            None,
            "description",
            0.8,
            "several together",
        )

    def _part_of(self, main: Mention, of: Mention, i: int, j: int) -> Found:
        """ "dozens of residents", "one of the mayor's aides"."""
        kind = noun_type(head_noun(self.parse, of.base, of.head + 1), True)
        if of.name and kind == "thing":
            kind = "group"
        text = plain_name(self.parse.slice(i, j))
        return Found(
            text,
            "group" if kind == "thing" else kind,
            self.discourse.chain_of.get(main),
            "description",
            0.85,
            "part of a group",
        )

    def _pronoun(self, m: Mention) -> Found:
        word = self.parse.lower[m.head]
        if word in _FIRST:
            return Found(None, "author", None, "first person", 0.8, "first person")
        if word == "you" or word not in THIRD:
            return Found(None, "unknown", None, "unknown", 0.5, f"“{self.parse.words[m.head]}”")
        chain = self.discourse.chain_of.get(m)
        if chain is None:
            return Found(None, "unknown", None, "unknown", 0.6, f"nobody before whom “{word}” can mean")
        name, kind = self.named(chain)
        last = next((x for x in reversed(chain.mentions) if x.head < m.head), None)
        how = (
            f"pronoun: “{self.parse.words[m.head]}” after “{self.parse.slice(last.start, last.end)}”"
            if last
            else "pronoun"
        )
        return Found(name, kind, chain, "pronoun", self._ranked.get(m.head, 0.5), how)

    def _mention(self, m: Mention, i: int, j: int) -> Found:
        parse = self.parse
        chain = self.discourse.chain_of.get(m)
        if chain is None:  # a name that only modifies what is meant
            return self._described(m, i, j, None)
        if m.kind == "name":
            name, kind = self.named(chain)
            surface = parse.slice(*m.name) if m.name else ""
            if kind == "thing":
                kind = noun_type(parse.lower[m.head], m.plural)
                kind = "group" if parse.tag[m.head] == "NNPS" else "organization" if kind == "thing" else kind
            elif kind != "person" and parse.tag[m.head] == "NNPS" and (m.name and m.name[1] - m.name[0] == 1):
                kind = "group"
            how = "named" if name == surface else f"short form of {name}"
            return Found(name, kind, chain, "name" if chain.entity and chain.entity.sure else "short name", 0.97, how)
        if chain.entity is not None:
            name, kind = self.named(chain)
            return Found(name, kind, chain, "office", 0.85, f"“{parse.slice(m.start, m.end)}” is {name}")
        return self._described(m, i, j, chain)

    def _plain(self, m: Mention, i: int, j: int) -> Found:
        """What a mention itself is, whoever owns it."""
        return self._described(m, i, j, self.discourse.chain_of.get(m), owned=False)

    def _described(self, m: Mention, i: int, j: int, chain: Chain | None, *, owned: bool = True) -> Found:
        """A description: someone salient, or what its noun says it is."""
        parse = self.parse
        noun = head_noun(parse, m.base, m.head + 1)
        kind = noun_type(noun, m.plural)
        pair = self._two(m, noun, kind)
        if pair is not None:
            return pair
        if owned and kind == "thing" and m.owner is not None and (owner := self.discourse.at.get(m.owner)) is not None:
            found = self._pronoun(owner) if owner.kind == "pronoun" else self._mention(owner, owner.start, owner.end)
            if found.type in {"person", "organization", "group", "unnamed"}:
                return found  # "his remarks", "in the minister's eyes"
        body = self._body(m, noun, kind) if parse.lower[m.start] == "the" and not self._said_lately(m, chain) else None
        if body is not None:
            return body
        name = self._fullest(chain, plain_name(parse.slice(m.start, max(m.end, min(j, m.end + 8)))))
        definite = parse.lower[m.start] in {"the", "this", "that"}
        again = sum(x.kind == "description" and x.head < m.head for x in chain.mentions) if chain else 0
        if kind == "unnamed" and not m.plural and definite and m.owner is None and not again:
            someone = self._salient(m)
            if someone is not None:
                return someone
        if (
            parse.tag[m.head] == "CD"
            or parse.lower[m.head] in _MANY
            or (kind == "thing" and parse.lower[m.head] in {"percent", "voters"})
        ):
            kind = "group"
        if parse.lower[m.head] in _SOMEONE:
            kind = "unnamed"
        if parse.lower[m.start] == "those" and set(parse.lower[i:j]) & {"close", "familiar", "briefed"}:
            kind = "unnamed"
        elif parse.lower[m.start] in _MANY and kind == "thing":
            kind = "group"
        if noun == "group" and kind == "organization":
            kind = "group"
        if kind == "thing":
            kind = "group" if m.plural and parse.tag[m.head] == "NNPS" else ("document" if not m.plural else "group")
            return Found(name, kind, chain, "thing", 0.5, "what its noun seems to be")
        return Found(name, kind, chain, "description", 0.85, "a description that the article does not name")

    def _two(self, m: Mention, noun: str, kind: str) -> Found | None:
        """ "the two men", "both senators", "the senators": the two persons of that office, or the pair last named."""
        parse = self.parse
        words = set(parse.lower[m.start : m.end])
        if not m.plural or kind not in {"group", "unnamed"} or not words & {"two", "both", "the"}:
            return None
        single = {"men": "man", "women": "woman"}.get(noun, noun.removesuffix("s"))
        people = [
            c
            for c in self.discourse.before(m.head)
            if c.type == "person" and c.entity and c.entity.sure and not c.members
        ]
        held = [c for c in people if c.entity and office_fit(single, c.entity.heads) == 1.0]
        pairs = [c for c in self.discourse.chains if c.members and c.mentions[0].head < m.head]
        pairs = [
            c
            for c in pairs
            if parse.sentence[m.head] - parse.sentence[max(x.head for x in c.mentions if x.head < m.head)] <= PAIR_REACH
        ]
        pairs = [c for c in pairs if single in _ANYONE or any(x in held for x in c.members)]
        chosen: list[Chain] = []
        if pairs:
            chosen = list(max(pairs, key=lambda c: max(x.head for x in c.mentions if x.head < m.head)).members)
        elif len(held) == 2:
            chosen = held
        elif words & {"two", "both"} and single in _ANYONE:
            near = sorted(people, key=lambda c: -max(x.head for x in c.mentions if x.head < m.head))[:2]
            chosen = sorted(near, key=lambda c: c.mentions[0].head)
        if len(chosen) != 2:
            return None
        name = _listed([self.named(c)[0] or "" for c in chosen])
        return Found(name, "person", None, "salient", 0.6, f"“{parse.slice(m.start, m.end)}”: {name}")

    def _said_lately(self, m: Mention, chain: Chain | None) -> bool:
        """Whether the same description stood in this sentence or the two before."""
        here = self.parse.sentence[m.head]
        earlier = [x for x in chain.mentions if x.kind == "description" and x.head < m.head] if chain else []
        return bool(earlier) and here - self.parse.sentence[earlier[-1].head] <= 2

    def _body(self, m: Mention, noun: str, kind: str) -> Found | None:
        """ "the agency", "the company", "the group": the body last in view."""
        if m.plural or kind != "organization" or noun not in _BODIES or m.base + 1 != m.head:
            return None
        here = self.parse.sentence[m.head]
        best: tuple[float, Chain] | None = None
        for c in self.discourse.before(m.head):
            if c.entity is None or c.entity.type not in {"organization", "thing"}:
                continue
            last = next(x for x in reversed(c.mentions) if x.head < m.head)
            gap = here - self.parse.sentence[last.head]
            subject = self.parse.relation[last.head] in {"nsubj", "nsubjpass"} or self._speaks(last)
            weight = (2.0 if subject else 1.0) / (1 + gap)
            if gap <= 3 and (best is None or weight >= best[0]):
                best = (weight, c)
        if best is None:
            return None
        name, _ = self.named(best[1])
        return Found(
            name,
            "organization",
            best[1],
            "salient",
            0.55,
            f"“{self.parse.slice(m.start, m.end)}”: {name} is the body last in view",
        )

    def _salient(self, m: Mention) -> Found | None:
        """The person most in view, for a description that no office explains ("the 40-year-old", "the nominee")."""
        gender = lexicon().gender.get(self.parse.lower[m.head])
        if any(
            self.parse.tag[x] == "NN" and noun_type(self.parse.lower[x], False) != "unnamed"
            for x in range(m.base, m.head)
        ):
            return None  # "the band leader"
        mine = self.discourse.chain_of.get(m)
        gender = gender or self._own_pronoun(m) or (mine.lean() if mine else None)
        people = [
            c for c in self.discourse.before(m.head)
            if c.type == "person" and c.entity and c.entity.sure and not c.members and (gender is None or c.lean() in {None, gender})
        ]  # fmt: skip
        here = self.parse.sentence[m.head]
        near = [(self._weight(c, m, here), c) for c in people]
        near = [(w, c) for w, c in near if w > 0]
        if not near:
            return None
        near.sort(key=lambda x: -x[0])
        share = near[0][0] / sum(w for w, _ in near)
        if share < 0.5:
            return None
        chain = near[0][1]
        name, kind = self.named(chain)
        for x in mine.mentions if mine else [m]:  # with the pronouns that took it up
            take_up(self.discourse, x, chain)
        return Found(
            name, kind, chain, "salient", share, f"“{self.parse.slice(m.start, m.end)}”: {name} is most in view here"
        )

    def _own_pronoun(self, m: Mention) -> str | None:
        """What the first "his" or "her" behind a subject, in its clause, tells of it: "the nominee attacked her rival"."""
        parse = self.parse
        for x in range(m.end, min(m.end + 8, len(parse))):
            if parse.sentence[x] != parse.sentence[m.head] or parse.words[x] in {'"', "“", ";"}:
                return None
            if parse.tag[x] == "PRP$" and THIRD.get(parse.lower[x]) in {"m", "f"}:
                return THIRD[parse.lower[x]]
            if parse.entity[x] == "PERSON":
                return None
        return None

    def _weight(self, chain: Chain, m: Mention, here: int) -> float:
        last = next((x for x in reversed(chain.mentions) if x.head < m.head), None)
        if last is None or here - self.parse.sentence[last.head] > 3:
            return 0.0
        subject = self.parse.relation[last.head] in {"nsubj", "nsubjpass"}
        return (
            (2.0 if subject else 0.7)
            * (1.5 if self._speaks(last) else 1.0)
            / (1 + here - self.parse.sentence[last.head])
        )

    # -------------------------------------------------------------------------------------- names of chains

    def named(self, chain: Chain) -> tuple[str | None, str]:
        """The fullest name of a chain, and its type as a speaker's."""
        if chain.members:
            return _listed([self.named(c)[0] or "" for c in chain.members]), "person"
        if chain.entity is not None:
            return chain.entity.name, chain.type
        first = next((m for m in chain.mentions if m.kind != "pronoun"), None)
        return self._fullest(chain, self._said(first) if first else ""), chain.type

    def _said(self, m: Mention) -> str:
        """A description in its own words, with what it is a part of: "hundreds of residents"."""
        parse = self.parse
        end = m.end
        if parse.lower[m.head] in _PARTS and m.end + 1 < len(parse) and parse.lower[m.end] == "of":
            end = next((x.end for x in self.discourse.mentions if x.start == m.end + 1 and not x.inside), m.end)
        return plain_name(parse.slice(m.start, end))

    def _fullest(self, chain: Chain | None, text: str) -> str:
        """Of the descriptions in a chain, the one that says most: with a name in it, then the longest."""
        if chain is None or chain.entity is not None:
            return text
        said = [self._said(m) for m in chain.mentions if m.kind == "description"]
        return max(
            [text, *said],
            key=lambda x: (
                not _POSSESSIVE.search(x),
                any(w[:1].isupper() for w in x.split()[1:]),
                len(x.split()),
                x == text,
            ),
        )

    # ------------------------------------------------------------------------------------ sources left out

    def _name_delayed(self, out: list[Found | None]) -> None:
        """A lead's "a former minister" is whom the next statement names in full: news names late."""
        for n, found in enumerate(out[:-1]):
            s = self.statements[n]
            if (
                found is None
                or found.type != "unnamed"
                or not s.source
                or (found.chain is not None and found.chain.plural)
            ):
                continue
            one = re.match(r"(?:at least )?one\s", s.source[0].text.lower() + " ") or re.match(
                r"one\s", s.source[0].text.lower()
            )
            if found.chain is None or (self._paragraph(s) > LEAD and not one):
                continue
            after = next(
                (x for x in out[n + 1 : n + 3] if x is not None and x.type == "person" and x.chain is not None), None
            )
            if after is None or after.chain is None or after.chain.entity is None:
                continue
            first = after.chain.mentions[0]
            start = self.parse.range(s.source[0].start, s.source[0].end)[0]
            if first.head > start and not after.chain.entity.heads - {self.parse.lower[found.chain.mentions[0].head]}:
                out[n] = Found(
                    after.name, "person", after.chain, "delayed", 0.6, f"named in the next statements: {after.name}"
                )

    def _paragraph(self, s: Statement) -> int:
        first = min(x.start for x in (*s.content, *s.cue, *s.source))
        i = self.parse.range(first, first + 1)[0]
        return self.parse.paragraph[min(i, len(self.parse) - 1)] if len(self.parse) else 0

    def _sentence(self, s: Statement) -> tuple[int, int]:
        spans = [x for x in (*s.content, *s.cue, *s.source)]
        i = self.parse.range(min(x.start for x in spans), max(x.end for x in spans))
        last = len(self.parse) - 1
        return self.parse.sentence[min(i[0], last)], self.parse.sentence[min(max(i[1] - 1, i[0]), last)]

    def _implied(self, n: int, out: list[Found | None]) -> Found:
        """Who is meant where the text leaves the source out: the statement's neighbour in its sentence, or before it."""
        s = self.statements[n]
        if not len(self.parse):
            return UNKNOWN
        cue = " ".join(x.text for x in s.cue).lower()
        if any(w in _AUTHOR_CUES for w in re.findall(r"\w+", cue)):
            return Found(None, "author", None, "author", 0.6, "the report's own voice", implied=True)
        own = self._sentence(s)
        before = out[n - 1] if n else None
        if cue:
            subject = self._subject_of_cue(s)
            if subject is not None:
                return subject
        same = [
            k
            for k in (n - 1, n + 1)
            if 0 <= k < len(out) and out[k] is not None and self._shares(own, self._sentence(self.statements[k]))
        ]
        if cue and same and (_ADDING.search(cue) or s.kind == "direct"):
            return self._as(out[same[0]], "left out in the same sentence")
        if s.kind == "direct" and not cue and before is not None:
            gap = self._paragraph(s) - self._paragraph(self.statements[n - 1])
            if gap in {0, 1} and self.statements[n - 1].kind != "indirect":
                return self._as(before, "a quotation that goes on from the one before")
        return UNKNOWN

    def _shares(self, a: tuple[int, int], b: tuple[int, int]) -> bool:
        return a[0] <= b[1] and b[0] <= a[1]

    def _as(self, found: Found | None, why: str) -> Found:
        if found is None or found.type == "unknown":
            return UNKNOWN
        return Found(
            found.name, found.type, found.chain, "implied", 0.75 * found.share, f"{why}: {found.name}", implied=True
        )

    def _subject_of_cue(self, s: Statement) -> Found | None:
        """The subject of the cue's verb, where the reader found no source but the sentence has one."""
        parse = self.parse
        i, j = parse.range(s.cue[0].start, s.cue[-1].end)
        content = {x for c in s.content for x in range(*parse.range(c.start, c.end))}
        for verb in range(i, min(j, len(parse))):
            if not parse.tag[verb].startswith("VB"):
                continue
            for x in _subjects(parse, verb):
                m = self.discourse.at.get(x)
                if m is not None and x not in content and parse.lower[x] not in {"it", "there", "that", "which"}:
                    found = (
                        self._relative(m, m.start)
                        if parse.lower[x] in _RELATIVE
                        else (self._pronoun(m) if m.kind == "pronoun" else self._mention(m, m.start, m.end))
                    )
                    if found.type not in {"unknown", "document"}:
                        return Found(
                            found.name,
                            found.type,
                            found.chain,
                            "subject",
                            0.8 * found.share,
                            f"subject of “{parse.words[verb]}”",
                            implied=True,
                        )
        return None

    def _first_person(self, n: int, found: Found, out: list[Found | None]) -> Found:
        """ "I" and "we": whoever speaks the quotation around them, or else the author."""
        s = self.statements[n]
        start = s.source[0].start if s.source else s.content[0].start
        for k, other in enumerate(self.statements):
            if k != n and other.kind != "indirect" and any(c.start <= start < c.end for c in other.content):
                speaker = out[k]
                if speaker is not None and speaker.sure != "first person" and speaker.type != "unknown":
                    return Found(
                        speaker.name,
                        speaker.type,
                        speaker.chain,
                        "first person",
                        0.85 * speaker.share,
                        f"first person in the words of {speaker.name}",
                    )
        return Found(None, "author", None, "author", 0.7, "first person outside any quotation: the author")


def source_heads(discourse: Discourse, statements: Sequence[Statement]) -> dict[int, set[int]]:
    """The head words of the mentions that sources are about, the first of each, with the words of what each says."""
    parse = discourse.parse
    owners = {m.owner for m in discourse.mentions if m.owner is not None}
    heads = [m.head for m in discourse.mentions if not m.inside and m.head not in owners]
    out: dict[int, set[int]] = {}
    for s in statements:
        if s.source:
            i, j = parse.range(s.source[0].start, s.source[-1].end)
            content = {x for c in s.content for x in range(*parse.range(c.start, c.end))}
            for head in heads[bisect_left(heads, i) : bisect_left(heads, j)][:1]:
                out.setdefault(head, set()).update(content)
    return out


def in_quotations(parse: Parse, statements: Sequence[Statement]) -> list[bool]:
    """Of each word, whether it stands in the content of a direct statement."""
    out = [False] * len(parse)
    for s in statements:
        if s.kind == "direct":
            for c in s.content:
                i, j = parse.range(c.start, c.end)
                out[i:j] = [True] * (j - i)
    return out


def _subjects(parse: Parse, verb: int) -> list[int]:
    """The subjects of a verb, by way of the verbs that it is joined to or depends on (control)."""
    at = verb
    for _ in range(4):
        found = [c for c in parse.children[at] if parse.relation[c] in {"nsubj"} and c < verb]
        if found:
            return found
        up = parse.head[at]
        if up < 0 or parse.relation[at] not in {"conj", "xcomp", "advcl", "ccomp", "acl", "dep", "parataxis"}:
            return []
        at = up
    return []


def _listed(names: list[str]) -> str:
    """ "A and B", "A, B and C"."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
