"""Locked quotations: a draft with placeholders, ``{{st_…}}``, filled with words that are checked against their article.

Whoever writes the draft, a person or a program, never types the words himself, and so cannot alter them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from quoth.errors import InputError
from quoth.library import Store
from quoth.records import Article, Record, Statement
from quoth.text import JOINT

__all__ = ["Certificate", "Filled", "certify", "fill", "quotable"]

# A slip in an id is refused, not left standing in the draft.
_PLACE = re.compile(r"([\"“«]?)\{\{\s*(st[^{}]*)\}\}([\"”»]?)")
# In characters, so much of a slip for an id is shown.
LONGEST_SHOWN = 60
_PAIRS = {'"': '"', "“": "”", "«": "»"}
_MARKS = '"“”„«»'


@dataclass(frozen=True, slots=True)
class Certificate(Record):
    """Where words come from: ``text[start:end]`` of each range of ``spans``, in an article whose text has ``sha256``.

    ``content_sha256`` is that of those words in UTF-8, joined by line feeds.
    """

    statement: str
    article: str
    sha256: str
    spans: tuple[tuple[int, int], ...]
    content_sha256: str
    speaker: str | None
    title: str | None
    url: str | None

    def line(self) -> str:
        """The certificate as a footnote, in one line."""
        at = ", ".join(f"{start}-{end}" for start, end in self.spans)
        about = "; ".join(" ".join(each.split()) for each in (self.speaker, self.title, self.url) if each)
        place = f"{self.statement} in {self.article} (sha256 {self.sha256}) at {at}"
        return f"{about}{'; ' if about else ''}{place}, words sha256 {self.content_sha256}"


@dataclass(frozen=True, slots=True)
class Filled:
    """A draft with its words in place, each followed by the number of its certificate, from 1."""

    text: str
    certificates: tuple[Certificate, ...]


def certify(article: Article, statement: Statement) -> Certificate:
    """The certificate of a statement's words, without the marks around them; raises SpanError where they differ."""
    statement.check(article)
    spans = tuple(_within_marks(article.text, span.start, span.end) for span in statement.content)
    words = "\n".join(article.text[start:end] for start, end in spans)
    speaker = statement.speaker.name if statement.speaker else None
    digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()
    return Certificate(statement.id, article.id, article.sha256, spans, digest, speaker, article.title, article.url)


def fill(store: Store, draft: str) -> Filled:
    """Fills every ``{{st_…}}`` of a draft; raises InputError, and fills nothing, where one cannot be certified.

    Direct speech stands in quotation marks, the draft's own where it has them; what a reporter put into his own words
    stands in none, and a draft that puts it in marks is refused.
    """
    made: dict[str, Certificate] = {}
    known: dict[str, tuple[int, Article, Statement]] = {}  # a draft may have one statement many times

    def words(place: re.Match[str]) -> str:
        opened, name, closed = place.group(1), place.group(2).rstrip(), place.group(3)
        if name not in known:
            known[name] = (len(known) + 1, *quotable(store, name))
        number, article, statement = known[name]
        if (opened or closed) and _PAIRS.get(opened) != closed:
            raise InputError(f"the quotation marks around {name} are not a pair")
        if opened and statement.kind != "direct":
            raise InputError(f"{name} is not direct speech and cannot stand in quotation marks")
        if name not in made:
            made[name] = certify(article, statement)
        certificate = made[name]
        if statement.kind == "direct":
            pieces = [article.text[start:end] for start, end in certificate.spans]
            shown = f"{opened or '“'}{JOINT.join(pieces)}{closed or '”'}"
        else:
            shown = JOINT.join(span.text for span in statement.content)
        return f"{shown}[{number}]"

    return Filled(_PLACE.sub(words, draft), tuple(made.values()))


def quotable(store: Store, name: str) -> tuple[Article, Statement]:
    """A statement in force, with its article; raises InputError where there is none of that id."""
    statement = store.statement(name)
    article = store.article(statement.article) if statement else None
    if statement is None or article is None:
        shown = name if len(name) <= LONGEST_SHOWN else f"{name[:LONGEST_SHOWN]}…"
        raise InputError(f"there is no statement {shown} in the library")
    if all(each.id != name for each in store.statements(article.id)):
        raise InputError(f"statement {name} was rejected or is no longer found")
    return article, statement


def _within_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without the marks and blanks at its ends; as it was, where nothing else is in it."""
    a, b = start, end
    while a < b and (text[a] in _MARKS or text[a].isspace()):
        a += 1
    while a < b and (text[b - 1] in _MARKS or text[b - 1].isspace()):
        b -= 1
    return (a, b) if a < b else (start, end)
