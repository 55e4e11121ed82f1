"""Brat standoff with the faults that PolNeAR's files have."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quoth.errors import GoldError
from quoth.evaluate import Attribution, read_annotators, read_brat, read_gold

TEXT = "“We won,” Ann Lee said. Bo Dahl hinted that taxes rise."
SAID = "T1\tSource 10 17\tAnn Lee\nT2\tCue 18 22\tsaid\nT3\tContent 0 9\t“We won,”\n"
EVENT = "E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"
FIRST = Attribution(source=((10, 17),), cue=((18, 22),), content=((0, 9),))

Brat = Callable[[str, str], Path]


def attributions(directory: Path) -> tuple[Attribution, ...]:
    """Those of the only article there."""
    (article,) = read_gold(directory)
    return article.attributions


def test_an_event_ties_spans_to_one_attribution(brat: Brat) -> None:
    """Source, cue and content of an E line are one attribution, its anchor no part of it."""
    assert attributions(brat(TEXT, SAID + "T4\tAttribution 18 22\tsaid\n" + EVENT)) == (FIRST,)


def test_an_event_may_stand_before_its_spans(brat: Brat) -> None:
    """An E line that comes first reads the same."""
    assert attributions(brat(TEXT, EVENT + SAID)) == (FIRST,)


def test_a_second_content_is_more_content(brat: Brat) -> None:
    """Content2 adds its pieces to those of Content, in the order named; a discontinuous span has several."""
    lines = (
        "T1\tContent 1 3;4 7\tWe won\nT2\tContent 39 54\tthat taxes rise\nE1\tAttribution:T9 Content:T1 Content2:T2\n"
    )
    assert attributions(brat(TEXT, lines)) == (Attribution(content=((1, 3), (4, 7), (39, 54))),)


def test_a_line_break_in_the_words_is_passed_by(brat: Brat) -> None:
    """What a line break in a T line's words leaves over is no line of its own, whatever line breaks the file has."""
    broken = SAID.replace("“We won,”", "“We\nwon,”")
    assert attributions(brat(TEXT, broken + "\n#1\tNote T1\tsure\n" + EVENT)) == (FIRST,)
    assert attributions(brat(TEXT, (broken + EVENT).replace("\n", "\r\n"))) == (FIRST,)


def test_other_annotations_are_passed_by(brat: Brat) -> None:
    """Discuss and Discard spans, their events and references to what is no role give nothing."""
    lines = SAID + "T7\tDiscuss 0 2\t“W\nE2\tDiscuss:T7\nE3\tAttribution:T8 Discuss:T99\n" + EVENT
    assert attributions(brat(TEXT, lines)) == (FIRST,)


def test_what_was_annotated_twice_counts_twice(brat: Brat) -> None:
    """A word-for-word duplicate stays, as every scorer of this corpus keeps it."""
    assert attributions(brat(TEXT, SAID + EVENT + EVENT.replace("E1", "E2"))) == (FIRST, FIRST)


def test_line_breaks_of_the_text_count_as_they_are(brat: Brat) -> None:
    """Offsets count both characters of a CR LF, since the text is read as it is."""
    directory = brat("Yes.\r\nAnn said no.", "T1\tSource 6 9\tAnn\nE1\tAttribution:T2 Source:T1\n")
    (article,) = read_gold(directory)
    assert article.text[6:9] == "Ann"


def test_the_first_annotator_by_name_is_the_gold(gold_directory: Path) -> None:
    """A text annotated twice is one gold article; read_annotators gives both, the gold first."""
    gold = {article.id: article for article in read_gold(gold_directory)}
    every = list(read_annotators(gold_directory))
    assert len(gold) == 4
    assert [a.annotator for a in every if a.id == "oskan_courier_ferry-talks"] == ["3c1d", "9f02"]
    assert gold["oskan_courier_ferry-talks"] == every[0]


def test_an_annotation_may_bear_its_texts_name_alone(tmp_path: Path) -> None:
    """An annotation file named as its text is that text's, underscores or not."""
    for name in ("text/osk_1.txt", "attributions/osk_1.ann", "text/.hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    assert [(a.id, a.annotator) for a in read_gold(tmp_path)] == [("osk_1", None)]


def test_one_file_reads_without_its_text(gold_directory: Path) -> None:
    """read_brat needs no text; it then cannot tell that a span leaves it."""
    path = gold_directory / "attributions" / "velm_tribune_storm_9f02.ann"
    assert len(read_brat(path)) == 8


@pytest.mark.parametrize(
    ("lines", "line", "says"),
    [
        (SAID + "T4\tCue eighteen\n", 4, "offsets"),
        (SAID + "E1\tAttribution:T9 Cue:T5\n", 4, "does not have"),
        (SAID + "E1\tCue\n", 4, "no role"),
        ("T1\tCue 5 5\t\nE1\tAttribution:T2 Cue:T1\n", 1, "5-5"),
        ("\nT1\tCue 9 5\t\nE1\tAttribution:T2 Cue:T1\n", 2, "9-5"),
        ("T1\tCue 50 56\tx\nE1\tAttribution:T2 Cue:T1\n", 1, "55 characters"),
    ],
)
def test_bad_gold_says_where(brat: Brat, lines: str, line: int, says: str) -> None:
    """A line that breaks the format is an error in one sentence, with file and line."""
    with pytest.raises(GoldError, match=says) as caught:
        read_gold(brat(TEXT, lines))
    assert caught.value.line == line
    assert str(caught.value.path).endswith("osk_1_3c1d.ann")
    assert str(caught.value).count("\n") == 0


def test_a_text_without_annotation_is_an_error(brat: Brat) -> None:
    """Gold that is half there is no gold: the missing half is named."""
    directory = brat(TEXT, SAID + EVENT)
    (directory / "text" / "osk_2.txt").write_text("Nothing.")
    with pytest.raises(GoldError, match=r"osk_2\.txt has no annotation"):
        read_gold(directory)


def test_an_annotation_without_a_text_is_an_error(brat: Brat) -> None:
    """And so the other way round."""
    directory = brat(TEXT, SAID + EVENT)
    (directory / "attributions" / "osk_2_3c1d.ann").write_text("")
    with pytest.raises(GoldError, match=r"osk_2\.txt"):
        read_gold(directory)


def test_gold_that_is_not_utf8_is_an_error(brat: Brat) -> None:
    """Another encoding would move every offset, so it is not guessed."""
    directory = brat(TEXT, SAID + EVENT)
    (directory / "text" / "osk_1.txt").write_bytes(TEXT.encode("cp1252"))
    with pytest.raises(GoldError, match="not UTF-8"):
        read_gold(directory)


def test_texts_elsewhere_are_for_json_lines(brat: Brat, tmp_path: Path) -> None:
    """Brat standoff has its texts beside it."""
    with pytest.raises(GoldError, match="in its own text/"):
        read_gold(brat(TEXT, SAID + EVENT), tmp_path)
