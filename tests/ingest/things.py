"""Invented reports, and the ways in which tests look at what ingest makes of files."""

from __future__ import annotations

from pathlib import Path

from quoth.ingest import ingest
from quoth.records import Article, Dropped

DAM = (
    "The mayor of Port Halden said on Tuesday that the dam above the town “will hold, whatever the river does.” "
    "Engineers measured each of the cracks twice, and found that none of them has grown since the spring."
)
GOAT = (
    "“You cannot trust a wall that weeps,” said Ida Quill, who lives below it with her two sons and a goat. "
    "She has asked the council of Osterby for a new house, and it has not answered her in more than a year."
)
GERMAN = (
    "Der Bürgermeister von Port Halden sagte am Dienstag, dass der Damm über der Stadt halten werde, was auch immer "
    "der Fluss mache. Die Ingenieure haben jeden der Risse zweimal gemessen und dabei festgestellt, dass keiner von "
    "ihnen seit dem Frühling größer geworden ist. Sie sind sich aber nicht einig, wie lange das noch so bleibt."
)


def page_of_text(text: str, title: str = "Dam holds") -> str:
    """A page of an invented outlet with ``text`` in it."""
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head><body><main><article>'
        f"<h1>{title}</h1><p>{text}</p></article></main></body></html>"
    )


def taken(path: Path | str) -> tuple[list[Article], list[Dropped]]:
    """What ingest makes of one source: its articles and what was dropped, in order."""
    items = list(ingest([str(path)]))
    return [item for item in items if isinstance(item, Article)], [item for item in items if isinstance(item, Dropped)]


def reasons(path: Path | str) -> list[str]:
    """Why things in a source are dropped, where nothing in it is an article."""
    articles, dropped = taken(path)
    assert articles == []
    return [item.reason for item in dropped]


def place(item: Article | Dropped) -> str:
    """The place of an item in its file: what follows the file's name."""
    return item.origin.rsplit("/", 1)[-1]
