"""A component for spaCy: ``nlp.add_pipe("quoth")`` puts statements on each Doc.

    nlp = spacy.blank("en")
    nlp.add_pipe("quoth")
    for said in nlp('"We are safe," Ada Quill said.')._.statements:
        said.speaker, said.content, said.statement

The text of the Doc is read as it is. A statement has its own offsets, in characters; beside it are the tokens that
it touches, which may be a little more where a token does not end with it.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from quoth.pipeline import read_text
from quoth.read import DEFAULT_READER, Reader, load_reader
from quoth.records import Statement

__all__ = ["QuothComponent", "Said", "make"]

# Spans of all statements, under their roles as labels.
GROUP = "quoth"


@dataclass(frozen=True, slots=True)
class Said:
    """A statement, and the tokens that its words touch; ``speaker`` is the name of who says it, as far as is known."""

    statement: Statement
    content: tuple[Span, ...]
    cue: tuple[Span, ...]
    source: tuple[Span, ...]

    @property
    def speaker(self) -> str | None:
        """The fullest name that the text gives."""
        return self.statement.speaker.name if self.statement.speaker else None


class QuothComponent:
    """Reads a Doc, and keeps the statements on it as plain values, so that it can be stored and sent elsewhere."""

    def __init__(self, reader: str, published: str | None) -> None:
        self.reader = reader
        self.published = published

    def __call__(self, doc: Doc) -> Doc:
        """The Doc, with its statements; ``doc.user_data["published"]`` is the day of the one text, where it has one."""
        published = doc.user_data.get("published") or self.published
        reading = read_text(doc.text, reader=_loaded(self.reader), published=published)
        doc._.quoth = [each.to_dict() for each in reading.statements]
        doc.spans[GROUP] = [
            span for said in doc._.statements for role in ("content", "cue", "source") for span in getattr(said, role)
        ]
        return doc


@Language.factory(
    "quoth",
    default_config={"reader": DEFAULT_READER, "published": None},
    assigns=["doc._.statements", "doc.spans"],
)
def make(nlp: Language, name: str, reader: str, published: str | None) -> QuothComponent:  # noqa: ARG001 - as spaCy asks
    """The component, as ``nlp.add_pipe("quoth", config={"reader": "rules"})`` has it made."""
    return QuothComponent(reader, published)


@functools.cache
def _loaded(reader: str) -> Reader:
    return load_reader(reader)


def _statements(doc: Doc) -> tuple[Said, ...]:
    found = map(Statement.from_dict, doc._.quoth or ())
    return tuple(Said(each, *(_spans(doc, each, role) for role in ("content", "cue", "source"))) for each in found)


def _spans(doc: Doc, statement: Statement, role: str) -> tuple[Span, ...]:
    spans: Any = getattr(statement, role)
    return tuple(doc.char_span(each.start, each.end, label=role, alignment_mode="expand") for each in spans)


if not Doc.has_extension("statements"):
    Doc.set_extension("quoth", default=None)
    Doc.set_extension("statements", getter=_statements)
