"""One guarded request, held against a real server on this machine."""

import gzip
import hashlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, ip_address
from pathlib import Path

import pytest

from kg import __version__
from kg.errors import AddressError
from kg.ingest import LIMIT, Piece, guard
from kg.ingest.address import Limits, fetch

PAGE = b"<!doctype html><html><body><p>We hold no information.</p></body></html>"


class Site(ThreadingHTTPServer):
    """Answers each path as the test says, and keeps what was asked."""

    daemon_threads = True
    answers: dict[str, Callable[["Answering"], None]]
    asked: list[tuple[str, dict[str, str]]]
    stopped: threading.Event

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class Answering(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
        self.server.answers[self.path](self)

    def head(self, status: int = 200, **headers: str | int) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


@contextmanager
def running(site: Site) -> Iterator[Site]:
    site.answers, site.asked, site.stopped = {}, [], threading.Event()
    thread = threading.Thread(target=site.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.stopped.set()
        site.shutdown()
        site.server_close()
        thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    with running(Site(("127.0.0.1", 0), Answering)) as found:
        yield found


def gives(
    content: bytes = PAGE, *, status: int = 200, kind: str | None = "text/html", **headers: str
) -> Callable[[Answering], None]:
    def answer(handler: Answering) -> None:
        typed = {} if kind is None else {"Content_Type": kind}
        handler.head(status, Content_Length=len(content), **typed, **headers)
        handler.wfile.write(content)

    return answer


def leads(to: str, status: int = 302) -> Callable[[Answering], None]:
    return gives(b"moved", status=status, Location=to)


def got(url: str, **limits: float) -> Piece:
    return fetch(url, allow_private=True, limits=Limits(**limits))  # type: ignore[arg-type]


def test_a_page_comes_with_its_address(site: Site) -> None:
    site.answers["/foi/reply?year=2023"] = gives(kind="text/html; charset=utf-8")

    found = got(site.url("/foi/reply?year=2023#answer"))

    address = site.url("/foi/reply?year=2023")
    assert found == Piece(name=address, content=PAGE, url=address)


def test_one_request_is_made_and_says_honestly_who_asks(site: Site) -> None:
    site.answers["/"] = gives()

    got(site.url())

    [(path, headers)] = site.asked
    assert path == "/"
    assert headers["user-agent"] == f"foigraph/{__version__}"
    assert headers["host"] == f"127.0.0.1:{site.server_port}"
    assert "cookie" not in headers
    assert "referer" not in headers


def test_this_machine_is_not_asked_unless_allowed(site: Site) -> None:
    site.answers["/"] = gives()

    with pytest.raises(AddressError, match="port"):
        fetch(site.url())
    with pytest.raises(AddressError, match="this machine itself; say --allow-private"):
        fetch("http://localhost./")

    assert site.asked == []


def test_no_proxy_of_the_environment_is_used(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.answers["/"] = gives()
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")

    assert got(site.url()).content == PAGE


def test_a_name_is_looked_up_once_and_the_address_that_was_judged_is_asked(site: Site) -> None:
    """A name server that answers otherwise the second time is never asked a second time."""
    site.answers["/"] = gives()
    answers = iter([(ip_address("127.0.0.1"),)])

    found = fetch(
        f"http://foi.example.test:{site.server_port}/",
        allow_private=True,
        resolve=lambda _: next(answers),
    )

    assert found.content == PAGE
    assert site.asked[0][1]["host"] == f"foi.example.test:{site.server_port}"


def test_the_next_address_of_a_host_is_tried_when_one_does_not_answer(site: Site) -> None:
    site.answers["/"] = gives()

    found = fetch(
        f"http://foi.example.test:{site.server_port}/",
        allow_private=True,
        resolve=lambda _: (ip_address("127.0.0.9"), ip_address("127.0.0.1")),
    )

    assert found.content == PAGE


@pytest.mark.parametrize(
    ("first", "second", "published"),
    [(301, 308, "/c"), (301, 302, "/b"), (302, 301, "/a"), (303, 303, "/a"), (307, 307, "/a")],
)
def test_redirects_are_followed_and_lasting_ones_change_where_it_is_published(
    first: int, second: int, published: str, site: Site
) -> None:
    site.answers |= {"/a": leads("/b", first), "/b": leads(site.url("/c"), second), "/c": gives()}

    found = got(site.url("/a"))

    assert found == Piece(name=site.url("/c"), content=PAGE, url=site.url(published))


def test_five_redirects_are_followed_and_no_more(site: Site) -> None:
    site.answers |= {f"/{n}": leads(f"/{n - 1}") for n in range(1, 7)}
    site.answers["/0"] = gives()

    assert got(site.url("/5")).content == PAGE
    with pytest.raises(AddressError, match="more than 5 redirects"):
        got(site.url("/6"))


def test_redirects_in_a_ring_end(site: Site) -> None:
    site.answers |= {"/a": leads("/b"), "/b": leads("/a")}

    with pytest.raises(AddressError, match="more than 5 redirects"):
        got(site.url("/a"))

    assert len(site.asked) == 6


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("file:///etc/hostname", "only http and https"),
        ("ftp://127.0.0.1/x", "only http and https"),
        ("http://user:secret@127.0.0.1/", "user name or password"),
        ("http://0.0.0.0/", "no address of a single machine"),
        ("http://255.255.255.255/", "no address of a single machine"),
        ("http://[ff02::1]/", "no address of a single machine"),
        ("", "leads nowhere"),
    ],
)
def test_each_redirect_is_judged_anew(location: str, said: str, site: Site) -> None:
    site.answers["/"] = leads(location)

    with pytest.raises(AddressError, match=said) as caught:
        got(site.url())

    assert "secret" not in str(caught.value)


def test_a_public_address_that_leads_to_a_private_one_is_refused(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first address of the loopback network plays a public server; no real one is asked."""
    judge = guard.refusal
    monkeypatch.setattr(
        guard,
        "refusal",
        lambda ip, **rest: None if ip == IPv4Address("127.0.0.1") else judge(ip, **rest),
    )
    monkeypatch.setattr(guard, "PUBLIC_PORTS", (80, site.server_port))
    site.answers |= {
        "/": leads(f"http://127.0.0.2:{site.server_port}/secret"),
        "/meta": leads("http://169.254.169.254/latest"),
        "/secret": gives(),
    }

    with pytest.raises(AddressError, match=r"127\.0\.0\.2, this machine itself"):
        fetch(site.url())
    with pytest.raises(AddressError, match=r"169\.254\.169\.254, an address of a private network"):
        fetch(site.url("/meta"))

    assert [path for path, _ in site.asked] == ["/", "/meta"]


@pytest.mark.parametrize(
    ("status", "headers", "said"),
    [
        (401, {}, "said 401; the page is not public"),
        (403, {}, "said 403; the server does not answer programs; open it in a browser"),
        (404, {}, "said 404; there is no such page"),
        (410, {}, "said 410; the page was taken down"),
        (429, {"Retry-After": "120"}, "said 429; ask again in 120 s"),
        (429, {"Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"}, "after 'Wed, 21 Oct 2026 07:28"),
        (429, {"Retry-After": "\x1b[31m"}, r"after '\\x1b\[31m'"),
        (429, {}, "said 429; ask again later"),
        (503, {"Retry-After": "7"}, "said 503; ask again in 7 s"),
        (500, {}, "said 500; the fault is the server's"),
        (204, {}, "said 204; open it in a browser"),
        (206, {}, "said 206; open it in a browser"),
        (304, {}, "said 304; open it in a browser"),
        (418, {}, "said 418; open it in a browser"),
    ],
)
def test_any_answer_but_200_is_told_with_its_mend(
    status: int, headers: dict[str, str], said: str, site: Site
) -> None:
    site.answers["/"] = gives(status=status, **headers)

    with pytest.raises(AddressError, match=said):
        got(site.url())


@pytest.mark.parametrize(
    "kind",
    [
        "application/pdf",
        "text/plain; charset=iso-8859-1",
        "TEXT/CSV",
        "application/json",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/zip",
        "message/rfc822",
        "image/png",
        "application/octet-stream",
        None,
    ],
)
def test_types_that_can_be_read_are_taken(kind: str | None, site: Site) -> None:
    site.answers["/"] = gives(kind=kind)

    assert got(site.url()).content == PAGE


@pytest.mark.parametrize(
    "kind", ["video/mp4", "application/javascript", "application/x-msdownload", "font/woff2"]
)
def test_another_type_is_refused_by_its_name(kind: str, site: Site) -> None:
    site.answers["/"] = gives(kind=kind)

    with pytest.raises(AddressError, match=f"it is '{kind}', which cannot be read"):
        got(site.url())


def test_what_says_that_it_is_too_large_is_not_read(site: Site) -> None:
    site.answers["/"] = lambda handler: handler.head(
        Content_Type="application/pdf", Content_Length=LIMIT + 1
    )

    with pytest.raises(AddressError, match=f"larger than the {LIMIT:,} bytes"):
        got(site.url())


def test_what_does_not_tell_its_size_is_read_up_to_the_limit(site: Site) -> None:
    def endless(handler: Answering) -> None:
        handler.head(Content_Type="text/plain")
        try:
            while not handler.server.stopped.is_set():
                handler.wfile.write(b"word " * 10_000)
        except OSError:
            sent.set()

    sent = threading.Event()
    site.answers["/"] = endless

    with pytest.raises(AddressError, match="larger than the 1,000,000 bytes"):
        got(site.url(), size=1_000_000)

    assert sent.wait(10), "the connection was not closed"


def test_a_document_of_exactly_the_limit_is_read(site: Site) -> None:
    site.answers["/"] = gives(b"x" * 1000)

    assert len(got(site.url(), size=1000).content) == 1000
    with pytest.raises(AddressError, match="larger"):
        got(site.url(), size=999)


def test_a_packed_page_is_unpacked(site: Site) -> None:
    content = PAGE * 10_000
    site.answers["/"] = gives(gzip.compress(content), Content_Encoding="gzip")
    site.answers["/two"] = gives(
        gzip.compress(content[:100]) + gzip.compress(content[100:]), Content_Encoding="x-gzip"
    )

    for path in ("/", "/two"):
        assert hashlib.sha256(got(site.url(path)).content).digest() == (
            hashlib.sha256(content).digest()
        )


@pytest.mark.alone
def test_a_packed_bomb_is_stopped_at_the_limit(site: Site) -> None:
    """The limit counts what it unpacks to: 300 MB of nothing come as 300 KB."""
    site.answers["/"] = gives(gzip.compress(bytes(300_000_000), 9), Content_Encoding="gzip")
    started = time.monotonic()

    with pytest.raises(AddressError, match="larger than the 1,000,000 bytes"):
        got(site.url(), size=1_000_000)

    assert time.monotonic() - started < 2


@pytest.mark.parametrize(
    ("content", "encoding", "said"),
    [
        (gzip.compress(PAGE, mtime=0)[:-9], "gzip", "gzip was cut off; try again"),
        (b"not packed", "gzip", "its gzip is broken"),
        (PAGE, "br", "packed as 'br', and gzip was asked for"),
        (
            gzip.compress(gzip.compress(PAGE, mtime=0), mtime=0),
            "gzip, gzip",
            "packed as 'gzip, gzip'",
        ),
    ],
)
def test_a_packing_that_cannot_be_undone_is_told(
    content: bytes, encoding: str, said: str, site: Site
) -> None:
    site.answers["/"] = gives(content, Content_Encoding=encoding)

    with pytest.raises(AddressError, match=said):
        got(site.url())


def test_a_document_that_is_cut_off_is_no_document(site: Site) -> None:
    def cut(handler: Answering) -> None:
        handler.head(Content_Type="text/html", Content_Length=len(PAGE) + 10)
        handler.wfile.write(PAGE)

    def chunked(handler: Answering) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.close_connection = True
        handler.head(Content_Type="text/html", Transfer_Encoding="chunked")
        handler.wfile.write(b"ff\r\n" + PAGE)

    site.answers |= {"/": cut, "/chunked": chunked}

    with pytest.raises(AddressError, match="10 bytes of it did not come; try again"):
        got(site.url())
    with pytest.raises(AddressError, match="it was cut off; try again"):
        got(site.url("/chunked"))


def test_a_document_in_chunks_is_whole(site: Site) -> None:
    def chunked(handler: Answering) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.close_connection = True
        handler.head(Content_Type="text/html", Transfer_Encoding="chunked")
        for part in (PAGE[:10], PAGE[10:]):
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        handler.wfile.write(b"0\r\n\r\n")

    site.answers["/"] = chunked

    assert got(site.url()).content == PAGE


def test_a_silent_server_is_waited_for_only_so_long(site: Site) -> None:
    site.answers["/"] = lambda handler: handler.server.stopped.wait(20) and None
    started = time.monotonic()

    with pytest.raises(AddressError, match=r"silence for 0\.2 s; try again later"):
        got(site.url(), read=0.2)

    assert time.monotonic() - started < 5


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_server_that_drips_is_cut_off_when_the_time_is_over(part: str, site: Site) -> None:
    """Each byte comes in time; all of them together do not."""

    def drip(handler: Answering) -> None:
        if part == "body":
            handler.head(Content_Type="text/plain")
        else:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        try:
            while not handler.server.stopped.wait(0.05):
                handler.wfile.write(b"x")
                handler.wfile.flush()
        except OSError:
            return

    site.answers["/"] = drip
    started = time.monotonic()

    with pytest.raises(AddressError, match=r"not all there after 0\.5 s"):
        got(site.url(), read=10, total=0.5)

    assert time.monotonic() - started < 5


def test_redirects_share_one_time_limit(site: Site) -> None:
    def slowly(handler: Answering) -> None:
        handler.server.stopped.wait(0.2)
        leads("/")(handler)

    site.answers["/"] = slowly
    started = time.monotonic()

    with pytest.raises(AddressError, match=r"not all there after 0\.5 s"):
        got(site.url(), total=0.5)

    assert time.monotonic() - started < 5


def test_a_server_that_is_not_there_is_told() -> None:
    with Site(("127.0.0.1", 0), Answering) as closed:
        url = closed.url()

    with pytest.raises(AddressError, match=r"cannot be reached \(.*\); look whether the address"):
        got(url)


@pytest.mark.parametrize(
    "said",
    [b"SSH-2.0-OpenSSH_9.2\r\n", b"", b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200, b"\x00" * 99_999],
)
def test_what_is_no_web_server_is_told(said: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            talk, _ = listening.accept()
            with talk:
                talk.recv(1000)
                talk.sendall(said)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        with pytest.raises(AddressError, match=r"not the web's protocol|cannot be reached"):
            got(f"http://127.0.0.1:{listening.getsockname()[1]}/", total=5)
        thread.join()


@pytest.fixture
def secured(tmp_path: Path) -> Iterator[tuple[Site, list[str | None], Path]]:
    """A site with a certificate for foi.example.test, the names it was asked for, and the file."""
    certificate, key = self_signed(tmp_path, "foi.example.test")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    names: list[str | None] = []
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    found = Site(("127.0.0.1", 0), Answering)
    found.handle_error = lambda *_: None  # type: ignore[method-assign] -- refused handshakes are meant
    found.socket = context.wrap_socket(found.socket, server_side=True)
    with running(found):
        found.answers["/"] = gives()
        yield found, names, certificate


def self_signed(folder: Path, name: str) -> tuple[Path, Path]:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder / "cert.pem", folder / "key.pem"


def https(site: Site, host: str) -> Piece:
    return fetch(
        f"https://{host}:{site.server_port}/",
        allow_private=True,
        resolve=lambda _: (ip_address("127.0.0.1"),),
    )


def test_the_certificate_must_be_the_named_hosts_though_an_ip_address_is_connected_to(
    secured: tuple[Site, list[str | None], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    site, names, certificate = secured
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    assert https(site, "foi.example.test").content == PAGE
    assert names == ["foi.example.test"]
    assert site.asked[0][1]["host"] == f"foi.example.test:{site.server_port}"
    with pytest.raises(AddressError, match="does not prove that it is this host"):
        https(site, "other.example.test")


def test_a_certificate_that_nobody_vouches_for_is_refused(
    secured: tuple[Site, list[str | None], Path],
) -> None:
    site, _, _ = secured

    with pytest.raises(AddressError, match=r"does not prove that it is this host \(self"):
        https(site, "foi.example.test")

    assert site.asked == []


def test_a_handshake_that_drips_is_cut_off_when_the_time_is_over() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            talk, _ = listening.accept()
            with talk:
                try:
                    # A handshake record of 16,000 bytes, of which one comes at a time.
                    talk.sendall(b"\x16\x03\x03\x3e\x80")
                    while True:
                        talk.sendall(b"\x02")
                        time.sleep(0.05)
                except OSError:
                    return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        with pytest.raises(AddressError, match=r"not all there after 0\.5 s"):
            got(f"https://127.0.0.1:{listening.getsockname()[1]}/", total=0.5)
        thread.join(5)
        assert not thread.is_alive()
