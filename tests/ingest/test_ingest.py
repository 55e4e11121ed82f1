"""Sources in, articles out: in order, and whatever cannot be read with one sentence that says what to do."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoth.errors import BadDateError
from quoth.ingest import ingest
from quoth.records import Article, Dropped
from tests.ingest.conftest import MakePage

REPORT = "Mayor says dam holds\n\n“We measured it,” Pell Osk said. “Twice.”\n"

REFUSED = {
    "empty.txt": (b"", "it is empty"),
    "mark.txt": (b"\xef\xbb\xbf", "it is empty"),
    "blank.txt": (b" \r\n\t\n", "it holds only white space"),
    "unseen.txt": (" \u200b\u2060\ufeff\xa0\u2003".encode(), "it holds only white space"),
    "binary.txt": (bytes(range(256)), "it is binary data"),
    "binary-mark.txt": (b"\xef\xbb\xbf" + bytes(range(256)), "it is binary data"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + b"x" * 99, "it is a picture"),
    "report.pdf": (b"%PDF-1.7\nThe dam holds.", "it is a PDF document"),
    "report.docx": (b"PK\x03\x04 word/document.xml", "it is a ZIP archive or an office document"),
    "report.rtf": (rb"{\rtf1 The dam holds.}", "it is an RTF document"),
    "report.gz": (b"\x1f\x8b\x08\x00abc", "it is a gzip archive"),
    "crawl.warc": (b"WARC/1.1\r\nWARC-Type: response\r\n", "it is a web archive"),
    "feed.xml": (
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>Dam</title></channel></rss>',
        "it is a feed",
    ),
    "menu.html": (b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "the page holds no article"),
    "cut.txt": (b"\xff\xfe\x00\xd8", "it begins as UTF-16-LE but is damaged"),
}


def only(items: list[Article | Dropped]) -> Article:
    """The one article there is."""
    (item,) = items
    assert isinstance(item, Article), item
    return item


@pytest.mark.parametrize("name", REFUSED)
def test_bad_sources_have_one_sentence(tmp_path: Path, name: str) -> None:
    """It says what is wrong and, after the semicolon, what to do; the good sources beside it are read."""
    data, reason = REFUSED[name]
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    good, bad = str(tmp_path / "good.txt"), str(tmp_path / name)
    first, dropped, last = ingest([good, bad, good])
    assert first == last
    assert isinstance(first, Article)
    assert isinstance(dropped, Dropped)
    assert (dropped.origin, dropped.stage) == (bad, "ingest")
    assert dropped.reason.startswith(reason)
    assert re.fullmatch(r"[^;\n]+; [^;\n]+[^.\n]", dropped.reason)


def test_missing_files_and_directories_are_dropped(tmp_path: Path) -> None:
    """What is not there, or is no file, never raises."""
    reasons = [item.reason for item in ingest([str(tmp_path / "no"), str(tmp_path)]) if isinstance(item, Dropped)]
    assert reasons == [
        "there is no such file; check its name and folder",
        "the folder holds no files; give one that does",
    ]


def test_50_mb_of_text_are_refused_at_once(tmp_path: Path) -> None:
    """A file above the limit is one sentence, unread."""
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    (dropped,) = ingest([str(path)])
    assert isinstance(dropped, Dropped)
    assert dropped.reason == "it is larger than 20 MB, and no single article is; split it into one file per article"


def test_one_line_of_a_megabyte_is_an_article(tmp_path: Path) -> None:
    """A text needs no line ends."""
    text = "The mayor said so. " * 55_000
    (tmp_path / "line.txt").write_text(text, encoding="utf-8")
    assert only(list(ingest([str(tmp_path / "line.txt")]))).text == text


def test_only_quotation_marks_are_an_article(tmp_path: Path) -> None:
    """It holds no statement, but it is text."""
    (tmp_path / "marks.txt").write_text("\"“”'«»", encoding="utf-8")
    article = only(list(ingest([str(tmp_path / "marks.txt")])))
    assert (article.text, article.parts) == ("\"“”'«»", ())


def test_a_guess_is_noted(tmp_path: Path) -> None:
    """A text in an old encoding says so on the article."""
    (tmp_path / "old.txt").write_bytes(REPORT.encode("cp1252"))
    article = only(list(ingest([str(tmp_path / "old.txt")])))
    assert (article.text, article.notes) == (REPORT, ("encoding guessed: windows-1252",))


def test_nul_in_a_text_is_noted(tmp_path: Path) -> None:
    """The text keeps it."""
    (tmp_path / "nul.txt").write_bytes(b"The mayor said\x00 that the dam holds.\x00")
    article = only(list(ingest([str(tmp_path / "nul.txt")])))
    assert article.text == "The mayor said\x00 that the dam holds.\x00"
    assert article.notes == ("holds 2 NUL characters, kept as they are",)


def test_line_ends_are_kept(tmp_path: Path) -> None:
    """A text is not translated to this system's line ends."""
    (tmp_path / "dos.txt").write_bytes(b"Dam holds\r\n\r\nOsk said so.\r")
    assert only(list(ingest([str(tmp_path / "dos.txt")]))).text == "Dam holds\r\n\r\nOsk said so.\r"


def test_pages_are_known_by_their_tags(tmp_path: Path, page: MakePage) -> None:
    """A page is one whatever its file is called, in any Unicode encoding, and on standard input."""
    for name, data in {"page.txt": page().encode(), "page": page().encode("utf-16")}.items():
        (tmp_path / name).write_bytes(data)
        assert only(list(ingest([str(tmp_path / name)]))).text.startswith("Mayor says 'dam will hold'\n\nPORT")
    assert only(list(ingest(["-"], stdin=io.BytesIO(page().encode())))).origin == "-"


def test_a_suffix_alone_makes_no_page(tmp_path: Path) -> None:
    """A file called .html without a tag in it is a plain text; with one, it is a page."""
    (tmp_path / "a.html").write_text("The dam holds; 3 < 4, said Osk.", encoding="utf-8")
    assert only(list(ingest([str(tmp_path / "a.html")]))).text == "The dam holds; 3 < 4, said Osk."
    (tmp_path / "b.html").write_text("The dam <b>holds</b>, said Osk.", encoding="utf-8")
    assert only(list(ingest([str(tmp_path / "b.html")]))).text == "The dam holds, said Osk."


def test_a_text_about_tags_is_a_text(tmp_path: Path) -> None:
    """A tag after running text is quoted, not meant."""
    text = "A page begins with <html>, the mayor said, or with <body>."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert only(list(ingest([str(tmp_path / "a.txt")]))).text == text


def test_a_fault_of_ours_stops_no_stream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is one sentence like any other reason, and rises only where QUOTH_DEBUG asks for it."""

    def fail(*args: object, **known: object) -> Article:
        raise ZeroDivisionError

    monkeypatch.setattr("quoth.ingest.single.article_from_text", fail)
    path = tmp_path / "a.txt"
    path.write_text(REPORT, encoding="utf-8")
    (dropped,) = ingest([str(path)])
    assert dropped == Dropped(str(path), "ingest", "reading it failed (ZeroDivisionError); QUOTH_DEBUG=1 shows where")
    monkeypatch.setenv("QUOTH_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        list(ingest([str(path)]))


def test_many_comments_are_no_hindrance(tmp_path: Path) -> None:
    """What begins with a hundred comments is told from a page, and from a feed, at once."""
    text = "<!-- kept -->" * 100 + "The dam holds, said Osk."
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert only(list(ingest([str(tmp_path / "a.txt")]))).text == text


def test_what_the_user_says_of_the_sources(tmp_path: Path, page: MakePage) -> None:
    """Date and address go on every article, before what a page declares."""
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    head = '<meta name="date" content="2020-01-01"><link rel="canonical" href="https://other.example/">'
    (tmp_path / "a.html").write_text(page(head=head), encoding="utf-8")
    sources = [str(tmp_path / "a.txt"), str(tmp_path / "a.html")]
    for article in ingest(sources, published="2031/5/3", url="https://courier.example/dam"):
        assert isinstance(article, Article)
        assert (article.published, article.url) == ("2031-05-03", "https://courier.example/dam")


def test_a_date_that_is_none_is_told_before_anything_is_read() -> None:
    """A wrong use raises when ingest is called, not when the first source is reached."""
    with pytest.raises(BadDateError):
        ingest(["-"], published="tomorrow")


def test_standard_input_is_one_source_among_others(tmp_path: Path) -> None:
    """``-`` stands in the order given; a second one finds it empty."""
    (tmp_path / "a.txt").write_text("The dam holds.", encoding="utf-8")
    items = list(ingest(["-", str(tmp_path / "a.txt"), "-"], stdin=io.BytesIO(REPORT.encode())))
    assert [type(item).__name__ for item in items] == ["Article", "Article", "Dropped"]
    assert [item.origin for item in items] == ["-", str(tmp_path / "a.txt"), "-"]


def test_sources_are_read_one_at_a_time(tmp_path: Path) -> None:
    """A long list is not read ahead of whoever takes the articles."""
    path = tmp_path / "a.txt"
    path.write_text("The dam holds.", encoding="utf-8")
    items = ingest([str(path), str(path)])
    next(items)
    path.unlink()
    assert isinstance(next(items), Dropped)


@given(st.one_of(st.binary(max_size=200), st.text(max_size=80).map(str.encode)))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_an_article_or_dropped(tmp_path: Path, data: bytes) -> None:
    """A file of any bytes yields one item, and an article's plain UTF-8 text is the file, a byte-order mark apart."""
    path = tmp_path / "any.txt"
    path.write_bytes(data)
    (item,) = ingest([str(path)])
    if isinstance(item, Article) and not data.lstrip().startswith(b"<"):
        try:
            expected = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            assert item.notes or data[:2] in (b"\xff\xfe", b"\xfe\xff") or data[:4] == b"\x00\x00\xfe\xff"
        else:
            assert item.text == expected or any("utf-16" in note for note in item.notes)
