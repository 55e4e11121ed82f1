"""Small pages, a feed and an archive, each after something that went wrong on real ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from quoth.ingest import article_from_html
from quoth.ingest.metadata import metadata_of
from quoth.ingest.page import parse
from quoth.records import Article
from tests.ingest.conftest import MakePage
from tests.ingest.things import taken

CASES = Path(__file__).with_name("pages") / "cases"


def case(name: str) -> Article:
    """The article of one of the small pages."""
    return article_from_html((CASES / name).read_bytes())


def test_a_body_in_two_boxes_is_whole() -> None:
    """What stands behind an advertisement, in a box of the same kind, is the report's too, in its place."""
    paragraphs = case("n4.html").text.split("\n\n")
    assert len(paragraphs) == 7
    assert paragraphs[3].startswith("Nobody in the town")
    assert paragraphs[4].startswith("The boatmen were not pleased")
    assert paragraphs[6].endswith("would be published within weeks.")


def test_a_box_that_opens_over_a_name_is_not_in_the_sentence() -> None:
    """The sentence is what a reader sees."""
    assert "threatened Sen. Ines Marl (D-Hald.), the attorney's office said on Monday." in case("b11.html").text


def test_three_authors_in_one_string_are_three() -> None:
    """By-words are off, and names in capitals are in ordinary case."""
    assert case("n2.html").authors == ("Abby Goodrow", "Thomas Kess", "Rob Perl")


def test_a_section_is_no_outlet_and_a_clock_of_twelve_hours_is_read() -> None:
    """The publisher in JSON-LD, which the address bears out, is the outlet; PM and CET are understood."""
    article = case("n3.html")
    assert (article.outlet, article.published) == ("Norwire", "2031-05-06T13:38:07+01:00")


@pytest.mark.parametrize(
    ("name", "author", "day"), [("d17.html", "Clea Sorn", "2031-05-06"), ("h1.html", "Odile Marrash", "2031-05-06")]
)
def test_microdata_and_references_say_who_and_when(name: str, author: str, day: str) -> None:
    """Microdata, ``rel=author`` and a WebPage whose author is an ``@id`` are read."""
    article = case(name)
    assert article.authors == (author,)
    assert (article.published or "")[:10] == day


def test_a_feed_that_is_escaped_twice_is_clean() -> None:
    """Its HTML and titles are read as such, twelve-hour clocks and doubled dates too."""
    articles, dropped = taken(CASES / "d06.xml")
    assert dropped == []
    assert [article.title for article in articles] == [
        "Quay ‘unsafe’, says union",
        "Mill to shut in June",
        "Ferry late",
    ]
    assert [article.published for article in articles] == [
        "2031-05-05T11:41:36",
        "2031-05-06T14:17:57",
        "2031-05-06T14:17:57+02:00",
    ]
    assert articles[0].text.split("\n\n")[1] == "The quay is unsafe, the union said on Monday."


def test_a_header_that_lies_loses_no_record() -> None:
    """The body is taken as it is, which a note says, and the other records are there."""
    articles, dropped = taken(CASES / "w5.warc.gz")
    assert dropped == []
    assert [article.text.split("\n\n")[1].split(",")[0] for article in articles] == [
        "The fourth pension fund",
        "The ninth pension fund",
        "The tenth pension fund",
    ]
    assert articles[0].notes == ("its headers say chunked, and the body is not: taken as it is",)


BOXES = (
    '<div class="lead"><p>{0}</p></div><div class="ad-slot">Advertisement</div><p>{1}</p>'
    '<div class="newsletter-box"><h3>The morning letter</h3><p>All you need to know, written by people who were '
    "there, and delivered to your door at seven in the morning.</p></div>"
    '<p><strong><a href="/x">READ MORE: MAYOR SAYS NO TO FERRY</a></strong></p>'
    '<ul>{links}</ul><p>{2}</p><div class="big-quote">{quote}</div>'
    "<p>Copyright 2031 Norwire. This material may not be published, broadcast, rewritten or redistributed.</p>"
)
PROSE = [
    "The mayor of Port Halden said on Tuesday that the dam above the town would hold, whatever the river does next.",
    "“You cannot trust a wall that weeps,” said Ida Quill, who lives below the dam with her two sons and a goat.",
    "The engineers, who came back on Friday, have measured each of the cracks twice and found that none has grown.",
]


def test_what_stands_between_paragraphs_is_not_the_reports(page: MakePage) -> None:
    """Letters to sign up for, linked promos, fifteen related items, repeated words and reprint notices are left out."""
    links = "".join(f'<li><a href="/{n}">Goat {n} is seen on the wall of the dam</a></li>' for n in range(15))
    body = BOXES.format(*PROSE, links=links, quote="have measured each of the cracks twice and found that none has")
    assert article_from_html(page(body=body)).text.split("\n\n")[1:] == PROSE


def test_the_next_report_of_an_endless_page_is_left_out(page: MakePage) -> None:
    """An article of its own, with its own headline, is another report though its boxes are of the same kind."""
    other = "".join(f"<p>{text.replace('dam', 'ferry').replace('wall', 'boat')} So it went.</p>" for text in PROSE)
    box = '<article class="full"><h1>{}</h1><div class="full__body">{}</div></article>'
    first = box.format("Dam holds", "".join(f"<p>{text}</p>" for text in PROSE))
    markup = f"<html><body><main>{first}{box.format('Ferry late', other)}</main></body></html>"
    assert article_from_html(markup).text.split("\n\n") == ["Dam holds", *PROSE]


def test_the_rest_of_a_stub_comes_from_what_the_page_declares(page: MakePage) -> None:
    """Where JSON-LD has much more of the report than the page shows, it is taken, and a note says so."""
    node = {"@type": "NewsArticle", "headline": "Mayor says 'dam will hold'", "articleBody": "\n".join(PROSE)}
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    article = article_from_html(page(head=head, body=f"<p>{PROSE[0]}</p>"))
    assert article.text.split("\n\n")[1:] == PROSE
    assert article.notes == ("the page shows a part of the article; the text is what it declares in JSON-LD",)


def test_missing_words_are_said(page: MakePage) -> None:
    """A page that says it has more words than were found is not cut without a word."""
    node = {"@type": "NewsArticle", "headline": "Mayor says 'dam will hold'", "wordCount": 400}
    article = article_from_html(page(head=f'<script type="application/ld+json">{json.dumps(node)}</script>'))
    assert article.notes == ("the page says that its article has 400 words, and 70 were found",)


def test_a_class_that_all_paragraphs_have_does_not_take_them_away() -> None:
    """Some pages call each paragraph of the report after something beside it."""
    body = "".join(f'<div class="share-text"><p>{text}</p></div>' for text in PROSE)
    assert article_from_html(f"<html><body><h1>Dam</h1>{body}</body></html>").text.split("\n\n") == ["Dam", *PROSE]


def test_old_pages_that_are_laid_out_by_tables_are_read() -> None:
    """A column of a layout is no table of figures."""
    body = "<br><br>".join(PROSE * 2 + ["The council will look at all of it once more before the summer, she said."])
    markup = f"<html><body><table><tr><td><a href=/>Home</a></td><td><h1>Dam</h1>{body}</td></tr></table></body></html>"
    text = article_from_html(markup).text
    assert text.startswith(f"Dam\n\n{PROSE[0]}")
    assert "Home" not in text


@pytest.mark.parametrize(
    ("head", "around", "published"),
    [
        ('<meta property="article:published" content="2031-05-06T08:00:00Z">', "", "2031-05-06T08:00:00+00:00"),
        ('<meta name="x-publishdate" content="20310506">', "", "2031-05-06"),
        ('<link rel="canonical" href="https://a.example/2031/05/06/dam">', "", "2031-05-06"),
        ("", '<div class="info"><time datetime="2031-05-06T09:00">May 6</time></div>', "2031-05-06T09:00:00"),
        ("", "<p>Posted: May 6, 2031</p>", "2031-05-06"),
        ("", '<abbr class="published" title="2031-05-06T09:00:00+02:00">9 AM</abbr>', "2031-05-06T09:00:00+02:00"),
        (
            "",
            "<p>The mayor said that she was born on May 6, 1971, in the house beside the dam, and would stay.</p>",
            None,
        ),
    ],
)
def test_dates_that_pages_declare_or_show(page: MakePage, head: str, around: str, published: str | None) -> None:
    """Other names of the same thing, the address, and lines that are a date; no day from within a sentence."""
    made = page(head=head).replace("</h1>", f"</h1>{around}")
    assert article_from_html(made).published == published


@pytest.mark.parametrize("kind", ["WebPage", "MedicalWebPage", "ClaimReview"])
def test_nodes_that_are_no_articles_say_when(kind: str) -> None:
    """What JSON-LD says of the page or of a review counts where it has no article."""
    node = {
        "@graph": [
            {"@type": kind, "datePublished": "2031-05-06", "author": {"@id": "#a"}},
            {"@id": "#a", "name": "Jo Lund"},
        ]
    }
    markup = f'<html><head><script type="application/ld+json">{json.dumps(node)}</script></head><body></body></html>'
    declared = metadata_of(parse(markup, origin="x"))
    assert (declared.published, declared.authors) == ("2031-05-06", ("Jo Lund",))


def test_titles_have_no_entities(page: MakePage) -> None:
    """Entities that were escaped twice are what they stand for."""
    head = "<title>Dam &amp;#8216;holds&amp;rsquo; &amp;amp; stays</title>"
    assert article_from_html(page(head=head, h1="")).title == "Dam ‘holds’ & stays"


REPORT = (
    "<p>The tram stays where it is, the council said on Monday, and nobody will lift its rails before the spring.</p>"
    "<p>“We asked for a year,” said Ida Quill, who drives it. “We were given a winter, and no word of "
    "what comes next.”</p>"
)


def page(inner: str, head: str = "") -> bytes:
    """A page with a headline above ``inner``."""
    return f"<html><head>{head}</head><body><article><h1>Tram stays</h1>{inner}</article></body></html>".encode()


@pytest.mark.parametrize(
    "offer",
    [
        (
            "<div><h2>Subscribe to unlock this article</h2><p>Only 1 crown for 4 weeks.</p><p>“The best there is,” "
            "said a reader.</p></div>"
        ),
        (
            "<section><div><p>You’ve reached your limit of free articles</p></div><div><p>Sign up and read on for the "
            "price of a cup of tea.</p></div></section>"
        ),
        (
            "<div class='x'><p>Already a subscriber? <a href='/l'>Sign in</a></p><p>We have plans for every reader in "
            "town and beyond.</p></div>"
        ),
        (
            "<div><h3>This article is for members</h3><p>Our members pay for the work that goes into reports like "
            "these.</p></div>"
        ),
        (
            "<div><p>To continue reading, create a free account</p><ul><li>Read five articles a month, and save "
            "them for later.</li></ul></div>"
        ),
    ],
)
def test_an_offer_of_the_rest_is_no_report(offer: str) -> None:
    """Whatever the box is called: it goes in whole, and what stands above it stays."""
    assert article_from_html(page(REPORT + offer)).text == article_from_html(page(REPORT)).text


@pytest.mark.parametrize(
    "sentence",
    [
        "Already registered voters need not sign again, the clerk said on Monday in the hall by the river.",
        "Join the march to keep the tram, said a sign that had hung on the depot’s gate since the autumn.",
        "This report is for the council, not for readers of newspapers, said the mayor, and laid it on the table.",
        "Subscribers only learned of the change on Friday, said the paper’s editor, who has since resigned from it.",
    ],
)
def test_a_report_about_offers_is_a_report(sentence: str) -> None:
    """Sentences that begin like an offer stay."""
    assert sentence in article_from_html(page(f"<div>{REPORT}<p>{sentence}</p></div>")).text


@pytest.mark.parametrize("line", ["Sign in to continue reading", "You have reached your limit of free articles"])
def test_a_line_above_a_report_that_asks_to_sign_in_takes_nothing_with_it(line: str) -> None:
    """The report below it, short as it is, stays; and so does what follows such a line in its middle."""
    first, second = REPORT.split("</p>", 1)
    for body in (f"<p>{line}</p>{REPORT}", f"{first}</p><h3>{line}</h3>{second}"):
        found = article_from_html(f"<html><body><h1>Tram stays</h1><div class='b'>{body}</div></body></html>".encode())
        assert "who drives it" in found.text
        assert "nobody will lift its rails" in found.text


@pytest.mark.parametrize(
    "line",
    [
        "(Except for the headline, this story has not been edited by us and is published from a syndicated feed.)",
        "Ana Ruiz and Jo Lund contributed to this report.",
        "Follow the Post’s full coverage of the tram at https://post.example/tram",
        "To stay up to date on all the latest news, follow the Post on Facebook.",
        "Download the Post News app for breaking news and weather alerts",
        "Log in to post comments",
        "Have you been affected? Email us at news@post.example",
        "Quill reported from Port Sellin. Jo Lund helped in Aldmoor.",
    ],
)
def test_lines_below_a_report_are_furniture(line: str) -> None:
    """They are kept in the text, and nobody is said to say them."""
    article = article_from_html(page(f"{REPORT}<p>{line}</p>", "<meta name='author' content='Ana Quill'>"))
    part = article.parts[-1]
    at = article.text.find(line)
    assert at == -1 or (part.name, article.text[part.start : part.end]) == ("furniture", line)


def test_a_byline_is_found_where_classes_say_nothing() -> None:
    """By what the page calls it for its tests; and the outlet, declared as its own author, is not the author then."""
    declared = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Tram stays", "author":'
        ' {"@type": "Organization", "name": "BCN News"}, "publisher": {"name": "BCN News"}}</script>'
    )
    shown = '<div data-testid="byline-contributors"><span>Efa Rowlands</span><div>West correspondent</div></div>'
    assert article_from_html(page(shown + REPORT, declared)).authors == ("Efa Rowlands",)
    assert article_from_html(page(REPORT, declared)).authors == ("BCN News",)


def test_who_submitted_a_page_and_when_may_stand_in_a_footer() -> None:
    """As Drupal has it, above the text; a footer below is no place for an author."""
    facts = 'Submitted by <span>Ruta Callow</span> on <time datetime="2031-02-11T14:05:33+00:00">Tue, 02/11/2031</time>'
    article = article_from_html(page(f'<footer class="node__meta">{facts}</footer>{REPORT}'))
    assert (article.authors, article.published) == (("Ruta Callow",), "2031-02-11T14:05:33+00:00")
    assert article_from_html(page(f"{REPORT}<footer>{facts}</footer>")).authors == ()


def test_labels_of_a_poll_are_no_authors() -> None:
    """A box with a byline somewhere in it is not a byline."""
    poll = "<div class='vote'><label>Yes</label><label>No</label></div>"
    rest = "".join(f"<div class='b{n}'></div>" for n in range(6))
    assert article_from_html(page(f"<div class='byline'>TNN</div>{rest}{REPORT}{poll}")).authors == ()
