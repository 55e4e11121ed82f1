"""Whom the pronouns mean that say something: python -m bench.coreference --data DIR (or QUOTH_DATA), DIR holding gum.

Counted is each he, she, they and it that is the subject of a verb of saying in the treebank's own trees, and whose
entity is spoken of by more than pronouns. The answer is right if the mention that it names is of the pronoun's entity.
Beside it stands a baseline that knows nothing but order: the nearest name before the pronoun, whatever it names.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import resources
from pathlib import Path

from bench.conllu import Document, Mention, read_conllu
from quoth.errors import GoldError, QuothError
from quoth.parse import Parse
from quoth.read import load_reader
from quoth.records import Article
from quoth.resolve.coreference import antecedents

__all__ = [
    "Answer",
    "Antecedents",
    "Coreference",
    "Subject",
    "digest",
    "measure",
    "mention_at",
    "read_subjects",
    "table",
    "verbs_of_saying",
]

# The word number of a pronoun, and the range of words of what it is taken to mean.
Antecedents = Callable[[Parse], Mapping[int, tuple[int, int]]]
Parser = Callable[[Article], Parse]

PRONOUNS = ("he", "she", "they", "it")
PERSONS = ("he", "she")


@dataclass(frozen=True, slots=True)
class Subject:
    """A pronoun that is the subject of a verb of saying: a mention in its document."""

    document: Document
    mention: Mention

    @property
    def pronoun(self) -> str:
        """The pronoun in lower case."""
        return self.document.words[self.mention.head].form.lower()

    def nearest_name(self) -> Mention | None:
        """The last mention before the pronoun that a proper noun heads; the longer of two with one head."""
        words, mentions = self.document.words, self.document.mentions
        before = [m for m in mentions if m.head < self.mention.head and words[m.head].tag == "PROPN"]
        return max(before, key=lambda m: (m.head, m.last - m.first), default=None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was made of one subject: ``resolved`` if to anything at all, ``right`` if to the right entity."""

    genre: str
    pronoun: str
    resolved: bool
    right: bool
    nearest_right: bool


@dataclass(frozen=True, slots=True)
class Coreference:
    """The answers to all subjects of saying, and shares of them; 0 of 0 is 0."""

    answers: tuple[Answer, ...]

    @property
    def resolved(self) -> float:
        """The share that was resolved, right or wrong."""
        return self._share([a.resolved for a in self.answers])

    @property
    def accuracy(self) -> float:
        """The share that was resolved to the right entity."""
        return self._share([a.right for a in self.answers])

    @property
    def nearest(self) -> float:
        """The share that the nearest name gets right."""
        return self._share([a.nearest_right for a in self.answers])

    def of(self, keep: Callable[[Answer], bool]) -> Coreference:
        """The same of some of the answers."""
        return Coreference(tuple(filter(keep, self.answers)))

    def scores(self) -> dict[str, dict[str, float]]:
        """What can have a floor, by metric and number, rounded to four places."""
        groups = {"subjects_of_saying": self, "he_and_she": self.of(lambda answer: answer.pronoun in PERSONS)}
        return {
            name: {"accuracy": round(group.accuracy, 4), "resolved": round(group.resolved, 4)}
            for name, group in groups.items()
        }

    def baseline(self) -> dict[str, dict[str, float]]:
        """The same of the nearest name, where it has an answer."""
        return Coreference(
            tuple(Answer(a.genre, a.pronoun, True, a.nearest_right, a.nearest_right) for a in self.answers)
        ).scores()

    @staticmethod
    def _share(right: Sequence[bool]) -> float:
        return sum(right) / len(right) if right else 0.0


def verbs_of_saying() -> frozenset[str]:
    """The lemmas that tell of communication, and of nothing else, in the list by which statements get their attitude.

    Those are left out that count only beside others ("go on") or only where nothing else is known ("have").
    """
    groups = tomllib.loads((resources.files("quoth.resolve") / "cues.toml").read_text(encoding="utf-8"))["group"]
    first: dict[str, bool] = {}  # a word belongs to the first group that names it
    for group in groups:
        alone = "rank" not in group
        for word in str(group.get("words", "")).split():
            first.setdefault(word, alone and group["attitude"] == "communication")
    return frozenset(word for word, communicates in first.items() if communicates)


def read_subjects(directory: Path, verbs: frozenset[str]) -> list[Subject]:
    """The subjects of saying in all ``*.conllu`` of a directory, by file; raises GoldError where there are none."""
    found = [
        each for path in _files(directory) for document in read_conllu(path) for each in _subjects(document, verbs)
    ]
    if not found:
        raise GoldError(f"{directory} has no pronoun that says something", path=str(directory))
    return found


def digest(directory: Path, subjects: Sequence[Subject]) -> str:
    """What tells these subjects from any other: the sha256 over the files, and over where each stands."""
    total = hashlib.sha256()
    for path in _files(directory):
        total.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    for subject in subjects:
        total.update(f"{subject.document.id} {subject.document.start(subject.mention)}\n".encode())
    return total.hexdigest()


def measure(subjects: Sequence[Subject], parse: Parser, resolve: Antecedents = antecedents) -> Coreference:
    """Has every document that has such a subject parsed and resolved once, and judges what comes out."""
    answers: list[Answer] = []
    parsed: tuple[Document, Parse, Mapping[int, tuple[int, int]]] | None = None
    for subject in subjects:
        document = subject.document
        if parsed is None or parsed[0] is not document:
            made = parse(Article.of(document.text, origin=document.id))
            parsed = document, made, resolve(made)
        answers.append(_judge(subject, *parsed[1:]))
    return Coreference(tuple(answers))


def _judge(subject: Subject, parse: Parse, found: Mapping[int, tuple[int, int]]) -> Answer:
    document, pronoun = subject.document, subject.mention
    word, _ = parse.range(document.start(pronoun), document.end(pronoun))
    named = None
    if word in found:
        first, after = found[word]
        named = mention_at(document, parse.start[first], parse.end[after - 1])
    nearest = subject.nearest_name()
    return Answer(
        genre=document.genre,
        pronoun=subject.pronoun,
        resolved=word in found,
        right=named is not None and named.entity == pronoun.entity,
        nearest_right=nearest is not None and nearest.entity == pronoun.entity,
    )


def mention_at(document: Document, start: int, end: int) -> Mention | None:
    """The mention that these code points stand for: the smallest around them, else the largest whose head they hold."""
    around = [m for m in document.mentions if document.start(m) <= start and end <= document.end(m)]
    if around:
        return min(around, key=lambda m: m.last - m.first)
    words = document.words
    within = [m for m in document.mentions if start <= words[m.head].start and words[m.head].end <= end]
    return max(within, key=lambda m: m.last - m.first, default=None)


def _subjects(document: Document, verbs: frozenset[str]) -> Iterator[Subject]:
    words = document.words
    spoken_of = {m.entity for m in document.mentions if words[m.head].tag != "PRON"}
    for mention in document.mentions:
        word = words[mention.head]
        if mention.first != mention.last or word.form.lower() not in PRONOUNS or mention.entity not in spoken_of:
            continue
        if word.relation == "nsubj" and words[word.head].tag == "VERB" and words[word.head].lemma in verbs:
            yield Subject(document, mention)


def _files(directory: Path) -> list[Path]:
    return sorted(directory.glob("*.conllu"), key=lambda path: path.name)


def table(found: Coreference) -> str:
    """One line for all, one for he and she, one a pronoun and one a genre, in per cent."""
    pronouns = sorted({answer.pronoun for answer in found.answers})
    genres = sorted({answer.genre for answer in found.answers})
    rows = {"all": found, "he, she": found.of(lambda answer: answer.pronoun in PERSONS)}
    rows |= {f"  {name}": found.of(partial(_is_pronoun, name)) for name in pronouns}
    rows |= {f"  in {name}": found.of(partial(_is_genre, name)) for name in genres}
    lines = [f"{'':20}    n  resolved  right  nearest name"]
    for name, group in rows.items():
        shares = f"{100 * group.resolved:8.1f}  {100 * group.accuracy:5.1f}  {100 * group.nearest:12.1f}"
        lines.append(f"{name:20} {len(group.answers):4}  {shares}")
    return "\n".join(lines)


def _is_pronoun(pronoun: str, answer: Answer) -> bool:
    return answer.pronoun == pronoun


def _is_genre(genre: str, answer: Answer) -> bool:
    return answer.genre == genre


def main(argv: Sequence[str] | None = None) -> int:
    """Measures the reader that ships, prints, and gives the exit status: 0 done, 2 wrong use."""
    parser = argparse.ArgumentParser(description="Whom the pronouns mean that say something, in GUM.")
    parser.add_argument("--data", default=os.environ.get("QUOTH_DATA", "data"), help="the folder that holds gum/")
    parser.add_argument("--reader", default="en-3", help="whose parse is resolved")
    options = parser.parse_args(argv)
    try:
        reader = load_reader(options.reader)
        subjects = read_subjects(Path(options.data) / "gum", verbs_of_saying())
    except QuothError as error:
        print(f"bench: {error}", file=sys.stderr)
        return 2
    print(table(measure(subjects, lambda article: reader.parse(article)[1])))
    return 0


if __name__ == "__main__":
    sys.exit(main())
