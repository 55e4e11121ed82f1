"""What the server lets in, what it answers, and that hostile text is text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from quoth.library import Store
from quoth.records import Article, Speaker, Statement
from tests.library.readings import MADE_BY, FakeReading, reading

pytest.importorskip("fastapi", reason="pip install 'quoth[web]' brings the pages")

from starlette.testclient import TestClient

from quoth.show.web import web_app
from quoth.show.web.guard import ANY, LARGEST
from quoth.show.web.jobs import _name

HERE = "http://127.0.0.1"
EVIL = "<script>alert(1)</script>\u202egnihton"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Thirty reports."""
    path = tmp_path / "news.db"
    with Store(path) as store:
        for n in range(30):
            store.keep(reading(n), made_by=MADE_BY)
    return path


@pytest.fixture
def client(library: Path) -> Iterator[TestClient]:
    """The server of that library."""
    app = web_app(library, reader="rules", hosts=frozenset({"127.0.0.1"}))
    with TestClient(app, base_url=HERE, follow_redirects=False, raise_server_exceptions=False) as made:
        yield made


def test_another_host_is_refused(client: TestClient) -> None:
    """A name that leads here from elsewhere gets nothing, as DNS rebinding needs."""
    answer = client.get("/", headers={"host": "evil.example"})
    assert (answer.status_code, answer.headers["content-type"]) == (421, "application/problem+json")


@pytest.mark.parametrize(
    "headers", [{"origin": "http://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_another_site_changes_nothing(client: TestClient, library: Path, headers: dict[str, str]) -> None:
    """A form of another page is not done."""
    with Store(library) as store:
        statement = store.statements(store.ids()[0])[0].id
    answer = client.post("/review", data={"action": "reject", "id": statement}, headers=headers)
    assert answer.status_code == 403
    with Store(library) as store:
        assert store.judgements() == []


def test_every_answer_forbids_script_and_style_within(client: TestClient) -> None:
    """Errors, too."""
    for address in ("/", "/search", "/nothing", "/api/library", "/api/nothing", "/static/quoth.css"):
        policy = client.get(address).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert client.get(address).headers["referrer-policy"] == "same-origin"


def test_elsewhere_needs_the_token(library: Path) -> None:
    """In the address once, then as a cookie; or as a bearer."""
    app = web_app(library, reader="rules", hosts=frozenset({"127.0.0.1"}), token="open-sesame")
    with TestClient(app, base_url=HERE) as client:
        assert client.get("/").status_code == 401
        assert client.get("/?token=wrong").status_code == 401
        assert client.get("/", headers={"authorization": "Bearer open-sesame"}).status_code == 200
        assert client.get("/?token=open-sesame").status_code == 200
        assert client.get("/").status_code == 200


def test_what_is_too_large_is_refused(client: TestClient) -> None:
    """By what it says of its length, before it is read."""
    assert client.post("/add", headers={"content-length": str(LARGEST + 1)}).status_code == 413


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static//etc/passwd", "/article/..%2f..%2fx"]
)
def test_no_path_leads_to_a_file(client: TestClient, path: str) -> None:
    """Outside the two static files."""
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("given", ["../../etc/passwd", "..\\x", "-rf", ".hidden", "a\0b", "", "ü/ü"])
def test_a_dropped_file_has_a_plain_name(given: str) -> None:
    """Whatever it was called."""
    assert "/" not in _name(1, given)
    assert _name(1, given).startswith("1-")
    assert _name(1, given).isascii()


@pytest.mark.parametrize("address", ["file:///etc/passwd", "/etc/passwd", "javascript:alert(1)", "--library"])
def test_only_addresses_of_the_web_are_fetched(client: TestClient, address: str) -> None:
    """A path is none."""
    assert client.post("/add", data={"address": address}).status_code == 400


def test_hostile_text_is_shown_as_text(tmp_path: Path) -> None:
    """Title, text, outlet, address and speaker; a megabyte of it."""
    path = tmp_path / "news.db"
    text = f'"{EVIL}," {EVIL} said. ' + "<b onclick=x>word</b> " * 50_000
    article = Article.of(text, origin=EVIL, title=EVIL, outlet=EVIL, url="javascript:alert(1)")
    made = Statement.of(
        article, content=[(0, len(EVIL) + 3)], cue=[], source=[], kind="direct", confidence=0.5, made_by=MADE_BY,
        speaker=Speaker(EVIL, "person", role=EVIL),
    )  # fmt: skip
    with Store(path) as store:
        store.keep(FakeReading(article, (made,)), made_by=MADE_BY)
    app = web_app(path, reader="rules", hosts=frozenset({"127.0.0.1"}))
    with TestClient(app, base_url=HERE) as client:
        pages = ("/", f"/article/{article.id}", "/search", "/review", "/search.atom")
        for page in (client.get(address) for address in pages):
            assert page.status_code == 200
            assert "<script>alert" not in page.text
            assert "<b onclick" not in page.text
            assert 'href="javascript:' not in page.text
            assert "\u202e" not in page.text


def test_pages_neither_skip_nor_repeat_while_articles_come(client: TestClient, library: Path) -> None:
    """A cursor goes on behind what was seen."""
    seen: list[str] = []
    cursor, n = "", 100
    while cursor is not None:
        answer = client.get("/api/search", params={"limit": 7, "cursor": cursor}).json()
        seen += [each["id"] for each in answer["statements"]]
        cursor = answer["cursor"]
        with Store(library) as store:
            store.keep(reading(n), made_by=MADE_BY)
        n += 1
        if n > 130:
            break
    assert len(seen) == len(set(seen))
    with Store(library) as store:
        first = {each.id for name in store.ids()[:30] for each in store.statements(name)}
    assert first <= set(seen)


def test_an_article_that_is_as_it_was_is_not_sent_again(client: TestClient, library: Path) -> None:
    """Until somebody judges it so that it changes."""
    with Store(library) as store:
        name = store.ids()[0]
        statement = store.statements(name)[0].id
    tag = client.get(f"/api/articles/{name}").headers["etag"]
    assert client.get(f"/api/articles/{name}", headers={"if-none-match": tag}).status_code == 304
    decision = {"action": "reject", "who": "ada"}
    made = client.post(f"/api/judgements/{statement}", json=decision)
    assert made.status_code == 200
    assert client.get(f"/api/articles/{name}", headers={"if-none-match": tag}).status_code == 200


def test_errors_are_problems(client: TestClient) -> None:
    """With one sentence."""
    for address, status in (("/api/articles/ar_no", 404), ("/api/search?limit=0", 422), ("/api/search?since=x", 400)):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
        assert answer.json()["detail"].endswith(".")


def test_a_text_is_read_and_not_stored(client: TestClient, library: Path) -> None:
    """The answer is the reading."""
    text = '"The bridge is shut," Ada Quill said.'
    answer = client.post("/api/read", json={"text": text})
    assert answer.json()["article"]["text"] == text
    with Store(library) as store:
        assert store.counts().articles == 30


@pytest.mark.parametrize(
    "values",
    [
        {"statement": "st_x"},
        {"who": "b"},
        {"content": 5},
        {"content": [[0, 10**9]]},
        {"content": [[0, 1.5]]},
        {"content": [["0", "4"]]},
        {"kind": "x"},
    ],
)
def test_a_correction_that_cannot_be_is_refused(client: TestClient, library: Path, values: dict[str, object]) -> None:
    """In one sentence, and nothing is kept."""
    with Store(library) as store:
        statement = store.statements(store.ids()[0])[0].id
    decision = {"action": "correct", "who": "ada", "values": values}
    assert client.post(f"/api/judgements/{statement}", json=decision).status_code == 400
    with Store(library) as store:
        assert store.judgements() == []


def test_a_place_beyond_all_numbers_is_refused(client: TestClient, library: Path) -> None:
    """JSON can say 1e400, which no whole number is."""
    with Store(library) as store:
        statement = store.statements(store.ids()[0])[0].id
    body = '{"action": "correct", "who": "ada", "values": {"content": [[0, 1e400]]}}'
    answer = client.post(f"/api/judgements/{statement}", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 400
    assert "a list of (start, end)" in answer.json()["detail"]


@pytest.mark.parametrize("origin", ["http://[::1", "http://", "//", "null", "http://[zz]/", "http://127.0.0.1:x"])
def test_an_origin_that_is_none_is_another_site(client: TestClient, origin: str) -> None:
    """It is refused, and nothing breaks."""
    for path in ("/review", "/api/read", "/nowhere"):
        assert client.post(path, headers={"origin": origin}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1:8765,evil.example", "127.0.0.1:", "127.0.0.1:evil", "evil@127.0.0.1"])
def test_a_host_has_a_name_and_a_number(client: TestClient, host: str) -> None:
    """What merely begins with the name is another."""
    assert client.get("/", headers={"host": host}).status_code == 421


def test_half_a_character_goes_through(client: TestClient, library: Path) -> None:
    """A lone surrogate, which a text may have, is escaped in JSON and a sign on pages; a text to read has none."""
    with Store(library) as store:
        statement = store.statements(store.ids()[0])[0].id
    body = r'{"action": "correct", "who": "ada", "values": {"speaker": "Quill\ud800"}}'
    headers = {"content-type": "application/json"}
    assert client.post(f"/api/judgements/{statement}", content=body, headers=headers).status_code == 200
    assert client.get(f"/api/statements/{statement}").json()["speaker"]["name"] == "Quill\ud800"
    names = [each["name"] for each in client.get("/api/speakers?limit=200").json()["speakers"]]
    assert "Quill\ud800" in names
    for path in ("/", "/search", "/search.csv", "/search.atom", f"/review?id={statement}", "/api/search?limit=200"):
        assert client.get(path).status_code == 200, path
    body = r'{"text": "\ud800 \"We are here,\" Ada Quill\ud800 said."}'
    assert client.post("/api/read", content=body, headers=headers).status_code == 422


@pytest.mark.parametrize("path", ["/add", "/check", "/review", "/speaker", "/api/read"])
def test_a_body_that_hides_its_length_is_refused_where_it_is_too_large(client: TestClient, path: str) -> None:
    """Sent in chunks, it is read as far as the bound, and no further."""
    sent = 0

    def chunks() -> Iterator[bytes]:
        nonlocal sent
        yield b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
        for _ in range(3 * LARGEST // 1_000_000):
            sent += 1_000_000
            yield b"a" * 1_000_000

    kinds = {"/api/read": "application/json", "/add": "multipart/form-data; boundary=b"}
    kinds["/check"] = kinds["/add"]
    kind = kinds.get(path, "application/x-www-form-urlencoded")
    answer = client.post(path, content=chunks(), headers={"content-type": kind})
    assert answer.status_code in (413, 400), answer.text[:200]
    assert "content-security-policy" in answer.headers


def test_a_list_of_lists_without_end_is_no_place(client: TestClient, library: Path) -> None:
    """And does not break the page that it is sent to."""
    with Store(library) as store:
        statement = store.statements(store.ids()[0])[0].id
    data = {"action": "correct", "id": statement, "content": "[" * 30_000}
    assert client.post("/review", data=data).status_code == 400


def test_a_server_that_listens_everywhere_is_called_as_the_machine_is(library: Path) -> None:
    """By any name, with the token; another site still changes nothing."""
    app = web_app(library, reader="rules", hosts=frozenset({ANY}), token="secret")
    with TestClient(app, base_url="http://newsroom-7:8765", follow_redirects=False) as client:
        assert client.get("/").status_code == 401
        assert client.get("/?token=secret").status_code == 200
        assert client.get("/", headers={"host": "192.168.0.7:8765"}).status_code in (200, 401)
        assert (
            client.get("/", headers={"host": "192.168.0.7:8765", "authorization": "Bearer secret"}).status_code == 200
        )
        elsewhere = {"origin": "http://evil.example", "authorization": "Bearer secret"}
        assert client.post("/add/stop", headers=elsewhere).status_code == 403
