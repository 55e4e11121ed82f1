"""Chromium drives the pages: samples, search, a correction with the mouse, seen after a reload, and undone."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from socket import socket
from urllib.request import urlopen

import pytest

from quoth.library import Store

api = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here; apt-get install chromium")


LONG = [f"“We are safe on deck {n}, and all of us are well,” Ada Quill said on Monday." * 200 for n in range(40)]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A server of an empty library, and its file."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    path = tmp_path / "news.db"
    command = [sys.executable, "-m", "quoth", "serve", "--library", str(path), "--port", str(port), "--reader", "rules"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    address = process.stdout.readline().strip()
    for _ in range(100):
        try:
            urlopen(f"{address}api/library").close()
            break
        except OSError:
            time.sleep(0.1)
    yield address, path
    process.terminate()
    process.wait()
    process.stdout.close()


def test_a_person_adds_searches_corrects_and_undoes(server: tuple[str, Path]) -> None:
    """Without an error on the console, and without a request to anywhere else."""
    address, path = server
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        wrong: list[str] = []
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: wrong.append(request.url) if not request.url.startswith(address) else None)
        page.goto(address)
        page.get_by_role("button", name="Load the samples").click()
        page.locator("#done").click(timeout=60_000)
        page.get_by_label("Words to search for").fill("valley")
        page.keyboard.press("Enter")
        page.locator(".hit .where a").first.click()
        page.locator(".no").first.wait_for()
        page.locator("header").get_by_text("Review").click()
        with Store(path) as store:
            before = {each.id: each.content for name in store.ids() for each in store.statements(name)}
        id_ = page.locator("#judge input[name=id]").input_value()
        page.locator("#text .content").first.dblclick(position={"x": 12, "y": 12})
        page.locator("#as-content").click()
        page.locator("#correct").click()
        page.wait_for_url("**/review?id=*")
        page.reload()
        with Store(path) as store:
            now = store.statement(id_)
            assert now is not None
            assert now.content != before[id_]
            assert page.locator("#text .content").all_inner_texts() == [span.text for span in now.content]
        page.locator("#undo").click()
        page.wait_for_url("**/review?id=*")
        with Store(path) as store:
            again = store.statement(id_)
            assert again is not None
            assert again.content == before[id_]
        assert wrong == []
        browser.close()


def test_adding_is_watched_and_stopped(server: tuple[str, Path]) -> None:
    """What is not kept says why; what was in hand as it was stopped is in, and no more."""
    address, path = server
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(address)
        page.get_by_label("Addresses").fill(f"{address}secret")
        page.get_by_role("button", name="Add").click()
        page.locator("#done").wait_for(timeout=60_000)
        assert "no address of the public web" in page.locator(".adding li").inner_text()
        page.get_by_label("Text").fill("\n\n".join(LONG))
        page.get_by_label("Files").set_input_files(
            [{"name": f"{n}.txt", "mimeType": "text/plain", "buffer": f"{n} {LONG[n]}".encode()} for n in range(40)]
        )
        page.get_by_role("button", name="Add").click()
        page.get_by_role("button", name="Stop").click(timeout=60_000)
        page.locator("#done").wait_for(timeout=60_000)
        said = page.locator("#progress").inner_text()
        browser.close()
    with Store(path) as store:
        there = store.counts().articles
    assert f": stopped; {there} added" in said or (there == 0 and ": quoth: stopped." in said)
    assert there < 41
