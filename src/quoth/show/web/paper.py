"""``quoth report``: one HTML file that stands by itself, to mail, print or keep. No script, and nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from quoth.ask import Family
from quoth.library import Store
from quoth.records import Article, Statement
from quoth.show.direction import visible
from quoth.show.drafts import Draft
from quoth.show.locked import certify
from quoth.show.web.checking import proof
from quoth.show.web.families import Side, sides
from quoth.show.web.marks import pieces, safe_link

__all__ = ["RECIPE", "check_page", "family_page", "report_page"]

HERE = Path(__file__).parent

# In characters, of a title.
LONGEST = 200

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
    title: str,
    quoted: Sequence[tuple[Article, Statement]],
    *,
    total: int,
    whole: Article | None = None,
    family: Sequence[Side] = (),
    draft: Draft | None = None,
) -> str:
    """The page of these statements, each certified; with the whole text of ``whole`` marked, where it is given.

    Before them stand the versions of a ``family`` side by side, or a ``draft`` with its verdicts. Raises SpanError
    where the words of a statement are not those of its article.
    """
    pages = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return pages.get_template("report.html").render(
        title=title,
        total=total,
        quoted=[(article, statement, certify(article, statement)) for article, statement in quoted],
        whole=whole,
        pieces=pieces(whole.text, [statement for _, statement in quoted]) if whole else None,
        sides=family,
        draft=draft,
        proof=proof(draft) if draft else None,
        style=(HERE / "static" / "quoth.css").read_text(encoding="utf-8"),
        recipe=RECIPE,
        link=safe_link,
        visible=visible,
    )


def family_page(store: Store, family: Family) -> str:
    """The page of a family: its versions side by side, then the certificate of each."""
    said = _certified(store, [each.statement for each in family.members])
    title = family.words if len(family.words) <= LONGEST else f"{family.words[:LONGEST]}…"
    return report_page(title, said, total=len(family.members), family=sides(store, family))


def check_page(store: Store, draft: Draft) -> str:
    """The page of a check: the draft with its verdicts, then the certificates of what is on record."""
    found = [match.statement for each in draft.checked for match in each.check.matches if match.statement is not None]
    unique = list({each.id: each for each in found}.values())
    return report_page("Quotations checked", _certified(store, unique), total=len(unique), draft=draft)


def _certified(store: Store, statements: Iterable[Statement]) -> list[tuple[Article, Statement]]:
    """The statements with their articles, whose text a certificate is of."""
    texts: dict[str, Article | None] = {}
    out = []
    for each in statements:
        if each.article not in texts:
            texts[each.article] = store.article(each.article)
        if (article := texts[each.article]) is not None:
            out.append((article, each))
    return out
