"""Whether a statement is that of a speaker who is asked for: by any form of a name, or by what somebody is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from rapidfuzz.distance import OSA

from quoth.ask.who import meant
from quoth.library import Store
from quoth.records import Statement
from quoth.resolve.lexicon import fold, lexicon
from quoth.resolve.names import Name

__all__ = ["Whom", "whom"]

# Whose name nobody gives may be anybody.
NAMELESS = {"unnamed", "unknown", "author"}

# Letters of a word in which one may be a slip: another, too many, missing, or two that changed places.
LONG = 5

_AND = re.compile(r"\s+and\s+|,\s*")
_ARTICLE = re.compile(r"\A(?:the|a|an|his|her|its|their|one|another|some)\s+(?=\S)", re.IGNORECASE)
_BEHIND = re.compile(r"\s+(?:for|of|from|at|in|with|who|on|to)\b")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Whom:
    """A speaker who is asked for: the names, folded, that articles have for whom the form may mean.

    ``is_known`` is False where nobody in the library is called so; ``described`` are the words of a form that is no
    name ("the transport minister"), which makes nobody somebody else.
    """

    form: str
    names: frozenset[str]
    is_known: bool = True
    described: frozenset[str] = frozenset()

    def fits(self, statement: Statement) -> bool | None:
        """Whether the statement is theirs; None where nobody can say: the article does not, or they are described."""
        speaker = statement.speaker
        if self.described:
            return True if speaker is not None and self.described <= _told(statement) else None
        if speaker is None or speaker.name is None or speaker.type in NAMELESS:
            return None
        if fold(speaker.name) in self.names or (not self.is_known and _misspelt(self.form, speaker.name)):
            return True
        parts = _AND.split(speaker.name) if speaker.type == "group" else []
        return any(fold(part) in self.names or Name.of(self.form).is_short_for(Name.of(part)) for part in parts)

    def named_in(self, text: str) -> bool:
        """Whether a text has the last word of the form, or of any of the names.

        Who has a post ("the minister") may be called by the name alone, and so is named everywhere.
        """
        last = {fold(name).split()[-1] for name in (self.form, *self.names) if fold(name).split()}
        if self.described:
            last = {_head(self.form)}
        if not last or (self.described and last <= lexicon().titles):
            return True
        return re.search(rf"\b(?:{'|'.join(map(re.escape, sorted(last)))})\b", fold(text)) is not None


def whom(store: Store, form: str) -> Whom:
    """Whom a form of a name may mean in this library."""
    who, others = meant(store, form)
    found = (*who, *others)
    names = frozenset(fold(name) for voice in found for name in (voice.name, *voice.forms))
    is_description = _is_description(form) and (form == form.lower() or not found)
    return Whom(form, names, bool(found), frozenset(_described(form)) if is_description else frozenset())


def _is_description(form: str) -> bool:
    """Whether a form says what somebody is: "a spokesman for the mill", "Prime Minister", "she"."""
    plain, head = _ARTICLE.sub("", form.strip()), _head(form)
    if head in _somebody():
        return True
    if head in lexicon().organization:
        return fold(plain) == head
    return head != "" and plain != form.strip() and plain == plain.lower()


def _head(form: str) -> str:
    """The noun of a description: "spokesman" of "a spokesman for the mill"."""
    words = _WORD.findall(fold(_BEHIND.split(_ARTICLE.sub("", form.strip()))[0]))
    return words[-1] if words else ""


@cache
def _somebody() -> frozenset[str]:
    """Words for somebody whom they do not name."""
    known = lexicon()
    people = known.person | known.unnamed | known.titles | known.group | known.many | known.one | known.anyone
    return people | known.document | known.noname | known.general.keys()


def _described(form: str) -> list[str]:
    return [word for word in _WORD.findall(fold(_ARTICLE.sub("", form.strip()))) if word not in _SMALL]


def _told(statement: Statement) -> set[str]:
    """The words that a report has for the speaker of a statement: name, role, body, and as it calls them there."""
    speaker = statement.speaker
    given = [speaker.name, speaker.role, speaker.affiliation] if speaker else []
    return set(_WORD.findall(fold(" ".join([*filter(None, given), *(span.text for span in statement.source)]))))


def _misspelt(form: str, name: str) -> bool:
    """Whether a form is a name, or the last word of it, but for a slip in one long word."""
    asked, held = fold(form).split(), fold(name).split()
    if len(asked) == 1 < len(held):
        held = held[-1:]
    if len(asked) != len(held):
        return False
    other = [(one, two) for one, two in zip(asked, held, strict=True) if one != two]
    return len(other) == 1 and min(map(len, other[0])) >= LONG and OSA.distance(*other[0]) == 1


_SMALL = frozenset("the a an of for from at in with who on to and its his her their".split())
