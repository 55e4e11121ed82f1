"""The gold sets that have floors, and what is measured on each: statements and speakers, pronouns, or figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, cast

from bench import coreference, figures
from quoth.evaluate import GoldPart, Report, evaluate, gold_digest
from quoth.read import Reader

__all__ = ["GoldSet", "Measured", "Numbers", "gold_set"]

# By metric and number: {"attribution.relaxed": {"f1": 0.7586}}.
Numbers = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Measured:
    """The numbers of the reader and of a baseline, and the report that they come from, where there is one."""

    scores: Numbers
    baseline: Numbers
    report: Report | None = None


class GoldSet(Protocol):
    """Gold on which a reader can be measured; ``digest`` tells it from any other."""

    digest: str

    def measure(self, reader: Reader, rules: Reader) -> Measured:
        """What the reader reaches, and the baseline beside it: that of the rules, or one that is plainer yet."""


class Statements:
    """Gold of statements, with or without speakers, or one part of it."""

    def __init__(self, path: Path, texts: Path | None, part: GoldPart | None = None) -> None:
        self.path, self.texts, self.part = path, texts, part
        self.digest = gold_digest(path, texts, part)

    def measure(self, reader: Reader, rules: Reader) -> Measured:
        """Both are evaluated, without intervals."""
        report = evaluate(self.path, reader, texts=self.texts, part=self.part, bootstrap=0, baseline=rules)
        return Measured(_numbers(report), _numbers(report.baseline) if report.baseline else {}, report)


class Pronouns:
    """A treebank with coreference, for the pronouns that say something."""

    def __init__(self, path: Path) -> None:
        self.subjects = coreference.read_subjects(path, coreference.verbs_of_saying())
        self.digest = coreference.digest(path, self.subjects)

    def measure(self, reader: Reader, rules: Reader) -> Measured:  # noqa: ARG002 - order alone is the baseline here
        """The reader's parse is resolved; the baseline is the nearest name."""
        found = coreference.measure(self.subjects, lambda article: reader.parse(article)[1])
        return Measured(found.scores(), found.baseline())


class Figures:
    """One half of the articles whose figures were marked by eye."""

    def __init__(self, data: Path, half: str) -> None:
        self.marked = figures.Marked(data, half)
        self.digest = self.marked.digest

    def measure(self, reader: Reader, rules: Reader) -> Measured:
        """The figures of both, of which only the network's know what a verb says of a noun."""
        return Measured(self.marked.measure(reader).scores(), self.marked.measure(rules).scores())


def gold_set(values: Mapping[str, str | None], data: Path) -> GoldSet:
    """The gold set of an entry of floors.json, its paths taken from ``data``; raises GoldError without it."""
    path, texts = data / str(values["path"]), values.get("texts")
    if values.get("of") == "figures":
        return Figures(path, str(values["half"]))
    if values.get("of") == "pronouns":
        return Pronouns(path)
    return Statements(path, data / texts if texts else None, cast("GoldPart | None", values.get("part")))


def _numbers(report: Report) -> Numbers:
    """The metrics of a report, and ``apart``: what is not ``joined``, of which less is better, and floors rise."""
    values = report.to_dict()
    speakers = values["speakers"]["metrics"] if values["speakers"] else {}
    apart = {"accuracy": round(1 - values["metrics"]["joined"]["accuracy"], 4)}
    return {**values["metrics"], **speakers, "apart": apart}
