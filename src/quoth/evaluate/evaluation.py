"""Scoring a reader, or a file of predictions, against gold.

Where the gold has speakers, what was read is also resolved, as the pipeline does it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from quoth.errors import GoldError, QuothError
from quoth.evaluate.annotation import Attribution, GoldArticle
from quoth.evaluate.gold import gold_digest, has_speakers, read_gold
from quoth.evaluate.jsonl import read_predictions, write_predictions
from quoth.evaluate.metrics import count_article
from quoth.evaluate.nesting import nested
from quoth.evaluate.report import GoldSource, Report, make_report
from quoth.evaluate.speaker_report import make_speaker_report
from quoth.evaluate.speakers import count_speakers
from quoth.evaluate.split import GoldPart, in_part
from quoth.ingest.parts import find_parts
from quoth.pipeline import read_article
from quoth.read import Reader
from quoth.records import Article, Statement

__all__ = ["Progress", "as_article", "evaluate", "predictions", "score_predictions"]

Progress = Callable[[int, int], None]
_Articles = list[tuple[GoldArticle, Article]]
_Found = dict[str, tuple[Attribution, ...]]


def evaluate(
    directory: str | Path,
    reader: Reader,
    *,
    texts: str | Path | None = None,
    part: GoldPart | None = None,
    bootstrap: int = 1000,
    baseline: Reader | None = None,
    progress: Progress | None = None,
) -> Report:
    """Reads every gold article in ``directory`` and scores what the reader finds, the baseline's scores beside it.

    Where the annotators never marked a statement within another, as in PolNeAR, those that a reader finds are no error
    and no merit: they are not counted.

    ``texts`` is a folder with the texts of JSON gold that holds none; ``part`` is the part of the fixed split to read,
    None for all. ``bootstrap`` is the number of draws for the intervals, 0 for none. ``progress`` is called with the
    number of readings done and their total. Raises GoldError for gold that breaks its format or has no such part, and
    what the reader raises.
    """
    gold = _articles(directory, texts, part)
    total = len(gold) * (1 if baseline is None else 2)
    of_gold = GoldSource(str(directory), gold_digest(directory, texts, part), part)
    beside = None
    if baseline is not None:
        found = _read(gold, baseline, progress, 0, total)
        beside = _score(gold, found, of_gold, baseline.name, bootstrap)
    found = _read(gold, reader, progress, total - len(gold), total)
    return _score(gold, found, of_gold, reader.name, bootstrap, beside)


def predictions(
    directory: str | Path,
    reader: Reader,
    path: str | Path,
    *,
    texts: str | Path | None = None,
    part: GoldPart | None = None,
    progress: Progress | None = None,
) -> int:
    """Writes what the reader finds in every gold article to ``path``, one JSON line an article, for any scorer to read.

    Gives the number of statements written. Raises GoldError where the gold breaks its format.
    """
    gold = _articles(directory, texts, part)
    found = _read(gold, reader, progress, 0, len(gold))
    write_predictions(Path(path), found)
    return sum(map(len, found.values()))


def score_predictions(
    gold: str | Path,
    predicted: str | Path,
    *,
    texts: str | Path | None = None,
    part: GoldPart | None = None,
    bootstrap: int = 1000,
) -> Report:
    """Scores a file of predictions, in the form that ``predictions`` writes, against the gold at ``gold``.

    The file may hold predictions for all the gold where only a ``part`` of it is scored. Raises GoldError, with path
    and line, for an unknown or repeated id and for a span outside its text.
    """
    whole = read_gold(gold, texts)
    found = read_predictions(Path(predicted), {each.id: each for each in whole})
    of_gold = GoldSource(str(gold), gold_digest(gold, texts, part), part)
    return _score(_of_part(whole, part, gold), found, of_gold, Path(predicted).name, bootstrap)


def as_article(gold: GoldArticle) -> Article:
    """The record that a reader is given for a gold text: its text to the character, and its parts as found there."""
    return Article.of(gold.text, origin=gold.id, published=gold.published, parts=find_parts(gold.text))


def _articles(path: str | Path, texts: str | Path | None, part: GoldPart | None) -> _Articles:
    return _of_part(read_gold(path, texts), part, path)


def _of_part(gold: Iterable[GoldArticle], part: GoldPart | None, path: str | Path) -> _Articles:
    found = [(each, as_article(each)) for each in gold if in_part(each.id, part)]
    if not found:
        raise GoldError(f"{path} holds no article of the part {part}", path=str(path))
    return found


def _read(gold: _Articles, reader: Reader, progress: Progress | None, done: int, total: int) -> _Found:
    resolving = has_speakers(each for each, _ in gold)
    found: _Found = {}
    for number, (each, article) in enumerate(gold, done + 1):
        statements = _resolved(article, reader) if resolving else reader.read(article)
        for statement in statements:
            statement.check(article)
        found[each.id] = tuple(map(Attribution.of, statements))
        if progress is not None:
            progress(number, total)
    return found


def _resolved(article: Article, reader: Reader) -> Sequence[Statement]:
    """The statements as the pipeline has them; one that it would drop is an error here, as it is without speakers."""
    reading = read_article(article, reader)
    if reading.dropped:
        raise QuothError(reading.dropped[0].reason)
    return reading.statements


def _outermost(made: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """Predictions without those within others, where annotators marked none."""
    inner = nested(made)
    return tuple(a for n, a in enumerate(made) if n not in inner)


def _score(
    gold: _Articles,
    found: _Found,
    of_gold: GoldSource,
    name: str,
    bootstrap: int,
    baseline: Report | None = None,
) -> Report:
    flat = not any(nested(each.attributions) for each, _ in gold)
    pairs = [
        (article, each.attributions, _outermost(found.get(each.id, ())) if flat else found.get(each.id, ()))
        for each, article in gold
    ]
    speakers = None
    if has_speakers(each for each, _ in gold):
        counted = [count_speakers(article.text, true, made) for article, true, made in pairs]
        speakers = make_speaker_report(counted, bootstrap)
    return make_report(
        [count_article(*pair) for pair in pairs],
        reader=name,
        gold=of_gold,
        bootstrap=bootstrap,
        speakers=speakers,
        baseline=baseline,
    )
