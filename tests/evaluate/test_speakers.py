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
        "direct_found": one(2, 2, 2),
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
    assert found == {"found": one(0, 1, 5), "words_and_person": one(0, 1, 5), "direct_found": one(0, 2, 2)}


def test_direct_statements_are_found_by_their_words_alone() -> None:
    """Of two direct ones in the gold, one; what kind, source or speaker the prediction has does not matter."""
    made = Attribution((), (), at("We won"), kind="indirect")  # 2 tokens of 5: not half
    assert counts(made, replace(GOLD[1], kind="mixed"), GOLD[2])["direct_found"] == one(1, 2, 2)
    assert counts(replace(made, content=at("We won,")))["direct_found"] == one(1, 2, 2)


def test_attitude_and_polarity_are_judged_where_the_gold_has_them() -> None:
    """Of three found one has neither in the gold; of three communications two are found, whatever they are called."""
    gold = (
        replace(GOLD[0], attitude="communication", polarity="affirmed"),
        replace(GOLD[1], attitude="communication", polarity="denied"),
        GOLD[2],
        replace(GOLD[3], attitude="belief", polarity=None),
        replace(GOLD[4], attitude="communication", polarity="declined"),
    )
    made = (
        replace(gold[0], attitude="belief"),
        replace(gold[1], polarity=None),
        replace(gold[2], attitude="fact", polarity="denied"),
        gold[3],
    )
    found = count_speakers(TEXT, gold, made).counts
    assert found["attitude"] == one(2, 3, 3)  # the first is wrong; the third is not judged
    assert found["polarity"] == one(1, 2, 2)  # the second is wrong; the fourth has none in the gold
    assert found["communication"] == one(2, 3, 3)  # the fifth was not found


def test_half_of_a_role_is_enough() -> None:
    """The words of the gold's role stand in predicted role and affiliation; without a predicted speaker they do not."""
    coach = replace(GOLD[0], speaker=replace(ANN, role="head coach of Osk", affiliation="Osk"))
    given = [
        (replace(ANN, role="coach"), 1),  # one of two: "of" and "Osk" do not count
        (replace(ANN, role="trainer", affiliation="Head of Sport"), 1),
        (replace(ANN, role="minister of sport", affiliation="Osk"), 0),
        (ANN, 0),
        (None, 0),
    ]
    for speaker, right in given:
        assert count_speakers(TEXT, (coach,), (replace(coach, speaker=speaker),)).counts["role"] == one(right, 1, 1)
    plain = replace(coach, speaker=replace(ANN, role="president", affiliation="Osk"))
    assert count_speakers(TEXT, (plain,), (plain,)).counts["role"] == one(0, 0, 0)


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
