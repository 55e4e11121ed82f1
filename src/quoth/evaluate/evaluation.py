"""Scoring a reader, or a file of predictions, against gold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from quoth.evaluate.annotation import Attribution, GoldArticle
from quoth.evaluate.gold import gold_digest, read_gold
from quoth.evaluate.jsonl import read_predictions, write_predictions
from quoth.evaluate.metrics import count_article
from quoth.evaluate.report import Report, make_report
from quoth.ingest.parts import find_parts
from quoth.read import Reader
from quoth.records import Article

__all__ = ["Progress", "as_article", "evaluate", "predictions", "score_predictions"]

Progress = Callable[[int, int], None]
_Articles = list[tuple[GoldArticle, Article]]
_Found = dict[str, tuple[Attribution, ...]]


def evaluate(
    directory: str | Path,
    reader: Reader,
    *,
    bootstrap: int = 1000,
    baseline: Reader | None = None,
    progress: Progress | None = None,
) -> Report:
    """Reads every gold article in ``directory`` and scores what the reader finds, the baseline's scores beside it.

    ``bootstrap`` is the number of draws for the intervals, 0 for none. ``progress`` is called with the number of
    readings done and their total. Raises GoldError for gold that breaks its format, and what the reader raises.
    """
    gold = _articles(directory)
    total = len(gold) * (1 if baseline is None else 2)
    beside = None
    if baseline is not None:
        found = _read(gold, baseline, progress, 0, total)
        beside = _score(directory, gold, found, baseline.name, bootstrap, None)
    found = _read(gold, reader, progress, total - len(gold), total)
    return _score(directory, gold, found, reader.name, bootstrap, beside)


def predictions(directory: str | Path, reader: Reader, path: str | Path, *, progress: Progress | None = None) -> int:
    """Writes what the reader finds in every gold article to ``path``, one JSON line an article, for any scorer to read.

    Gives the number of statements written. Raises GoldError where the gold breaks its format.
    """
    gold = _articles(directory)
    found = _read(gold, reader, progress, 0, len(gold))
    write_predictions(Path(path), found)
    return sum(map(len, found.values()))


def score_predictions(gold: str | Path, predicted: str | Path, *, bootstrap: int = 1000) -> Report:
    """Scores a file of predictions, in the form that ``predictions`` writes, against the gold at ``gold``.

    Raises GoldError, with path and line, for an unknown or repeated id and for a span outside its text.
    """
    articles = _articles(gold)
    found = read_predictions(Path(predicted), {each.id: each for each, _ in articles})
    return _score(gold, articles, found, Path(predicted).name, bootstrap, None)


def as_article(gold: GoldArticle) -> Article:
    """The record that a reader is given for a gold text: its text to the character, and its parts as found there."""
    return Article.of(gold.text, origin=gold.id, parts=find_parts(gold.text))


def _articles(path: str | Path) -> _Articles:
    return [(each, as_article(each)) for each in read_gold(path)]


def _read(gold: _Articles, reader: Reader, progress: Progress | None, done: int, total: int) -> _Found:
    found: _Found = {}
    for number, (each, article) in enumerate(gold, done + 1):
        statements = reader.read(article)
        for statement in statements:
            statement.check(article)
        found[each.id] = tuple(map(Attribution.of, statements))
        if progress is not None:
            progress(number, total)
    return found


def _score(
    path: str | Path, gold: _Articles, found: _Found, name: str, bootstrap: int, baseline: Report | None
) -> Report:
    return make_report(
        [count_article(article, each.attributions, found.get(each.id, ())) for each, article in gold],
        reader=name,
        directory=str(path),
        digest=gold_digest(path),
        bootstrap=bootstrap,
        baseline=baseline,
    )
