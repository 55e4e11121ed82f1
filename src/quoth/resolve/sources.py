"""From a source to whom it means: what the words of the source stand for, and who that is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from quoth.parse import Parse
from quoth.records import Article, Statement
from quoth.resolve.coreference import THIRD, Context, rank, take_up
from quoth.resolve.descriptions import Descriptions
from quoth.resolve.discourse import Chain, Discourse, noun_type
from quoth.resolve.entities import plain_name
from quoth.resolve.found import UNKNOWN, Found, listed
from quoth.resolve.kin import KIN
from quoth.resolve.lexicon import lexicon
from quoth.resolve.mentions import Mention
from quoth.resolve.roles import head_noun

__all__ = ["FIRST", "RELATIVE", "Sources", "in_quotations", "source_heads"]

FIRST = {"i", "we", "me", "us", "my", "our", "myself", "ourselves", "mine", "ours"}
RELATIVE = {"who", "which", "that", "whom", "whose"}
FIRST_PERSON = Found(None, "author", None, "first person", 0.8, "first person")
# "who" goes with what stands at most so many words before it.
RELATIVE_REACH = 8


class Sources:
    """The sources of one article's statements, pronouns and all."""

    def __init__(self, article: Article, statements: Sequence[Statement], parse: Parse) -> None:
        self.article = article
        self.statements = statements
        self.parse = parse
        self.discourse = Discourse(parse)
        self.said = source_heads(self.discourse, statements)
        self._quoted = in_quotations(parse, statements)
        self._share: dict[int, float] = {}
        self.descriptions = Descriptions(self.discourse, self._speaks)
        self._take_up_pronouns({}, quoted=False)

    def resolve(self) -> list[Found | None]:
        """Whom each statement's source means, in the order of the statements; None where it has no source.

        What stands inside a quotation comes last, since whoever is quoted is neither "he" nor "she" in it.
        """
        out: list[Found | None] = [None] * len(self.statements)
        later = {n for n, s in enumerate(self.statements) if s.source and self._quoted[self._words(s)[0]]}
        for n, s in enumerate(self.statements):
            if s.source and n not in later:
                out[n] = self.found(s)
        speakers: dict[int, Chain] = {}
        for s, found in zip(self.statements, out, strict=True):
            if found is not None and found.chain is not None and s.kind == "direct":
                for c in s.content:
                    speakers |= dict.fromkeys(range(*self.parse.range(c.start, c.end)), found.chain)
        self._take_up_pronouns(speakers, quoted=True)
        for n in sorted(later):
            out[n] = self.found(self.statements[n])
        return out

    def _speaks(self, m: Mention) -> bool:
        return m.head in self.said

    def _words(self, s: Statement) -> tuple[int, int]:
        """The words of a statement's source, from its first to its last."""
        i, j = self.parse.range(s.source[0].start, s.source[-1].end)
        return min(i, max(len(self.parse) - 1, 0)), j

    def _take_up_pronouns(self, speakers: dict[int, Chain], *, quoted: bool) -> None:
        """Takes up the third-person pronouns inside quotations, or outside; ``speakers`` of each word are not meant."""
        parse, context = self.parse, Context.of(self.said, self._quoted)
        for m in self.discourse.mentions:
            if m.kind != "pronoun" or parse.lower[m.head] not in THIRD or self._quoted[m.head] != quoted:
                continue
            barred = frozenset({id(speakers[m.head])}) if m.head in speakers else frozenset()
            found = rank(self.discourse, m.head, context, barred)
            if found:
                self._share[m.head] = found[0][0]
                take_up(self.discourse, m, found[0][1])

    # ---------------------------------------------------------------------------------------- kinds of source

    def found(self, s: Statement) -> Found:
        """Whom the source of ``s`` means."""
        parse = self.parse
        i, j = self._words(s)
        inside = [self.discourse.at[x] for x in range(i, j) if x in self.discourse.at]
        owners = {m.owner for m in inside}
        inside = [m for m in inside if m.head not in owners]
        if not inside:
            return self._bare(i, j)
        main = inside[0]
        if main.kind == "pronoun" and parse.lower[main.head] in RELATIVE:
            return self.relative(main)
        if main.end + 1 < j and parse.tag[main.end] == "POS":
            return self._owned(main, j)
        together = self._together(inside, j)
        if together is not None:
            return together
        apposed = next((m for m in inside if m.name and m.start and parse.lower[m.start - 1] == ","), None)
        if apposed is not None and main.kind == "description" and not main.plural and self._is_person(apposed):
            return self.mention(apposed, apposed.start, apposed.end)  # "the head of the guard, Captain Ora Venn,"
        amount = parse.lower[main.head] in lexicon().parts or parse.tag[main.head] == "CD"
        of = next((m for m in inside if m.start == main.end + 1 and parse.lower[main.end] in {"of", "among"}), None)
        if of is not None and main.kind == "description" and amount:
            return self._part_of(main, of, i, j)
        return self.mention(main, i, j)

    def _is_person(self, m: Mention) -> bool:
        chain = self.discourse.chain_of.get(m)
        return chain is not None and chain.type == "person"

    def _bare(self, i: int, j: int) -> Found:
        """A source in which no noun phrase was seen: by its words alone."""
        text = plain_name(self.parse.slice(i, j))
        words = set(self.parse.lower[i:j])
        if words & FIRST:
            return FIRST_PERSON
        if words & RELATIVE:
            before = (self.discourse.at[x] for x in range(i, max(i - 4, -1), -1) if x in self.discourse.at)
            m = next((m for m in before if m.kind != "pronoun" and m.end <= i + 1), None)
            if m is not None and i - m.end <= 2:
                return self.mention(m, m.start, m.end)
        if words & lexicon().many:
            return Found(text, "group", None, "description", 0.8, "a number of people, not named")
        kind = noun_type(self.parse.lower[j - 1], False) if j > i else "thing"
        if kind != "thing":
            return Found(text, kind, None, "description", 0.7, "a description that the article does not name")
        if text[:1].isupper() and i < j:
            return Found(text, "organization", None, "thing", 0.4, "a name of unclear kind")
        return replace(UNKNOWN, share=0.5, reason="it is not clear what the source is")

    def relative(self, m: Mention) -> Found:
        """Whom "who", "which" or "that" means: what the clause hangs on, or else what stands just before."""
        parse = self.parse
        verb = parse.head[m.head]
        at = self.discourse.at.get(parse.head[verb] if verb >= 0 else -1)
        who = parse.lower[m.head] in {"who", "whom", "whose"}
        if at is None or not (0 <= m.head - at.end < 12) or at.kind == "pronoun" or self._can_be_who(at) != who:
            at = self._before(m, who)
        if at is None:
            return UNKNOWN
        chain = self.discourse.chain_of.get(at)
        owned = at.owner is not None and not who and at.kind == "description"
        found = (
            self.descriptions.described(at, at.start, at.end, chain) if owned else self.mention(at, at.start, at.end)
        )
        if not who and found.type in {"unnamed", "group"}:
            found = replace(found, type="document")  # "a best seller, which ..."
        reason = f"“{parse.words[m.head]}” goes with “{parse.slice(at.start, at.end)}”"
        return replace(found, sure="relative", reason=reason)

    def _before(self, m: Mention, who: bool) -> Mention | None:
        """The mention just before a relative pronoun, one that it can go with if there is one in the sentence."""
        parse = self.parse
        near = [
            self.discourse.at[x]
            for x in range(max(0, m.start - RELATIVE_REACH - 1), m.start)
            if x in self.discourse.at and self.discourse.at[x].kind != "pronoun"
        ]
        fitting = [x for x in near if self._can_be_who(x) == who and parse.sentence[x.head] == parse.sentence[m.head]]
        return fitting[-1] if fitting else near[-1] if near else None

    def _can_be_who(self, m: Mention) -> bool:
        """Whether "who" can go with a mention: it is someone, or several."""
        chain = self.discourse.chain_of.get(m)
        kind = chain.type if chain else noun_type(self.parse.lower[m.head], m.plural)
        return kind in {"person", "group", "unnamed"} or self.parse.tag[m.head] == "NNPS"

    def _owned(self, owner: Mention, j: int) -> Found:
        """A work, if its title stands behind the owner: "Venn’s “The Long Flood”"; else the noun behind the owner."""
        rest = self.parse.slice(owner.end + 1, j)
        last = next((self.discourse.at[x] for x in range(j - 1, owner.end, -1) if x in self.discourse.at), None)
        if last is None or rest[:1] in set("\"“‘'"):
            title = plain_name(rest.strip("\"“”‘’' "))
            return Found(title, "document", None, "description", 0.7, "a work named by its title")
        return self.mention(last, last.start, j)

    def _part_of(self, main: Mention, of: Mention, i: int, j: int) -> Found:
        """A part of several: "dozens of residents", "one of the mayor's aides"."""
        kind = noun_type(head_noun(self.parse, of.base, of.head + 1), True)
        chain = self.discourse.chain_of.get(main)
        name = plain_name(self.parse.slice(i, j))
        return Found(name, "group" if kind == "thing" else kind, chain, "description", 0.85, "part of a group")

    # ----------------------------------------------------------------------------------------- several sources

    def _together(self, inside: list[Mention], j: int) -> Found | None:
        """Both of "A and B", if both are someone."""
        parse = self.parse
        members = self._members(inside, j)
        between = range(members[0].end, members[-1].start)
        if len(members) < 2 or not any(parse.lower[x] in {"and", "as"} for x in between):
            return None
        second, last = members[1], members[-1]
        alone = second.owner is None and parse.tag[second.base] not in {"DT", "PRP$"}
        if second.kind == "description" and not second.plural and alone and parse.tag[second.base] in {"NN", "JJ"}:
            return None  # "a historian and author"
        if (
            members[0].kind == "description"
            and not members[0].plural
            and second.name
            and second.base < second.name[0]
            and alone
        ):
            return self.mention(second, second.start, second.end)  # "his rival and former mayor Ora Venn"
        words = plain_name(parse.slice(members[0].start, last.end))
        if (
            last.kind == "description"
            and last.plural
            and parse.tag[last.base] != "DT"
            and members[0].end == members[0].start + 1
        ):
            return replace(self.mention(last, members[0].start, j), name=words)  # "Federal and state officials"
        each = [self.mention(m, m.start, m.end) for m in members]
        kind = each[0].type if len({f.type for f in each}) == 1 else "group"
        if kind == "person" or (kind == "organization" and all(f.name for f in each)):
            chains = {id(f.chain) for f in each}
            both = (c for c in self.discourse.near(last.head, 0) if {id(x) for x in c.members} == chains)
            return Found(
                listed([f.name for f in each]), "group", next(both, None), "name", each[0].share, "named together"
            )
        return Found(words, kind, None, "description", 0.8, "several together")

    def _members(self, inside: list[Mention], j: int) -> list[Mention]:
        """The mentions that commas and "and" join, appositions apart."""
        parse = self.parse
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
        return members

    # -------------------------------------------------------------------------------------------- one mention

    def mention(self, m: Mention, i: int, j: int) -> Found:
        """Whom a mention means that is all, or the beginning, of the words ``i:j``."""
        if m.kind == "pronoun":
            return self._pronoun(m)
        chain = self.discourse.chain_of.get(m)
        if m.kind == "name" and chain is not None:
            return self._name(m, chain)
        if chain is not None and chain.entity is not None:
            name, kind = self.descriptions.named(chain)
            sure = "kin" if m.owner is not None and self.parse.lower[m.head] in KIN else "office"
            return Found(name, kind, chain, sure, 0.85, f"“{self.parse.slice(m.start, m.end)}” is {name}")
        thing = noun_type(head_noun(self.parse, m.base, m.head + 1), m.plural) == "thing"
        owner = self.discourse.at.get(m.owner) if thing and m.owner is not None else None
        if owner is not None:
            found = self.mention(owner, owner.start, owner.end)
            if found.type in {"person", "organization", "group", "unnamed"}:
                return found  # "his remarks", "in the minister's eyes"
        return self.descriptions.described(m, i, j, chain)

    def _pronoun(self, m: Mention) -> Found:
        word = self.parse.lower[m.head]
        if word in FIRST:
            return FIRST_PERSON
        chain = self.discourse.chain_of.get(m)
        if word not in THIRD or chain is None:
            return replace(UNKNOWN, share=0.5, reason=f"nothing shows whom “{self.parse.words[m.head]}” means")
        name, kind = self.descriptions.named(chain)
        last = chain.last_before(m.head) or m
        reason = f"pronoun: “{self.parse.words[m.head]}” after “{self.parse.slice(last.start, last.end)}”"
        return Found(name, kind, chain, "pronoun", self._share.get(m.head, 0.5), reason)

    def _name(self, m: Mention, chain: Chain) -> Found:
        name, kind = self.descriptions.named(chain)
        surface = " ".join(self.parse.slice(*m.name).split()) if m.name else ""
        single = m.name is not None and m.name[1] - m.name[0] == 1
        people = self.parse.tag[m.head] == "NNPS"
        if kind == "thing":
            kind = noun_type(self.parse.lower[m.head], m.plural)
            kind = "group" if people and single else "organization" if kind == "thing" else kind
        elif kind != "person" and people and single:
            kind = "group"  # "Republicans"
        sure = "name" if chain.entity and chain.entity.sure else "short name"
        return Found(name, kind, chain, sure, 0.97, "named" if name == surface else f"short form of {name}")


def source_heads(discourse: Discourse, statements: Sequence[Statement]) -> dict[int, set[int]]:
    """The head words of the mentions that sources are about, the first of each, with the words of what each says."""
    parse = discourse.parse
    heads = sorted(h for h in discourse.at if h not in discourse.owned)
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
    out = [False] * max(len(parse), 1)
    for s in statements:
        if s.kind == "direct":
            for c in s.content:
                i, j = parse.range(c.start, c.end)
                out[i:j] = [True] * max(j - i, 0)
    return out
