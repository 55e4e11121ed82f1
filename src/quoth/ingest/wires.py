"""Wire stories as agencies send them: IPTC's ninjs 1, 2 and 3 (https://iptc.org/standards/ninjs/)."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from quoth.errors import NotTextError
from quoth.ingest.dates import best_date, page_date
from quoth.ingest.extra import as_json
from quoth.ingest.fragment import article_from_fragment
from quoth.ingest.jsonld import names_of
from quoth.ingest.known import Known
from quoth.records import Article

__all__ = ["article_from_ninjs", "is_ninjs"]

Story = Mapping[str, Any]

# Keys that no other tool uses: 1.x writes body_xhtml, 2.x versioncreated and bodies, 3.x versionCreated and bodies.
_BODIES = ("body_xhtml", "body_html", "body_text")
_VERSIONED = ("versioncreated", "versionCreated")

# Of the bodies of one story, the best first.
_MARKUP = ("application/xhtml+xml", "text/html")

# What becomes text, title, authors and language. Dates and addresses are kept beside the facts made of them: a story
# has several of each.
_TAKEN = frozenset((*_BODIES, "bodies", "headline", "headlines", "byline", "by", "language"))


def is_ninjs(value: object) -> bool:
    """Whether a JSON value is a ninjs story, of any version and type."""
    if not isinstance(value, Mapping):
        return False
    stories = any(key in value for key in (*_BODIES, "bodies", "headlines", "headline"))
    return ("uri" in value or any(key in value for key in _VERSIONED)) and (
        any(key in value for key in (*_BODIES, "bodies")) or (stories and any(key in value for key in _VERSIONED))
    )


def article_from_ninjs(story: Story, *, origin: str, known: Known) -> Article:
    """The article of one story, headline above body. Raises NotTextError for pictures, and for what was withdrawn.

    Its ``extra`` holds what else the agency says of it: its own address and version, its subjects, pictures, places.
    """
    kind = story.get("type")
    if isinstance(kind, str) and kind not in ("text", "composite"):
        raise NotTextError(f"the agency sent it as {kind}, not as text; give the text story", origin=origin)
    status = str(story.get("pubstatus") or story.get("pubStatus") or "usable").casefold()
    if status != "usable":
        raise NotTextError(f"the agency has marked it {status}; take the version that may be used", origin=origin)
    title = _headline(story)
    facts = {**_facts(story, title), **known}
    markup, plain = _body(story)
    if markup is None and plain is None:
        raise NotTextError("the story has no body, only its facts; give the full story", origin=origin)
    body: str | list[str] = markup if markup is not None else _paragraphs(str(plain))
    made = article_from_fragment(body, title=title, origin=origin, known=facts)  # type: ignore[arg-type]
    extra = {str(key): as_json(value) for key, value in story.items() if key not in _TAKEN}
    return dataclasses.replace(made, extra=extra)


def _headline(story: Story) -> str | None:
    lines = [story.get("headline"), *(_values(story, "headlines"))]
    return next((" ".join(line.split()) for line in lines if isinstance(line, str) and line.strip()), None)


def _values(story: Story, key: str) -> list[Any]:
    """The values of a list such as ``headlines``, the main one first."""
    listed = [item for item in story.get(key) or [] if isinstance(item, Mapping)]
    return [item.get("value") for item in sorted(listed, key=lambda item: item.get("role") != "main")]


def _body(story: Story) -> tuple[str | None, str | None]:
    """The body as markup and as plain text; None for what there is none of."""
    markup = [story.get("body_xhtml"), story.get("body_html")]
    plain = [story.get("body_text")]
    for item in story.get("bodies") or []:
        if isinstance(item, Mapping):
            form = item.get("contentType") or item.get("contenttype") or ""
            value = item.get("value")
            is_markup = form in _MARKUP or (not form and str(value).lstrip().startswith("<"))
            (markup if is_markup else plain).append(value)
    first = [next((v for v in values if isinstance(v, str) and v.strip()), None) for values in (markup, plain)]
    return first[0], first[1]


def _paragraphs(text: str) -> list[str]:
    """The lines of a plain body: each is a paragraph, unless blank lines part paragraphs of several lines."""
    text = text.replace("\r\n", "\n")
    return [piece for piece in text.split("\n\n" if "\n\n" in text else "\n") if piece.strip()]


def _facts(story: Story, title: str | None) -> Known:
    facts: Known = {}
    if title is not None:
        facts["title"] = title
    url = story.get("url") or story.get("link") or story.get("uri")
    if isinstance(url, str) and url.startswith(("https://", "http://")):
        facts["url"] = url
    sources = ("provider", "infosources", "infoSources", "infosource", "source", "copyrightholder", "copyrightHolder")
    if outlet := next((name for key in sources for name in names_of(story.get(key), [])), None):
        facts["outlet"] = outlet
    keys = ("firstcreated", "firstCreated", "contentcreated", "contentCreated")
    dates = [found for key in (*_VERSIONED, *keys) if (found := page_date(story.get(key))) is not None]
    if (day := best_date(dates)) is not None:
        facts["published"] = day
    if authors := [_without_by(name) for key in ("byline", "by") for name in names_of(story.get(key), [])]:
        facts["authors"] = list(dict.fromkeys(authors))
    if isinstance(language := story.get("language"), str) and language.strip():
        facts["language"] = language.strip()
    return facts


def _without_by(name: str) -> str:
    return name[3:].strip() if name[:3].casefold() == "by " else name
