"""Which addresses may be asked.  Nothing here leaves the machine: forms of an IP address
are resolved without a name server."""

from ipaddress import ip_address

import pytest

from kg.errors import AddressError
from kg.ingest.guard import judged, refusal, resolve, target

PUBLIC = [
    "8.8.8.8",
    "93.184.216.34",
    "2606:2800:220:1::1",
    "::ffff:8.8.8.8",
    "2002:808:808::1",  # 6to4 of 8.8.8.8
    "64:ff9b::808:808",  # NAT64 of 8.8.8.8
]
PRIVATE = [
    "127.0.0.1",
    "127.255.255.254",
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.0.1",
    "169.254.169.254",  # where clouds tell a machine its secrets
    "100.64.0.1",
    "100.127.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "0.1.2.3",
    "::1",
    "::7f00:1",
    "fe80::1",
    "fc00::1",
    "fd12:3456::1",
    "fec0::1",
    "2001:db8::1",
    "2001:0:7f00:1::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:100.64.0.1",
    "2002:7f00:1::1",
    "2002:a9fe:a9fe::1",
    "64:ff9b::7f00:1",
    "64:ff9b::a00:1",
    "64:ff9b:1::a00:1",
]
NOBODY = ["0.0.0.0", "::", "224.0.0.1", "239.1.1.1", "ff02::1", "240.0.0.1", "255.255.255.255"]  # noqa: S104 -- not bound, refused


@pytest.mark.parametrize("ip", PUBLIC)
def test_a_public_address_may_be_asked(ip: str) -> None:
    assert refusal(ip_address(ip)) is None


@pytest.mark.parametrize("ip", PRIVATE)
def test_a_private_address_may_be_asked_only_when_allowed(ip: str) -> None:
    said = refusal(ip_address(ip))

    assert said is not None
    assert "--allow-private" in said
    assert refusal(ip_address(ip), allow_private=True) is None


@pytest.mark.parametrize("ip", NOBODY)
def test_an_address_of_no_single_machine_is_never_asked(ip: str) -> None:
    for allow_private in (False, True):
        assert "no address of a single machine" in (
            refusal(ip_address(ip), allow_private=allow_private) or ""
        )


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "[::1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:0:0:1]",
        "\uff11\uff12\uff17.0.0.1",  # full-width digits
        "127\u30020\u30020\u30021",  # ideographic full stops
    ],
)
def test_no_spelling_of_this_machine_passes(host: str) -> None:
    asked = target(f"http://{host}/")

    with pytest.raises(AddressError, match=r"this machine itself; say --allow-private"):
        judged(asked, allow_private=False, resolve=resolve)


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    asked = target("https://example.test/reply")

    with pytest.raises(AddressError, match=r"the host example\.test is 10\.0\.0\.1, an address"):
        judged(
            asked,
            allow_private=False,
            resolve=lambda _: (ip_address("8.8.8.8"), ip_address("10.0.0.1")),
        )


def test_a_host_that_is_not_found_is_told() -> None:
    def nothing(host: str) -> tuple[()]:
        raise OSError(host)

    with pytest.raises(AddressError, match=r"no host 'example\.test' was found; look whether"):
        judged(target("http://example.test/"), allow_private=False, resolve=nothing)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("ftp://example.test/reply.pdf", "only http and https"),
        ("file:///etc/hostname", "only http and https"),
        ("gopher://127.0.0.1:25/", "only http and https"),
        ("https://reader:secret@example.test/", "user name or password"),
        ("https://reader@example.test/", "user name or password"),
        ("http://example.test:22/", "port 22"),
        ("http://example.test:6379/", "port 6379"),
        ("http://example.test:0/", "port 0"),
        ("http://example.test:99999/", "no address"),
        ("http://example.test:x/", "no address"),
        ("http://[::1/", "no address"),
        ("http:///reply", "no address"),
        ("https://", "no address"),
        ("http://example.test/a b", "no address"),
        ("http://example.test/\r\nHost: other", "no address"),
        ("http://example.test\\@other/", "no address"),
        ("http://" + "a" * 64 + "é.test/", "no address"),
    ],
)
def test_an_address_of_bad_form_is_refused_with_its_mend(url: str, said: str) -> None:
    with pytest.raises(AddressError, match=said) as caught:
        target(url)

    assert "; " in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_port_of_no_web_server_is_asked_on_a_private_network_only() -> None:
    assert target("http://127.0.0.1:5000/", allow_private=True).port == 5000


def test_names_paths_and_questions_become_what_a_server_reads() -> None:
    found = target("https://Bücher.test./größe/a%20b?q=ü&x=%41#part")

    assert found.host == "xn--bcher-kva.test"
    assert found.port == 443
    assert found.path == "/gr%C3%B6%C3%9Fe/a%20b?q=%C3%BC&x=%41"
    assert found.url == "https://Bücher.test./größe/a%20b?q=ü&x=%41"
