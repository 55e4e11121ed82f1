"""An article that is all malice shows as text, on every page, in every form, a megabyte of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="pip install 'quoth[web]' brings the pages")

from starlette.testclient import TestClient

from quoth.records import Article, Figure, Giver, Span, Speaker, Statement, figure_id
from quoth.show.python import Library
from quoth.show.web import web_app
from quoth.show.web.marks import safe_link
from tests.library.readings import MADE_BY, FakeReading

EVIL = "<script>alert(1)</script>\u202egnihton\" onmouseover='x' & </textarea>"
SAID = f"“{EVIL} we will never ever sell the old town bridge to anybody”"


def article(n: int, *, size: int = 0) -> FakeReading:
    """A report of the same words, with a number, from an outlet of its own, of so many characters at least."""
    number = f"{EVIL} 4{n}1 dead, {EVIL} said. "
    text = f"{SAID} {EVIL} said. {number}" + "<b onclick=x>word</b> " * (size // 22)
    made = Article.of(
        text, origin=f"{EVIL}{n}", title=f"{EVIL}{n}", outlet=f"{EVIL}{n}", url="javascript:alert(1)",
        published="2031-05-05",
    )  # fmt: skip
    speaker = Speaker(EVIL, "person", role=EVIL, affiliation=EVIL, reason=EVIL)
    statement = Statement.of(
        made, content=[(0, len(SAID))], cue=[], source=[], kind="direct", confidence=0.5, made_by=MADE_BY,
        speaker=speaker,
    )  # fmt: skip
    at = text.index(f"4{n}1 dead")
    span = Span.of(text, at, at + 3)
    figure = Figure(
        figure_id(made.id, span), made.id, span, 401.0 + 10 * n, 401.0 + 10 * n, 401.0 + 10 * n, EVIL, None,
        f"{EVIL} deaths", EVIL, EVIL, None, Giver(f"{EVIL}{n}", "person"),
    )  # fmt: skip
    return FakeReading(made, (statement,), (), (figure,))


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two such reports, one of them a megabyte, related."""
    path = tmp_path_factory.mktemp("evil") / "news.db"
    with Library(path) as library:
        for each in (article(0), article(1, size=1_000_000)):
            library.keep(each, made_by=MADE_BY)
    return path


@pytest.fixture
def client(evil: Path) -> Iterator[TestClient]:
    """The server of them."""
    app = web_app(evil, reader="rules", hosts=frozenset({"127.0.0.1"}))
    with TestClient(app, base_url="http://127.0.0.1", follow_redirects=True) as made:
        yield made


def pages(path: Path) -> list[tuple[str, dict[str, str]]]:
    """Every page that shows something of them."""
    with Library(path) as library:
        first, second = library.ids()
        name = library.statements(first)[0].id
    shown: list[tuple[str, dict[str, str]]] = [
        (f"/article/{first}", {}),
        (f"/article/{second}", {}),
        (f"/family/{name}", {}),
        ("/", {}),
    ]
    shown += [(page, {}) for page in ("/search", "/families", "/figures", "/review", "/search.atom")]
    shown += [("/speaker", {"name": EVIL}), ("/speaker", {"name": f"nobody {EVIL}"}), ("/search", {"text": EVIL})]
    asked = [("/families", "text"), ("/families", "speaker"), ("/figures", "text"), ("/figures", "giver")]
    shown += [(page, {field: EVIL}) for page, field in asked]
    shown += [("/search", {"outlet": EVIL}), ("/review", {"speaker": EVIL}), ("/review", {"outlet": f"{EVIL}0"})]
    return [*shown, ("/check", {"text": SAID}), ("/check", {"text": EVIL, "speaker": EVIL}), ("/find", {"text": EVIL})]


def test_it_shows_as_text_on_every_page(client: TestClient, evil: Path) -> None:
    """No tag, no handler, no link that is none, nothing that turns the direction."""
    seen = 0
    for path, asked in pages(evil):
        page = client.get(path, params=asked)
        assert page.status_code in (200, 404), path
        assert "<script>alert" not in page.text, path
        assert "<b onclick" not in page.text, path
        assert "' onmouseover" not in page.text, path
        assert "\" onmouseover='x'" not in page.text, path
        assert 'href="javascript:' not in page.text, path
        # What a form sends on as it is, and nobody sees, apart.
        assert "\u202e" not in re.sub(r'<input type="hidden"[^>]*>', "", page.text), path
        seen += "&lt;script&gt;alert" in page.text
    assert seen > 15


def test_a_hostile_draft_shows_as_text(client: TestClient) -> None:
    """What is pasted is no markup either."""
    page = client.post("/check", data={"text": f"{SAID} she said. {EVIL}"}, files={"file": ("", b"")})
    assert page.status_code == 200
    assert "&lt;script&gt;alert" in page.text
    assert "<script>alert" not in page.text
    assert "</textarea>&" not in page.text


def test_hostile_text_on_paper(evil: Path) -> None:
    """The report of a family and that of a check are one file without script."""
    from quoth.show.drafts import check_text
    from quoth.show.web.paper import check_page, family_page

    with Library(evil) as library:
        name = library.statements(library.ids()[0])[0].id
        made = [
            family_page(library, library.families_of(name)[0]),
            check_page(library, check_text(library, SAID, None)),
        ]
    for page in made:
        assert "&lt;script&gt;alert" in page
        assert "<script" not in page
        assert "\u202e" not in page


def test_a_megabyte_of_a_name_is_cut_where_it_is_one_of_many(tmp_path: Path) -> None:
    """Title, outlet, address, speaker and role of a megabyte each: lists stay small, and no link is unusable."""
    big = EVIL * (1_000_000 // len(EVIL))
    text = f"{SAID} {big} said."
    made = Article.of(text, origin=f"o{big}", title=f"t{big}", outlet=f"p{big}", url=f"https://x.example/{big}")
    statement = Statement.of(
        made, content=[(0, len(SAID))], cue=[], source=[], kind="direct", confidence=0.5, made_by=MADE_BY,
        speaker=Speaker(big, "person", role=big, affiliation=big, reason=big),
    )  # fmt: skip
    with Library(tmp_path / "big.db") as library:
        library.keep(FakeReading(made, (statement,)), made_by=MADE_BY)
    app = web_app(tmp_path / "big.db", reader="rules", hosts=frozenset({"127.0.0.1"}))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        for path in ("/", "/families", "/figures", "/check?text=“We will never ever sell the bridge”"):
            assert len(client.get(path).content) < 100_000, path
        for path in ("/search", "/review", f"/article/{made.id}"):
            page = client.get(path)
            assert page.status_code == 200
            assert max(len(each) for each in re.findall(r'href="([^"]*)"', page.text)) < 10_000, path


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("https://x.example/a\u202eb", "https://x.example/a%E2%80%AEb"),
        ("https://x.example/é ü", "https://x.example/é%20ü"),
        ("HTTPS://x.example/a#b", "HTTPS://x.example/a#b"),
        ("https://", None),
        ("//x.example/", None),
        ("data:text/html,x", None),
        ("JavaScript:alert(1)", None),
        (" javascript:alert(1)", None),
        ("https://x.example/" + "a" * 9000, None),
    ],
)
def test_only_addresses_of_the_web_become_links(address: str, link: str | None) -> None:
    """And what would turn the direction of reading is written as a number."""
    assert safe_link(address) == link
