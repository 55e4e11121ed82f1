"""Stand-ins: a reader that is quick, knows what it will find, and can be made to fail."""

from __future__ import annotations

import re

from quoth.parse import Parse
from quoth.read.parsed import shape_parse
from quoth.records import Article, Statement

SAID = re.compile(r'(?P<content>"[^"\n]+,") (?P<source>[^"\n,.]+?) (?P<cue>said|added)(?:\.? (?P<more>"[^"\n]+"))?')


class FakeReader:
    """Finds `"...," NAME said` and, after that, one more quotation of the same statement.

    A text with FAIL in it raises; one with SHIFT in it gives a statement of another article beside the right ones.
    """

    name = "reader fake"

    def read(self, article: Article) -> list[Statement]:
        if "FAIL" in article.text:
            raise ZeroDivisionError("as asked")
        found = [self._statement(article, match) for match in SAID.finditer(article.text)]
        if "SHIFT" in article.text:
            other = Article.of(f"{article.text}\n", origin="elsewhere")
            found.append(self._statement(other, next(SAID.finditer(other.text))))
        return found

    def parse(self, article: Article) -> tuple[list[Statement], Parse]:
        return self.read(article), shape_parse(article.text)

    def _statement(self, article: Article, match: re.Match[str]) -> Statement:
        content = [match.span("content"), *([match.span("more")] if match["more"] else [])]
        return Statement.of(
            article,
            content=content,
            cue=[match.span("cue")],
            source=[match.span("source")],
            kind="direct",
            confidence=0.875,
            made_by=self.name,
        )
