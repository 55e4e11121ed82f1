"""robots.txt is asked for before a host's first page, and heeded (RFC 9309)."""

from __future__ import annotations

import pytest

from quoth.errors import FetchError
from quoth.ingest.web import Web
from quoth.ingest.web.robots import MAX_ROBOTS_BYTES
from tests.ingest.web.conftest import MakeWeb
from tests.ingest.web.server import Answer, Site, serving

PAGE = Answer(b"The dam holds.")


def allowed(web: Web, url: str) -> bool:
    """Whether a page may be fetched."""
    try:
        web.fetch(url)
    except FetchError:
        return False
    return True


def test_rules_are_heeded_and_asked_for_once(web: Web, site: Site) -> None:
    """Those for us, before those for all; a page that is not allowed is not asked for."""
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: Quoth\nDisallow: /private\nAllow: /private/press\n"
    site.routes = dict.fromkeys(("/dam", "/private/x", "/private/press/x"), PAGE)
    site.routes["/robots.txt"] = Answer(rules)
    urls = [f"{site.url}{path}" for path in ("/dam", "/private/x", "/private/press/x", "/private/x")]
    assert [allowed(web, url) for url in urls] == [True, False, True, False]
    assert (site.times("/robots.txt"), site.times("/private/x")) == (1, 0)
    with pytest.raises(
        FetchError, match=r"the robots\.txt of http://127\.0\.0\.1:\d+ asks not to fetch it; save the page"
    ):
        web.fetch(urls[1])


def test_another_name_has_other_rules(make_web: MakeWeb, site: Site) -> None:
    """What we are called decides which rules are ours."""
    site.routes = {"/dam": PAGE, "/robots.txt": Answer(b"User-agent: quoth\nDisallow: /\n")}
    assert not allowed(make_web(), f"{site.url}/dam")
    assert allowed(make_web(user_agent="archivist/2 (someone@library.example)"), f"{site.url}/dam")
    assert site.headers[-1]["user-agent"] == "archivist/2 (someone@library.example)"


@pytest.mark.parametrize(("status", "may"), [(404, True), (403, True), (410, True), (500, False), (503, False)])
def test_without_rules(web: Web, site: Site, status: int, may: bool) -> None:
    """A host that has none allows all; one that is ill allows nothing."""
    site.routes = {"/dam": PAGE, "/robots.txt": Answer(status=status)}
    assert allowed(web, f"{site.url}/dam") is may
    assert site.times("/dam") == may


def test_rules_may_be_elsewhere(web: Web, site: Site) -> None:
    """Redirects are followed, to other hosts too; a circle of them is no rule."""
    site.routes = {"/dam": PAGE, "/rules": Answer(b"User-agent: *\nDisallow: /dam\n")}
    site.routes["/robots.txt"] = Answer(status=301, headers={"Location": "/rules"})
    assert not allowed(web, f"{site.url}/dam")
    with serving("127.0.0.2") as other:
        other.routes = {"/dam": PAGE, "/robots.txt": Answer(status=301, headers={"Location": "/robots.txt"})}
        assert allowed(web, f"{other.url}/dam")


def test_a_target_of_a_redirect_has_its_own_host_s_rules(web: Web, site: Site) -> None:
    """A page that we may fetch leads nowhere that we may not."""
    with serving("127.0.0.2") as other:
        other.routes = {"/dam": PAGE, "/robots.txt": Answer(b"User-agent: *\nDisallow: /\n")}
        site.routes["/dam"] = Answer(status=302, headers={"Location": f"{other.url}/dam"})
        assert not allowed(web, f"{site.url}/dam")
        assert other.asked == ["/robots.txt"]


def test_long_and_odd_rules(web: Web, site: Site) -> None:
    """The first 500 KiB count, whatever bytes they are, with a byte-order mark or without."""
    head = b"\xef\xbb\xbfUser-agent: *\nDisallow: /first\n\xff\xfe# \n"
    site.routes = {"/first": PAGE, "/last": PAGE}
    site.routes["/robots.txt"] = Answer(head + b"#" * MAX_ROBOTS_BYTES + b"\nDisallow: /last\n")
    assert not allowed(web, f"{site.url}/first")
    assert allowed(web, f"{site.url}/last")


def test_a_host_is_left_alone_between_two_pages(make_web: MakeWeb, site: Site, slept: list[float]) -> None:
    """A second, or as long as its robots.txt asks for, up to a minute; other hosts are not waited for."""
    site.routes = {"/a": PAGE, "/b": PAGE}
    web = make_web(delay=1.0)
    web.fetch(f"{site.url}/a")
    web.fetch(f"{site.url}/b")
    assert len(slept) == 2
    assert all(0 < pause <= 1.0 for pause in slept)
    with serving("127.0.0.2") as other:
        other.routes = {"/a": PAGE, "/robots.txt": Answer(b"User-agent: *\nCrawl-delay: 7200\n")}
        slept.clear()
        web.fetch(f"{other.url}/a")
        web.fetch(f"{other.url}/a")
    assert len(slept) == 2
    assert 0 < slept[0] <= 1.0
    assert 59 < slept[1] <= 60.0
