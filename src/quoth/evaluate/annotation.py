"""What gold and predictions are made of, whatever file they come from: attributions as offsets into a text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from quoth.errors import GoldError
from quoth.records import Statement

__all__ = ["ROLES", "Attribution", "GoldArticle", "Role", "Spans", "bad", "check_spans", "read_text"]

Role = Literal["source", "cue", "content"]
Spans = tuple[tuple[int, int], ...]

ROLES: tuple[Role, ...] = ("source", "cue", "content")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution relation as half-open ranges of code points, in the order in which its file gives them.

    Any role may be empty: gold has contents without a source, and a few sources without content. ``confidence`` is
    what a reader said of it, and None in gold.
    """

    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()
    confidence: float | None = None

    @classmethod
    def of(cls, statement: Statement) -> Attribution:
        """The offsets and the confidence of a statement."""
        source, cue, content = (
            tuple((span.start, span.end) for span in role)
            for role in (statement.source, statement.cue, statement.content)
        )
        return cls(source, cue, content, statement.confidence)

    def __bool__(self) -> bool:
        """Whether any role has a span."""
        return bool(self.source or self.cue or self.content)


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """A text, and all the attributions that one annotator found in it.

    ``id`` is the name of the text's file without ``.txt``; ``annotator`` is the code at the end of the annotation
    file's name, None where it has none. Attributions are in file order, and one annotated twice is there twice.
    """

    id: str
    text: str
    attributions: tuple[Attribution, ...]
    annotator: str | None = None


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
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise GoldError(f"{path} cannot be read: {error.strerror}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise GoldError(f"{path} is not UTF-8: byte {error.start} begins no character", path=str(path)) from error
