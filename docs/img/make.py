"""Takes the screenshots of README.md, of the samples in a library of their own: python docs/img/make.py"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket

import uvicorn
from playwright.sync_api import sync_playwright

import quoth
from quoth.samples import sample_paths
from quoth.show.web import web_app

HERE = Path(__file__).parent
SIZE = {"width": 1120, "height": 700}


@contextmanager
def served(library: Path) -> Iterator[str]:
    """The address of a server of ``library``, as long as it is needed."""
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = web_app(library, reader="en-3", hosts=frozenset({"127.0.0.1"}))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join()


def take(address: str) -> None:
    """The article of the ferry, the family of what its minister said, and the first page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.goto(address)
        page.screenshot(path=HERE / "home.png")
        page.get_by_role("link", name="after Velmora ferry sinks").first.click()
        page.locator(".beside.placed").wait_for()
        page.screenshot(path=HERE / "article.png")
        page.goto(f"{address}families?text=signed")
        page.get_by_role("link", name="versions").first.click()
        page.locator(".sides").wait_for()
        page.screenshot(path=HERE / "family.png")
        browser.close()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "samples.db"
        with quoth.Library(made) as news:
            news.add(*sample_paths())
        with served(made) as at:
            take(at)
