"""The slow way: every statement of a library read and compared, without any index, for what a search must find."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from quoth.ask import Query
from quoth.library import Store
from quoth.records import Article, Statement


@dataclass(frozen=True)
class Asked:
    """A search as it is meant, beside the query that says so: what each part must find is put down twice."""

    query: Query
    groups: tuple[tuple[str, ...], ...] = ()
    without: tuple[str, ...] = ()
    names: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Fact:
    """A statement with its article and all outlets at which that was met."""

    statement: Statement
    article: Article
    outlets: frozenset[str | None]


def everything(store: Store) -> list[Fact]:
    """All statements in force."""
    out = []
    for article in store.articles():
        rows = store.rows("SELECT outlet FROM sightings WHERE article = :article", {"article": article.id})
        outlets = frozenset(row["outlet"] for row in rows)
        out += [Fact(statement, article, outlets) for statement in store.statements(article.id)]
    return out


def expected(facts: list[Fact], asked: Asked) -> set[str]:
    """The ids of the statements that have all that is asked."""
    return {fact.statement.id for fact in facts if has_words(fact.statement, asked) and has_facts(fact, asked)}


def has_words(statement: Statement, asked: Asked) -> bool:
    """Its content has one of each group, none of the others, and the exact wording in one of its pieces."""
    content = plain(" ".join(span.text for span in statement.content))
    exact = asked.query.exact
    return (
        all(any(f" {plain(term)} " in f" {content} " for term in group) for group in asked.groups)
        and not any(f" {plain(term)} " in f" {content} " for term in asked.without)
        and (exact is None or any(exact.strip() in span.text for span in statement.content))
    )


def has_facts(fact: Fact, asked: Asked) -> bool:
    """Who, as what, when and where are as asked."""
    query, statement = asked.query, fact.statement
    said, speaker = statement.said_on, statement.speaker
    day = fact.article.published and fact.article.published[:10]
    same = {name: getattr(query, name) for name in ("kind", "attitude", "polarity", "place", "article")}
    return (
        all(value is None or getattr(statement, name) == value for name, value in same.items())
        and (asked.names is None or (speaker is not None and speaker.name in asked.names))
        and all(
            getattr(query, name) is None
            or set(plain(getattr(query, name)).split()) <= set(plain(getattr(speaker, name, None) or "").split())
            for name in ("role", "affiliation")
        )
        and (query.outlet is None or query.outlet in fact.outlets)
        and (query.since is None or (day is not None and day >= query.since))
        and (query.until is None or (day is not None and day <= query.until))
        and (query.said_since is None or (said is not None and (said.end or "") >= query.said_since))
        and (query.said_until is None or (said is not None and (said.start or "~") <= query.said_until))
    )


def plain(text: str) -> str:
    """Words without case, accents and marks, with one space between them."""
    flat = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", flat))
