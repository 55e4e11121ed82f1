"""Which network addresses are public, and those of a host, looked up once so that what is checked is what is used."""

from __future__ import annotations

import ipaddress
import queue
import re
import threading
from socket import SOCK_STREAM, getaddrinfo
from typing import Any
from urllib.parse import urlsplit

from quoth.errors import FetchError

__all__ = ["Allowed", "is_inmost", "is_public"]

# Where clouds tell a machine who it is, and give it its keys, beside 169.254.169.254, which is of the link: Amazon and
# Google in IPv6, Alibaba, Oracle and Azure.
_METADATA_NUMBERS = {"fd00:ec2::254", "fd20:ce::254", "100.100.100.200", "192.0.0.192", "168.63.129.16"}
_METADATA_NAMES = {
    "metadata",
    "metadata.google.internal",
    "metadata.goog",
    "metadata.azure.internal",
    "metadata.azure.com",
    "metadata.tencentyun.com",
    "instance-data",
    "instance-data.ec2.internal",
}

# Prefixes under which an IPv6 address carries one of IPv4, and how many bits stand behind it: 6to4 and NAT64.
_CARRIERS = (
    (ipaddress.IPv6Network("2002::/16"), 80),
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("::/96"), 0),
)
# An IPv4 address as old ways of writing have it: 2852039166, 0xa9fea9fe, 0251.0376.43518.
_NUMBER = re.compile(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}")
_LOCAL_NAT64 = ipaddress.IPv6Network("64:ff9b:1::/48")


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the public internet: not of this machine, its network or a group."""
    try:
        found = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return is_public(str(found.ipv4_mapped))
        for network, behind in _CARRIERS:
            if found in network:
                return is_public(str(ipaddress.IPv4Address(int(found) >> behind & 0xFFFFFFFF)))
        if found.is_site_local or found.teredo is not None or found in _LOCAL_NAT64:
            return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def is_inmost(address: str) -> bool:
    """Whether a numeric address is of this machine's very link, or one at which a cloud tells a machine its secrets."""
    try:
        found = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return is_inmost(str(found.ipv4_mapped))
        for network, behind in _CARRIERS:
            if found in network and int(found) > 1:
                return is_inmost(str(ipaddress.IPv4Address(int(found) >> behind & 0xFFFFFFFF)))
        if found in _LOCAL_NAT64:
            return is_inmost(str(ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)))
    return found.is_link_local or str(found) in _METADATA_NUMBERS


class Allowed:
    """Which hosts may be asked: public ones, with ``private`` those of the local network too, and those that are named.

    To be named helps only where private ones are allowed, and the inmost ones (``is_inmost``) only so: by their number
    in any spelling, or by a cloud's own name for them. No other name stands for one, whatever its name server says.
    """

    def __init__(self, *, private: bool) -> None:
        self._private = private
        self._named: set[str] = set()

    def name(self, url: str) -> None:
        """Somebody gave this very address."""
        self._named.add(_host(url))

    def require(self, url: str) -> None:
        """Raises FetchError where the host of ``url`` is, as it is written, an inmost one that nobody named."""
        host = _host(url)
        if self._refuses(host, host):
            raise _refused(host, host)

    def addresses_of(self, host: str, port: int, *, seconds: float) -> list[str]:
        """The addresses of ``host`` that may be connected to, in the system's order, in numbers.

        Names and odd ways of writing numbers (``2130706433``, ``0177.1``) are looked up alike. Raises FetchError where
        none that is allowed is among them, OSError where the host is unknown, and TimeoutError after ``seconds``.
        """
        found = _looked_up(host, port, seconds)
        numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        allowed = [
            number for number in numbers if (self._private or is_public(number)) and not self._refuses(host, number)
        ]
        if not allowed:
            raise _refused(host, numbers[0])
        return allowed

    def _refuses(self, host: str, number: str) -> bool:
        host = host.lower().rstrip(".")
        itself = host in _METADATA_NAMES or is_inmost(host) or _NUMBER.fullmatch(host) is not None
        named = self._private and itself and host in self._named
        return (is_inmost(number) or host in _METADATA_NAMES) and not named


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def _refused(host: str, number: str) -> FetchError:
    if is_inmost(number) or host.lower().rstrip(".") in _METADATA_NAMES:
        reason = "which is no address for reports, but of a machine's own link or cloud; give another one"
    else:
        reason = "which is no address of the public web; give a public address"
    return FetchError(f"its host {host} is at {number}, {reason}", origin=host)


def _looked_up(host: str, port: int, seconds: float) -> list[Any]:
    """What the system finds, which takes as long as its name servers like: we wait for it no longer than that."""
    found: queue.SimpleQueue[list[Any] | Exception] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            found.put(list(getaddrinfo(host, port, type=SOCK_STREAM)))
        except Exception as error:  # raised below, in the thread that asked
            found.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = found.get(timeout=seconds)
    except queue.Empty as error:
        raise TimeoutError(f"{host} was not looked up within {seconds:.0f} seconds") from error
    if isinstance(answer, Exception):
        raise answer
    return answer
