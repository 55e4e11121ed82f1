"""Evaluation of readers, end to end, on fictional gold."""

import json
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from quoth.errors import GoldError, SpanError
from quoth.evaluate import METRICS, Attribution, evaluate, predictions, read_gold, score_predictions
from quoth.records import Article, Span, Statement


class Perfect:
    """Reads out the gold, at the confidence given; statements without a content cannot be made and are left out."""

    name = "perfect"

    def __init__(self, directory: Path, confidence: float = 1.0) -> None:
        self.gold = {article.text: article.attributions for article in read_gold(directory)}
        self.confidence = confidence

    def read(self, article: Article) -> list[Statement]:
        return [self.statement(article, found) for found in self.gold[article.text] if found.content]

    def statement(self, article: Article, found: Attribution) -> Statement:
        return Statement.of(
            article,
            content=found.content,
            cue=found.cue,
            source=found.source,
            kind="direct",
            confidence=self.confidence,
            made_by="test",
        )


class Silent:
    """Finds nothing."""

    name = "silent"

    def read(self, article: Article) -> list[Statement]:
        return []


class Liar:
    """Gives a statement whose words are not in the article."""

    name = "liar"

    def read(self, article: Article) -> list[Statement]:
        return [
            Statement(
                id="st_1",
                article=article.id,
                content=(Span(0, 5, "never"),),
                cue=(),
                source=(),
                kind="direct",
                attitude=None,
                polarity=None,
                speaker=None,
                said_on=None,
                place="body",
                within=None,
                confidence=1.0,
                made_by="test",
            )
        ]


def test_a_perfect_reader_scores_one(gold_directory: Path) -> None:
    """Gold read out is right throughout, but for the two attributions that have no content."""
    report = evaluate(gold_directory, Perfect(gold_directory), bootstrap=0)
    assert (report.reader, report.articles, report.gold, report.predicted) == ("perfect", 4, 26, 24)
    assert report.scores["attribution.relaxed"].precision == 1
    assert report.scores["attribution.strict"].recall == 24 / 26
    assert report.scores["spans.content.exact"].f1 == 1
    assert report.scores["by_kind.mixed"].gold > 0
    assert report.source_given_content.accuracy == 1
    assert report.calibration is not None
    assert report.calibration.error == 0


def test_a_silent_reader_scores_nothing(gold_directory: Path) -> None:
    """0 of 0 is 0, and there is nothing to calibrate."""
    report = evaluate(gold_directory, Silent(), bootstrap=10)
    assert {score.f1 for score in report.scores.values()} == {0}
    assert {score.interval for score in report.scores.values()} == {(0, 0)}
    assert report.calibration is None
    assert report.articles_with_predictions == 0


def test_the_baseline_stands_beside(gold_directory: Path) -> None:
    """Every row has the reader's score and the baseline's; progress counts the readings of both."""
    calls: list[tuple[int, int]] = []
    report = evaluate(
        gold_directory,
        Perfect(gold_directory),
        bootstrap=10,
        baseline=Silent(),
        progress=lambda done, total: calls.append((done, total)),
    )
    assert calls == [(n, 8) for n in range(1, 9)]
    rows = {name: (score, beside) for name, score, beside in report.rows()}
    assert list(rows) == [name for name in METRICS if name != "source_given_content"]
    score, beside = rows["attribution.relaxed"]
    assert beside is not None
    assert (score.f1 > 0.9, beside.f1) == (True, 0)
    assert [beside for _, _, beside in report.baseline.rows()] == [None] * len(rows) if report.baseline else False


def test_a_report_is_frozen_and_goes_into_json(gold_directory: Path) -> None:
    """to_dict gives plain values, four places, metrics by name."""
    report = evaluate(gold_directory, Perfect(gold_directory, 0.5), bootstrap=10, baseline=Silent())
    values = json.loads(json.dumps(report.to_dict()))
    assert values["metrics"]["spans.source.exact"] | {"f1_ci95": None} == {
        "p": 1.0, "r": 0.9091, "f1": 0.9524, "tp": 20, "predicted": 20, "gold": 22, "f1_ci95": None,
    }  # fmt: skip
    assert set(values["metrics"]) == set(METRICS)
    assert values["metrics"]["source_given_content"]["matches"] == 24
    assert values["calibration"]["expected_calibration_error"] == 0.5
    assert values["baseline"]["reader"] == "silent"
    with pytest.raises(FrozenInstanceError):
        report.reader = "other"  # type: ignore[misc]


def test_predictions_score_as_their_reader_does(gold_directory: Path, tmp_path: Path) -> None:
    """Written out and scored from the file, a reader has the same numbers."""
    path = tmp_path / "made.jsonl"
    assert predictions(gold_directory, Perfect(gold_directory, 0.75), path) == 24
    report = score_predictions(gold_directory, path, bootstrap=20)
    direct = evaluate(gold_directory, Perfect(gold_directory, 0.75), bootstrap=20)
    assert (report.reader, report.scores, report.calibration) == ("made.jsonl", direct.scores, direct.calibration)
    assert report.digest == direct.digest


def test_without_every_confidence_there_is_no_calibration(gold_directory: Path, tmp_path: Path) -> None:
    """Confidences of some predictions would tell of those alone."""
    path = tmp_path / "made.jsonl"
    rows = [{"content": [[0, 5]], "confidence": 0.5}, {"content": [[6, 9]]}]
    path.write_text(json.dumps({"id": "velm_tribune_vote", "attributions": rows}))
    assert score_predictions(gold_directory, path, bootstrap=0).calibration is None


def test_the_same_predictions_have_the_same_intervals(gold_directory: Path, prediction_file: Path) -> None:
    """The seed is fixed, and the score lies within its interval."""
    one, other = (score_predictions(gold_directory, prediction_file, bootstrap=100) for _ in range(2))
    assert one == other
    score = one.scores["attribution.relaxed"]
    assert score.interval is not None
    assert score.interval[0] <= score.f1 <= score.interval[1]


def test_words_that_are_not_there_are_refused(gold_directory: Path) -> None:
    """A reader whose spans do not slice to their own words is not scored."""
    with pytest.raises(SpanError):
        evaluate(gold_directory, Liar())


def test_predictions_that_cannot_be_read_are_named(gold_directory: Path, tmp_path: Path) -> None:
    """A missing prediction file is an error in one sentence."""
    with pytest.raises(GoldError, match=r"gone\.jsonl cannot be read"):
        score_predictions(gold_directory, tmp_path / "gone.jsonl")
