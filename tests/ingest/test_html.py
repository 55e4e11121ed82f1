"""An article from a page: headline first, paragraphs apart, quotations not lost, leftovers known."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quoth.errors import NotTextError
from quoth.ingest import article_from_html
from quoth.ingest.extractor import extracted
from quoth.ingest.page import MAX_ELEMENTS, MAX_IN_PARAGRAPH, text_of
from quoth.records import Article
from tests.ingest.conftest import PARAGRAPHS, MakePage


def parts_of(article: Article) -> list[tuple[str, str]]:
    """The name and the words of every part."""
    return [(part.name, article.text[part.start : part.end]) for part in article.parts]


def test_a_page_becomes_paragraphs_below_its_headline(page: MakePage) -> None:
    """The text begins with the headline, has a blank line between paragraphs, and no menu or footer."""
    article = article_from_html(page())
    paragraphs = article.text.split("\n\n")
    assert paragraphs[0] == "Mayor says 'dam will hold'"
    assert paragraphs[1].startswith(
        "PORT HALDEN (Norwire) — The mayor of Port Halden said on Tuesday that the dam above"
    )
    assert paragraphs[1].endswith('"will hold, whatever the river does."')
    assert len(paragraphs) == 4
    assert parts_of(article) == [
        ("headline", "Mayor says 'dam will hold'"),
        ("dateline", "PORT HALDEN (Norwire) —"),
    ]


def test_a_headline_outside_the_article_is_put_above_it(page: MakePage) -> None:
    """Statements in headlines are found only if the headline is in the text, so it is; once."""
    head = '<meta property="og:title" content="Mayor: the dam will hold">'
    article = article_from_html(page(h1="", head=head))
    assert article.text.startswith("Mayor: the dam will hold\n\nPORT HALDEN")
    assert article_from_html(page(head=head)).text.count("dam will hold") == 1


def test_the_headline_that_readers_see_is_taken(page: MakePage) -> None:
    """The title of a page is often shortened for search engines; the h1 is what was printed."""
    article = article_from_html(page(head="<title>Dam will hold: mayor | Courier</title>"))
    assert parts_of(article)[0] == ("headline", "Mayor says 'dam will hold'")


def test_an_outlets_name_is_no_headline(page: MakePage) -> None:
    """Some pages set their own name as h1."""
    head = '<meta property="og:site_name" content="Halden Courier"><title>Dam holds - Halden Courier</title>'
    article = article_from_html(page(h1="Halden Courier", head=head))
    assert article.title == "Dam holds"
    assert ("headline", "Dam holds") in parts_of(article)


def test_captions_stay_where_they_stand(page: MakePage) -> None:
    """A picture's caption is kept in its place and is known to be one, whatever its words."""
    figure = '<figure><img src="x.jpg"><figcaption>A quiet <b>day</b> at the dam.</figcaption></figure>'
    article = article_from_html(page(body=figure + PARAGRAPHS))
    assert parts_of(article)[1] == ("caption", "A quiet day at the dam.")


def test_block_quotations_are_kept(page: MakePage) -> None:
    """A quotation set as a block, in a figure or not, is kept with its source below it."""
    quote = "<blockquote><p>I have asked the engineers to come back on Friday.</p></blockquote>"
    figure = f"<figure>{quote}<figcaption>Pell Osk, mayor</figcaption></figure>"
    for block in (quote, figure):
        article = article_from_html(page(body=PARAGRAPHS + block + PARAGRAPHS.replace("dam", "wall")))
        assert "\n\nI have asked the engineers to come back on Friday.\n\n" in article.text
        assert ("\n\nPell Osk, mayor\n\n" in article.text) == (block == figure)
        assert "caption" not in dict(parts_of(article))


def test_the_marks_of_q_are_written(page: MakePage) -> None:
    """Browsers put quotation marks around q, the inner ones single; without them a quotation would be lost."""
    body = "<p>Osk said: <q>We measured it, and <q>it holds</q>, they told <i>me</i></q>.</p><p>She: <q>“No”</q>.</p>"
    text = article_from_html(page(body=PARAGRAPHS + body)).text
    assert "Osk said: “We measured it, and ‘it holds’, they told me”." in text
    assert "She: “No”." in text


def test_line_breaks_and_spaces(page: MakePage) -> None:
    """A break is a line end, two are a new paragraph, and white space in the source is a space."""
    body = "<p>The  dam\n holds,<br>he said.<br><br>And\n<b>he</b>&nbsp;left &amp; did not come back to the hall.</p>"
    assert (
        "\n\nThe dam holds,\nhe said.\n\nAnd he left & did not come back to the hall."
        in article_from_html(page(body=PARAGRAPHS + body)).text
    )


@pytest.mark.parametrize("holder", ["p", "div", "article"])
def test_words_stand_as_on_the_page(holder: str) -> None:
    """Italics and links leave no space before a comma, in the shortest of reports either."""
    words = '“We <em>stay</em>,” <a href="/osk">Osk</a>, <span>52</span>, said.'
    markup = f"<html><body><{holder}>{words}</{holder}></body></html>"
    assert article_from_html(markup).text == "“We stay,” Osk, 52, said."


def test_subheadings_are_body(page: MakePage) -> None:
    """A subheading stands alone and is no part."""
    article = article_from_html(page(body=PARAGRAPHS + "<h2>Second thoughts</h2>" + PARAGRAPHS.replace("dam", "wall")))
    assert "\n\nSecond thoughts\n\n" in article.text
    assert "Second thoughts" not in [words for _, words in parts_of(article)]


def test_leftovers_inside_the_article_are_furniture(page: MakePage) -> None:
    """What the extractor leaves of the page is marked."""
    body = PARAGRAPHS.replace("</p>\n<p>“", "</p><p>Advertisement</p><ul><li>Read more: River rises</li></ul><p>“")
    article = article_from_html(page(body=body))
    assert ("furniture", "Read more: River rises") in parts_of(article)
    assert ("furniture", "Advertisement") in parts_of(article)


def test_comments_and_related_stories_are_left_out(page: MakePage) -> None:
    """What readers say below the report is not in it, and neither are the teasers of other stories."""
    around = (
        '<section class="related"><p>“The bridge is closed to all of us until Monday,” said an officer.</p></section>'
        '<div id="comments"><p>“I never liked that dam, and I told them so,” writes a reader.</p></div>'
    )
    article = article_from_html(page(around=around))
    assert "bridge" not in article.text
    assert "never liked" not in article.text
    assert article.notes == ()


def test_a_quotation_that_is_lost_is_said(page: MakePage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the extractor leaves out a quotation of the article, the article says that it may be missing."""
    monkeypatch.setattr(
        "quoth.ingest.html.text_of", lambda body: text_of(body).replace("“You cannot trust a wall that weeps,”", "")
    )
    assert article_from_html(page()).notes == ("1 quotation of the page may be missing from the text",)


def test_recall_is_tried_where_a_quotation_is_lost(page: MakePage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The extractor's mode for recall is taken where it keeps a quotation that the balanced mode loses."""
    modes: list[bool] = []

    def shy(tree: Any, *, recall: bool) -> Any:
        modes.append(recall)
        body = extracted(tree, recall=recall)
        if not recall:
            body.remove(body[2])
        return body

    monkeypatch.setattr("quoth.ingest.html.extracted", shy)
    article = article_from_html(page())
    assert modes == [False, True]
    assert "wall that weeps" in article.text
    assert article.notes == ()


@pytest.mark.parametrize(
    "markup",
    [
        "<!DOCTYPE html>",
        "<html></html>",
        "<html><body><nav><a href='/'>Home</a> <a href='/w'>World</a></nav></body></html>",
        "<html><title>Courier</title><ul><li><a>River rises</a><li><a>Bridge shut</a></ul></html>",
        "<html><div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript></html>",
        "<html><body><p>Share this</p></body></html>",
    ],
)
def test_a_page_without_an_article(markup: str) -> None:
    """A menu, a shell that scripts would fill, or a bare doctype holds no article, and one sentence says so."""
    with pytest.raises(NotTextError, match=r"^the page holds no article; save the page of one report[^.]*$"):
        article_from_html(markup)


def test_a_short_report_is_an_article() -> None:
    """One sentence is enough; a part of a page is too."""
    assert (
        article_from_html("<html><body><p>The dam holds, Osk said.</p></body></html>").text
        == "The dam holds, Osk said."
    )
    assert article_from_html("<p>The dam holds, Osk said.</p>").text == "The dam holds, Osk said."


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul"])
def test_deep_nesting_is_refused(tag: str) -> None:
    """The parser would drop what is too deep without a word, so such a page is refused with one."""
    with pytest.raises(NotTextError, match=r"^the page is nested too deeply; save"):
        article_from_html("<html><body>" + f"<{tag}>" * 5000 + PARAGRAPHS)


def test_endless_pages_are_refused() -> None:
    """A page of very many elements, or so many in one paragraph, would take minutes, and is refused at once."""
    for endless in ("<p>The dam holds.</p>" * MAX_ELEMENTS, "<p>" + "<a href='/x'>dam</a> " * (MAX_IN_PARAGRAPH + 1)):
        with pytest.raises(NotTextError, match=r"^the page is made of too many elements; save"):
            article_from_html("<html><body>" + endless)


def test_long_scripts_are_no_hindrance(page: MakePage) -> None:
    """Megabytes of script in a page cost little and come to nothing."""
    article = article_from_html(page(head="<script>" + "var a = '<p>x</p>';" * 200_000 + "</script>"))
    assert len(article.text) < 1000


def test_nothing_is_fetched(page: MakePage, monkeypatch: pytest.MonkeyPatch) -> None:
    """External entities, pictures and scripts stay where they are: no socket is opened."""

    def refuse(*args: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    prolog = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "http://127.0.0.1:9/x">]>'
    markup = page(head='<link rel="stylesheet" href="http://127.0.0.1:9/x.css">', body="<p>&x;</p>" + PARAGRAPHS)
    assert "Ida Quill" in article_from_html(markup.replace("<!DOCTYPE html>", prolog)).text


def test_the_encoding_a_page_declares(page: MakePage) -> None:
    """Bytes are read as the page says, without a note; where it lies, the guess is said."""
    markup = page().replace("utf-8", "iso-8859-1")
    article = article_from_html(markup.encode("cp1252"))
    assert "“You cannot trust" in article.text
    assert article.notes == ()
    undeclared = page().replace('<meta charset="utf-8">', "")
    assert article_from_html(undeclared.encode("cp1252")).notes == ("encoding guessed: windows-1252",)


def test_what_the_caller_knows_wins(page: MakePage) -> None:
    """Facts given by the caller stand before those of the page."""
    head = '<meta property="og:site_name" content="Courier"><meta name="author" content="Jo Lund">'
    article = article_from_html(
        page(head=head), outlet="Halden Courier", url="https://c.example/d", authors=["Ana Ruiz"]
    )
    assert (article.outlet, article.url, article.authors) == ("Halden Courier", "https://c.example/d", ("Ana Ruiz",))


def test_the_extractor_does_not_talk(page: MakePage, caplog: pytest.LogCaptureFixture) -> None:
    """Its log lines reach nobody while we call it, and its loggers are afterwards as they were."""
    with caplog.at_level(logging.DEBUG), pytest.raises(NotTextError):
        article_from_html("<html></html>")
    assert [record for record in caplog.records if not record.name.startswith("quoth")] == []
    assert logging.getLogger("trafilatura.core").filters == []


def test_a_fault_of_the_extractor_is_one_sentence(page: MakePage, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever goes wrong inside, it is this page that cannot be read."""

    def fail(tree: object, *, recall: bool) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr("quoth.ingest.html.extracted", fail)
    with pytest.raises(
        NotTextError, match=r"^the page cannot be taken apart \(RuntimeError\); save the article as text$"
    ):
        article_from_html(page())


def test_pages_alone_load_the_extractor() -> None:
    """A plain text is read without it, and without the detector of encodings."""
    code = (
        "import sys; from quoth.ingest import article_from_bytes as a; a(b'The dam holds.', origin='x');"
        "print([m for m in ('trafilatura', 'lxml', 'charset_normalizer', 'dateparser') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout == "[]\n"


TAGS = ["<p>", "</p>", "<q>", "</q>", "<figure>", "<figcaption>", "</figure>", "<blockquote>", "<br>", "<h1>", "</h1>"]
MORE = [
    "<table><tr><td>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "&#8220;",
    "&amp;quot;",
    "&#0;",
    "<li>",
    "<time datetime='x'>",
]
WORDS = [
    "The mayor said “we stay”. ",
    "\x00",
    "🚢",
    "\ud83d",
    "Advertisement",
    "<title>Dam</title>",
    "<html ",
    ">",
    "<?xml?>",
]


@example(["<h1>", "<script>", "The mayor said “we stay”. "])
@given(st.lists(st.sampled_from([*TAGS, *MORE, *WORDS]), max_size=40))
@settings(max_examples=100, deadline=None)
def test_any_markup_is_an_article_or_one_sentence(pieces: list[str]) -> None:
    """No markup breaks it: there is an article with its parts in place, or NotTextError."""
    try:
        article = article_from_html("<html><body>" + "".join(pieces))
    except NotTextError:
        return
    assert article.text.strip() == article.text != ""


PIER = (
    "The harbour board said on Tuesday that the pier will be closed for repairs until spring, and ferries land at Osk."
)
BUS = "Mila Torve, who runs the ferry office, said passengers would get a bus to the town at no cost until then."
FISH = "Traders fear the winter. Ardo Venn, who sells smoked fish there, said he would lose half of all his customers."


def test_a_pull_quote_stands_once() -> None:
    """Where the report has its words in their own place; one that the report does not have stays."""
    page = f"""<html><body><article><h1>Pier to close</h1><p>{PIER}</p><p>{BUS}</p>
    <blockquote class="pull-quote">“lose half of all his customers”</blockquote>
    <blockquote class="pull-quote">“We never had such a winter here,” a sailor said.</blockquote>
    <p>{FISH}</p></article></body></html>"""
    text = article_from_html(page).text
    assert text.count("lose half of all his customers") == 1
    assert "such a winter" in text
    assert all(each in text for each in (PIER, BUS, FISH))


def test_each_entry_of_a_live_blog_has_its_heading() -> None:
    """Those that are put back, too."""
    entry = "<article class='block'><time>{}</time><h2>{}</h2><p>{}</p><p>{}</p></article>"
    page = (
        "<html><body><h1>Pier closure live</h1><div class='live'>"
        + entry.format("10.15", "Board votes for the plan", PIER, "It was five to two, and nobody spoke for long.")
        + entry.format("09.40", "Shops lose their trade", FISH, BUS)
        + "</div></body></html>"
    )
    text = article_from_html(page).text
    assert "Board votes for the plan\n\n" in text
    assert f"Shops lose their trade\n\n{FISH}" in text


@pytest.mark.parametrize(
    "line",
    [
        "Updated: May 5, 2031 07:00 PM | First Published: May 4, 2031 01:38 PM",
        "Last modified 5 May 2031, posted on 4 May 2031",
    ],
)
def test_the_day_of_publication_is_not_that_of_a_change(line: str) -> None:
    """Whichever stands first in a line."""
    page = f"""<html><body><div class="meta"><span class="timestamp">{line}</span></div>
    <article><h1>Pier to close</h1><p>{PIER}</p><p>{BUS}</p><p>{FISH}</p></article></body></html>"""
    assert (article_from_html(page).published or "").startswith("2031-05-04")


def test_microdata_names_the_outlet() -> None:
    """As the name of the publisher."""
    page = f"""<html><body><div itemscope itemtype="http://schema.org/NewsArticle">
    <h1 itemprop="headline">Pier to close</h1>
    <div itemprop="articleBody"><p>{PIER}</p><p>{BUS}</p><p>{FISH}</p></div>
    <span itemprop="publisher" itemscope><meta itemprop="name" content="Tarn Herald"></span></div></body></html>"""
    assert article_from_html(page).outlet == "Tarn Herald"
