"""What was fetched is kept between runs, where the user's such things are kept."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from quoth.errors import FetchError, MissingExtraError
from quoth.ingest.web import Web
from quoth.ingest.web.cache import default_folder
from tests.ingest.web.conftest import MakeWeb
from tests.ingest.web.server import Answer, Site


def test_a_fresh_page_is_not_asked_for_again(make_web: MakeWeb, site: Site) -> None:
    """In the next run, with all that was said of it; and without waiting for the host's turn."""
    headers = {"Cache-Control": "max-age=600", "Content-Type": "text/html; charset=utf-8"}
    site.routes["/dam"] = Answer(b"The dam holds.", headers=headers)
    first, second = (make_web().fetch(f"{site.url}/dam") for _ in range(2))
    assert first == second
    assert site.times("/dam") == 1


def test_a_stale_page_is_asked_for_by_its_mark(make_web: MakeWeb, site: Site) -> None:
    """The server says that it has not changed, and does not send it again."""
    mark = {"ETag": '"1"', "Cache-Control": "no-cache", "Content-Type": "text/html"}
    site.routes["/dam"] = lambda number: (
        Answer(b"The dam holds.", headers=mark) if number == 1 else Answer(status=304, headers=mark)
    )
    assert [make_web().fetch(f"{site.url}/dam").data for _ in range(2)] == [b"The dam holds."] * 2
    assert site.headers[-1]["if-none-match"] == '"1"'


@pytest.mark.parametrize("answer", [Answer(b"The dam", cut=True), Answer(status=404)])
def test_what_failed_is_not_kept(make_web: MakeWeb, site: Site, answer: Answer) -> None:
    """Half a page, or none, is asked for again in the next run."""
    site.routes["/dam"] = lambda number: answer if number <= 4 else Answer(b"The dam holds.")
    for _ in range(4):
        try:
            make_web().fetch(f"{site.url}/dam")
        except FetchError:
            continue
    assert make_web().fetch(f"{site.url}/dam").data == b"The dam holds."


def test_the_folder_is_the_user_s_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, site: Site) -> None:
    """As XDG_CACHE_HOME says, and not where that is no whole path."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "held"))
    assert default_folder() == tmp_path / "held" / "quoth"
    site.routes["/dam"] = Answer(b"The dam holds.")
    with Web(allow_private=True, delay=0.0) as web:
        web.fetch(f"{site.url}/dam")
    assert list((tmp_path / "held" / "quoth").glob("*.db"))
    monkeypatch.setenv("XDG_CACHE_HOME", "held")
    monkeypatch.setattr(sys, "platform", "linux")
    assert default_folder() == Path.home() / ".cache" / "quoth"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert default_folder() == Path.home() / "Library" / "Caches" / "quoth"


def test_a_folder_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, site: Site) -> None:
    """One that was named is told of; without the default one, pages are fetched all the same."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(FetchError, match=r"the folder for fetched pages cannot be used \(.+\); name another one"):
        Web(cache=tmp_path / "file")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    site.routes["/dam"] = Answer(b"The dam holds.")
    with Web(allow_private=True, delay=0.0) as web:
        assert web.fetch(f"{site.url}/dam").data == b"The dam holds."


def test_a_damaged_cache_is_no_hindrance(make_web: MakeWeb, tmp_path: Path, site: Site) -> None:
    """Pages are fetched without it, and nothing is said on standard error."""
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache" / "private.db").write_bytes(b"no database" * 999)
    site.routes["/dam"] = Answer(b"The dam holds.")
    assert make_web().fetch(f"{site.url}/dam").data == b"The dam holds."
    assert any(isinstance(handler, logging.NullHandler) for handler in logging.getLogger("hishel").handlers)


def test_nothing_of_it_loads_before_it_is_needed() -> None:
    """Whoever fetches nothing pays for nothing."""
    code = (
        "import sys; from quoth.ingest import Web, ingest; list(ingest(['https://courier.example/dam']));"
        "print({'httpx2', 'hishel', 'protego', 'sqlite3', 'lxml', 'feedparser'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.parametrize("library", ["httpx2", "hishel", "protego"])
def test_a_library_that_is_missing(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    """The command to type is said."""
    for name in [name for name in sys.modules if name.split(".")[0] == library or name.startswith("quoth.ingest.web.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError, match=r"fetching from the web needs .+ type: pip install 'quoth\[feeds\]'"):
        Web()
