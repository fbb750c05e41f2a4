"""Get the document at an address: one guarded request, and nothing else.

Nothing is crawled, no cookie is kept, and no proxy is used: behind a proxy the
guard could not know which machine is asked.  What runs past a limit is refused
whole; a document that was cut off is no document.
"""

import http.client
import ssl
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from urllib.parse import urljoin

from kg import __version__
from kg.errors import AddressError
from kg.ingest.connection import Connection, Limits
from kg.ingest.guard import IP, Resolver, Target, judged, resolve, target
from kg.ingest.pieces import Piece

__all__ = ["LIMITS", "TYPES", "Limits", "fetch"]

OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = (
    "application/csv",
    "application/json",
    # What a server says that does not know, and what some say of every download.
    "application/octet-stream",
    "application/pdf",
    # Some call every CSV this; the old sheets themselves are told by their bytes.
    "application/vnd.ms-excel",
    f"{OFFICE}spreadsheetml.sheet",
    f"{OFFICE}wordprocessingml.document",
    "application/x-pdf",
    "application/x-zip-compressed",
    "application/xhtml+xml",
    "application/zip",
    "image/jpeg",
    "image/png",
    "image/tiff",
    "message/rfc822",
    "text/csv",
    "text/html",
    "text/plain",
)
"""Media types that are taken."""

FOLLOWED = (301, 302, 303, 307, 308)
LASTING = (301, 308)
"""Redirects that say: the document now stands there."""

CHUNK = 64 * 1024
BY_HAND = "open it in a browser, save the document and name the file"
MENDS = {
    401: f"the page is not public; if you may see it, {BY_HAND}",
    403: f"the server does not answer programs; {BY_HAND}",
    404: "there is no such page; look for its new address on the authority's site",
    410: "the page was taken down; look for it in an archive of the web",
    451: "the page was withdrawn for legal reasons; ask the authority for the document",
}
LIMITS = Limits()


def fetch(
    url: str,
    *,
    allow_private: bool = False,
    limits: Limits = LIMITS,
    resolve: Resolver = resolve,
) -> Piece:
    """Return the document at *url*.

    It is named by the address that gave it.  Its ``url`` is where it is
    published: redirects count as far as they are permanent, since what a
    temporary one leads to may be gone tomorrow.

    Args:
        url: an address of http or https.
        allow_private: whether this machine and private networks may be asked too.
        limits: what the request may take.
        resolve: from a host's name to its IP addresses.

    Raises:
        AddressError: the address may not be asked, cannot be reached, or gave no document.
    """
    deadline = time.monotonic() + limits.total
    asked = target(url, allow_private=allow_private)
    published, lasting = asked.url, True
    for _ in range(limits.redirects + 1):
        ips = judged(asked, allow_private=allow_private, resolve=resolve)
        with _answer(asked, ips, limits, deadline) as answer:
            if answer.status not in FOLLOWED:
                content = _content(answer, asked, limits)
                return Piece(name=asked.url, content=content, url=published)
            status, location = answer.status, answer.headers.get("Location")
        if not location:
            raise AddressError(f"{asked.url}: a redirect ({status}) that leads nowhere; {BY_HAND}")
        asked = target(urljoin(asked.url, _wire(location)), allow_private=allow_private)
        lasting = lasting and status in LASTING
        published = asked.url if lasting else published
    raise AddressError(f"{url}: more than {limits.redirects} redirects; {BY_HAND}")


@contextmanager
def _answer(
    asked: Target, ips: tuple[IP, ...], limits: Limits, deadline: float
) -> Iterator[http.client.HTTPResponse]:
    """Ask, and give the answer's head; all that goes wrong up to its end is an AddressError."""
    connection = Connection(asked, ips, limits, deadline)
    headers = {
        "User-Agent": f"foigraph/{__version__}",
        "Accept": ", ".join(TYPES),
        "Accept-Encoding": "gzip",
        "Connection": "close",
    }
    try:
        connection.request("GET", asked.path, headers=headers)
        with connection.getresponse() as answer:
            yield answer
        if connection.late:
            raise TimeoutError("time is over")
    except AddressError:
        if connection.late:
            raise _too_slow(asked, limits) from None
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        if connection.late:
            raise _too_slow(asked, limits) from error
        raise AddressError(f"{asked.url}: {_said(error, limits)}") from error
    finally:
        connection.finish()


def _too_slow(asked: Target, limits: Limits) -> AddressError:
    return AddressError(f"{asked.url}: it was not all there after {limits.total:g} s; {BY_HAND}")


def _said(error: Exception, limits: Limits) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return (
            f"the server does not prove that it is this host ({error.verify_message}); "
            "look whether the address is right"
        )
    if isinstance(error, TimeoutError):
        return (
            f"no answer within {limits.connect:g} s, or silence for {limits.read:g} s; "
            "try again later"
        )
    if isinstance(error, OSError):
        return (
            f"it cannot be reached ({error.strerror or error}); look whether the address is "
            "right and try again later"
        )
    if isinstance(error, http.client.IncompleteRead):
        return "it was cut off; try again"
    return f"what came is not the web's protocol ({type(error).__name__}); {BY_HAND}"


def _content(answer: http.client.HTTPResponse, asked: Target, limits: Limits) -> bytes:
    """Return the whole body, unpacked.

    Raises:
        AddressError: the status is not 200, the type is none of TYPES, or the body is too
            large or was cut off.
    """
    if answer.status != http.client.OK:
        raise AddressError(
            f"{asked.url}: the server said {answer.status}; {_mend(answer.status, answer.headers)}"
        )
    media_type = answer.headers.get_content_type()
    if "Content-Type" in answer.headers and media_type not in TYPES:
        raise AddressError(
            f"{asked.url}: it is {media_type[:80]!a}, which cannot be read; "
            "name an address that gives the reply as a page, PDF, office file or text"
        )
    encoding = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip"):
        raise AddressError(
            f"{asked.url}: it came packed as {encoding[:80]!a}, and gzip was asked for; {BY_HAND}"
        )
    # Read once: the library counts down the length as it reads.
    length = answer.length
    if length is not None and length > limits.size:
        raise _too_large(asked, limits)
    parts = _unpacked(answer, asked) if encoding != "identity" else _sent(answer)
    content = bytearray()
    for part in parts:
        content += part
        if len(content) > limits.size:
            raise _too_large(asked, limits)
    if answer.length:
        raise AddressError(f"{asked.url}: {answer.length:,} bytes of it did not come; try again")
    return bytes(content)


def _sent(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    while part := answer.read1(CHUNK):
        yield part


def _unpacked(answer: http.client.HTTPResponse, asked: Target) -> Iterator[bytes]:
    """Yield what the gzip in *answer* unpacks to, a little at a time."""
    member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        for part in _sent(answer):
            rest = part
            while rest:
                if member.eof:
                    member = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
                yield member.decompress(rest, CHUNK)
                rest = member.unused_data if member.eof else member.unconsumed_tail
    except zlib.error as error:
        raise AddressError(f"{asked.url}: its gzip is broken ({error}); {BY_HAND}") from error
    if not member.eof:
        raise AddressError(f"{asked.url}: its gzip was cut off; try again")


def _too_large(asked: Target, limits: Limits) -> AddressError:
    return AddressError(
        f"{asked.url}: it is larger than the {limits.size:,} bytes that are read; "
        "save the part that answers the request as a file of its own"
    )


def _mend(status: int, headers: Message) -> str:
    if status in MENDS:
        return MENDS[status]
    if status in (429, 503):
        wait = headers.get("Retry-After", "").strip()
        if wait.isascii() and wait.isdigit():
            return f"ask again in {int(wait[:9]):,} s"
        # The other form is a date, and a header may hold anything.
        return f"ask again after {wait[:40]!a}" if wait else "ask again later"
    if status >= 500:
        return "the fault is the server's; try again later"
    return BY_HAND


def _wire(location: str) -> str:
    """Return a header as the characters that were meant: servers send UTF-8 where they may not."""
    try:
        return location.strip().encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location.strip()
