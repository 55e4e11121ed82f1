"""Small reports with their right answers, one file a kind, and what it means that an answer holds."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import quoth
from quoth.read import Reader
from quoth.records import Statement

HERE = Path(__file__).parent
KEPT_APART = HERE / "kept_apart.toml"
NOT_YET = HERE / "not_yet.txt"

ARTICLES = {"the", "a", "an"}


@dataclass(frozen=True)
class Want:
    """Words that some statement's content must hold, and whose they are.

    ``who`` is a name, or a type of speaker in round brackets where the report gives no name.
    """

    words: str
    who: str

    def is_by(self, statement: Statement) -> bool:
        """Whether the statement's speaker is ``who``: case, articles and a possessive aside, the name is the same."""
        speaker = statement.speaker
        if speaker is None:
            return False
        if self.who.startswith("("):
            return speaker.type == self.who[1:-1]
        return name_words(speaker.name or "") == name_words(self.who)


@dataclass(frozen=True)
class Case:
    """A small report, what must be found in it, and what is no statement in it."""

    id: str
    text: str
    published: str | None
    wants: tuple[Want, ...]
    no_statement: tuple[str, ...]

    @property
    def answers(self) -> int:
        """How many right answers the report has."""
        return len(self.wants) + len(self.no_statement)

    def read(self, reader: Reader) -> list[str]:
        """What does not hold, in words, when ``reader`` reads the report."""
        known: dict[str, Any] = {} if self.published is None else {"published": self.published}
        return list(self.faults(quoth.read_text(self.text, reader=reader, **known).statements))

    def faults(self, statements: Sequence[Statement]) -> Iterator[str]:
        """What does not hold of the statements, a line each; no more lines than ``answers``."""
        contents = [flat(" ".join(span.text for span in statement.content)) for statement in statements]
        for want in self.wants:
            at = shortest(contents, want.words)
            if at is None:
                yield f"no statement has {want.words!r}"
                continue
            others = [o.words for o in self.wants if o.who != want.who and shortest(contents, o.words) == at]
            if not want.is_by(statements[at]):
                yield f"{want.words!r} is {want.who}, not {statements[at].speaker}"
            elif others:
                yield f"{want.words!r} and {others[0]!r} are two people's, but one statement"
        for words in self.no_statement:
            if any(flat(words) in content and len(content) < 2 * len(words) + 20 for content in contents):
                yield f"{words!r} is no statement"


def load(path: Path) -> list[Case]:
    """The cases of one file, in its order."""
    return [
        Case(
            id=name,
            text=case["text"],
            published=case.get("published"),
            wants=tuple(Want(**want) for want in case.get("want", [])),
            no_statement=tuple(case.get("no_statement", [])),
        )
        for name, case in tomllib.loads(path.read_text(encoding="utf-8")).items()
    ]


def tuned_on() -> list[Case]:
    """Every case that may be looked at: all files but the one kept apart."""
    return [case for path in sorted(HERE.glob("*.toml")) if path != KEPT_APART for case in load(path)]


def not_yet() -> list[str]:
    """The ids of the cases that are known not to hold."""
    return NOT_YET.read_text(encoding="utf-8").split() if NOT_YET.exists() else []


def share_that_holds(cases: Sequence[Case], reader: Reader) -> float:
    """Right answers over all answers."""
    wrong = sum(len(case.read(reader)) for case in cases)
    return 1 - wrong / sum(case.answers for case in cases)


def shortest(contents: Sequence[str], words: str) -> int | None:
    """Which content holds the words, the shortest if several do."""
    return min((k for k, c in enumerate(contents) if words in c), key=lambda k: len(contents[k]), default=None)


def flat(text: str) -> str:
    """Lower case, with single spaces."""
    return " ".join(text.lower().split())


def name_words(name: str) -> list[str]:
    """The words by which two names are compared."""
    return [word for word in re.findall(r"\w+", re.sub("['’]s", "", name.lower())) if word not in ARTICLES]
