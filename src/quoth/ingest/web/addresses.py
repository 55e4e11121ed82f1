"""Which network addresses are public, and those of a host, looked up once so that what is checked is what is used."""

from __future__ import annotations

import ipaddress
from socket import SOCK_STREAM, getaddrinfo

from quoth.errors import FetchError

__all__ = ["addresses_of", "is_public"]

# Prefixes under which an IPv6 address carries one of IPv4, and how many bits stand behind it: 6to4 and NAT64.
_CARRIERS = (
    (ipaddress.IPv6Network("2002::/16"), 80),
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("::/96"), 0),
)
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


def addresses_of(host: str, port: int, *, allow_private: bool, origin: str) -> list[str]:
    """The addresses of ``host`` that may be connected to, in the system's order, in numbers.

    Names and odd ways of writing numbers (``2130706433``, ``0177.1``) are looked up alike. Raises FetchError where no
    public one is among them, and OSError where the host is unknown.
    """
    found = getaddrinfo(host, port, type=SOCK_STREAM)
    numbers = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    allowed = [number for number in numbers if allow_private or is_public(number)]
    if not allowed:
        raise FetchError(
            f"its host {host} is at {numbers[0]}, which is no address of the public web; give a public address",
            origin=origin,
        )
    return allowed
