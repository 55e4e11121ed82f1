"""What a person changed in an exported statement, as plain values; the library keeps them as judgements.

They stand beside the writers, not in ``ingest``, since each reader undoes one writer and shares its names and ids.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterator, Mapping
from typing import Literal, get_args

from quoth.errors import InputError
from quoth.records import Article, Attitude, Kind, Polarity, Record, SpeakerType, Statement

__all__ = [
    "NAMED",
    "NOBODY",
    "ROLES",
    "Change",
    "Correction",
    "Field",
    "Offsets",
    "Review",
    "changes",
    "field_value",
    "offsets",
    "with_spans",
]

Field = Literal[
    "content",
    "cue",
    "source",
    "kind",
    "attitude",
    "polarity",
    "speaker",
    "speaker_type",
    "role",
    "affiliation",
    "said_from",
    "said_to",
    "verdict",
]
Offsets = tuple[tuple[int, int], ...]

ROLES: tuple[Literal["content", "cue", "source"], ...] = ("content", "cue", "source")

# The fields whose values have names, and the names.
NAMED: dict[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "attitude": get_args(Attitude),
    "polarity": get_args(Polarity),
    "speaker_type": get_args(SpeakerType),
    "verdict": ("accept", "reject"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Correction(Record):
    """One field of one statement as a person wants it.

    ``statement`` is the id of the one corrected, null for one that the person found; ``about`` is its content, as it
    was or as it was found. ``spans`` are the new offsets where ``field`` is content, cue or source, and ``value`` the
    new value of any other, null to empty it; the field ``verdict`` is accept or reject. ``who`` and ``when`` are as the
    file has them.
    """

    article: str
    statement: str | None
    about: Offsets
    field: Field
    value: str | None = None
    spans: Offsets = ()
    who: str | None = None
    when: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Review:
    """How a file of corrections came about: ``who`` made them, where it does not say.

    ``named`` says that ``who`` was given by name, which says more than the number of an account. ``looked_at`` says
    that the person went through all of it, so that what is as it was is right.
    """

    who: str | None = None
    looked_at: bool = False
    named: bool = False


NOBODY = Review()


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """A statement as a file has it now: the spans of each role, and the values that the file can say.

    ``statement`` is None for a new one. A field that is not among ``values`` is as it was; so is one that is as the
    reader ``found`` it, since the file may be older than another's correction.
    """

    statement: Statement | None
    spans: Mapping[str, Offsets]
    values: Mapping[Field, str | None]
    review: Review = NOBODY
    when: str | None = None
    found: Statement | None = None


def changes(article: Article, change: Change) -> Iterator[Correction]:
    """What differs from the statement as it was, or, where nothing does and it was ``looked_at``, that it is accepted.

    Raises InputError for spans or values that no statement can have.
    """
    found = list(_changes(article, change))
    if change.review.looked_at and change.statement is not None and not found:
        found.append(dataclasses.replace(_plain(article, change), field="verdict", value="accept"))
    yield from found


def _changes(article: Article, change: Change) -> Iterator[Correction]:
    was, known = change.statement, [each for each in (change.statement, change.found) if each is not None]
    spans: dict[str, Offsets] = {role: _in_order(article, role, change.spans.get(role, ())) for role in ROLES}
    if not spans["content"]:
        raise InputError(f"{was.id if was else 'a new statement'} has no content left; reject it instead")
    plain = _plain(article, dataclasses.replace(change, spans=spans))
    for role in ROLES:
        if spans[role] not in ([offsets(each, role) for each in known] or [()]):
            yield dataclasses.replace(plain, field=role, spans=spans[role])
    for field, value in change.values.items():
        if value is not None and value not in NAMED.get(field, (value,)):
            raise InputError(f"{value!r} is no {field}; it is one of {', '.join(NAMED[field])}")
        as_it_was = [field_value(each, field) or None for each in known] or [None]
        if (value or None) not in as_it_was and (field != "kind" or value):
            yield dataclasses.replace(plain, field=field, value=value or None)


def with_spans(statements: Mapping[str, Statement], spans: Mapping[str, Offsets]) -> str | None:
    """The id of the statement that has these very spans: one whose mark was made anew is no new one."""
    wanted = [tuple(sorted(spans.get(role, ()))) for role in ROLES]
    found = (name for name, each in statements.items() if [offsets(each, role) for role in ROLES] == wanted)
    return next(found, None)


def _plain(article: Article, change: Change) -> Correction:
    """A correction of the statement that is changed, of which the field is still to be said."""
    was = change.statement
    about = offsets(was, "content") if was else change.spans["content"]
    return Correction(article.id, was.id if was else None, about, "content", who=change.review.who, when=change.when)


def offsets(statement: Statement, role: str) -> Offsets:
    """The spans of one role as plain offsets."""
    return tuple((span.start, span.end) for span in getattr(statement, role))


def field_value(statement: Statement | None, field: Field) -> str | None:
    """The value of one field that is no role; None where there is none, and for a verdict."""
    if statement is None or field == "verdict":
        return None
    if field in ("said_from", "said_to"):
        said = statement.said_on
        return (said.start if field == "said_from" else said.end) if said else None
    if field in ("kind", "attitude", "polarity"):
        return str(getattr(statement, field) or "") or None
    if statement.speaker is None:
        return None
    value: str | None = getattr(statement.speaker, {"speaker": "name", "speaker_type": "type"}.get(field, field))
    return value


def _in_order(article: Article, role: str, spans: Offsets) -> Offsets:
    spans = tuple(sorted(spans))
    size = len(article.text)
    if any(not 0 <= start < end <= size for start, end in spans):
        raise InputError(f"a {role} span does not lie in its text of {size} characters")
    if any(a[1] > b[0] for a, b in itertools.pairwise(spans)):
        raise InputError(f"two {role} spans of one statement overlap")
    return spans
