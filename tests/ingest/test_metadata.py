"""What a page declares about itself, in JSON-LD and in meta elements, however carelessly."""

from __future__ import annotations

import json
from typing import Any

import pytest

from quoth.ingest import article_from_html
from quoth.records import Article
from tests.ingest.conftest import MakePage

NEWS = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Mayor says 'dam will hold'",
    "datePublished": "2031-05-03T08:15:00+02:00",
    "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"@type": "Person", "name": "Jo  Lund"}],
    "publisher": {"@type": "NewsMediaOrganization", "name": "Halden Courier"},
    "inLanguage": "en_GB",
    "url": "https://courier.example/dam",
}


def facts(article: Article) -> tuple[Any, ...]:
    """What NEWS says, as an article has it."""
    return (article.title, article.published, article.authors, article.outlet, article.language, article.url)


EXPECTED = (
    "Mayor says 'dam will hold'",
    "2031-05-03T08:15:00+02:00",
    ("Ana Ruiz", "Jo Lund"),
    "Halden Courier",
    "en-GB",
    "https://courier.example/dam",
)


def script(value: object) -> str:
    """A JSON-LD script of ``value``, which may be JSON already."""
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


REFERENCES = {
    "@graph": [
        {"@type": "WebSite", "name": "The site", "inLanguage": "fr"},
        {"@type": "Organization", "@id": "#org", "name": "Halden Courier"},
        {"@type": "Person", "@id": "#ana", "name": "Ana Ruiz"},
        {**NEWS, "author": [{"@id": "#ana"}, "By Jo Lund"], "publisher": {"@id": "#org"}},
    ]
}
BREADCRUMBS = {"@type": "BreadcrumbList", "itemListElement": [{"@type": "NewsArticle", "headline": "Another"}]}

FORMS: dict[str, object] = {
    "an object": NEWS,
    "a list": [BREADCRUMBS, NEWS],
    "a graph with references": REFERENCES,
    "a type among several": {**NEWS, "@type": ["Thing", "https://schema.org/ReportageNewsArticle"]},
    "a page whose main entity it is": {"@type": "WebPage", "name": "x", "mainEntity": NEWS},
    "language as an object": {**NEWS, "inLanguage": {"@type": "Language", "alternateName": "en-GB"}},
    "the address as an id": {**NEWS, "url": None, "mainEntityOfPage": {"@id": "https://courier.example/dam"}},
    "raw line ends in strings": json.dumps(NEWS).replace("Jo  Lund", "Jo\nLund"),
    "a comma too many": json.dumps(NEWS)[:-1] + ",}",
    "in a comment": "<!--\n" + json.dumps(NEWS) + "\n-->",
    "in CDATA": "//<![CDATA[\n" + json.dumps(NEWS) + "\n//]]>",
    "with a semicolon": json.dumps(NEWS) + ";",
}


@pytest.mark.parametrize("form", FORMS)
def test_json_ld_in_every_form(page: MakePage, form: str) -> None:
    """Objects, lists, graphs, references and the usual faults all give the same facts."""
    assert facts(article_from_html(page(head=script(FORMS[form])))) == EXPECTED


def test_broken_json_gives_what_it_can(page: MakePage) -> None:
    """Where JSON cannot be saved, single pairs of it still say when the report appeared."""
    broken = '{"@type": "NewsArticle", "headline": "Dam "holds"", "datePublished": "2031-05-03T08:15:00Z", "author": }'
    assert article_from_html(page(head=script(broken))).published == "2031-05-03T08:15:00+00:00"


@pytest.mark.parametrize(
    "value", ["", "{", "null", "7", '"x"', "[[[[[[[[[[]]]]]]]]]]", "[" * 100_000, "{}", '{"@graph": 5}']
)
def test_json_that_says_nothing(page: MakePage, value: str) -> None:
    """Empty, odd and hostile scripts are passed over."""
    article = article_from_html(page(head=script(value)))
    assert (article.published, article.authors, article.outlet) == (None, (), None)


@pytest.mark.parametrize(
    "node",
    [
        {"headline": 5, "datePublished": ["2031"], "author": 7, "publisher": [], "inLanguage": [], "url": {}},
        {"headline": None, "author": {"name": {}}, "publisher": {"name": []}, "inLanguage": {"name": 3}, "url": 5},
        {
            "author": [None, {"@id": "#nobody"}],
            "publisher": {"@id": 5},
            "mainEntityOfPage": [1],
            "@type": [None, "Article"],
        },
    ],
)
def test_values_of_the_wrong_kind_are_passed_over(page: MakePage, node: dict[str, object]) -> None:
    """A field that is not what it should be is as good as none."""
    article = article_from_html(page(head=script({"@type": "NewsArticle", **node})))
    assert (article.published, article.authors, article.outlet, article.url) == (None, (), None, None)


def test_the_right_article_of_several(page: MakePage) -> None:
    """Where a page describes several articles, the one with the page's own title is meant."""
    other = {**NEWS, "headline": "Bridge closed", "datePublished": "2020-01-01"}
    article = article_from_html(page(head="<title>Mayor says “dam will hold”</title>" + script([other, NEWS])))
    assert article.published == NEWS["datePublished"]


def test_meta_elements(page: MakePage) -> None:
    """Without JSON-LD, meta elements say it; an author that is an address is none."""
    head = (
        '<meta property="og:title" content="Mayor says \'dam will hold\'">'
        '<meta property="og:site_name" content="Halden Courier">'
        '<meta property="article:published_time" content="2031-05-03T08:15:00+02:00">'
        '<meta property="article:author" content="https://social.example/ana">'
        '<meta name="byl" content="By Ana Ruiz"><meta name="BYL" content="Jo Lund">'
        '<link rel="canonical" href="https://courier.example/dam">'
    )
    markup = page(head=head).replace('lang="en"', 'lang="en-GB"')
    assert facts(article_from_html(markup)) == EXPECTED


def test_the_time_of_day_completes_the_date(page: MakePage) -> None:
    """JSON-LD with a date alone takes the time that a meta element gives for that day."""
    head = (
        script({**NEWS, "datePublished": "2031-05-03"})
        + '<meta itemprop="datePublished" content="2031-05-03T08:15:00Z">'
    )
    assert article_from_html(page(head=head)).published == "2031-05-03T08:15:00+00:00"


def test_the_time_element_comes_last(page: MakePage) -> None:
    """The first time element of the article is the date of a page that says nothing else, and of no other."""
    body = (
        '<time datetime="2031-05-03T08:15:00Z">3 May</time><p>The dam holds, Osk said on Tuesday in the town hall.</p>'
    )
    assert article_from_html(page(body=body)).published == "2031-05-03T08:15:00+00:00"
    head = '<meta name="date" content="2031-05-02">'
    assert article_from_html(page(head=head, body=body)).published == "2031-05-02"


def test_a_date_that_nobody_declares_stays_null(page: MakePage) -> None:
    """Dates in the running text are not the day of publication."""
    assert (
        article_from_html(page(body="<p>On 3 May 2031 the dam broke, Osk said in the town hall.</p>")).published is None
    )


def test_addresses(page: MakePage) -> None:
    """A canonical address without a host is joined to where the page came from, and is none without that."""
    head = '<link rel="canonical" href="/dam">'
    assert article_from_html(page(head=head)).url is None
    assert article_from_html(page(head='<link rel="canonical" href="http://[broken">')).url is None


def test_titles_lose_the_outlets_name(page: MakePage) -> None:
    """A page called "Dam holds | Halden Courier" has the title "Dam holds", and a hyphenated title stays whole."""
    site = '<meta property="og:site_name" content="Halden Courier">'
    assert article_from_html(page(h1="", head=site + "<title>Dam holds | Halden Courier</title>")).title == "Dam holds"
    whole = "<title>Dam holds - mayor</title>"
    assert article_from_html(page(h1="", head=site + whole)).title == "Dam holds - mayor"
