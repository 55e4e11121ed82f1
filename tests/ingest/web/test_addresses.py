"""Private addresses are refused, whatever they are called and whenever they turn up."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable

import pytest

from quoth.errors import FetchError
from quoth.ingest.web import Limits
from quoth.ingest.web.addresses import is_inmost, is_public
from tests.ingest.web.conftest import MakeWeb
from tests.ingest.web.server import Answer, Site, serving

PRIVATE = """127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 224.0.0.1 239.1.1.1
240.0.0.1 255.255.255.255 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12::1 fec0::1 ff02::1 ::ffff:127.0.0.1
::ffff:10.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1:: 2001:0:1::1 2001:db8::1 198.18.0.1 192.0.2.1
nowhere"""

HERE = ["127.0.0.1", "2130706433", "0177.0.0.1", "0x7f.1", "127.1", "[::1]", "[::ffff:7f00:1]"]

Addresses = dict[str, list[str]]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Addresses:
    """What names are looked up to; with several addresses, one more at each look-up. 127.0.0.1 counts as public."""
    known: Addresses = {}

    def look_up(host: str, port: int, **_: object) -> list[tuple[object, object, object, str, tuple[str, int]]]:
        if host not in known:
            return socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)  # type: ignore[return-value]
        found = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (found, port))]

    monkeypatch.setattr("quoth.ingest.web.addresses.getaddrinfo", look_up)
    public = {"127.0.0.1"}
    monkeypatch.setattr("quoth.ingest.web.addresses.is_public", lambda number: number in public or is_public(number))
    return known


@pytest.mark.parametrize("address", PRIVATE.split())
def test_addresses_that_are_not_public(address: str) -> None:
    """Of this machine, its network, a provider's or nobody's; and those of IPv4 in the clothes of IPv6."""
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_addresses_that_are_public(address: str) -> None:
    """All others."""
    assert is_public(address)


@pytest.mark.parametrize("host", HERE)
def test_this_machine_is_refused_by_any_name(make_web: MakeWeb, site: Site, host: str) -> None:
    """In numbers, in one number, in octal, in IPv6: nothing is asked of it."""
    port = site.url.rsplit(":", 1)[1]
    with pytest.raises(FetchError) as caught:
        make_web(allow_private=False).fetch(f"http://{host}:{port}/dam")
    assert re.search(r"no address of the (public )?web|is unknown", str(caught.value))
    assert site.asked == []


def test_a_name_of_this_machine_is_refused(make_web: MakeWeb, site: Site) -> None:
    """With the address that it leads to."""
    port = site.url.rsplit(":", 1)[1]
    with pytest.raises(FetchError, match=r"its host localhost is at (127\.0\.0\.1|::1), which is no address"):
        make_web(allow_private=False).fetch(f"http://localhost:{port}/")
    assert site.asked == []


def test_a_redirect_to_a_private_address_is_not_followed(make_web: MakeWeb, names: Addresses, site: Site) -> None:
    """Each step is checked anew; the private host is asked nothing."""
    names.update({"courier.example": ["127.0.0.1"], "inside.example": ["127.0.0.2"]})
    port = site.url.rsplit(":", 1)[1]
    with serving("127.0.0.2") as inside:
        inside_port = inside.url.rsplit(":", 1)[1]
        for number, target in enumerate((f"{inside.url}/secret", f"http://inside.example:{inside_port}/secret")):
            site.routes[f"/{number}"] = Answer(status=302, headers={"Location": target})
            with pytest.raises(FetchError, match=r"is at 127\.0\.0\.2, which is no address") as caught:
                make_web(allow_private=False).fetch(f"http://courier.example:{port}/{number}")
            assert caught.value.origin == f"http://courier.example:{port}/{number}"
        assert inside.asked == []


def test_a_name_that_changes_its_address_gains_nothing(make_web: MakeWeb, names: Addresses, site: Site) -> None:
    """What was checked is connected to: one look-up a connection, and the next one is checked too."""
    names["courier.example"] = ["127.0.0.1", "127.0.0.2"]
    site.routes["/dam"] = Answer(b"The dam holds.")
    port = site.url.rsplit(":", 1)[1]
    with serving("127.0.0.2") as inside:
        web = make_web(allow_private=False)
        assert web.fetch(f"http://courier.example:{port}/dam").data == b"The dam holds."
        assert site.headers[-1]["host"] == f"courier.example:{port}"
        assert names["courier.example"] == ["127.0.0.2"]
        with pytest.raises(FetchError, match="no address of the public web"):
            make_web(allow_private=False).fetch(f"http://courier.example:{port}/other")
        assert inside.asked == []


INMOST = """169.254.169.254 169.254.1.1 fe80::1 fe80::1%eth0 ::ffff:169.254.169.254 64:ff9b::a9fe:a9fe 2002:a9fe:a9fe::1
64:ff9b:1::a9fe:a9fe ::169.254.169.254 fd00:ec2::254 fd20:ce::254 100.100.100.200 168.63.129.16"""


@pytest.mark.parametrize("address", INMOST.split())
def test_addresses_of_the_link_and_of_clouds(address: str) -> None:
    """In any clothes; those of a plain local network are none."""
    assert is_inmost(address)
    assert not any(map(is_inmost, ("127.0.0.1", "::1", "10.1.2.3", "192.168.1.1", "fd12::1", "8.8.8.8", "nowhere")))


@pytest.mark.parametrize(
    "host", ["169.254.169.254", "[fe80::1]", "[::ffff:a9fe:a9fe]", "metadata.google.internal", "METADATA.goog."]
)
def test_no_redirect_leads_to_the_metadata_of_a_cloud(make_web: MakeWeb, site: Site, host: str) -> None:
    """Nor a link in a feed, though private addresses are allowed."""
    site.routes["/a"] = Answer(status=302, headers={"Location": f"http://{host}/latest/meta-data"})
    web = make_web()
    for url, found in ((f"{site.url}/a", False), (f"http://{host}/latest", True)):
        with pytest.raises(FetchError, match="which is no address for reports, but of a machine's own link or cloud; "):
            web.fetch(url, found=found)


def test_what_is_named_itself_is_fetched(make_web: MakeWeb, names: Addresses, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where private addresses are allowed, and in that spelling alone."""
    names.update({"link.example": ["127.0.0.2"], "other.example": ["127.0.0.2"]})
    inmost = {"127.0.0.2"}
    monkeypatch.setattr("quoth.ingest.web.addresses.is_inmost", lambda number: number in inmost or is_inmost(number))
    with serving("127.0.0.2") as inside:
        inside.routes["/dam"] = Answer(b"The dam holds.")
        inside.routes["/there"] = Answer(status=302, headers={"Location": "/dam"})
        port = inside.url.rsplit(":", 1)[1]
        with pytest.raises(FetchError, match="own link or cloud"):
            make_web().fetch(f"http://link.example:{port}/dam", found=True)
        with pytest.raises(FetchError, match="own link or cloud"):
            make_web(allow_private=False).fetch(f"http://link.example:{port}/dam")
        assert inside.asked == []
        web = make_web()
        assert web.fetch(f"http://127.0.0.2:{port}/there").data == b"The dam holds."
        with pytest.raises(FetchError, match="own link or cloud"):  # a name server may say anything
            web.fetch(f"http://link.example:{port}/dam")
        with pytest.raises(FetchError, match="own link or cloud"):
            web.fetch(f"http://other.example:{port}/other", found=True)


def test_a_name_that_is_never_looked_up(make_web: MakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name servers may be silent, too."""
    done = threading.Event()
    monkeypatch.setattr("quoth.ingest.web.addresses.getaddrinfo", lambda *_, **__: done.wait(60))
    with pytest.raises(FetchError, match=r"had not ended after 0\.3 seconds"):
        make_web(limits=Limits(total_seconds=0.3)).fetch("http://courier.example/dam")
    done.set()


def test_what_was_fetched_privately_stays_so(make_web: MakeWeb, site: Site) -> None:
    """The cache of a Web that may look at private hosts is none of another's."""
    site.routes["/dam"] = Answer(b"The dam holds.", headers={"Cache-Control": "max-age=600"})
    assert make_web().fetch(f"{site.url}/dam").data == b"The dam holds."
    with pytest.raises(FetchError, match="no address of the public web"):
        make_web(allow_private=False).fetch(f"{site.url}/dam")


def test_the_name_is_said_to_the_server_that_the_number_leads_to(make_web: MakeWeb, names: Addresses) -> None:
    """In TLS, the certificate asked for is that of the name."""
    names["courier.example"] = ["127.0.0.1"]
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)

        def answer() -> None:
            connection, _ = server.accept()
            with connection:
                heard.append(connection.recv(4096))

        listening = threading.Thread(target=answer, daemon=True)
        listening.start()
        with pytest.raises(FetchError, match="cannot be reached"):
            make_web(allow_private=False, limits=Limits(max_attempts=1)).fetch(
                f"https://courier.example:{server.getsockname()[1]}/"
            )
    listening.join(5)
    assert b"courier.example" in heard[0]


def test_unknown_hosts(make_web: MakeWeb, monkeypatch: pytest.MonkeyPatch) -> None:
    """They have their sentence, and are asked for again only where looking up failed for now."""
    asked: list[str] = []

    def failing(number: int) -> Callable[..., list[object]]:
        def look_up(host: str, port: int, **_: object) -> list[object]:
            asked.append(host)
            raise socket.gaierror(number, "failed")

        return look_up

    for number, times in ((socket.EAI_NONAME, 1), (socket.EAI_AGAIN, 4)):
        asked.clear()
        monkeypatch.setattr("quoth.ingest.web.addresses.getaddrinfo", failing(number))
        with pytest.raises(FetchError, match=r"its host courier\.example is unknown; check"):
            make_web().fetch("https://courier.example/dam")
        assert len(asked) == times
