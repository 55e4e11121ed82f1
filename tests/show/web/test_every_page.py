"""Chromium opens every page, wide and narrow, light and dark: no fault, no request elsewhere, nothing for axe-core."""

from __future__ import annotations

import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from socket import socket
from typing import Any

import pytest

from quoth.show.python import Library

pytest.importorskip("fastapi", reason="pip install 'quoth[web]' brings the pages")
uvicorn = pytest.importorskip("uvicorn", reason="pip install 'quoth[web]' brings the server")
api = pytest.importorskip("playwright.sync_api", reason="the browser tests need playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here; apt-get install chromium")

WIDE, NARROW = (1280, 900), (390, 844)
# What axe-core calls serious: a person who needs it cannot use the page, or only with trouble.
SERIOUS = ("serious", "critical")

MOST_SAID = "SELECT article AS id FROM statements GROUP BY article ORDER BY count(*) DESC LIMIT 1"


@pytest.fixture
def address(samples: Path) -> Iterator[str]:
    """The address of a server of the samples."""
    from quoth.show.web import web_app

    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = web_app(samples, reader="rules", hosts=frozenset({"127.0.0.1"}))
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


def pages(samples: Path) -> list[str]:
    """The addresses of all pages, with something on them."""
    with Library(samples) as library:
        family = library.families(least=2).records[0]
        member = family.members[0]
        speaker = library.speakers(limit=1).records[0].name
    shown = ["/", "/search", "/search?text=ferry&kind=direct", f"/article/{member.article.id}#{member.statement.id}"]
    shown += [f"/speaker?name={speaker}", "/speaker?name=Nobody", "/families", f"/family/{family.id}", "/figures"]
    return [*shown, "/figures?conflicts=1", "/check", f"/check?text={family.words[:60]}", "/review", "/nothing"]


def watched(browser: Any, address: str, wrong: list[str], **context: Any) -> Any:
    """A page that notes what goes wrong: words on the console, errors, requests elsewhere."""
    page = browser.new_context(**context).new_page()
    page.set_default_timeout(60_000)
    page.on("console", lambda m: wrong.append(m.text) if "404" not in m.text else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith(address) else None)
    return page


@pytest.fixture
def browser() -> Iterator[Any]:
    """Chromium."""
    with api.sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_page_is_as_wide_as_the_window(
    browser: Any, address: str, samples: Path, size: tuple[int, int], scheme: str
) -> None:
    """Nothing stands out at the side, nothing is on the console, and nothing is asked of another server."""
    wrong: list[str] = []
    width, height = size
    page = watched(browser, address, wrong, viewport={"width": width, "height": height}, color_scheme=scheme)
    for path in pages(samples):
        page.goto(f"{address}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        assert page.locator("h1").count() == 1, path
        assert page.locator("nav a").count() == 5, path
    assert wrong == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(browser: Any, address: str, samples: Path, scheme: str) -> None:
    """On any page: names, roles, order, contrast."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")
    # The content policy of the pages forbids a script from elsewhere; this one is the test's.
    page = browser.new_context(bypass_csp=True, color_scheme=scheme).new_page()
    page.set_default_timeout(60_000)
    found = []
    for path in pages(samples):
        page.goto(f"{address}{path}")
        faults = axe.Axe().run(page).response["violations"]
        found += [(path, each["id"], each["nodes"][0]["html"][:120]) for each in faults if each["impact"] in SERIOUS]
    assert found == []


def test_a_person_follows_words_from_page_to_page(browser: Any, address: str, samples: Path) -> None:
    """Checks a sentence in the first box, opens its report, its family, a figure, and drops a draft."""
    wrong: list[str] = []
    page = watched(browser, address, wrong)
    page.goto(address)
    page.get_by_role("searchbox").fill("“I will not rest until I know who signed that paper”")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check?*")
    page.locator(".match .where a").first.click()
    page.wait_for_url(re.compile(r"/article/ar_\w+"))
    page.locator("a.also").first.click()
    page.wait_for_url(re.compile(r"/family/fa_\w+"))
    assert page.locator(".side").count() >= 1
    page.get_by_role("navigation").get_by_text("Figures").click()
    page.locator("a.point").first.click()
    page.wait_for_url(re.compile(r"/article/ar_\w+#fi_\w+"))
    assert page.locator("span.figure:target").count() == 1
    page.get_by_role("navigation").get_by_text("Check").click()
    draft = samples.with_name("draft.txt")
    draft.write_text("“I will not rest until I know who signed that paper,” she said.", encoding="utf-8")
    page.locator("input[type=file]").set_input_files(draft)
    page.get_by_role("button", name="Check").click()
    page.locator(".note").first.wait_for()
    assert page.locator(".note").count() == 1
    assert wrong == []


def test_a_name_is_merged_with_the_mouse(browser: Any, address: str, samples: Path) -> None:
    """And parted again by taking it back."""
    wrong: list[str] = []
    with Library(samples) as library:
        one, other = [each.name for each in library.speakers(limit=20) if each.id][:2]
    page = watched(browser, address, wrong)
    page.goto(f"{address}/speaker?name={one}")
    page.get_by_text("Also called").click()
    page.get_by_label("Another name in reports").fill(other)
    page.get_by_role("button", name="It is the same one").click()
    page.get_by_role("button", name="undo").wait_for()
    assert page.locator("aside").get_by_text(other).count() > 0
    page.get_by_role("button", name="undo").click()
    page.get_by_role("button", name="undo").wait_for(state="detached")
    assert wrong == []


def test_a_name_stands_beside_its_words(browser: Any, address: str, samples: Path) -> None:
    """On a wide screen level with them or below the last name, on a narrow one below the text, on paper in order."""
    (path,) = [each for each in pages(samples) if each.startswith("/article/")]
    wrong: list[str] = []
    page = watched(browser, address, wrong, viewport={"width": 1280, "height": 900})
    page.goto(f"{address}{path}")
    rows = page.locator(".beside > li")
    tops = [rows.nth(n).bounding_box() for n in range(rows.count())]
    marks = [page.locator(f"#{rows.nth(n).get_attribute('data-of')}").bounding_box() for n in range(rows.count())]
    free = float("-inf")
    for row, mark in zip(tops, marks, strict=True):
        assert row["y"] >= free - 1
        assert abs(row["y"] - max(mark["y"], free)) < 12
        free = row["y"] + row["height"]
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("!document.querySelector('.beside').classList.contains('placed')")
    assert rows.first.bounding_box()["y"] > page.locator(".text").bounding_box()["y"]
    assert wrong == []


def test_the_address_of_a_statement_shows_its_words(browser: Any, address: str, samples: Path) -> None:
    """All of them and no others, and those of another as soon as one goes there."""
    with Library(samples) as library:
        (article,) = library.rows(
            "SELECT article AS id FROM statements GROUP BY article ORDER BY count(*) DESC LIMIT 1"
        )
        one, other = [each for each in library.statements(article["id"]) if each.within is None][:2]
    wrong: list[str] = []
    page = watched(browser, address, wrong)
    page.goto(f"{address}/statement/{one.id}")
    for each in (one, other):
        page.goto(f"{address}/article/{article['id']}#{each.id}")
        shown = "".join(page.locator(".text .met").all_text_contents())
        assert shown == "".join(span.text for span in each.content)
    assert wrong == []


def test_files_are_dropped_anywhere(browser: Any, address: str) -> None:
    """On a page that takes some; they are what its form sends."""
    wrong: list[str] = []
    page = watched(browser, address, wrong)
    for path, name, kept in (("/", "files", ["a.txt", "b.txt"]), ("/check", "file", ["a.txt"])):
        page.goto(f"{address}{path}")
        page.evaluate(
            """() => {
                const data = new DataTransfer();
                for (const name of ["a.txt", "b.txt"]) data.items.add(new File(["“It is shut,” she said."], name));
                for (const kind of ["dragover", "drop"]) {
                    document.querySelector("h1").dispatchEvent(
                        new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true })
                    );
                }
            }"""
        )
        files = page.evaluate(f"Array.from(document.querySelector('input[name={name}]').files, (each) => each.name)")
        assert files == kept
    page.get_by_role("button", name="Check").click()
    page.locator(".note").first.wait_for()
    assert wrong == []
