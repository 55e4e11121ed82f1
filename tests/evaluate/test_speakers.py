"""Speakers, kinds and days against counts worked out by hand."""

from dataclasses import replace

from quoth.evaluate.annotation import Attribution, Days, Spans, Who
from quoth.evaluate.metrics import Count
from quoth.evaluate.speaker_report import make_speaker_report
from quoth.evaluate.speakers import SPEAKER_METRICS, count_speakers

TEXT = "“We won,” Ann Lee said. “All of us.” She smiled that it rained. The coach saw rain. It was said that cats fly."


def at(words: str) -> Spans:
    """The span of these words in TEXT."""
    start = TEXT.index(words)
    return ((start, start + len(words)),)


ANN = Who("Ann Lee", "person")
MONDAY: Days = ("2031-05-05", "2031-05-05")
GOLD = (
    Attribution(at("Ann Lee"), at("said"), at("“We won,”"), speaker=ANN, kind="direct", said_on=MONDAY),
    Attribution((), (), at("“All of us.”"), speaker=ANN, kind="direct"),
    Attribution(at("She"), at("smiled"), at("that it rained"), speaker=ANN, kind="indirect"),
    Attribution(at("The coach"), at("saw"), at("rain."), speaker=ANN, kind=None, said_on=("2031-05-05", "2031-05-11")),
    Attribution((), at("was said"), at("that cats fly"), speaker=Who(None, "none"), kind="indirect"),
)


def counts(*predicted: Attribution) -> dict[str, Count]:
    """The counts of these predictions, without those that are nothing."""
    return {name: count for name, count in count_speakers(TEXT, GOLD, predicted).counts.items() if any(count)}


def one(right: int, predicted: int, gold: int) -> Count:
    """A count in which right and found are the same."""
    return Count(right, predicted, right, gold)


def test_gold_is_right_throughout() -> None:
    """Every source falls under its own name, a week is no day, and a missing kind is not judged."""
    assert counts(*GOLD) == {
        "found": one(5, 5, 5),
        "words_and_person": one(5, 5, 5),
        "said_on": one(1, 1, 1),
        "speaker.strict": one(4, 4, 4),
        "speaker.lenient": one(4, 4, 4),
        "speaker.named": one(1, 1, 1),
        "speaker.pronouns": one(1, 1, 1),
        "speaker.descriptions": one(1, 1, 1),
        "speaker.implied": one(1, 1, 1),
        "type": one(5, 5, 5),
        "kind": one(4, 4, 4),
    }


def test_every_metric_is_counted() -> None:
    """Also where there is nothing."""
    assert set(count_speakers(TEXT, (), ()).counts) == set(SPEAKER_METRICS)


def test_a_part_of_the_name_is_lenient_alone() -> None:
    """The last name is not the whole of it; the type is still right, and so are the words."""
    found = counts(replace(GOLD[0], speaker=Who("Lee", "person"), said_on=None))
    assert found["speaker.strict"] == one(0, 1, 1)
    assert found["speaker.lenient"] == one(1, 1, 1)
    assert found["type"] == one(1, 1, 1)
    assert found["words_and_person"] == one(0, 1, 5)
    assert found["said_on"] == one(0, 0, 1)


def test_nobody_is_unknown_or_not_resolved() -> None:
    """Where the gold has nobody, "unknown" and no speaker at all are right; a person is wrong."""
    for speaker, right in ((Who(None, "unknown"), 1), (None, 1), (Who("Ann Lee", "person"), 0)):
        found = counts(replace(GOLD[4], speaker=speaker))
        assert found["type"] == one(right, 1, 1)
        assert found["words_and_person"] == one(right, 1, 5)
        assert "speaker.strict" not in found


def test_what_is_not_found_is_not_judged() -> None:
    """A speaker counts only where the content was found, and words and person want both."""
    found = counts(replace(GOLD[0], content=at("It was said")))
    assert found == {"found": one(0, 1, 5), "words_and_person": one(0, 1, 5)}


def test_content_alone_decides_what_is_found() -> None:
    """Of two predictions with the same content the first counts, whatever their sources."""
    wrong = replace(GOLD[0], source=(), speaker=Who("Bo Dahl", "person"))
    assert counts(wrong, GOLD[0])["speaker.strict"] == one(0, 1, 1)
    assert counts(GOLD[0], wrong)["speaker.strict"] == one(1, 1, 1)


def test_speakers_are_calibrated_where_all_are_sure() -> None:
    """Right is the strict name, or the right type where nobody is named; without a speaker nothing is judged."""
    sure = [
        replace(ANN, confidence=0.9),
        Who("Lee", "person", confidence=0.9),
        None,
        Who(None, "unknown", confidence=0.5),
    ]
    made = [replace(GOLD[n], speaker=who) for n, who in zip((0, 1, 2, 4), sure, strict=True)]
    counted = count_speakers(TEXT, GOLD, made)
    assert counted.confidences == (0.9, 0.9, 0.5)
    assert counted.right == (True, False, True)
    calibration = make_speaker_report([counted], 0).calibration
    assert calibration
    assert (calibration.count, calibration.bins[9].accuracy) == (3, 0.5)
    assert make_speaker_report([count_speakers(TEXT, GOLD, GOLD)], 0).calibration is None
