"""The few plain records that cross every boundary: frozen, slotted, and the same there and back through JSON.

Offsets are Unicode code points into an article's stored text, end exclusive. Ids are digests of what they name, so
that making a record twice makes the same record.
"""

from __future__ import annotations

import dataclasses
import hashlib
import itertools
import json
import types
import typing
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Literal, Self

from quoth.errors import RecordError, SpanError

__all__ = [
    "Action",
    "AnswerKind",
    "Article",
    "Attitude",
    "Dropped",
    "Figure",
    "Giver",
    "Granularity",
    "Judgement",
    "Kind",
    "Part",
    "Place",
    "Polarity",
    "Raw",
    "Record",
    "SaidOn",
    "Span",
    "Speaker",
    "SpeakerType",
    "Statement",
    "moment",
]

Kind = Literal["direct", "indirect", "mixed"]
Place = Literal["headline", "body", "caption"]
Attitude = Literal["communication", "belief", "fact", "eventuality"]
Polarity = Literal["affirmed", "denied", "declined"]
SpeakerType = Literal["person", "organization", "group", "document", "unnamed", "author", "unknown"]
Granularity = Literal["day", "days", "week", "month", "season", "year", "years"]
Action = Literal["accept", "reject", "correct", "merge", "part"]
AnswerKind = Literal["denies", "rejects", "confirms", "answers"]
PartName = Literal["headline", "byline", "dateline", "caption", "furniture"]


@typing.dataclass_transform(frozen_default=True)
class Record:
    """What every record shares: ``to_dict`` and ``from_dict``, inverse to each other, with plain JSON values."""

    __slots__ = ()

    def to_dict(self) -> dict[str, Any]:
        """The record as JSON values, keys in the order in which they are promised."""
        return {f.name: _plain(getattr(self, f.name)) for f in dataclasses.fields(self)}  # type: ignore[arg-type]

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """The record that ``to_dict`` gave; raises RecordError for a missing, unknown or ill-typed field."""
        if not isinstance(values, Mapping):
            raise RecordError(f"{cls.__name__}: an object was expected, not {type(values).__name__}")
        hints = typing.get_type_hints(cls)
        unknown = sorted(set(values) - set(hints))
        if unknown:
            raise RecordError(f"{cls.__name__}: unknown field {unknown[0]!r}")
        made = {}
        for field in dataclasses.fields(cls):  # type: ignore[arg-type]
            if field.name in values:
                made[field.name] = _typed(values[field.name], hints[field.name], f"{cls.__name__}.{field.name}")
            elif field.default is dataclasses.MISSING:
                raise RecordError(f"{cls.__name__}: field {field.name!r} is missing")
        return cls(**made)


@dataclasses.dataclass(frozen=True, slots=True)
class Span(Record):
    """A piece of an article's text: ``article.text[start:end] == text``, checked where it is made."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end or len(self.text) != self.end - self.start:
            raise SpanError(
                f"span {self.start}-{self.end} cannot hold {len(self.text)} characters", start=self.start, end=self.end
            )

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """The span ``text[start:end]``; raises SpanError where that is empty or outside the text."""
        if not 0 <= start < end <= len(text):
            raise SpanError(
                f"span {start}-{end} does not lie in a text of {len(text)} characters",
                start=start,
                end=end,
                size=len(text),
            )
        return cls(start, end, text[start:end])

    def check(self, text: str) -> None:
        """Raises SpanError unless this span slices to its own words in ``text``."""
        if text[self.start : self.end] != self.text:
            raise SpanError(
                f"span {self.start}-{self.end} does not slice to its own words",
                start=self.start,
                end=self.end,
                size=len(text),
            )


@dataclasses.dataclass(frozen=True, slots=True)
class Part(Record):
    """A stretch of the text that is not running body: headline, byline, dateline, caption, or page furniture."""

    name: PartName
    start: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True)
class Raw(Record):
    """The bytes that an article was read from: their sha256, and where they lie in a larger file (a WARC, say).

    ``offset`` and ``length``, in bytes, are those of the record in ``file`` as it is stored, packed or not.
    """

    sha256: str
    file: str | None = None
    offset: int | None = None
    length: int | None = None

    @classmethod
    def of(cls, data: bytes, *, file: str | None = None, offset: int | None = None, length: int | None = None) -> Self:
        """The digest of ``data``, with the place where it lies."""
        return cls(hashlib.sha256(data).hexdigest(), file, offset, length)


@dataclasses.dataclass(frozen=True, slots=True)
class Article(Record):
    """One report: a fixed text, where it came from, and what the page said about itself.

    ``sha256`` is of the text in UTF-8; ``published`` is an ISO date or date and time as the page has it; ``parts`` are
    in text order and do not overlap; ``notes`` say what reading it had to guess (an encoding, for one). ``raw`` are the
    bytes that the text was taken from; ``extra`` is what else its row of a table had, by column, as JSON values.
    """

    id: str
    origin: str
    title: str | None
    url: str | None
    outlet: str | None
    published: str | None
    authors: tuple[str, ...]
    language: str | None
    sha256: str
    text: str
    parts: tuple[Part, ...] = ()
    notes: tuple[str, ...] = ()
    raw: Raw | None = None
    extra: dict[str, Any] = dataclasses.field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        digest = text_digest(self.text)
        if self.sha256 != digest or self.id != article_id(self.text):
            raise RecordError("Article: id or sha256 is not that of its text")
        end = 0
        for part in self.parts:
            if not end <= part.start < part.end <= len(self.text):
                raise SpanError(
                    f"part {part.name} {part.start}-{part.end} overlaps another or leaves the text",
                    start=part.start,
                    end=part.end,
                    size=len(self.text),
                )
            end = part.end

    @classmethod
    def of(
        cls,
        text: str,
        *,
        origin: str,
        title: str | None = None,
        url: str | None = None,
        outlet: str | None = None,
        published: str | None = None,
        authors: Iterable[str] = (),
        language: str | None = None,
        parts: Iterable[Part] = (),
        notes: Iterable[str] = (),
        raw: Raw | None = None,
        extra: Mapping[str, Any] | None = None,
    ) -> Self:
        """An article of ``text``, with its id and digest."""
        return cls(
            id=article_id(text),
            origin=origin,
            title=title,
            url=url,
            outlet=outlet,
            published=published,
            authors=tuple(authors),
            language=language,
            sha256=text_digest(text),
            text=text,
            parts=tuple(parts),
            notes=tuple(notes),
            raw=raw,
            extra=dict(extra or {}),
        )

    def place_of(self, offset: int) -> Place:
        """The place in which a statement that begins at ``offset`` stands."""
        n = bisect_right(self.parts, offset, key=lambda part: part.start)
        if not n or offset >= self.parts[n - 1].end:
            return "body"
        name = self.parts[n - 1].name
        if name == "headline":
            return "headline"
        return "caption" if name == "caption" else "body"


@dataclasses.dataclass(frozen=True, slots=True)
class Speaker(Record):
    """Who a source is, as the article names them; null where it does not say.

    ``confidence`` is the chance that it is they; ``implied`` says that the text leaves the source out, and it was
    filled in from what stands around; ``reason`` is why, in a few words that a person can check.
    """

    name: str | None
    type: SpeakerType
    role: str | None = None
    affiliation: str | None = None
    confidence: float | None = None
    implied: bool = False
    reason: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class SaidOn(Record):
    """The day or days on which something was said (ISO, inclusive), and the article's words for it.

    ``start`` and ``end`` are null where the words need a date of publication and there is none. ``granularity`` is how
    fine the words are: "Tuesday evening" is a day, "last week" a week.
    """

    start: str | None
    end: str | None
    text: str
    granularity: Granularity | None = None
    confidence: float | None = None
    reason: str | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Statement(Record):
    """One attribution relation: what was said (content), the words that report it (cue), who says it (source).

    Each is a tuple of spans in text order; content is never empty. ``attitude``, ``polarity``, ``speaker``,
    ``said_on`` and ``cue_lemma`` (the cue's main word as a dictionary has it) are null until they are resolved, by what
    ``resolved_by`` names. ``confidence`` is calibrated: of statements at 0.8, four in five
    are right.
    """

    id: str
    article: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]
    kind: Kind
    attitude: Attitude | None
    polarity: Polarity | None
    speaker: Speaker | None
    said_on: SaidOn | None
    place: Place
    within: str | None
    confidence: float
    made_by: str
    cue_lemma: str | None = None
    resolved_by: str | None = None

    def __post_init__(self) -> None:
        if not self.content:
            raise RecordError("Statement: content is empty")
        for role in (self.content, self.cue, self.source):
            if any(a.end > b.start for a, b in itertools.pairwise(role)):
                raise RecordError("Statement: the spans of a role overlap or are out of order")
        if not 0.0 <= self.confidence <= 1.0:
            raise RecordError(f"Statement: confidence {self.confidence} is not between 0 and 1")

    @classmethod
    def of(
        cls,
        article: Article,
        *,
        content: Iterable[tuple[int, int]],
        cue: Iterable[tuple[int, int]],
        source: Iterable[tuple[int, int]],
        kind: Kind,
        confidence: float,
        made_by: str,
        attitude: Attitude | None = None,
        polarity: Polarity | None = None,
        speaker: Speaker | None = None,
        said_on: SaidOn | None = None,
        within: str | None = None,
    ) -> Self:
        """A statement of ``article`` from offsets: slices and checks every span, sets the id and the place."""
        roles = [tuple(Span.of(article.text, a, b) for a, b in sorted(role)) for role in (content, cue, source)]
        if not roles[0]:
            raise RecordError("Statement: content is empty")
        return cls(
            id=statement_id(article.id, *roles),
            article=article.id,
            content=roles[0],
            cue=roles[1],
            source=roles[2],
            kind=kind,
            attitude=attitude,
            polarity=polarity,
            speaker=speaker,
            said_on=said_on,
            place=article.place_of(roles[0][0].start),
            within=within,
            confidence=confidence,
            made_by=made_by,
        )

    def check(self, article: Article) -> None:
        """Raises SpanError unless every span slices to its own words in the article's text."""
        if self.article != article.id:
            raise RecordError(f"statement {self.id} is not of article {article.id}")
        for span in (*self.content, *self.cue, *self.source):
            span.check(article.text)


@dataclasses.dataclass(frozen=True, slots=True)
class Giver(Record):
    """Who gave a figure: the speaker of the statement it stands in, or the author of the report."""

    name: str | None
    type: SpeakerType


@dataclasses.dataclass(frozen=True, slots=True)
class Figure(Record):
    """A number that counts, measures or prices something, with who gave it.

    ``low`` and ``high`` are what the words leave open, null where they set no bound; ``value`` is null for a range and
    for a number as vague as "dozens". ``counts``, ``place`` and ``when`` are the article's own words; ``statement`` is
    null where the report states it itself.
    """

    id: str
    article: str
    span: Span
    value: float | None
    low: float | None
    high: float | None
    hedge: str | None
    unit: str | None
    counts: str | None
    place: str | None
    when: str | None
    statement: str | None
    giver: Giver

    def __post_init__(self) -> None:
        if self.id != figure_id(self.article, self.span):
            raise RecordError("Figure: id is not that of its article and span")

    def check(self, article: Article) -> None:
        """Raises SpanError unless the span slices to its own words in the article's text."""
        if self.article != article.id:
            raise RecordError(f"figure {self.id} is not of article {article.id}")
        self.span.check(article.text)


@dataclasses.dataclass(frozen=True, slots=True)
class Dropped(Record):
    """Something that came in and was not kept: where from, at which stage, and why, in one sentence."""

    origin: str
    stage: str
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class Judgement(Record):
    """What a person decided: to accept, reject or correct a statement, or to merge or part speakers.

    ``values`` is a JSON object of the fields that the action sets; ``when`` is an ISO date and time; ``undoes`` is the
    id of the judgement that this one takes back.
    """

    id: str
    statement: str | None
    action: Action
    values: str
    who: str
    when: str
    why: str | None = None
    undoes: str | None = None

    def __post_init__(self) -> None:
        try:
            values = json.loads(self.values)
        except ValueError as error:
            raise RecordError("Judgement: values is no JSON") from error
        if not isinstance(values, dict):
            raise RecordError("Judgement: values is no JSON object")
        if not str(self.who or "").strip():
            raise RecordError("Judgement: who decided is not said")
        moment(self.when)
        if self.statement is None and self.action not in ("merge", "part"):
            raise RecordError(f"Judgement: {self.action} needs a statement")
        if self.id != judgement_id(self.to_dict()):
            raise RecordError("Judgement: id is not that of its fields")

    @classmethod
    def of(
        cls,
        statement: str | None,
        action: Action,
        *,
        who: str,
        when: str,
        values: Mapping[str, Any] | None = None,
        why: str | None = None,
        undoes: str | None = None,
    ) -> Self:
        """A judgement with its id."""
        try:
            held = json.dumps(dict(values or {}), sort_keys=True)
        except (TypeError, ValueError) as error:
            raise RecordError(f"Judgement: values cannot be kept ({error})") from error
        fields = {"statement": statement, "action": action, "values": held, "who": who, "when": when}
        return cls(
            judgement_id({**fields, "why": why, "undoes": undoes}), statement, action, held, who, when, why, undoes
        )


def moment(when: str) -> datetime:
    """When an ISO date, or date and time, is: in UTC where it names no zone. Raises RecordError for what is none."""
    try:
        made = datetime.fromisoformat(when)
    except (ValueError, TypeError) as error:
        raise RecordError(f"{when!r} is no time; write it like 2031-05-03T08:15:00Z") from error
    return made.replace(tzinfo=UTC) if made.tzinfo is None else made.astimezone(UTC)


def text_digest(text: str) -> str:
    """The sha256 of a text in UTF-8, as 64 hexadecimal digits. A lone surrogate counts as itself."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def article_id(text: str) -> str:
    """The id of the article with this text: ``ar_`` and 20 hexadecimal digits of its sha256."""
    return "ar_" + text_digest(text)[:20]


def statement_id(article: str, content: Iterable[Span], cue: Iterable[Span], source: Iterable[Span]) -> str:
    """The id of the statement with these spans in this article."""
    spans = "|".join(",".join(f"{s.start}-{s.end}" for s in role) for role in (content, cue, source))
    return "st_" + hashlib.sha256(f"{article}|{spans}".encode("utf-8", "surrogatepass")).hexdigest()[:20]


def figure_id(article: str, span: Span) -> str:
    """The id of the figure that stands there in this article."""
    return (
        "fi_" + hashlib.sha256(f"{article}|{span.start}-{span.end}".encode("utf-8", "surrogatepass")).hexdigest()[:20]
    )


def judgement_id(fields: Mapping[str, Any]) -> str:
    """The id of the judgement with these fields, an ``id`` among them apart; those that are null do not count."""
    held = {name: value for name, value in fields.items() if value is not None and name != "id"}
    return "ju_" + hashlib.sha256(json.dumps(held, sort_keys=True).encode()).hexdigest()[:20]


def _plain(value: Any) -> Any:
    if isinstance(value, Record):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _typed(value: Any, hint: Any, where: str) -> Any:
    """``value`` from JSON as the field type ``hint``: scalars, literals, records, tuples of them, or None."""
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        if value is None:
            return None
        (hint,) = (h for h in typing.get_args(hint) if h is not type(None))
        return _typed(value, hint, where)
    if origin is tuple:
        if not isinstance(value, list | tuple):
            raise RecordError(f"{where}: a list was expected, not {type(value).__name__}")
        return tuple(_typed(item, typing.get_args(hint)[0], where) for item in value)
    if origin is Literal:
        if value not in typing.get_args(hint):
            raise RecordError(f"{where}: {value!r} is none of {', '.join(typing.get_args(hint))}")
        return value
    if origin is dict:
        if not isinstance(value, dict):
            raise RecordError(f"{where}: an object was expected, not {type(value).__name__}")
        return dict(value)
    if isinstance(hint, type) and issubclass(hint, Record):
        return hint.from_dict(value)
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise RecordError(f"{where}: {hint.__name__} was expected, not {type(value).__name__}")
    return value
