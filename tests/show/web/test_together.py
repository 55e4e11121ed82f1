"""People who judge at once lose nothing; and pages are read while articles are added."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="pip install 'quoth[web]' brings the pages")

from starlette.testclient import TestClient

from quoth.library import Store
from quoth.library.writing import writing
from quoth.pipeline import read_text
from quoth.show.web import web_app
from tests.library.readings import MADE_BY, reading

HERE = "http://127.0.0.1"
EACH = 12


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Twenty reports."""
    path = tmp_path / "news.db"
    with Store(path) as store:
        for n in range(20):
            store.keep(reading(n), made_by=MADE_BY)
    return path


def a_client(library: Path) -> TestClient:
    """A person before a browser, with a server of their own: two on one library is the harder case."""
    app = web_app(library, reader="rules", hosts=frozenset({"127.0.0.1"}))
    return TestClient(app, base_url=HERE, follow_redirects=False)


def at_once(*works: Callable[[], None]) -> None:
    """Does all of them, begun together; raises what one of them raises."""
    start = threading.Barrier(len(works))
    failed: list[BaseException] = []

    def done(work: Callable[[], None]) -> None:
        try:
            start.wait()
            work()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=done, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def judging(library: Path, who: str, statements: list[str], action: str) -> Callable[[], None]:
    """What one person does: a decision on each statement, as the page sends it."""

    def work() -> None:
        with a_client(library) as client:
            for each in statements:
                answer = client.post("/review", data={"action": action, "id": each, "who": who})
                assert answer.status_code == 303

    return work


def all_statements(library: Path) -> list[str]:
    """The ids of all statements."""
    with Store(library) as store:
        return [each.id for name in store.ids() for each in store.statements(name)]


def test_two_people_on_different_statements_lose_nothing(library: Path) -> None:
    """Every judgement of each is there, and in force."""
    ids = all_statements(library)
    mine, yours = ids[:EACH], ids[EACH : 2 * EACH]
    at_once(judging(library, "ada", mine, "accept"), judging(library, "ben", yours, "reject"))
    with Store(library) as store:
        made = store.judgements()
        assert {(each.who, each.statement) for each in made} == {("ada", i) for i in mine} | {("ben", i) for i in yours}
        assert all(store.verdict(each) == "accepted" for each in mine)
        assert all(store.verdict(each) == "rejected" for each in yours)
        store.verify()


def test_two_people_on_one_statement_are_both_kept_in_order(library: Path) -> None:
    """Both said what they said; the one that was taken last is in force."""
    ids = all_statements(library)[:EACH]
    at_once(judging(library, "ada", ids, "accept"), judging(library, "ben", ids, "reject"))
    last = {"ada": "accepted", "ben": "rejected"}
    with Store(library) as store:
        numbers = [row["n"] for row in store.rows("SELECT n FROM judgements ORDER BY n")]
        assert numbers == list(range(1, 2 * EACH + 1))
        for each in ids:
            made = store.judgements(each)
            assert sorted(one.who for one in made) == ["ada", "ben"]
            assert store.verdict(each) == last[made[-1].who]


def test_each_undoes_their_own(library: Path) -> None:
    """The button takes back what this person decided last, not what somebody else did since."""
    first, second = all_statements(library)[:2]
    with a_client(library) as ada, a_client(library) as ben:
        ada.post("/review", data={"action": "accept", "id": first, "who": "ada"})
        ben.post("/review", data={"action": "reject", "id": second, "who": "ben"})
        with Store(library) as store:
            (mine,) = store.judgements(first)
        assert f'value="{mine.id}"' in ada.get("/review").text
        assert f'value="{mine.id}"' not in ben.get("/review").text


def test_pages_are_read_while_an_article_is_written(library: Path) -> None:
    """A writer that is in the middle of its work holds up no reader, who sees the library as it was."""
    with Store(library) as store, a_client(library) as client, writing(store._connection):
        store._connection.execute("UPDATE speaker_names SET statements = statements + 100")
        for page in ("/", "/search", "/families", "/figures", "/check?text=Bridge+1+stays+shut", "/review"):
            assert client.get(page).status_code == 200
        assert client.get("/api/speakers").json()["speakers"][0]["statements"] == 20
        store._connection.execute("UPDATE speaker_names SET statements = statements - 100")


def cursors(client: TestClient, what: str) -> Iterator[list[str]]:
    """The pages of one list of the API."""
    cursor: str | None = ""
    while cursor is not None:
        made = client.get(f"/api/{what}", params={"limit": 4, "cursor": cursor}).json()
        yield [json.dumps(each["id"]) for each in made[what]]
        cursor = made["cursor"]


@pytest.mark.parametrize("what", ["families", "figures"])
def test_no_page_skips_or_repeats_while_articles_come(samples: Path, what: str) -> None:
    """What was there at the beginning comes once, whatever is added between two pages."""
    with a_client(samples) as client:
        there = [each for page in cursors(client, what) for each in page]
        seen: list[str] = []
        for n, page in enumerate(cursors(client, what)):
            seen += page
            with Store(samples) as store:
                store.keep(reading(100 + n), made_by=MADE_BY)
    assert len(seen) == len(set(seen))
    assert set(there) <= set(seen)


def test_texts_are_read_one_at_a_time(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many are sent at once, since each takes much memory; pages are made meanwhile, a few at a time."""
    at_once, most = 0, [0]
    lock = threading.Lock()

    def noted(*args: Any, **given: Any) -> Any:
        nonlocal at_once
        with lock:
            at_once += 1
            most.append(at_once)
        try:
            return read_text(*args, **given)
        finally:
            with lock:
                at_once -= 1

    monkeypatch.setattr("quoth.show.api.routes.read_text", noted)
    app = web_app(samples, reader="rules", hosts=frozenset({"127.0.0.1"}))
    with TestClient(app, base_url="http://127.0.0.1") as client:
        text = "“It is shut,” Ada Quill said. " * 200

        def ask(n: int) -> int:
            return (client.post("/api/read", json={"text": text}) if n % 2 else client.get("/search")).status_code

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(ask, range(16))) == {200}
    assert len(most) == 9
    assert max(most) == 1
