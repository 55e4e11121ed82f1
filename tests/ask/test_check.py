from pathlib import Path

import pytest

from quoth.ask.check import check
from quoth.library import Store
from tests.ask.reports import MADE_BY, Said, report

GATES = "“We will not open the northern gates unless four engineers have signed the papers.”"
FERRY = "“Every ferry in the harbour sails again before the winter storms arrive.”"


@pytest.fixture
def spoken(tmp_path: Path) -> Store:
    """Three reports, one quotation each; the title of one has words that were not read."""
    library = Store(tmp_path / "said.db")
    library.keep(report(1, [Said([GATES], "Ilda Torvane")]), made_by=MADE_BY)
    title = "The whole fleet is lost at sea, and nobody knows why"
    library.keep(report(3, [Said(["“No.”"], "Odo Quill")], title=title), made_by=MADE_BY)
    library.keep(report(2, [Said([FERRY], "Odo Quill")]), made_by=MADE_BY)
    return library


@pytest.mark.parametrize(
    ("text", "speaker", "verdict", "turns", "drops"),
    [
        (GATES, "Torvane", "exact", (), ()),
        (GATES.strip("“”").upper(), None, "exact", (), ()),
        (GATES.replace("northern", "southern"), None, "altered", (), ()),
        (GATES.replace("four", "nine"), None, "altered", ("number",), ()),
        (GATES.replace("not ", ""), None, "altered", ("negation",), ()),
        (GATES.replace("engineers", "enginers").replace("papers", "papres"), None, "altered", (), ()),
        ("We will not open the northern gates", None, "cut", (), ("condition",)),
        ("We will not open … unless four engineers have signed the papers", None, "cut", (), ()),
        ("We will not open the northern gates before the winter storms arrive", None, "spliced", (), ()),
        (GATES, "Odo Quill", "other_speaker", (), ()),
        ("Nobody has ever painted seventeen purple lighthouses on a Sunday", None, "not_found", (), ()),
    ],
)
def test_a_quotation_has_its_verdict(
    spoken: Store, text: str, speaker: str | None, verdict: str, turns: tuple[str, ...], drops: tuple[str, ...]
) -> None:
    """Of each known change, with what it turns and what a cut drops."""
    found = check(spoken, text, speaker=speaker)
    assert (found.verdict, found.turns, found.drops) == (verdict, turns, drops)


def test_words_that_were_not_read_are_found_in_the_article(spoken: Store) -> None:
    """Without a statement, and with the place in its text."""
    found = check(spoken, "the whole fleet is lost at sea and nobody knows why", speaker="Torvane")
    assert found.verdict == "exact"
    (match,) = found.matches
    assert match.statement is None
    assert match.span is not None
    assert match.span.text == "The whole fleet is lost at sea, and nobody knows why"
