"""The pages of families, figures, checks, searches and speakers, and the same as JSON."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

pytest.importorskip("fastapi", reason="pip install 'quoth[web]' brings the pages")

from starlette.testclient import TestClient

from quoth.ask import families
from quoth.ask.query import Query
from quoth.library import Store
from quoth.library.rows import Row
from quoth.show.drafts import LONGEST, QUOTED
from quoth.show.python import Library
from quoth.show.web.checking import in_marks

REST = "I will not rest until I know who signed that paper"


def words_of(page: str) -> str:
    """What a page says, without its marks."""
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def text_in(page: str, label: str) -> str:
    """The text of a region, without the numbers that stand in it."""
    shown = page.split(f'aria-label="{label}">')[1].split("</div>", maxsplit=1)[0]
    return html.unescape(re.sub(r"<a class=.no.*?</a>|<[^>]+>", "", shown))


def a_family(path: Path) -> str:
    """The id of the family of the words that the minister said."""
    with Store(path) as store:
        return next(each.id for each in families(store, Query(), least=2) if "until I know who signed" in each.words)


def test_a_family_has_all_versions_the_earliest_first(news: TestClient, samples: Path) -> None:
    """Each with its words, its differences, its day and a link to them."""
    name = a_family(samples)
    page = news.get(f"/family/{name}").text
    days = re.findall(r"<time>([\d-]+)</time>", page)
    assert days == sorted(days)
    assert len(days) >= 3
    with Library(samples) as library:
        (family,) = library.families_of(name)
        changed = next(
            each for each in library.families(least=2, limit=100)
            if any(m.form in ("cut", "altered") and m.statement.kind != "indirect" for m in each.members)
        )  # fmt: skip
    assert re.search(r"<(del|ins)>|words left out", news.get(f"/family/{changed.id}").text)
    for member in family.members:
        assert f"/article/{member.article.id}#{member.statement.id}" in page


def test_reprints_stand_under_their_voice(news: TestClient, samples: Path) -> None:
    """What two papers print of one wire is one version, with the other folded under it."""
    page = news.get(f"/family/{a_family(samples)}").text
    assert "1 reprint of the same text" in words_of(page)
    with Library(samples) as library:
        (family,) = library.families_of(a_family(samples))
    assert page.count('<li class="side') == len(family.members) - 1


def test_a_statement_leads_to_its_family(news: TestClient, samples: Path) -> None:
    """From the article, by its own id; and what nobody else reports leads nowhere."""
    with Library(samples) as library:
        (family,) = library.families_of(a_family(samples))
        member = family.members[-1]
        alone = next(s.id for name in library.ids() for s in library.statements(name) if not library.families_of(s.id))
    assert f'href="/family/{member.statement.id}"' in news.get(f"/article/{member.article.id}").text
    answer = news.get(f"/family/{member.statement.id}")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/family/{family.id}")
    assert news.get(f"/family/{alone}").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/family/fa_no", "/family/st_no", "/family/x", "/article/ar_no", "/article/st_no", "/statement/st_no",
        "/api/families/fa_no", "/api/families/x", "/api/articles/ar_no", "/api/statements/st_no", "/nothing",
        "/speaker?name=Nobody+Nowhere",
    ],
)  # fmt: skip
def test_what_is_not_there_is_404(news: TestClient, path: str) -> None:
    """With a sentence, not an empty page."""
    answer = news.get(path)
    assert answer.status_code == 404
    assert len(words_of(answer.text)) > 20


@pytest.mark.parametrize("page", ["/search", "/families", "/figures", "/check", "/review", "/speaker", "/find"])
@pytest.mark.parametrize("value", ["x" * 2001, "x" * 60_000])
def test_a_field_is_bounded(news: TestClient, page: str, value: str) -> None:
    """What is longer than people type is refused in one sentence."""
    answer = news.get(page, params={"text": value})
    assert answer.status_code == 400
    assert "longer than 2,000 characters" in words_of(answer.text)


@pytest.mark.parametrize("offset", ["-1", "x", "1e3", "٣", "9" * 30, "10001"])
def test_a_page_that_cannot_be_is_refused(news: TestClient, offset: str) -> None:
    """Numbers are whole, and within bounds."""
    assert news.get("/families", params={"offset": offset}).status_code == 400


@pytest.mark.parametrize(
    ("text", "checks"),
    [
        (f"“{REST}”", True),
        (f'"{REST}," the minister said', True),
        ("«I will not rest»", True),
        ("ferry", False),
        ('"not rest"', False),
        ('ferry "not rest until"', False),
        ("", False),
    ],
)
def test_the_first_box_searches_or_checks(news: TestClient, text: str, checks: bool) -> None:
    """A sentence in quotation marks is checked, words are searched for."""
    assert in_marks(text) == checks
    answer = news.get("/find", params={"text": text})
    assert answer.headers["location"].startswith("/check?" if checks else "/search")


def test_a_sentence_is_checked(news: TestClient) -> None:
    """With the verdict, and the words on record beside it."""
    page = news.get("/check", params={"text": f"“{REST.replace('not ', '')}”"}).text
    assert 'class="note altered"' in page
    assert "it turns a negation" in words_of(page)
    assert "<ins>not</ins>" in page


DRAFT = f"""The minister was angry. “{REST},” she said.

Later she said: “Everybody at the ministry signed that paper yesterday.”
"""


def test_a_draft_comes_back_with_its_verdicts(news: TestClient) -> None:
    """The text as it is, and each quotation with a note in the margin."""
    page = news.post("/check", data={"text": DRAFT}, files={"file": ("", b"")}).text
    assert text_in(page, "The draft") == DRAFT
    assert re.findall(r'<section class="note (\w+)" id="q(\d)"', page) == [("exact", "1"), ("not_found", "2")]


def as_docx(text: str) -> bytes:
    """A document of an office program."""
    document = pytest.importorskip("docx", reason="pip install 'quoth[documents]' reads DOCX").Document()
    for line in text.split("\n\n"):
        document.add_paragraph(line)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


@pytest.mark.parametrize("form", ["txt", "html", "docx"])
def test_a_dropped_draft_is_read(news: TestClient, form: str) -> None:
    """Text, HTML and DOCX, whatever the file is called."""
    body = "".join(f"<p>{each}</p>" for each in DRAFT.split("\n\n"))
    page = f"<!doctype html><html><head><title>Draft</title></head><body><article>{body * 2}</article></body></html>"
    data = {"txt": DRAFT.encode(), "html": page.encode(), "docx": as_docx(DRAFT)}[form]
    answer = news.post("/check", files={"file": (f"../../draft.{form}", data)})
    assert answer.status_code == 200
    assert 'class="note exact"' in answer.text


@pytest.mark.parametrize("data", [b"\x00\x01\x02" * 50, b"%PDF-1.4 broken", b"PK\x03\x04 broken"])
def test_a_file_that_is_no_draft_is_refused(news: TestClient, data: bytes) -> None:
    """In one sentence that names no path."""
    answer = news.post("/check", files={"file": ("draft.bin", data)})
    assert answer.status_code == 400
    assert "cannot be checked" in answer.text
    assert "/tmp" not in answer.text


def test_a_check_is_bounded(news: TestClient) -> None:
    """A text that is too long is refused; of very many quotations the first are checked, and it is said so."""
    assert news.post("/check", data={"text": "word " * (LONGEST // 4)}, files={"file": ("", b"")}).status_code == 400
    many = "\n\n".join(f"“Number {n} is not here today,” she said." for n in range(QUOTED + 7))
    made = news.post("/api/check", json={"text": many}).json()
    assert (len(made["checks"]), made["left"]) == (QUOTED, 7)


def test_a_check_keeps_nothing(news: TestClient, samples: Path) -> None:
    """The draft is the writer's."""
    with Store(samples) as store:
        before = store.counts()
    news.post("/check", data={"text": DRAFT}, files={"file": ("", b"")})
    with Store(samples) as store:
        assert store.counts() == before


def test_figures_are_drawn_with_links_to_their_words(news: TestClient) -> None:
    """Each point leads to the place in its article where the number stands."""
    page = news.get("/figures", params={"text": "ferry"}).text
    links = re.findall(r'<a href="(/article/ar_\w+)#(fi_\w+)" class="point', page)
    assert len(links) > 3
    for article, figure in links[:5]:
        assert f'id="{figure}"' in news.get(article).text


def test_conflicts_are_marked(news: TestClient) -> None:
    """In words, too, and the others are not shown where only they are asked for."""
    made = news.get("/api/series", params={"conflicts": True}).json()
    assert made["total"] > 0
    assert all(each["conflict"] for each in made["series"])
    page = news.get("/figures", params={"conflicts": "1"}).text
    assert page.count("<section") == min(10, made["total"])
    assert 'class="halo"' in page
    assert "in conflict" in words_of(page)


def test_an_article_shows_figures_and_what_was_not_kept(news: TestClient, samples: Path) -> None:
    """Beside the text; and the text in the page is the text."""
    with Library(samples) as library:
        name = next(name for name in library.ids() if len(library.figures_of(name)) > 2)
        text, figures = library.article(name), library.figures_of(name)
    assert text is not None
    page = news.get(f"/article/{name}").text
    assert text_in(page, "Text of the article") == text.text
    for figure in figures:
        assert f'id="{figure.id}"' in page
        assert f'href="#{figure.id}"' in page


def test_what_is_exported_is_what_is_shown(news: TestClient) -> None:
    """The same statements in the same order, on every page of a search; the feed has the newest of them."""
    page = news.get("/search", params={"text": "said OR not OR the"})
    for _ in range(3):
        shown = re.findall(r'class="where"><a href="/article/ar_\w+#(st_\w+)"', page.text)
        (link,) = re.findall(r'<a href="(/search\.csv[^"]*)"', page.text)
        rows = list(csv.DictReader(io.StringIO(news.get(html.unescape(link)).text)))
        assert [row["id"] for row in rows] == shown
        more = re.findall(r'class="more"><a href="([^"]+)"', page.text)
        if not more:
            break
        page = news.get(html.unescape(more[0]))
    (feed,) = re.findall(r'<link rel="alternate"[^>]*href="([^"]+)"', page.text)
    atom = ElementTree.fromstring(news.get(html.unescape(feed)).content)
    assert atom.findall("{http://www.w3.org/2005/Atom}entry")


def test_a_search_keeps_what_was_narrowed(news: TestClient) -> None:
    """The form sends on what was chosen, and each choice can be taken back."""
    page = news.get("/search", params={"text": "ferry", "kind": "mixed"}).text
    assert '<input type="hidden" name="kind" value="mixed">' in page
    assert 'href="/search?text=ferry" aria-label="Without kind mixed"' in page


def test_facets_count_persons_and_voices(news: TestClient, samples: Path) -> None:
    """Names of one person are one; copies of one text are one voice."""
    with Library(samples) as library:
        name = library.speakers(limit=1).records[0].name
        total = library.speaker(name).statements.total
    made = news.get("/api/search").json()
    assert made["facets"]["speaker"][name] == total
    assert made["voices"] < made["articles"]


def test_names_are_merged_and_parted_on_the_page(news: TestClient, samples: Path) -> None:
    """And what was decided is shown, with a way to take it back."""
    with Library(samples) as library:
        one, other = [each.name for each in library.speakers(limit=20) if each.id][:2]
        both = library.speaker(one).statements.total + library.speaker(other).statements.total
    made = news.post("/speaker", data={"action": "merge", "name": one, "other": other})
    assert made.status_code == 303
    page = news.get(made.headers["location"]).text
    assert f"{both} statements" in words_of(page)
    assert "undo" in words_of(page)
    (judgement,) = re.findall(r'name="id" value="(ju_\w+)"', page)
    news.post("/speaker", data={"action": "undo", "name": one, "id": judgement})
    assert f"{both} statements" not in words_of(news.get(made.headers["location"]).text)
    with Library(samples) as library:
        assert [each.action for each in library.judgements()] == ["merge", "merge"]


@pytest.mark.parametrize(
    "data", [{}, {"action": "merge", "name": "Leontina Adeyoro"}, {"action": "merge", "name": "No", "other": "Body"}]
)
def test_a_merger_that_cannot_be_is_refused(news: TestClient, samples: Path, data: dict[str, str]) -> None:
    """In one sentence, and nothing is kept."""
    assert news.post("/speaker", data=data).status_code == 400
    with Store(samples) as store:
        assert store.judgements() == []


def test_families_and_figures_come_page_by_page(news: TestClient) -> None:
    """No family and no figure twice, and all of them."""
    for what in ("families", "figures"):
        seen: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            made = news.get(f"/api/{what}", params={"limit": 3, "cursor": cursor}).json()
            seen += [each["id"] for each in made[what]]
            cursor = made["cursor"]
        assert len(seen) == len(set(seen)) > 10
        whole = news.get(f"/api/{what}", params={"limit": 50}).json()[what]
        assert [each["id"] for each in whole] == seen[: len(whole)]


def test_a_review_of_one_speaker_shows_no_other(news: TestClient, samples: Path) -> None:
    """The least certain of theirs first, and the choice stays when one is judged."""
    page = news.get("/review", params={"speaker": "Leontina Adeyoro"}).text
    (name,) = re.findall(r'<input type="hidden" name="id" value="(st_\w+)">', page)
    with Library(samples) as library:
        mine = [s for each in library.ids() for s in library.statements(each) if s.speaker]
    theirs = [s for s in mine if s.speaker and s.speaker.name == "Leontina Adeyoro"]
    assert name in {s.id for s in theirs if s.confidence == min(each.confidence for each in theirs)}
    made = news.post("/review", data={"action": "accept", "id": name, "speaker_only": "Leontina Adeyoro"})
    assert made.headers["location"] == "/review?speaker=Leontina+Adeyoro"


def test_who_answers_whom_is_shown(news: TestClient, samples: Path) -> None:
    """On the page of each of the two, and beside the statements."""
    with Library(samples) as library:
        named = [s for each in library.ids() for s in library.statements(each) if s.speaker and s.speaker.name]
        one = named[0]
        other = next(s for s in named if s.speaker and one.speaker and s.speaker.name != one.speaker.name)
        library.put(PUT_ANSWER, [{"answer": one.id, "answered": other.id}])
        (mine, theirs) = (library.speaker(s.speaker.name or "").name for s in (one, other) if s.speaker)
    page = words_of(news.get("/speaker", params={"name": mine}).text)
    assert "Whom they answer" in page
    assert "Who answers them" in words_of(news.get("/speaker", params={"name": theirs}).text)
    assert f'href="/statement/{other.id}"' in news.get(f"/article/{one.article}").text
    assert f'href="/statement/{one.id}"' in news.get(f"/article/{other.article}").text


PUT_ANSWER = """
INSERT INTO answers (answer, answered, kind, score, reason, made_by)
VALUES (:answer, :answered, 'denies', 1.0, 'a test', 'a test')
"""


def test_the_page_of_a_speaker_looks_for_their_statements_once(
    news: TestClient, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Outlets, answers and words are those of the statements that were found; nobody looks for them again."""
    with Library(samples) as library:
        busy = library.speakers(limit=1).records[0].name
    asked: list[str] = []
    rows = Store.rows

    def noted(self: Store, sql: str, *values: Any) -> list[Row]:
        asked.append(sql)
        return rows(self, sql, *values)

    monkeypatch.setattr(Store, "rows", noted)
    assert busy in words_of(news.get("/speaker", params={"name": busy}).text)
    assert sum("speaker_name IN (" in sql for sql in asked) == 1


def test_results_stand_in_their_context(news: TestClient, samples: Path) -> None:
    """With words of the report around what was said, which is told apart, as is what was looked for."""
    page = news.get("/search?text=ferry").text
    with Library(samples) as library:
        hit = library.search("ferry", limit=1, order="newest").records[0]
    first = page.split('class="hit"')[1]
    (shown,) = re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", first, re.DOTALL)
    words = html.unescape(re.sub(r"<[^>]+>", "", shown))
    assert words.strip("… ") in hit.context.text
    assert hit.statement.content[0].text in words
    assert re.search(r"<b>[Ff]err(y|ies)</b>", first)
    around = "".join(re.findall(r'class="around">([^<]*)<', first))
    assert len(around) > 20
    assert html.unescape(around.split("…")[0].strip()) not in {span.text for span in hit.statement.content}


def test_a_search_is_narrowed_to_a_voice(news: TestClient, samples: Path) -> None:
    """An article and its copies, whichever is named; the page says which by its title."""
    with Library(samples) as library:
        (row,) = library.rows("SELECT voice, min(article) AS one, max(article) AS other FROM voices GROUP BY voice")
        title = library.rows("SELECT title FROM articles WHERE id = :voice", row)[0]["title"]
        counts = {row["article"]: row["n"] for row in library.rows(
            "SELECT article, count(*) AS n FROM statements WHERE shown = 1 GROUP BY article"
        )}  # fmt: skip
    facet = news.get("/api/search").json()["facets"]["voice"]
    assert facet == {row["voice"]: counts[row["one"]] + counts[row["other"]]}
    for name in (row["one"], row["other"]):
        found = news.get("/api/search", params={"voice": name, "limit": 200}).json()
        assert {each["article"] for each in found["statements"]} == {row["one"], row["other"]}
        assert len(found["statements"]) == facet[row["voice"]]
    (alone,) = [name for name in counts if name not in (row["one"], row["other"])][:1]
    found = news.get("/api/search", params={"voice": alone, "limit": 200}).json()
    assert len(found["statements"]) == counts[alone]
    assert title in words_of(news.get("/search").text)
    chosen = news.get("/search", params={"voice": row["voice"]}).text.split('class="chosen"')[1].split("</p>")[0]
    assert title in words_of(chosen)
    assert news.get("/api/search", params={"voice": "nothing"}).json()["statements"] == []


def test_one_month_is_shown_by_day(news: TestClient) -> None:
    """So that a day can be chosen, too."""
    page = news.get("/search?since=2026-03&until=2026-03").text
    assert "Statements found, by day" in page
    days = re.findall(r"since=(2026-03-\d\d)&amp;until=\1", page)
    assert days == sorted(set(days))
    assert len(days) == 3
    assert "by month" in news.get("/search").text


def test_an_empty_library_offers_the_samples_on_every_page(tmp_path: Path) -> None:
    """And a search that finds nothing, in one that is not empty, says what else may."""
    from quoth.show.web import web_app

    app = web_app(tmp_path / "empty.db", reader="rules", hosts=frozenset({"127.0.0.1"}))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        for path in ("/", "/search", "/families", "/figures", "/review"):
            assert "Load the samples" in client.get(path).text, path
        assert "Load the samples" not in client.get("/search?text=ferry").text


def test_a_series_of_many_givers_gives_no_form_twice() -> None:
    """Those who give most numbers have one of their own; the others share one, and are counted."""
    from quoth.show.web.figures import FORMS, _forms

    few = [f"Giver {n}" for n in range(len(FORMS))]
    assert _forms(few) == dict(zip(few, FORMS, strict=True))
    many = [f"Giver {n}" for n in range(20)] + ["Giver 19", "Giver 19"]
    made = _forms(many)
    assert len(made) == len(set(made.values())) == len(FORMS) - 1
    assert "Giver 19" in made
    assert FORMS[-1] not in made.values()


def test_a_feed_says_what_it_is_of_and_when(news: TestClient) -> None:
    """As RFC 4287 wants its times, whatever a report says of its own."""
    body = news.get("/search.atom?text=ferry&kind=direct").content
    root = ElementTree.fromstring(body)
    atom = "{http://www.w3.org/2005/Atom}"
    assert "ferry" in (root.findtext(f"{atom}title") or "")
    times = [each.findtext(f"{atom}updated") or "" for each in root.iter(f"{atom}entry")]
    assert times
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", each) for each in times)
    assert root.findtext(f"{atom}updated") == max(times)
    links = {each.get("rel"): each.get("href") for each in root.findall(f"{atom}link")}
    assert links["alternate"] == "http://127.0.0.1/search?text=ferry&kind=direct"
    feedparser = pytest.importorskip("feedparser", reason="pip install 'quoth[feeds]' reads feeds")
    read = feedparser.parse(body)
    assert not read.bozo
    assert len({each.id for each in read.entries}) == len(times)
    assert all(each.link.startswith("http://127.0.0.1/article/ar_") and each.author for each in read.entries)


def test_a_report_without_a_title_is_called_by_its_first_line(tmp_path: Path) -> None:
    """On the first page and on its own, which says where it is from, too."""
    from quoth.show.web import web_app

    source = tmp_path / "lines.jsonl"
    source.write_text(
        '{"text": "\\n“The dam will hold all winter,” Ilda Torvane said. Nobody else spoke there."}\n', "utf-8"
    )
    with Library(tmp_path / "news.db") as library:
        library.add(source, reader="rules")
        (name,) = library.ids()
    app = web_app(tmp_path / "news.db", reader="rules", hosts=frozenset({"127.0.0.1"}))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        assert "“The dam will hold all winter,” Ilda Torvane" in words_of(client.get("/").text.split("The newest")[1])
        page = client.get(f"/article/{name}").text
    assert page.split("<h1")[1].split("</h1>")[0].count("The dam will hold") == 1
    assert "lines.jsonl" in page


def test_statements_are_counted_of_the_articles_of_a_page(
    news: TestClient, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And of no others; pages have the same articles in the same order as the whole list, which is of one piece."""
    whole = news.get("/api/articles?limit=200").json()
    asked: list[tuple[str, Any]] = []
    rows = Store.rows

    def noted(self: Store, sql: str, values: Any = None) -> list[Row]:
        asked.append((sql, values))
        return rows(self, sql, values)

    monkeypatch.setattr(Store, "rows", noted)
    pages = [news.get(f"/api/articles?limit=3&offset={at}").json() for at in range(0, whole["total"], 3)]
    assert [each for page in pages for each in page["articles"]] == whole["articles"]
    assert {page["total"] for page in pages} == {whole["total"]}
    counted = [len(json.loads(values["page"])) for sql, values in asked if "s.article = a.id" in sql]
    assert len(counted) == len(pages)
    assert max(counted) == 3
    days = [each["published"][:10] for each in whole["articles"] if each["published"]]
    assert days == sorted(days, reverse=True)
    with Library(samples) as library:
        assert not library.listed(offset=10**30)
        assert [each.title for each in library.listed("ferry", limit=1, offset=1)] == [
            each["title"] for each in whole["articles"] if "ferry" in (each["title"] or "").lower()
        ][1:2]


def test_a_family_says_how_its_versions_differ(news: TestClient, samples: Path) -> None:
    """In numbers, before they are read one by one."""
    with Library(samples) as library:
        family = library.families(least=2).records[0]
    summed = news.get(f"/family/{family.id}").text.split('class="sum"')[1].split("</p>")[0]
    forms = [each.form for each in family.members]
    for form in set(forms) - {"indirect"}:
        assert f"{forms.count(form)} {form}" in summed
