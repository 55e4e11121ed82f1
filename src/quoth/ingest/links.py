"""Pages that a feed, a site map or a table only links: fetched one by one, where that was asked for."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from quoth.errors import FetchError
from quoth.ingest.asked import Asked, Item, taken
from quoth.ingest.known import Known
from quoth.ingest.pdf import article_from_pdf
from quoth.ingest.single import article_from_bytes
from quoth.ingest.web import Page, Web
from quoth.records import Article, Dropped, Raw

__all__ = ["HOW_TO_FETCH", "Link", "item_at"]

# What to do where links were not followed: the option that does.
HOW_TO_FETCH = "fetch them with quoth add --fetch"

_ODD = "the page cannot be read ({}); save the article as text"


class Link(NamedTuple):
    """An address, what its list says of the page there, and what else it holds of it."""

    address: str
    told: Known
    extra: Mapping[str, Any] | None = None


def item_at(link: Link, asked: Asked, web: Web) -> Item:
    """The article of the page that ``link`` leads to, or a Dropped with the address that says why there is none.

    What the link's list says is kept where the page itself does not say.
    """
    try:
        page = web.fetch(link.address, found=True)
    except FetchError as error:
        return Dropped(link.address, "ingest", str(error))
    except Exception as error:  # whatever is odd in one answer, the others are still fetched
        return Dropped(link.address, "ingest", f"the page cannot be fetched ({type(error).__name__}); save it")
    make = partial(_article, page, link, asked.known)
    return taken(link.address, Raw.of(page.data), asked, make, otherwise=_ODD)


def _article(page: Page, link: Link, known: Known) -> Article:
    if page.data.startswith(b"%PDF-"):
        facts: Known = {"url": page.url, **known}
        article = article_from_pdf(io.BytesIO(page.data), origin=link.address, known=facts)
    else:
        article = article_from_bytes(
            page.data, origin=link.address, known=known, declared=page.charset, found_at=page.url
        )
    told = link.told
    return dataclasses.replace(
        article,
        title=article.title or told.get("title"),
        outlet=article.outlet or told.get("outlet"),
        published=article.published or told.get("published"),
        authors=article.authors or tuple(told.get("authors", ())),
        language=article.language or told.get("language"),
        extra={**article.extra, **(link.extra or {})},
    )
