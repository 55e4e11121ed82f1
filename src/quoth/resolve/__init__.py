"""Who it was, in what role, and when: the speaker, the day and the attitude of every statement.

The rooms' order within: `chains` ties second-hand statements, `sources` says whom each source means (over `mentions`,
`entities`, `discourse` and `coreference`), `who` makes speakers of it, `days` finds the day, `attitude` the stance.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quoth.parse import Parse
from quoth.records import Article, SaidOn, Speaker, Statement

if TYPE_CHECKING:
    from quoth.resolve.sources import Sources

__all__ = ["RESOLVED_BY", "Named", "Resolution", "joined_resolutions", "resolve"]

RESOLVED_BY = "resolve 3"  # rises with every change to what comes out for a text


@dataclass(frozen=True, slots=True)
class Resolution:
    """The statements of one article, resolved, in text order of their first span.

    ``entities`` are whom and what the article names, each with its type, the forms in which it is named, and its roles.
    """

    statements: tuple[Statement, ...]
    entities: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """Someone or something with a name: all forms in which the article has it, how often, and its roles."""

    name: str
    type: str
    forms: tuple[str, ...]
    mentions: int
    roles: tuple[str, ...]

    def with_also(self, other: Named) -> Named:
        """The same, with what another section has of it."""
        forms, roles = (tuple(dict.fromkeys(x)) for x in ((*self.forms, *other.forms), (*self.roles, *other.roles)))
        return Named(self.name, self.type, forms, self.mentions + other.mentions, roles)


def resolve(article: Article, statements: Sequence[Statement], parse: Parse) -> Resolution:
    """``statements`` with speaker, day, attitude, polarity and ``within``; second-hand ones that were missed are added.

    Never raises for a text, whatever it is.
    """
    from quoth.resolve.attitude import stance
    from quoth.resolve.chains import chains
    from quoth.resolve.days import days
    from quoth.resolve.sources import Sources

    tied = chains(article, statements, parse)
    sources = Sources(article, tied, parse)
    whole = parse.text == article.text  # then what was found in the one stands in the other
    spoken = [dataclasses.replace(s, speaker=who) for s, who in zip(tied, _speakers(sources), strict=True)]
    out: list[Statement] = []
    for s, day in zip(spoken, days(article, spoken, parse), strict=True):
        found = stance(article, s, parse)
        made = dataclasses.replace(
            s, said_on=day if whole else _checked(article, day), attitude=found.attitude, polarity=found.polarity
        )
        out.append(dataclasses.replace(made, cue_lemma=found.lemma, resolved_by=RESOLVED_BY))
    return Resolution(tuple(out), tuple(_named(sources)))


def joined_resolutions(found: Sequence[Resolution]) -> Resolution:
    """One resolution of the sections of an article; what two of them name by one name is one entity."""
    if len(found) == 1:
        return found[0]
    entities: dict[tuple[str, str], Named] = {}
    for e in (e for r in found for e in r.entities):
        known = entities.get((e.name, e.type))
        entities[e.name, e.type] = e if known is None else known.with_also(e)
    return Resolution(tuple(s for r in found for s in r.statements), tuple(entities.values()))


def _speakers(sources: Sources) -> list[Speaker]:
    from quoth.resolve.choice import chosen
    from quoth.resolve.implied import speakers
    from quoth.resolve.stated import Stated
    from quoth.resolve.who import speaker_of

    found = chosen(sources, speakers(sources))
    stated = Stated(sources, found)
    out = []
    for n, (s, f) in enumerate(zip(sources.statements, found, strict=True)):
        at = sources.parse.range(s.source[0].start, s.source[-1].end) if s.source else None
        out.append(speaker_of(f, sources, at, stated.role(n)))
    return out


def _checked(article: Article, day: SaidOn | None) -> SaidOn | None:
    """A day whose words are not the article's is none."""
    return day if day is not None and day.text in article.text else None


def _named(sources: Sources) -> list[Named]:
    out = []
    for e in sources.discourse.entities:
        forms = [" ".join(sources.parse.slice(*m.name).split()) for m in e.mentions if m.name]
        roles = [" ".join(filter(None, (r.text, r.affiliation and f"({r.affiliation})"))) for r in e.roles]
        out.append(Named(e.name, e.type, tuple(dict.fromkeys(forms)), len(e.mentions), tuple(dict.fromkeys(roles))))
    return out
