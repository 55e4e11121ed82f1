"""What gold and predictions are made of, whatever file they come from: attributions as offsets into a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from quoth.errors import GoldError, UnreadableError
from quoth.ingest.files import file_bytes
from quoth.records import Attitude, Kind, Polarity, SaidOn, Speaker, Statement

__all__ = ["ROLES", "Attribution", "Days", "GoldArticle", "Role", "Spans", "Who", "bad", "check_spans", "read_text"]

Role = Literal["source", "cue", "content"]
Spans = tuple[tuple[int, int], ...]

# The first and the last day on which something was said, in ISO form; of one day they are the same.
Days = tuple[str, str]

ROLES: tuple[Role, ...] = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Who:
    """A speaker, as gold or a reader has them. ``type`` is that of a ``Speaker``; gold may also say "none", nobody.

    ``confidence`` is what a reader said of it, and None in gold.
    """

    name: str | None
    type: str
    role: str | None = None
    affiliation: str | None = None
    confidence: float | None = None

    @classmethod
    def of(cls, speaker: Speaker) -> Who:
        """What is judged of a resolved speaker."""
        return cls(speaker.name, speaker.type, speaker.role, speaker.affiliation, speaker.confidence)


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution relation as half-open ranges of code points, in the order in which its file gives them.

    Any role may be empty: gold has contents without a source, and a few sources without content. ``confidence`` is
    what a reader said of it, and None in gold. ``speaker`` and all after it are None where nobody gave them.
    """

    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()
    confidence: float | None = None
    speaker: Who | None = None
    kind: Kind | None = None
    said_on: Days | None = None
    attitude: Attitude | None = None
    polarity: Polarity | None = None

    @classmethod
    def of(cls, statement: Statement) -> Attribution:
        """What is judged of a statement."""
        source, cue, content = (
            tuple((span.start, span.end) for span in role)
            for role in (statement.source, statement.cue, statement.content)
        )
        speaker = Who.of(statement.speaker) if statement.speaker else None
        how = statement.kind, _days(statement.said_on), statement.attitude, statement.polarity
        return cls(source, cue, content, statement.confidence, speaker, *how)

    def __bool__(self) -> bool:
        """Whether any role has a span."""
        return bool(self.source or self.cue or self.content)


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A text, and all the attributions that one annotator found in it.

    ``id`` is the name of the text's file without ``.txt``; ``annotator`` is the code at the end of the annotation
    file's name, None where it has none. Attributions are in file order, and one annotated twice is there twice.
    ``published`` is the ISO date or date and time on which the report came out, None where that is not known.
    """

    id: str
    text: str
    attributions: tuple[Attribution, ...]
    annotator: str | None = None
    published: str | None = None


def bad(path: Path, line: int, why: str) -> GoldError:
    """The error to raise for a line that breaks its format."""
    return GoldError(f"{path}, line {line}: {why}", path=str(path), line=line)


def check_spans(spans: Iterable[tuple[int, int]], size: int, role: str, path: Path, line: int) -> None:
    """Raises GoldError for a span that is empty, or that leaves a text of ``size`` characters."""
    for start, end in spans:
        if not 0 <= start < end <= size:
            raise bad(path, line, f"the {role} span {start}-{end} does not lie in its text of {size} characters")


def read_text(path: Path) -> str:
    """A file of gold exactly as it is, line breaks included, since offsets count them; raises GoldError."""
    try:
        return file_bytes(path).decode("utf-8")
    except UnreadableError as error:
        raise GoldError(str(error), path=str(path)) from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path} is not UTF-8: byte {error.start} begins no character", path=str(path)) from error


def _days(said_on: SaidOn | None) -> Days | None:
    """The days, where they are known: words such as "on Monday" alone need a date of publication."""
    if said_on is None or said_on.start is None or said_on.end is None:
        return None
    return said_on.start, said_on.end
