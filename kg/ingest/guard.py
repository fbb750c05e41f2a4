"""Which addresses may be asked, and at which IP address.

A name is resolved once, every IP address that it has is judged, and the
connection goes to one that was judged: a name that changes its answer between
look-up and connection changes nothing.
"""

import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias
from urllib.parse import SplitResult, quote, urlsplit

from kg.errors import AddressError

IP: TypeAlias = IPv4Address | IPv6Address
Resolver: TypeAlias = Callable[[str], tuple[IP, ...]]
"""From a host's name to its IP addresses; raises OSError where it has none."""

PORTS = {"http": 80, "https": 443}
"""Schemes that are asked, with their ports."""

PUBLIC_PORTS = (80, 443, 8080, 8443)
"""Where public web servers listen.  Another port is mostly a service that is no web server,
and an address or redirect that leads there is made to reach it."""

_NAT64 = IPv6Network("64:ff9b::/96")
_NEVER_PUBLIC = tuple(
    ip_network(network)
    for network in (
        "100.64.0.0/10",  # carrier's NAT, neither private nor global in the registry
        "192.0.0.0/24",
        "192.88.99.0/24",  # the old relay of 6to4
        "64:ff9b:1::/48",  # NAT64 of a network's own
        "2001::/23",
        "fec0::/10",
    )
)
_UNPRINTABLE = re.compile(r"[\x00-\x20\x7f\\]")
_KEPT = "%/:=&?~+!$,;'@()*[]-._"
"""What stands in a path or query as it is; the rest is percent-encoded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address whose form is good."""

    url: str
    """The whole address, without the part after ``#``."""

    scheme: str
    host: str
    """Name or IP address of the host, in ASCII, without a dot at its end."""

    port: int
    path: str
    """Path and query, percent-encoded: what the request line carries."""


def target(url: str, *, allow_private: bool = False) -> Target:
    """Return what to ask for *url*.

    Raises:
        AddressError: it is of another scheme than http and https, carries a password,
            names a port of another service, or is malformed.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _ascii(parts.hostname or "")
    except (ValueError, UnicodeError) as error:
        raise AddressError(f"{url!r}: no address ({error}); copy it again from the page") from error
    if _UNPRINTABLE.search(url) or (parts.scheme in PORTS and not host):
        raise AddressError(f"{url!r}: no address of a page; copy it again from the browser")
    if parts.scheme not in PORTS:
        raise AddressError(
            f"{url}: only http and https are asked, not {parts.scheme}; "
            "save the document and name the file"
        )
    if parts.username is not None or parts.password is not None:
        raise AddressError(
            f"{_without_user(parts)}: the address carries a user name or password, and a record "
            "would publish it; leave it out, or save the document and name the file"
        )
    if port is None:
        port = PORTS[parts.scheme]
    if not allow_private and port not in PUBLIC_PORTS:
        raise AddressError(
            f"{url}: port {port} is not one of the web's ({', '.join(map(str, PUBLIC_PORTS))}); "
            "open it in a browser, save the document and name the file"
        )
    path = quote(parts.path or "/", safe=_KEPT)
    if parts.query:
        path += "?" + quote(parts.query, safe=_KEPT)
    return Target(
        url=parts._replace(fragment="").geturl(),
        scheme=parts.scheme,
        host=host,
        port=port,
        path=path,
    )


def judged(asked: Target, *, allow_private: bool, resolve: Resolver) -> tuple[IP, ...]:
    """Return the IP addresses at which *asked* may be reached.

    Raises:
        AddressError: the host has none, or one of them is not public.
    """
    try:
        found = resolve(asked.host)
    except (OSError, UnicodeError) as error:
        raise AddressError(
            f"{asked.url}: no host '{asked.host}' was found; look whether the address is right "
            "and this machine is connected"
        ) from error
    for ip in found:
        why = refusal(ip, allow_private=allow_private)
        if why is not None:
            raise AddressError(f"{asked.url}: the host {asked.host} is {ip}, {why}")
    return found


def resolve(host: str) -> tuple[IP, ...]:
    """Return the IP addresses of *host* as this machine resolves it, in its order."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(ip_address(str(entry[4][0])) for entry in found))


def refusal(ip: IP, *, allow_private: bool = False) -> str | None:
    """Return why nothing is asked of *ip* and what can be done, or None when it may be asked.

    >>> refusal(ip_address("::ffff:10.0.0.1"))
    'an address of a private network; say --allow-private if you trust it'
    >>> refusal(ip_address("::ffff:10.0.0.1"), allow_private=True)
    >>> refusal(ip_address("0.0.0.0"), allow_private=True)
    'no address of a single machine; look whether the address is right'
    """
    ip = _innermost(ip)
    nobody = ip.is_multicast or ip.is_unspecified
    if nobody or (isinstance(ip, IPv4Address) and ip.is_reserved):
        return "no address of a single machine; look whether the address is right"
    if allow_private or _is_public(ip):
        return None
    if ip.is_loopback:
        return "this machine itself; say --allow-private if you mean it"
    return "an address of a private network; say --allow-private if you trust it"


def _is_public(ip: IP) -> bool:
    return (
        ip.is_global
        and not ip.is_reserved
        and not any(ip in network for network in _NEVER_PUBLIC if network.version == ip.version)
    )


def _innermost(ip: IP) -> IP:
    """Return the IPv4 address that *ip* carries, when it is one in an IPv6 address's clothes."""
    if isinstance(ip, IPv4Address):
        return ip
    carried = ip.ipv4_mapped or ip.sixtofour
    if carried is None and ip in _NAT64:
        carried = IPv4Address(int(ip) & 0xFFFFFFFF)
    return carried or ip


def _ascii(host: str) -> str:
    host = host.removesuffix(".")
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _without_user(parts: SplitResult) -> str:
    return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
