from pathlib import Path

import pytest

from quoth.ask.check import check
from quoth.library import Store
from tests.ask.reports import MADE_BY, Said, report

GATES = "“We will not open the northern gates unless four engineers have signed the papers.”"
FERRY = "“Every ferry in the harbour sails again before the winter storms arrive.”"


TREATY = "“I would vote for the treaty if the border stays open, but I do not trust the council.”"
DAM = "“The dam is safe. The river is high. Nobody must cross it until Friday.”"
COST = "“We cannot and will not pay 1,500 crowns a day for that well-known ferry.”"
SHAME = "the plan was “a disaster for all of us” and “a shame”"
WAR = "he would never support “the war in the north”"
CLOSED = "the bridge would be closed for nine weeks"
HARBOUR = ["“We will leave the harbour,”", "“provided that the storm is over.”"]
SAID = [
    Said([GATES], "Ilda Torvane"),
    Said([FERRY], "Odo Quill"),
    Said([TREATY], "Piet Holm"),
    Said(HARBOUR, "Ada Brenn"),
    Said([SHAME], "Piet Holm", kind="mixed"),
    Said([WAR], "Piet Holm", kind="mixed"),
    Said([CLOSED], "Ada Brenn", kind="indirect"),
    Said([DAM], "Ada Brenn"),
    Said([COST], "Ada Brenn"),
    Said(["“Мы никогда не откроем северные ворота города без подписи инженеров.”"], "Olga Petrova"),
    Said(["“This is the best day 🎉🎉 of my life, I swear it 😀”"], "Mara Sund"),
]


@pytest.fixture
def spoken(tmp_path: Path) -> Store:
    """A report for each quotation; the title of one has words that were not read."""
    library = Store(tmp_path / "said.db")
    for n, said in enumerate(SAID, 10):
        library.keep(report(n, [said]), made_by=MADE_BY)
    title = "The whole fleet is lost at sea, and nobody knows why"
    library.keep(report(3, [Said(["“No.”"], "Odo Quill")], title=title), made_by=MADE_BY)
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
        ("We will open the northern gates", None, "altered", ("negation",), ("condition",)),
        ("We will ... open the northern gates unless four engineers have signed", None, "cut", (), ("negation",)),
        ("We will not open … (...) the northern gates", None, "cut", (), ("condition",)),
        ("I would vote for the treaty", None, "cut", (), ("negation", "condition")),
        ("I would vote for the treaty, but I do not trust the council", None, "cut", (), ("condition",)),
        ("We will leave the harbour", None, "cut", (), ("condition",)),
        ("We will leave the harbour provided that the storm is over", None, "exact", (), ()),
        ("The dam is safe. The river is high.", None, "cut", (), ()),
        ("Nobody must cross it until Friday", None, "exact", (), ()),
        ("The dam is safe.", None, "cut", (), ()),
        ("provided that the storm is over", None, "cut", (), ()),
        ("Nobody must cross it", None, "cut", (), ("condition",)),
        ("a disaster for all of us", None, "exact", (), ()),
        ("a disaster for all of us … a shame", None, "exact", (), ()),
        ("a disaster for all", None, "cut", (), ()),
        ("the war in the north", None, "exact", (), ("negation",)),
        ("The bridge will be closed for nine weeks", None, "indirect_only", (), ()),
        (CLOSED, None, "indirect_only", (), ()),
        (
            "We will not open the nor-\nthern gates unless four engi-\nneers have signed the papers",
            None,
            "exact",
            (),
            (),
        ),
        ("We can not and will not pay 1500 crowns a day for that well known ferry", None, "exact", (), ()),
        ("We will not pay 1,600 crowns a day", None, "altered", ("number",), ("negation",)),
        ("no", None, "exact", (), ()),
        ("Мы никогда не откроем северные ворота города без подписи инженеров", None, "exact", (), ()),
        ("Мы никогда не откроем северные ворота", None, "cut", (), ()),
        ("This is the best day of my life, I swear it", None, "exact", (), ()),
        ("We’ll not open the northern gates unless 4 engineers have signed the papers", None, "altered", (), ()),
        ("the the the", None, "not_found", (), ()),
        ("x " * 3000, None, "not_found", (), ()),
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
    found = check(spoken, "the whole fleet is lost at sea and nobody knows why", speaker="Quill")
    assert found.verdict == "exact"
    assert check(spoken, found.text, speaker="Torvane").verdict == "other_speaker"  # whom that report never names
    (match,) = found.matches
    assert match.statement is None
    assert match.span is not None
    assert match.span.text == "The whole fleet is lost at sea, and nobody knows why"


def test_a_whole_stretch_of_a_speech_is_a_quotation(tmp_path: Path) -> None:
    """What a report has between its marks before another sentence is whole; before the rest of one it is cut."""
    speech = ["“The toll was never mine to raise,”", "“Nobody asked me. I would pay it if I had to.”"]
    with Store(tmp_path / "speech.db") as library:
        library.keep(report(1, [Said(speech, "Ada Brenn")]), made_by=MADE_BY)
        library.keep(
            report(2, [Said(["“The mill stays ours,”", "“if the river does.”"], "Odo Quill")]), made_by=MADE_BY
        )
        found = check(library, "The toll was never mine to raise")
        assert (found.verdict, found.drops) == ("exact", ())
        assert check(library, "The toll was never mine").verdict == "cut"
        assert check(library, "The toll was never mine to raise. Nobody asked me.").verdict == "cut"
        cut = check(library, "The mill stays ours")
        assert (cut.verdict, cut.drops) == ("cut", ("condition",))


def test_what_a_speaker_quotes_is_a_quotation(tmp_path: Path) -> None:
    """Marks within marks hold words that somebody said, whole."""
    with Store(tmp_path / "nested.db") as library:
        said = Said(["“My mother told me, ‘Never trust a man in a boat,’ and she was right.”"], "Ada Brenn")
        library.keep(report(1, [said]), made_by=MADE_BY)
        assert check(library, "never trust a man in a boat").verdict == "exact"
        assert check(library, "trust a man in a boat").verdict == "cut"


@pytest.mark.parametrize(
    ("text", "changes", "turns"),
    [
        (
            "We're racing the cold, and 57 boats are out",
            [("replaced", "We're", "We are"), ("replaced", "57", "fifty-seven")],
            (),
        ),
        ("We are racing the cold, and fifty-nine boats are out", [("number", "nine", "seven")], ("number",)),
        ("We are racing the cold, and fifty", [("number", "", "seven"), ("cut", "", "boats are out")], ("number",)),
        ("We are racing the cold & fifty-seven boats are out", [], ()),
    ],
)
def test_a_change_at_an_end_is_told_whole(
    tmp_path: Path, text: str, changes: list[tuple[str, str, str]], turns: tuple[str, ...]
) -> None:
    """A contraction is told with both its words, and no number is parted."""
    with Store(tmp_path / "ends.db") as library:
        said = Said(["“We are racing the cold, and fifty-seven boats are out.”"], "Ada Brenn")
        library.keep(report(1, [said]), made_by=MADE_BY)
        found = check(library, text)
    assert ([(one.kind, one.theirs, one.ours) for one in found.changes], found.turns) == (changes, turns)


def test_words_written_as_one_are_found_among_common_ones(tmp_path: Path) -> None:
    """A short quotation with one rare word that is there is found by it."""
    with Store(tmp_path / "shame.db") as library:
        library.keep(report(1, [Said(["“Shame on every one of them.”"], "Ada Brenn")]), made_by=MADE_BY)
        assert check(library, "Shame on everyone of them").verdict == "exact"


@pytest.mark.parametrize(
    ("speaker", "verdict"),
    [
        ("the water minister", "exact"),
        ("minister", "exact"),
        ("Water Minister", "exact"),
        ("a spokesman for the mill", "exact"),
        ("Torvene", "exact"),
        ("Ilda Torvnae", "exact"),
        ("Ilda Quill", "other_speaker"),
        ("Odo Quill", "other_speaker"),
        ("Torvald", "other_speaker"),
    ],
)
def test_who_is_described_or_misspelt_is_not_somebody_else(tmp_path: Path, speaker: str, verdict: str) -> None:
    """A role is nobody's name, and a slip in a name that nobody has is a slip; another name is another's."""
    with Store(tmp_path / "roles.db") as library:
        library.keep(report(1, [Said([GATES], "Ilda Torvane", "water minister", "Halden")]), made_by=MADE_BY)
        assert check(library, GATES, speaker=speaker).verdict == verdict


def test_what_a_spokesman_says_is_nobodys_who_speaks_there_by_name(tmp_path: Path) -> None:
    """A report that calls one by the name does not call the same one a spokesman."""
    with Store(tmp_path / "spokesman.db") as library:
        said = [Said([GATES], "mill spokesman", "spokesman", type="unnamed"), Said([FERRY], "Odo Quill")]
        library.keep(report(1, said), made_by=MADE_BY)
        assert check(library, GATES, speaker="Odo Quill").verdict == "other_speaker"
        assert check(library, GATES, speaker="the spokesman").verdict == "exact"


def test_a_long_quotation_is_compared_whole(tmp_path: Path) -> None:
    """Five thousand words with one of them changed are altered by that word."""
    speech = " ".join(f"word{n} and the thing{n % 97}" for n in range(1250))
    with Store(tmp_path / "long.db") as library:
        library.keep(report(1, [Said([f"“{speech}”"], "Ada Brenn")]), made_by=MADE_BY)
        assert check(library, speech).verdict == "exact"
        changed = check(library, speech.replace("word800", "word801"))
    assert [(change.kind, change.theirs, change.ours) for change in changed.changes] == [
        ("replaced", "word801", "word800")
    ]


def test_ones_own_altered_words_come_before_the_exact_ones_of_another(spoken: Store) -> None:
    """Who is asked for said nearly this, somebody else just this: it is altered, and theirs is shown."""
    own = GATES.replace("northern", "western").replace("four", "two")
    spoken.keep(report(1, [Said([own], "Mara Sund")]), made_by=MADE_BY)
    found = check(spoken, GATES, speaker="Mara Sund")
    assert found.verdict == "altered"
    assert found.turns == ("number",)
    assert [match.speaker for match in found.matches] == ["Mara Sund"]
    assert check(spoken, GATES, speaker="Torvane").verdict == "exact"


def test_two_halves_of_one_speech_are_no_splice(tmp_path: Path) -> None:
    """Statements of one speaker that follow each other in a report are one; parted by another's, they are two."""
    one, other = "“The ferries will sail again tomorrow morning,”", "“and the harbour stays open all night long.”"
    asked = "The ferries will sail again tomorrow morning and the harbour stays open all night long"
    with Store(tmp_path / "two.db") as library:
        library.keep(report(1, [Said([one], "Odo Quill"), Said([other], "Odo Quill")]), made_by=MADE_BY)
        assert check(library, asked).verdict == "exact"
    with Store(tmp_path / "three.db") as library:
        between = Said(["“I do not believe a word of that, and I never did,”"], "Ada Brenn")
        library.keep(report(1, [Said([one], "Odo Quill"), between, Said([other], "Odo Quill")]), made_by=MADE_BY)
        found = check(library, asked)
    assert found.verdict == "spliced"
    assert len(found.matches) == 2


def test_whoever_a_report_never_names_did_not_say_it_there(tmp_path: Path) -> None:
    """Without a speaker it is somebody else's, unless the report has the name of the one who is asked for."""
    with Store(tmp_path / "nameless.db") as library:
        library.keep(report(1, [Said([GATES], None)], title="Ada Brenn visits the gates"), made_by=MADE_BY)
        assert check(library, GATES, speaker="Odo Quill").verdict == "other_speaker"
        assert check(library, GATES, speaker="Brenn").verdict == "exact"


def test_a_cut_place_in_a_text_is_no_exact_one(spoken: Store) -> None:
    """Words that were not read are compared with all of the sentence that they stand in."""
    found = check(spoken, "the whole fleet is lost at sea")
    assert (found.verdict, [change.ours for change in found.changes]) == ("cut", ["and nobody knows why"])


def test_every_report_is_shown_the_earliest_first(tmp_path: Path) -> None:
    """However many there are, with the voice that they are of."""
    with Store(tmp_path / "many.db") as library:
        for n in range(70):
            day = f"2031-{1 + n % 12:02}-{1 + n % 28:02}"
            library.keep(report(n, [Said([GATES], "Ilda Torvane")], published=day), made_by=MADE_BY)
        found = check(library, GATES)
    days = [match.article.published for match in found.matches]
    assert len(days) == 70
    assert days == sorted(days, key=str)
    assert all(match.voice == match.article.id for match in found.matches)


def test_how_much_is_asked_does_not_grow_with_the_library(tmp_path: Path) -> None:
    """As many questions are put to a library of two hundred reports as to one of two."""
    counts = []
    for size in (2, 200):
        with Store(tmp_path / f"{size}.db") as library:
            for n in range(size):
                said = Said(
                    [f"“We will open gate {n} of the northern harbour on the day after tomorrow.”"], "Odo Quill"
                )
                library.keep(report(n, [said]), made_by=MADE_BY)
            asked: list[str] = []
            library._connection.set_trace_callback(asked.append)
            check(library, "We will open gate 1 of the northern harbour on the day after tomorrow.")
        counts.append(sum(line.lstrip().startswith("SELECT") for line in asked))
    assert counts[0] == counts[1]
