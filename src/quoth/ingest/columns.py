"""What columns of tables and keys of objects are called in the tools that people use, and what is made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple, cast

from quoth.ingest import cells
from quoth.ingest.extra import as_json
from quoth.ingest.known import Known
from quoth.ingest.links import HOW_TO_FETCH

__all__ = ["HTML", "TEXT", "Facts", "Row", "extra_of", "facts_of", "lists_addresses", "named_of", "no_text_reason"]

Row = Mapping[str, Any]

# Names as Media Cloud, Fundus, news-please, newspaper, GDELT, LexisNexis, Factiva and Kaggle's news tables have them,
# the most telling first. They are compared in small letters, with "_" for a space, "-" or ".".
TEXT = (
    "text content_text plaintext maintext article_text full_text fulltext body content article story_text document"
).split()
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
}
_READ: dict[str, Callable[[Any], Any]] = {
    "title": cells.line,
    "url": cells.address,
    "outlet": cells.outlet,
    "published": cells.day,
    "authors": cells.authors,
    "language": cells.language,
}


class Facts(NamedTuple):
    """What a row says of its article, the columns that say it, and notes on what they leave open."""

    known: Known
    used: frozenset[str]
    notes: list[str]


def facts_of(row: Row, known: Known) -> Facts:
    """The facts of a row; columns whose fact the caller knows better are not used."""
    named = named_of(row)
    found: dict[str, Any] = {}
    used: set[str] = set()
    notes: list[str] = []
    for fact, names in FACTS.items():
        filled = [name for name in names if cells.line(named.get(name)) is not None]
        name = next((name for name in filled if _READ[fact](named[name]) is not None), None)
        if name is not None:
            found[fact] = _READ[fact](named[name])
            used |= set() if fact in known else {name}
        elif fact == "published" and filled:
            notes.append(f"date not understood: {str(named[filled[0]])[:40]}")
    return Facts(cast("Known", found), frozenset(used), notes)


def extra_of(row: Row, used: frozenset[str]) -> dict[str, Any]:
    """The columns of a row that are not ``used``, by their own names; the report as a page is not kept again."""
    extra: dict[str, Any] = {}
    for name, value in row.items():
        key = _key(str(name))
        if key == "html" and isinstance(value, Mapping):
            extra[str(name)] = {str(inner): as_json(held) for inner, held in value.items() if inner != "content"}
        elif key not in used and not (key in HTML and isinstance(value, str) and "<" in value):
            extra[str(name)] = as_json(value)
    return extra


def no_text_reason(names: Iterable[str]) -> str | None:
    """Why rows with columns of these ``names`` hold no article, or None where they may."""
    found = {_key(name) for name in names}
    if found & {*TEXT, *HTML}:
        return None
    if lists_addresses(found):
        return f"it has addresses and no texts; {HOW_TO_FETCH}"
    shown = ", ".join(sorted(found)[:6]) or "none"
    return f"it has no column named text or html (its columns: {shown}); name the column that holds the articles' text"


def lists_addresses(names: Iterable[str]) -> bool:
    """Whether rows with columns of these ``names`` have addresses and no texts, as Media Cloud's stories do."""
    found = {_key(name) for name in names}
    return not found & {*TEXT, *HTML} and bool(found & {*FACTS["url"]})


def named_of(row: Row) -> dict[str, Any]:
    """The values of a row by the names that columns are compared by."""
    named = {_key(str(name)): value for name, value in row.items()}
    page = named.get("html")
    if isinstance(page, Mapping):  # Fundus keeps the page and where it came from as one object
        source = page.get("source_info")
        outlet = source.get("publisher") if isinstance(source, Mapping) else None
        named = {"url": page.get("responded_url"), "outlet": outlet, **named, "html": page.get("content")}
    return named


def _key(name: str) -> str:
    return re.sub(r"[\s.-]+", "_", name.strip().strip("\ufeff").casefold())
