"""Takes the screenshots of README.md of a server of the samples: python docs/img/make.py [ADDRESS]."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent


def main(address: str) -> None:
    """Home, the article of the second victory, and a family of the ferry: 1000 by 640 pixels each."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1000, "height": 640})
        page.goto(address)
        page.screenshot(path=HERE / "home.png")
        page.get_by_role("link", name="Merrin leader claims").first.click()
        page.screenshot(path=HERE / "article.png")
        page.goto(f"{address}families?text=signed")
        page.get_by_role("link", name="versions").first.click()
        page.screenshot(path=HERE / "family.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8765/")
