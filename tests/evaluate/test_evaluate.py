"""Evaluation of readers, end to end, on fictional gold."""

import json
import shutil
from dataclasses import FrozenInstanceError, replace
from pathlib import Path
from typing import Any

import pytest

from quoth.errors import GoldError, QuothError, SpanError
from quoth.evaluate import (
    METRICS,
    SPEAKER_METRICS,
    Attribution,
    GoldPart,
    evaluate,
    predictions,
    read_gold,
    score_predictions,
)
from quoth.evaluate.split import is_look_not
from quoth.parse import Parse
from quoth.pipeline import Reading
from quoth.read import Reader
from quoth.read.parsed import shape_parse
from quoth.records import Article, SaidOn, Span, Speaker, Statement


class Plain:
    """What all readers here share: their parse is by the shapes of words, and resolving gets no more."""

    def read(self, article: Article) -> list[Statement]:
        raise NotImplementedError

    def parse(self, article: Article) -> tuple[list[Statement], Parse]:
        return self.read(article), shape_parse(article.text)


class Perfect(Plain):
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


class Silent(Plain):
    """Finds nothing."""

    name = "silent"

    def read(self, article: Article) -> list[Statement]:
        return []


class Liar(Plain):
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
    assert list(rows) == [name for name in METRICS if name not in {"source_given_content", "joined"}]
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


class Resolving:
    """Stands for the room that resolves: gives every statement who, in what kind, when and how from the gold."""

    def __init__(self, directory: Path) -> None:
        self.gold = {article.text: article for article in read_gold(directory)}
        self.published: list[str | None] = []

    def __call__(self, article: Article, reader: Reader) -> Reading:
        self.published.append(article.published)
        known = {(one.content, one.source): one for one in self.gold[article.text].attributions}
        made = []
        for statement in reader.read(article):
            one = Attribution.of(statement)
            true = known[one.content, one.source]
            assert true.speaker
            type_ = "unknown" if true.speaker.type == "none" else true.speaker.type
            role, affiliation = true.speaker.role, true.speaker.affiliation
            speaker = Speaker(true.speaker.name, type_, role, affiliation, confidence=0.75)  # type: ignore[arg-type]
            said: dict[str, Any] = {"attitude": true.attitude, "polarity": true.polarity, "kind": true.kind or "direct"}
            said["said_on"] = SaidOn(*true.said_on, "then") if true.said_on else None
            made.append(replace(statement, speaker=speaker, **said))
        return Reading(article, tuple(made))


def test_gold_with_speakers_is_resolved_too(
    speaker_gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each article goes through the pipeline with its day, and speakers are scored; also from a file of predictions."""
    resolving = Resolving(speaker_gold)
    monkeypatch.setattr("quoth.evaluate.evaluation.read_article", resolving)
    reader = Perfect(speaker_gold)
    report = evaluate(speaker_gold, reader, bootstrap=20, baseline=Silent())
    assert resolving.published == ["2031-05-03", "2031-06-17", None] * 2
    assert report.speakers
    assert {name: each.f1 for name, each in report.speakers.scores.items()} == {
        "found": 1, "words_and_person": 1, "said_on": 1
    }  # fmt: skip
    assert {share.accuracy for share in report.speakers.shares.values()} == {1}
    assert report.speakers.calibration
    assert report.speakers.calibration.error == 0.25
    assert report.baseline
    assert report.baseline.speakers
    assert report.baseline.speakers.scores["found"].f1 == 0
    assert set(report.to_dict()["speakers"]["metrics"]) == set(SPEAKER_METRICS)

    predictions(speaker_gold, reader, tmp_path / "made.jsonl")
    assert score_predictions(speaker_gold, tmp_path / "made.jsonl", bootstrap=20).speakers == report.speakers


def test_gold_without_speakers_is_only_read(gold_directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is resolved, and nothing said of speakers."""
    monkeypatch.setattr("quoth.evaluate.evaluation.read_article", None)
    report = evaluate(gold_directory, Silent(), bootstrap=0)
    assert report.speakers is None
    assert report.to_dict()["speakers"] is None


def test_a_statement_that_the_pipeline_drops_is_refused(tmp_path: Path) -> None:
    """As one is whose words are not there, in gold without speakers."""
    row = {"content": [[0, 5]], "speaker": {"type": "unknown"}}
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "a", "text": "It rained.", "attributions": [row]}))
    with pytest.raises(QuothError):
        evaluate(tmp_path, Liar())


def test_texts_may_lie_elsewhere(speaker_gold: Path, tmp_path: Path) -> None:
    """`texts` names their folder, for evaluation and for predictions; the digest is that of gold with its texts."""
    path, texts = tmp_path / "speakers.jsonl", speaker_gold / "text"
    path.write_bytes((speaker_gold / "speakers.jsonl").read_bytes())
    report = evaluate(path, Silent(), texts=texts, bootstrap=0)
    assert report.digest == evaluate(speaker_gold, Silent(), bootstrap=0).digest
    assert predictions(path, Silent(), tmp_path / "made.jsonl", texts=texts) == 0
    assert score_predictions(path, tmp_path / "made.jsonl", texts=texts, bootstrap=0).gold == 30
    with pytest.raises(GoldError, match="there is no 'text'"):
        evaluate(path, Silent())


def test_a_part_of_the_gold_is_evaluated_alone(speaker_gold: Path, tmp_path: Path) -> None:
    """Of the three articles one is look-not; a part has its own digest, and a file of predictions for all serves it."""
    gold, made = tmp_path / "gold.jsonl", tmp_path / "made.jsonl"
    for path, source in ((gold, speaker_gold / "speakers.jsonl"), (made, speaker_gold.parent / "predictions.jsonl")):
        path.write_text(source.read_text().replace("velm_tribune_2031-06-17_water", "osk-8"))
    shutil.copytree(speaker_gold / "text", tmp_path / "text")
    (tmp_path / "text" / "velm_tribune_2031-06-17_water.txt").rename(tmp_path / "text" / "osk-8.txt")
    whole = evaluate(gold, Silent(), bootstrap=0)
    fit = evaluate(gold, Silent(), part="fit", bootstrap=0)
    kept = evaluate(gold, Silent(), part="look-not", bootstrap=0, baseline=Silent())
    assert (whole.articles, fit.articles, kept.articles) == (3, 2, 1)
    assert (whole.gold, fit.gold, kept.gold) == (30, 17, 13)
    assert [report.part for report in (whole, fit, kept)] == [None, "fit", "look-not"]
    assert kept.to_dict()["part"] == "look-not"
    assert kept.baseline
    assert (kept.baseline.part, kept.baseline.digest) == ("look-not", kept.digest)
    assert len({whole.digest, fit.digest, kept.digest}) == 3

    scored = score_predictions(gold, made, part="look-not", bootstrap=0)
    assert (scored.articles, scored.gold, scored.predicted) == (1, 13, 14)
    assert scored.digest == kept.digest
    assert predictions(gold, Silent(), made, part="fit") == 0
    assert len(made.read_text().splitlines()) == 2


def test_a_part_that_is_not_there_is_an_error(gold_directory: Path, tmp_path: Path) -> None:
    """Gold of which no article is in the part, and a part of another name: one sentence each."""
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "velm_1", "text": "No.", "attributions": []}))
    parts: list[GoldPart] = ["fit", "look-not"]
    missing = parts[not is_look_not("velm_1")]
    with pytest.raises(GoldError, match=f"no article of the part {missing}"):
        evaluate(tmp_path, Silent(), part=missing)
    with pytest.raises(GoldError, match="the parts fit and look-not, and no 'dev'"):
        evaluate(gold_directory, Silent(), part="dev")  # type: ignore[arg-type]


def test_predictions_that_cannot_be_read_are_named(gold_directory: Path, tmp_path: Path) -> None:
    """A missing prediction file is an error in one sentence."""
    with pytest.raises(GoldError, match=r"gone\.jsonl cannot be read"):
        score_predictions(gold_directory, tmp_path / "gone.jsonl")
