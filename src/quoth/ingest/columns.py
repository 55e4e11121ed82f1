"""What columns of tables and keys of objects are called in the tools that people use, and what they hold."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from quoth.errors import NotTextError
from quoth.ingest.dates import page_date
from quoth.ingest.fragment import article_from_fragment
from quoth.ingest.html import article_from_html
from quoth.ingest.jsonld import names_of
from quoth.ingest.known import Known, require_words
from quoth.ingest.plain import article_from_text
from quoth.ingest.sniff import is_html
from quoth.records import Article

__all__ = ["article_from_row", "no_text_reason"]

Row = Mapping[str, Any]

# Names as Media Cloud, Fundus, news-please, newspaper, GDELT, LexisNexis, Factiva and Kaggle's news tables have them,
# the most telling first. They are compared in small letters, with "_" for a space, "-" or ".".
TEXT = "text plaintext maintext article_text full_text fulltext body content article story_text document".split()
HTML = "html raw_html html_content content_html body_html page".split()
FACTS: dict[str, list[str]] = {
    "title": "title headline heading headline_main article_title".split(),
    "url": "url link article_url responded_url requested_url canonical_url source_url web_url permalink uri".split(),
    "outlet": "outlet publisher source media_name source_domain publication newspaper site site_name domain".split(),
    "published": (
        "published publication_date published_at publishing_date publish_date pub_date pubdate date_published "
        "date_publish datepublished date timestamp datetime created_at"
    ).split(),
    "authors": "authors author byline creator writer journalist".split(),
    "language": "language lang source_lang".split(),
    "id": "id article_id doc_id document_id stories_id guid".split(),
}

_LANGUAGES = {"english": "en", "eng": "en"}
_LIST = re.compile(r"\A\s*\[.*\]\s*\Z", re.DOTALL)
_NOTHING = frozenset({"", "nan", "none", "null", "n/a"})


def article_from_row(row: Row, *, origin: str, known: Known) -> Article:
    """The article of one row or object; ``known`` wins over what it says. Raises NotTextError where it has no text."""
    named = _named(row)
    facts, notes = _facts(named)
    merged: Known = {**facts, **known}
    if sections := _sections(named.get("body")):
        return article_from_fragment(sections, title=facts.get("title"), origin=origin, notes=notes, known=merged)
    text = next((value for name in TEXT if (value := _words(named.get(name)))), None)
    markup = next((value for name in HTML if (value := _words(named.get(name)))), None)
    if text is None and markup is None:
        raise NotTextError(no_text_reason(named) or "its text is empty; give the row a text", origin=origin)
    if text is not None and not is_html(text, origin="row"):
        require_words(text, origin=origin)
        return article_from_text(text, origin=origin, notes=notes, **merged)
    return article_from_html(str(text if markup is None else markup), origin=origin, notes=notes, **merged)


def no_text_reason(names: Iterable[str]) -> str | None:
    """Why rows with columns of these ``names`` hold no article, or None where they may."""
    found = {_key(name) for name in names}
    if found & {*TEXT, *HTML}:
        return None
    if {"url", "title"} <= found and found & {"media_name", "media_url", "indexed_date", "stories_id"}:
        return "it lists addresses and has no texts, as Media Cloud's tables do; save the pages and give those"
    shown = ", ".join(sorted(found)[:6]) or "none"
    return f"it has no column named text or html (its columns: {shown}); name the column that holds the articles' text"


def _named(row: Row) -> dict[str, Any]:
    named = {_key(str(name)): value for name, value in row.items()}
    page = named.get("html")
    if isinstance(page, Mapping):  # Fundus keeps the page and where it came from as one object
        source = page.get("source_info")
        outlet = source.get("publisher") if isinstance(source, Mapping) else None
        named = {"url": page.get("responded_url"), "outlet": outlet, **named, "html": page.get("content")}
    return named


def _key(name: str) -> str:
    return re.sub(r"[\s.-]+", "_", name.strip().strip("\ufeff").casefold())


def _facts(named: dict[str, Any]) -> tuple[Known, list[str]]:
    """The facts of a row, and notes on what they left open."""
    found = {fact: _first(named, names) for fact, names in FACTS.items()}
    facts: Known = {}
    notes: list[str] = []
    if (title := _line(found["title"])) is not None:
        facts["title"] = title
    if (url := _line(found["url"])) is not None and re.match(r"https?://\S+\Z", url):
        facts["url"] = url
    if (outlet := next(iter(names_of(found["outlet"], [])), None)) is not None and outlet.casefold() not in _NOTHING:
        facts["outlet"] = outlet
    if authors := _authors(found["authors"]):
        facts["authors"] = authors
    if (language := _line(found["language"])) is not None:
        facts["language"] = _LANGUAGES.get(language.casefold(), language)
    if (day := found["published"]) is not None:
        iso = day.isoformat() if isinstance(day, date | datetime) else page_date(_line(day))
        if iso is not None:
            facts["published"] = iso
        else:
            notes.append(f"date not understood: {str(day)[:40]}")
    if (given := _line(found["id"])) is not None:
        notes.append(f"id given: {given[:200]}")
    return facts, notes


def _first(named: dict[str, Any], names: list[str]) -> Any:
    return next((value for name in names if _line(value := named.get(name)) is not None), None)


def _line(value: Any) -> str | None:
    """A value as one line, or None where it says nothing."""
    if value is None or value != value:  # noqa: PLR0124 - only NaN, a gap in a table, differs from itself
        return None
    line = " ".join(str(value).split())
    return None if line.casefold() in _NOTHING else line


def _words(value: Any) -> str | None:
    """A text as it stands, or the paragraphs of a list; None for anything else."""
    if isinstance(value, list | tuple) and value and all(isinstance(item, str) for item in value):
        value = "\n\n".join(value)
    return value if isinstance(value, str) and value.strip() and value.strip().casefold() not in _NOTHING else None


def _authors(value: Any) -> list[str]:
    """The names in a list, a list written as text, or a line of names."""
    if isinstance(value, str) and _LIST.match(value):
        value = _written_list(value)
    if isinstance(value, str):
        pieces = re.split(r"\s*[;|]\s*", value)
        by_comma = re.split(r"\s*,\s*", value)
        # "Ruiz, Ana" is one person; "Ana Ruiz, Jo Lund" are two.
        value = by_comma if len(pieces) == 1 and all(" " in piece for piece in by_comma) else pieces
    names = names_of(list(value) if isinstance(value, tuple) else value, [])
    return [name for name in names if name.casefold() not in _NOTHING]


def _written_list(value: str) -> Any:
    for read in (json.loads, ast.literal_eval):
        try:
            return read(value)
        except (ValueError, SyntaxError, RecursionError, MemoryError):
            continue
    return value


def _sections(body: Any) -> list[str]:
    """The paragraphs of a body as Fundus has it: a summary, and sections of headlines and paragraphs."""
    if not isinstance(body, Mapping):
        return []
    sections = [section for section in body.get("sections") or [] if isinstance(section, Mapping)]
    lists = [body.get("summary"), *(section.get(key) for section in sections for key in ("headline", "paragraphs"))]
    return [
        line for lines in lists if isinstance(lines, list) for line in lines if isinstance(line, str) and line.strip()
    ]
