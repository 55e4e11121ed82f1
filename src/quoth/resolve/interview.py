"""Questions and answers: whoever is interviewed gives the answers, and the report asks the questions.

The one who is interviewed is introduced before the first question: "Interview: the harbour master", "Ten minutes with
Soraya Lindqvist, who writes about moths".
"""

from __future__ import annotations

from quoth.parse import Parse
from quoth.records import Statement
from quoth.resolve.discourse import Discourse, noun_type
from quoth.resolve.entities import plain_name
from quoth.resolve.found import Found
from quoth.turns import ANSWER, QUESTION, plain, turns

__all__ = ["Interview"]

ASKS = Found(None, "author", None, "turn", 1.0, "the report asks")


class Interview:
    """Who asks and who answers in one text; nobody where it has no questions and answers."""

    def __init__(self, discourse: Discourse) -> None:
        self._parse = discourse.parse
        found = [(t, plain(discourse.parse.text, t)) for t in turns(discourse.parse.text)]
        asked = [t.label[0] for t, who in found if who in QUESTION]
        self._labels = {t.label[0]: who for t, who in found if who in QUESTION | ANSWER}
        self._answers = _introduced(discourse, asked[0]) if asked else None

    def found(self, s: Statement) -> Found | None:
        """Who makes a statement that is a turn, where questions and answers tell."""
        who = self._labels.get(s.source[0].start) if s.source else None
        if who in QUESTION:
            return ASKS
        return self._answers if who in ANSWER else None


def _introduced(discourse: Discourse, first: int) -> Found | None:
    """The person named last before the character ``first``, or else the last description of one."""
    parse: Parse = discourse.parse
    before = [m for m in discourse.mentions if parse.end[m.end - 1] <= first and not m.inside and m.kind != "pronoun"]
    for m in reversed(before):
        chain = discourse.chain_of.get(m)
        if (
            m.name
            and chain is not None
            and chain.type == "person"
            and chain.entity is not None
            and _is_someone(parse, m.name)
        ):
            return Found(chain.entity.name, "person", chain, "turn", 1.0, f"interviewed: {chain.entity.name}")
    for m in reversed(before):
        if m.kind == "description" and not m.plural and noun_type(parse.lower[m.head], False) != "document":
            name = plain_name(parse.slice(m.start, m.end))
            return Found(name, "unnamed", discourse.chain_of.get(m), "turn", 1.0, f"interviewed: {name}")
    return None


def _is_someone(parse: Parse, name: tuple[int, int]) -> bool:
    """Whether a name is more than the letters of a label: "Q&A"."""
    return any(len(parse.words[k]) > 1 and parse.words[k].isalpha() for k in range(*name))
