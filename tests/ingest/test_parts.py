"""Headline, byline, dateline, captions and furniture, found by the line; body sentences stay body."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.ingest.parts import MAX_LOOKED_AT, find_parts
from quoth.records import Article

BODY = 'The mayor of Port Halden said on Tuesday that the dam "will hold."\n\n"We measured it twice," Pell Osk said.'

REPORT = f"""Mayor says 'the dam will hold'
Mayor Pell Osk at the dam. (File photo: Norpix/Jo Lund)

By Ana Ruiz

PORT HALDEN, 3 May (Norwire) — {BODY}

Advertisement

Read more: River rises again

"You cannot trust a wall that weeps," Ida Quill said.

recommend to friends"""


def parts_of(text: str, **hints: object) -> list[tuple[str, str]]:
    """The name and the words of every part."""
    return [(part.name, text[part.start : part.end]) for part in find_parts(text, **hints)]  # type: ignore[arg-type]


def test_a_report_with_every_part() -> None:
    """Each part is found, in text order, and nothing else is."""
    assert parts_of(REPORT) == [
        ("headline", "Mayor says 'the dam will hold'"),
        ("caption", "Mayor Pell Osk at the dam. (File photo: Norpix/Jo Lund)"),
        ("byline", "By Ana Ruiz"),
        ("dateline", "PORT HALDEN, 3 May (Norwire) —"),
        ("furniture", "Advertisement"),
        ("furniture", "Read more: River rises again"),
        ("furniture", "recommend to friends"),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(newline: str) -> None:
    """The same parts are found whatever ends the lines."""
    text = REPORT.replace("\n", newline)
    assert parts_of(text) == parts_of(REPORT)


@pytest.mark.parametrize(
    "headline",
    [
        "Mayor: ‘We stay’",
        "Mayor says the coming days will 'show what the heavy blow of the river has done to those who live below it'",
        "Will the dam hold?",
        "'HOLD IT!'",
        "Dam saved by aid from U.S.",
        "And then the river came ...",
        "Opinion: the dam is not ours",
        "Bridge Falls Into River At Port Halden.",
        "سد بورت هالدن صامد",
    ],
)
def test_a_first_line_that_is_no_sentence_is_the_headline(headline: str) -> None:
    """Quotation marks, question marks and long lines are no hindrance."""
    assert parts_of(f"{headline}\n\n{BODY}") == [("headline", headline)]


def test_a_headline_without_blank_lines() -> None:
    """Where every line is a paragraph, the first is the headline if it is no sentence."""
    text = "Mayor says dam holds\n" + BODY.replace("\n\n", "\n")
    assert parts_of(text) == [("headline", "Mayor says dam holds")]


def test_a_headline_on_two_lines() -> None:
    """In wrapped text a headline may run over two lines; both are it."""
    text = f"Mayor says the dam above Port Halden will hold as\nthe river rises again\n\n{BODY}"
    assert [name for name, _ in parts_of(text)] == ["headline", "headline"]


@pytest.mark.parametrize(
    "first",
    [
        "The dam holds.",
        '"The dam will hold," the mayor said on Tuesday.',
        '"The dam will hold."',
        "The mayor said:",
        "On Tuesday,",
        "***",
    ],
)
def test_a_first_line_that_is_a_sentence_is_body(first: str) -> None:
    """A text that just begins has no headline."""
    assert "headline" not in [name for name, _ in parts_of(f"{first}\n\n{BODY}")]


def test_wrapped_text_without_headline() -> None:
    """The first line of a wrapped paragraph lacks a full stop, and is no headline for all that."""
    text = "The mayor of Port Halden said on Tuesday that the dam\nabove the town will hold, whatever the river\ndoes."
    assert parts_of(text) == []
    assert parts_of(f"{text}\n\n{text}") == []


def test_a_transcript_has_no_headline() -> None:
    """Two turns in a row are speech, though the first has no full stop."""
    assert parts_of("ANA RUIZ: Will it hold\n\nPELL OSK: It will. We measured it twice.") == []


def test_a_lone_line_is_no_headline() -> None:
    """Something must follow for a line to be the headline of it."""
    assert parts_of("Mayor says dam holds") == []
    assert parts_of("Mayor says dam holds\n\nShare this") == [("furniture", "Share this")]


def test_a_full_stop_before_a_dateline() -> None:
    """What stands above a dateline or byline is the headline, with a full stop or without."""
    assert parts_of(f"Mayor says dam holds.\n\nHALDEN (Norwire) - {BODY}")[0] == ("headline", "Mayor says dam holds.")
    assert parts_of(f"Mayor says dam holds.\n\nBy Ana Ruiz\n\n{BODY}")[0] == ("headline", "Mayor says dam holds.")


def test_the_title_of_the_page_decides() -> None:
    """A line that says what the title says is the headline, though it is a sentence and not the first."""
    text = f"World\n\nThe dam holds.\n\n{BODY}"
    assert parts_of(text, title="The Dam Holds") == [("headline", "The dam holds.")]


def test_a_press_release() -> None:
    """Its label is furniture, its sender no headline, and its end marks are found."""
    text = (
        f"PRESS RELEASE\n\nMinistry of Dams of Halden\n\nHalden, Friday 3 May 2031\n\nDam is safe\n\n{BODY}\n\n- ends -"
    )
    assert parts_of(text) == [
        ("furniture", "PRESS RELEASE"),
        ("furniture", "Halden, Friday 3 May 2031"),
        ("headline", "Dam is safe"),
        ("furniture", "- ends -"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Pell Osk. (File photo: AFP/Jo Lund)",
        "Pell Osk at the dam (Photo by Jo Lund/Getty Images)",
        "Pell Osk at the dam. (Photograph: Jo Lund/Halden Pictures)",
        "Pell Osk at the dam (AP Photo/Jo Lund)",
        "FILE PHOTO: Pell Osk speaks in Halden, May 3, 2031. REUTERS/Jo Lund/File Photo",
        "Image: The dam at dusk",
        "Image caption, Pell Osk at the dam",
        "Pictured: Pell Osk",
        "Photo: The mayor at the dam",
        "In this May 3, 2031 file photo, Mayor Pell Osk speaks.",
    ],
)
def test_captions(line: str) -> None:
    """What says what a picture shows is a caption, between paragraphs or below the headline."""
    assert ("caption", line) in parts_of(f"Dam holds\n{line}\n\n{BODY}")
    assert ("caption", line) in parts_of(f"Dam holds\n\n{BODY}\n\n{line}\n\n{BODY}")


def test_an_agency_alone_signs_a_picture_below_the_headline_only() -> None:
    """A mere "(AFP)" ends many a body paragraph, so it makes a caption only where a caption stands."""
    assert parts_of(f"Dam holds\nMayor Pell Osk (AFP)\n\n{BODY}")[1] == ("caption", "Mayor Pell Osk (AFP)")
    assert parts_of(f"Dam holds\n\n{BODY}\n\nThe mayor resigned. (AFP)") == [("headline", "Dam holds")]


@pytest.mark.parametrize(
    "line",
    [
        "recommend to friends",
        "Advertisement",
        "ADVERTISEMENT:",
        "[Share this]",
        "Read more: ‘We stay,’ says mayor",
        "READ MORE: We stay",
        "Don’t miss: the river in pictures",
        "Watch: dam holds",
        "Sign up for our newsletter to get the day's news in your inbox every morning.",
        "Follow us on Twitter",
        "(File photo: AFP/Jo Lund)",
        "Getty Images",
        "Photo: Jo Lund/Norpix",
        "REUTERS/Jo Lund",
        "Image source, Getty Images",
        "© 2031 Halden Courier",
        "Copyright 2031 Norwire. All rights reserved.",
        "Published 4:30 p.m. Tuesday, May 3, 2031",
        "May 3, 2031, 14:05 GMT",
        "4 min read",
        "https://courier.example/dam",
        "press@halden.example",
        "* * *",
        "###",
        "Please enable JavaScript to see the comments.",
    ],
)
def test_furniture(line: str) -> None:
    """Buttons, links, credits, copyright and dates on a line of their own are furniture."""
    assert ("furniture", line) in parts_of(f"Dam holds\n\n{BODY}\n\n{line}\n\n{BODY}")


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement spending fell by half, the mayor said.",
        "Copyright law must change, the mayor said.",
        "Read more than one map, the engineer told her pupils.",
        "Follow the river and you will find the dam, he said.",
        "Sign up or leave, the foreman told them.",
        "The mayor (pictured) left the hall.",
        "He put the picture (photo) on the wall.",
        "3 May 2031 was the day on which the dam broke.",
        "In this picture of a town, nobody wins, Osk said.",
        "By Tuesday the army had left.",
        "Osk, mayor of Halden, wept.",
        "“”",
        '"""',
    ],
)
def test_sentences_are_not_eaten(line: str) -> None:
    """A sentence that begins or ends like a leftover of the page is body."""
    assert parts_of(f"Dam holds\n\n{BODY}\n\n{line}\n\n{BODY}") == [("headline", "Dam holds")]


def test_a_list_of_links_is_furniture_to_its_end() -> None:
    """Below "Related stories", lines that are no sentences are links; the first sentence ends the list."""
    text = f"Dam holds\n\n{BODY}\n\nRelated stories\nRiver rises again\nBridge closed for repair\n\nThe mayor left."
    assert parts_of(text)[1:] == [
        ("furniture", "Related stories"),
        ("furniture", "River rises again"),
        ("furniture", "Bridge closed for repair"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "By Ana Ruiz",
        "By ANA RUIZ and Jo Lund, Halden Courier",
        "By Ana Ruiz | 3 May 2031",
        "Ana Ruiz, Staff Writer",
        "Ana Ruiz, diplomatic correspondent in Halden",
        "By Ana de la Cruz in Port Halden",
    ],
)
def test_bylines(line: str) -> None:
    """Names after "By", or before what a reporter is called, are a byline above the first paragraph."""
    assert parts_of(f"Dam holds\n\n{line}\n\n{BODY}") == [("headline", "Dam holds"), ("byline", line)]
    assert "byline" not in dict(parts_of(f"Dam holds\n\n{BODY}\n\n{line}\n\n{BODY}\n\n{BODY}"))


def test_a_byline_right_below_the_headline() -> None:
    """Without a blank line between them, the two are still told apart."""
    assert parts_of(f"Dam holds\nBy Ana Ruiz\n\n{BODY}") == [("headline", "Dam holds"), ("byline", "By Ana Ruiz")]


def test_a_byline_at_the_end() -> None:
    """Wires sign at the end, in brackets."""
    line = "(Reporting by Ana Ruiz; Editing by Jo Lund in Halden)"
    assert parts_of(f"Dam holds\n\n{BODY}\n\n{line}")[-1] == ("byline", line)


def test_an_author_that_the_page_names() -> None:
    """A line that is an author's name alone is a byline where the page says who wrote it."""
    text = f"Dam holds\n\nAna Ruiz\n\n{BODY}"
    assert parts_of(text, authors=["Ana Ruiz"])[1] == ("byline", "Ana Ruiz")


@pytest.mark.parametrize(
    "dateline",
    [
        "PORT HALDEN, 3 May (Norwire) —",
        "Port Halden, 3 May –",
        "HALDEN —",
        "KABUL, Afghanistan (AP) --",
        "HALDEN, Norv., May 3 (Norwire) -",
        "New Halden, May 3 (NNN):",
        "HALDEN, May 3, 2031 /Newsline/ --",
    ],
)
def test_datelines(dateline: str) -> None:
    """Place, date and agency before a dash are the dateline, without the space after it."""
    assert parts_of(f"Dam holds\n\n{dateline} {BODY}")[1] == ("dateline", dateline)


@pytest.mark.parametrize(
    "opening",
    [
        "The mayor — a baker by trade — said so.",
        "NATO — which built the dam — is silent.",
        "PELL OSK: The dam holds.",
        "Osk (52) – the mayor – said so.",
        "Monday – The dam holds.",
        '"No — The dam holds," he said.',
    ],
)
def test_a_dash_alone_makes_no_dateline(opening: str) -> None:
    """Without capitals, a date or an agency, what comes before a dash is body."""
    assert parts_of(f"Dam holds\n\n{opening}\n\n{BODY}") == [("headline", "Dam holds")]


def test_captions_that_the_page_names() -> None:
    """A line that the page marks as a caption is one, whatever its words."""
    text = f"Dam holds\n\nA quiet day.\n\n{BODY}"
    assert parts_of(text, captions=["A  quiet day."])[1] == ("caption", "A quiet day.")


def test_parts_are_looked_for_in_the_first_characters() -> None:
    """A text longer than any report is looked at up to a limit, so that it takes no minutes."""
    text = "Dam holds\n\n" + "The dam holds.\n" * (MAX_LOOKED_AT // 10) + "Share this"
    assert parts_of(text) == [("headline", "Dam holds")]


LINES = st.sampled_from(
    [
        *REPORT.split("\n"),
        "",
        " ",
        "\t",
        "Related stories",
        "\x00",
        "\u200fسد\u200e",
        "e\u0301🚢",
        "PRESS RELEASE",
        "By",
        "(",
        "—",
        "Image:",
    ]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=20))), st.sampled_from(["\n", "\r\n", "\n\n"]))
@settings(max_examples=150, deadline=None)
def test_parts_never_overlap_and_never_leave_the_text(lines: list[str], newline: str) -> None:
    """Whatever the text, an article can be made with its parts, and none begins or ends in white space."""
    text = newline.join(lines)
    article = Article.of(text, origin="text", parts=find_parts(text, title="Dam holds", authors=["Ana Ruiz"]))
    for part in article.parts:
        words = text[part.start : part.end]
        assert words == words.strip()
