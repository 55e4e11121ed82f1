"""Fetching one page: what comes, what does not, and that it always ends."""

from __future__ import annotations

import gzip
import socket
import threading
import zlib
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from quoth import __version__
from quoth.errors import FetchError
from quoth.ingest.web import Limits, Web
from quoth.ingest.web.answers import wait_asked
from tests.ingest.things import DAM
from tests.ingest.web.conftest import MakeWeb
from tests.ingest.web.server import MAX_DRIPS, Answer, Site

HTML = {"Content-Type": "text/html; charset=ISO-8859-2"}


def test_a_page_comes_with_what_the_server_says_of_it(web: Web, site: Site) -> None:
    """Bytes, type, charset and status; and the server hears who asks."""
    site.routes["/dam"] = Answer(DAM.encode(), headers=HTML)
    page = web.fetch(f"{site.url}/dam")
    assert (page.url, page.data, page.status) == (f"{site.url}/dam", DAM.encode(), 200)
    assert (page.type, page.charset) == ("text/html", "iso-8859-2")
    agent = site.headers[-1]["user-agent"]
    assert agent.startswith(f"quoth/{__version__} (+")
    assert "http" not in agent


def test_redirects_are_followed_to_their_end(web: Web, site: Site) -> None:
    """Whole and relative ones, of every kind."""
    for number, status in enumerate((301, 302, 303, 307, 308)):
        site.routes[f"/{number}"] = Answer(status=status, headers={"Location": f"/{number + 1}"})
    site.routes["/5"] = Answer(b"The dam holds.")
    assert web.fetch(f"{site.url}/0").url == f"{site.url}/5"


def test_a_circle_of_redirects_ends(web: Web, site: Site) -> None:
    """After ten."""
    site.routes["/a"] = Answer(status=302, headers={"Location": "/b"})
    site.routes["/b"] = Answer(status=302, headers={"Location": "/a"})
    with pytest.raises(FetchError, match="leads from address to address, more than 10 times; give"):
        web.fetch(f"{site.url}/a")
    assert site.times("/a") + site.times("/b") == 11


@pytest.mark.parametrize(
    "target", ["ftp://courier.example/dam", "file:///etc/passwd", "http://", "http://[::1", "http://a:x/"]
)
def test_redirects_out_of_the_web_are_not_followed(web: Web, site: Site, target: str) -> None:
    """To a file, another protocol, or nothing."""
    site.routes["/a"] = Answer(status=302, headers={"Location": target})
    with pytest.raises(FetchError, match=r".+; give .+"):
        web.fetch(f"{site.url}/a")


@pytest.mark.parametrize("status", [204, 304, 400, 401, 402, 403, 404, 410, 418, 451])
def test_what_is_no_page_has_its_sentence(web: Web, site: Site, status: int) -> None:
    """At once, with what to do."""
    site.routes["/dam"] = Answer(status=status)
    with pytest.raises(FetchError, match=r"\A[^;]+; [^;]+\Z") as caught:
        web.fetch(f"{site.url}/dam")
    assert (caught.value.status, caught.value.origin) == (status, f"{site.url}/dam")
    assert site.times("/dam") == 1


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_passes_is_tried_again(web: Web, site: Site, slept: list[float], status: int) -> None:
    """With longer waits from time to time, up to four times."""
    site.routes["/dam"] = lambda number: Answer(b"The dam holds.") if number == 4 else Answer(status=status)
    assert web.fetch(f"{site.url}/dam").data == b"The dam holds."
    assert slept == [1.0, 2.0, 4.0]
    site.routes["/goat"] = Answer(status=status)
    with pytest.raises(FetchError, match="try again later"):
        web.fetch(f"{site.url}/goat")
    assert site.times("/goat") == 4


def test_the_wait_that_a_server_asks_for_is_kept(web: Web, site: Site, slept: list[float]) -> None:
    """Up to a minute; one that asks for more is not tried again."""
    site.routes["/dam"] = lambda number: (
        Answer(b"The dam holds.") if number == 2 else Answer(status=429, headers={"Retry-After": "7"})
    )
    assert web.fetch(f"{site.url}/dam").data == b"The dam holds."
    assert slept == [7.0]
    site.routes["/goat"] = Answer(status=503, headers={"Retry-After": "3600"})
    with pytest.raises(FetchError, match=r"asks to wait 3600 seconds \(status 503\); try again later"):
        web.fetch(f"{site.url}/goat")
    assert site.times("/goat") == 1


def test_ways_of_asking_to_wait() -> None:
    """A number of seconds or a date; the past is no wait, and nonsense is nothing."""
    soon = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    assert 3500 < (wait_asked(soon) or 0) < 3700
    assert wait_asked("Sat, 03 May 2003 08:15:00 GMT") == 0.0
    assert [wait_asked(value) for value in (" 30 ", None, "soon", "", "-3")] == [30.0, None, None, None, None]


def test_a_host_that_is_down(web: Web, slept: list[float]) -> None:
    """It is tried four times, and from then on in this run not at all."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    for _ in range(2):
        with pytest.raises(FetchError, match=r"its server cannot be reached \(.+\); check"):
            web.fetch(f"http://127.0.0.1:{port}/dam")
    assert slept == [1.0, 2.0, 4.0]


def test_an_answer_that_breaks_off(web: Web, site: Site) -> None:
    """It is asked for again, and half a page is none."""
    site.routes["/dam"] = lambda number: Answer(b"The dam holds.", cut=number == 1)
    assert web.fetch(f"{site.url}/dam").data == b"The dam holds."
    assert site.times("/dam") == 2


def test_an_answer_that_never_ends_is_cut(make_web: MakeWeb, site: Site) -> None:
    """A server that drips bytes is never silent; the time for the whole answer ends it."""
    site.routes["/dam"] = Answer(b"x", drip=True)
    with pytest.raises(FetchError, match=r"its answer had not ended after 0\.4 seconds; download it yourself"):
        make_web(limits=Limits(total_seconds=0.4)).fetch(f"{site.url}/dam")
    assert site.times("/dam") == 1


def test_headers_that_never_end_are_cut(make_web: MakeWeb) -> None:
    """The time counts from the request on, and not from the first byte of the page."""
    stopped = threading.Event()
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drip() -> None:
            connection, _ = server.accept()
            with connection, suppress(OSError):
                connection.sendall(b"HTTP/1.1 200 OK\r\nX-Odd: ")
                for _ in range(MAX_DRIPS):
                    if stopped.wait(0.02):
                        return
                    connection.sendall(b"x")

        dripping = threading.Thread(target=drip, daemon=True)
        dripping.start()
        with pytest.raises(FetchError, match=r"its answer had not ended after 0\.4 seconds"):
            make_web(limits=Limits(total_seconds=0.4)).fetch(f"http://127.0.0.1:{server.getsockname()[1]}/")
        stopped.set()
        dripping.join(5)


def test_proxies_of_the_environment_are_unused(make_web: MakeWeb, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through one, nobody could say which address is connected to."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    site.routes["/dam"] = Answer(b"The dam holds.")
    assert make_web().fetch(f"{site.url}/dam").data == b"The dam holds."


def test_a_silent_server(make_web: MakeWeb) -> None:
    """One that accepts and says nothing is given up."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        limits = Limits(silence_seconds=0.2, max_attempts=1)
        with pytest.raises(FetchError, match=r"its server was silent for 0\.2 seconds; try again later"):
            make_web(limits=limits).fetch(f"http://127.0.0.1:{server.getsockname()[1]}/")


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nThe dam"])
def test_one_deadline_is_for_all_tries(make_web: MakeWeb, said: bytes) -> None:
    """A server that is silent, or sends less than it promised, gets no new time with a try, nor for robots.txt."""
    met: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(30)

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = server.accept()
                    met.append(connection)
                    connection.sendall(said)

        threading.Thread(target=accept, daemon=True).start()
        web = make_web(limits=Limits(silence_seconds=0.4, total_seconds=0.6))
        with pytest.raises(FetchError, match=r"its answer had not ended after 0\.6 seconds; download it yourself"):
            web.fetch(f"http://127.0.0.1:{server.getsockname()[1]}/dam")
        assert len(met) <= 2
    for connection in met:
        connection.close()


def test_no_wait_is_longer_than_the_time_left(make_web: MakeWeb, site: Site, slept: list[float]) -> None:
    """What a server asks for, and what we would wait by ourselves."""
    site.routes["/dam"] = Answer(status=503, headers={"Retry-After": "40"})
    with pytest.raises(FetchError, match="asks to wait 40 seconds"):
        make_web().fetch(f"{site.url}/dam")
    site.routes["/goat"] = Answer(status=503)
    with pytest.raises(FetchError, match=r"had not ended after 3\.5 seconds"):
        make_web(limits=Limits(total_seconds=3.5)).fetch(f"{site.url}/goat")
    assert slept == [1.0, 2.0]


@pytest.mark.parametrize("coding", ["gzip", "deflate", ""])
def test_what_is_too_large_is_cut_while_it_comes(make_web: MakeWeb, site: Site, coding: str) -> None:
    """By what it unpacks to: 200 MB in 200 KB are no more than a few chunks in memory."""
    zeros = bytes(1_000_000)
    if coding:
        packer = zlib.compressobj(9, wbits=31 if coding == "gzip" else 15)
        body = b"".join([*(packer.compress(zeros) for _ in range(200)), packer.flush()])
    else:
        body = zeros * 2
    site.routes["/bomb"] = Answer(body, headers={"Content-Encoding": coding} if coding else {})
    with pytest.raises(FetchError, match=r"it is larger than 1 MB; download it yourself and give its file"):
        make_web(limits=Limits(max_bytes=1_000_000)).fetch(f"{site.url}/bomb")


def test_packed_answers(web: Web, site: Site) -> None:
    """They come unpacked; what only claims to be packed has its sentence."""
    site.routes["/dam"] = Answer(gzip.compress(DAM.encode()), headers={"Content-Encoding": "gzip"})
    assert web.fetch(f"{site.url}/dam").data == DAM.encode()
    site.routes["/bad"] = Answer(DAM.encode(), headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchError, match="packed in a way that cannot be unpacked; save"):
        web.fetch(f"{site.url}/bad")


@pytest.mark.parametrize(
    "url", ["ftp://courier.example/", "a.example/dam", "http:///a", "file:///etc/passwd", "", "http://[x/"]
)
def test_only_the_web_is_fetched(web: Web, url: str) -> None:
    """Addresses of http and https, with a host."""
    with pytest.raises(FetchError, match=r".+; give one of http or https") as caught:
        web.fetch(url)
    assert caught.value.origin == url
