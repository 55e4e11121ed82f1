"""What became of a page: statements added, removed and altered between the texts of one URL."""

from __future__ import annotations

from pathlib import Path

from quoth import Library
from quoth.ask import versions_object
from quoth.pipeline import read_article
from quoth.records import Article
from tests.fakes import FakeReader

URL = "https://lantern.example/dam"
TEXTS = (
    '"The dam lost 40 gates in the storm," Ada Quill said.\n\n"Nobody told us anything," Oluwen Strand said.',
    '"The dam lost 14 gates in the storm," Ada Quill said.\n\n"The hills are quiet tonight," Ilda Torvane said.',
)


def test_versions(tmp_path: Path) -> None:
    """One figure corrected, one statement gone, one new; and the same text met again is no new version."""
    with Library(tmp_path / "news.db") as library:
        for n in (0, 1, 1):
            article = Article.of(TEXTS[n], origin=URL, url=URL)
            library.keep(read_article(article, FakeReader()), made_by="reader fake")
        found = library.versions_of(URL)
        said = {row["id"]: row["content"] for row in library.rows("SELECT id, content FROM statements")}
        assert library.versions_of("https://lantern.example/other") is None
    assert found is not None
    made = versions_object(found)
    assert [each["article"] for each in made["versions"]] == [Article.of(text, origin=URL).id for text in TEXTS]
    assert [said[each] for each in made["added"]] == ['"The hills are quiet tonight,"']
    assert [said[each] for each in made["removed"]] == ['"Nobody told us anything,"']
    (altered,) = made["altered"]
    assert (said[altered["from"]], said[altered["to"]]) == (
        '"The dam lost 40 gates in the storm,"',
        '"The dam lost 14 gates in the storm,"',
    )
    assert [(each["kind"], each["theirs"], each["ours"]) for each in altered["changes"]] == [("number", "14", "40")]
    assert [len(step["altered"]) for step in made["steps"]] == [0, 1]
