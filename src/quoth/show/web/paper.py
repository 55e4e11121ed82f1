"""``quoth report``: one HTML file that stands by itself, to mail, print or keep. No script, and nothing is fetched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from quoth.records import Article, Statement
from quoth.show.direction import visible
from quoth.show.locked import certify
from quoth.show.web.marks import pieces, safe_link

__all__ = ["RECIPE", "report_page"]

HERE = Path(__file__).parent

RECIPE = """\
import hashlib

text = open("article.txt", encoding="utf-8", newline="").read()
spans = [(0, 0)]  # the ranges of the certificate
words = "\\n".join(text[start:end] for start, end in spans)
print("text sha256", hashlib.sha256(text.encode()).hexdigest())
print("words sha256", hashlib.sha256(words.encode()).hexdigest())
print(words)
"""


def report_page(
    title: str, quoted: Sequence[tuple[Article, Statement]], *, total: int, whole: Article | None = None
) -> str:
    """The page of these statements, each certified; with the whole text of ``whole`` marked, where it is given.

    Raises SpanError where the words of a statement are not those of its article.
    """
    pages = Environment(
        loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return pages.get_template("report.html").render(
        title=title,
        total=total,
        quoted=[(article, statement, certify(article, statement)) for article, statement in quoted],
        pieces=pieces(whole.text, [statement for _, statement in quoted]) if whole else None,
        style=(HERE / "static" / "quoth.css").read_text(encoding="utf-8"),
        recipe=RECIPE,
        link=safe_link,
        visible=visible,
    )
