"""Documents of a treebank with coreference, from CoNLL-U as GUM has it, with their text put together again.

Ten columns a word; ``SpaceAfter=No`` and ``Entity=`` stand in the last. Entities are in brackets, as in CorefUD: of
``(3-person-new`` ... ``3)`` the first field that ``# global.Entity`` names is the number by which mentions are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quoth.errors import GoldError

__all__ = ["Document", "Mention", "Word", "read_conllu"]

_BRACKET = re.compile(r"(?P<opens>\()?(?P<inside>[^()]+)(?P<closes>\))?")
_COLUMNS = 10
_NEXT = "# newdoc"


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its code points in the text; ``head`` is the number of another word of the document, -1 at a root."""

    form: str
    lemma: str
    tag: str
    head: int
    relation: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    """Words ``first`` to ``last``, the last included, that speak of one ``entity``; ``head`` governs the others."""

    first: int
    last: int
    head: int
    entity: str


@dataclass(slots=True)
class Document:
    """One document: its text, a blank line between paragraphs, its words, and its mentions in order of their heads."""

    id: str
    genre: str = ""
    text: str = ""
    words: list[Word] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)

    def start(self, mention: Mention) -> int:
        """The code point at which a mention begins."""
        return self.words[mention.first].start

    def end(self, mention: Mention) -> int:
        """The code point at which a mention ends."""
        return self.words[mention.last].end


def read_conllu(path: Path) -> Iterator[Document]:
    """The documents of one file; raises GoldError, with its line, for what is no CoNLL-U with entities by number."""
    made: _Making | None = None
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate([*lines, _NEXT], 1):
        try:
            if line.startswith(_NEXT):
                if made:
                    yield made.done()
                made = _Making(Document(line.partition("=")[2].strip() or path.stem))
            elif made:
                made.take(line)
        except (ValueError, IndexError, KeyError) as error:
            raise GoldError(f"{path}, line {number}: {error}", path=str(path), line=number) from error


class _Making:
    """A document as far as it has been read, line by line."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.gap = ""  # what stands between the last word and the next
        self.base = 0  # the number of the sentence's first word
        self.joined = (0, 0)  # where the words of a "don't" stand
        self.left = 0  # how many of them are still to come
        self.open: dict[str, list[int]] = {}  # the first words of mentions that have not ended
        self.spans: list[tuple[int, int, str]] = []

    def take(self, line: str) -> None:
        """Takes the next line in."""
        if line.startswith("#"):
            self._comment(line[1:].strip())
        elif not line.strip():
            self.base = len(self.document.words)
        else:
            columns = line.split("\t")
            if len(columns) != _COLUMNS:
                raise ValueError(f"a word has {_COLUMNS} columns, not {len(columns)}")
            self._word(columns)

    def done(self) -> Document:
        """The document, with its mentions."""
        if any(self.open.values()):
            raise ValueError(f"{self.document.id} ends within a mention")
        words = self.document.words
        for first, last, entity in self.spans:
            inside = range(first, last + 1)
            head = next((n for n in inside if words[n].head not in inside), first)
            self.document.mentions.append(Mention(first, last, head, entity))
        self.document.mentions.sort(key=lambda mention: (mention.head, mention.first))
        return self.document

    def _comment(self, comment: str) -> None:
        name, _, value = comment.partition("=")
        if name.strip() == "newpar" and self.document.words:
            self.gap = "\n\n"
        elif name.strip() == "meta::genre":
            self.document.genre = value.strip()
        elif name.strip() == "global.Entity" and value.strip().split("-")[0] not in {"GRP", "eid"}:
            raise ValueError("the first field of an entity is not its number")

    def _word(self, columns: list[str]) -> None:
        number, form = columns[:2]
        if "." in number:  # a word that is not in the text
            return
        misc = dict(part.partition("=")[::2] for part in columns[9].split("|"))
        after = "" if misc.get("SpaceAfter") == "No" else " "
        if "-" in number:
            first, last = map(int, number.split("-"))
            self.joined, self.left = self._write(form, after), last - first + 1
            return
        start, end = self._inside(form) if self.left else self._write(form, after)
        head = self.base + int(columns[6]) - 1 if int(columns[6]) else -1
        self.document.words.append(Word(form, columns[2], columns[3], head, columns[7], start, end))
        self._entities(misc.get("Entity", ""))

    def _inside(self, form: str) -> tuple[int, int]:
        """Where one of several words that are written together stands; all of them, for a form that is not there."""
        self.left -= 1
        start, end = self.joined
        at = self.document.text.find(form, start, end)
        if at < 0:
            return self.joined
        self.joined = at + len(form), end
        return at, at + len(form)

    def _write(self, form: str, after: str) -> tuple[int, int]:
        """Puts a word into the text, and gives where it stands."""
        self.document.text += self.gap + form
        self.gap = after
        return len(self.document.text) - len(form), len(self.document.text)

    def _entities(self, marks: str) -> None:
        here = len(self.document.words) - 1
        for bracket in _BRACKET.finditer(marks):
            entity = bracket["inside"].split("-")[0]
            if bracket["opens"]:
                self.open.setdefault(entity, []).append(here)
            if bracket["closes"]:
                self.spans.append((self.open[entity].pop(), here, entity))
