"""An address leads where it says: the host that is shown is the one that a browser and our own requests reach."""

import re
import unicodedata
from ipaddress import IPv6Address, ip_address

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from urllib3.util import parse_url

from reader.text import safe_address

TWO_HOSTS = (
    "http://[::1]extra/", "http://[::1].evil.example/", "http://[::1]:80extra/", "http://extra[::1]/", "http://[::1][::2]/",
    "http://[::1]@evil.example/", "http://good.example@evil.example/", "http://a@b@c/", "http://good.example\\@evil.example/",
    "http://good.example\\.evil.example/", "http:\\\\good.example/", "http://good.example:80:90/", "http://good.example:80@evil/",
    "http://good.example:99999/", "http://good.example:-1/", "http://good.example:+80/", "http://good.example:8_0/",
    "http://good.example:８０/", "http://good.example:0x50/", "http://good.example: 80/", "http:///good.example/",
    "http:////good.example/", "http:/good.example/", "http:good.example", "http://good\u200b.example/", "http://go\u00adod.example/",
    "http://go\u2060od.example/", "http://go\ufe0fod.example/", "http://go\u200dod.example/", "http://go\u200cod.example/",
    "http://go\u180bod.example/", "http://\u3164.example/", "http://good.example\t.evil/", "http://good.example\n.evil/",
    "http://good..example/", "http://.good.example/", "http://good.example../", "http://good%2eexample/", "http://good.example%2f.evil/",
    "http://good.example%40evil/", "http://good.example％40evil/", "http://good.example／evil/", "http://good.example＠evil/",
    "http://good.example：80/", "http://good.example＃evil/", "http://good.example？evil/", "http://good.example＼evil/",
    "http://good.example;evil/", "http://good.example,evil/", "http://[fe80::1%eth0]/", "http://[fe80::1%25eth0]/",
    "http://[::1]%25/", "http://[:::1]/", "http://[1.2.3.4]/", "http://[::127.0.0.1.5]/", "http://[g::1]/", "http://[]/",
    "http://1.2.3.4.5/", "http://1.2.3.4.0/", "http://1.2.256.4/", "http://1.256.3/", "http://1.2.3.256/", "http://1.2.65536/",
    "http://1.16777216/", "http://4294967296/", "http://1_0.2.3.4/", "http://1.2.3_0.4/", "http://256.1.1.1/",  "http://999999999999/", "http://08.0.0.1/", "http://good.1e2.09/",
    "http://a.256/", "http://0x1ffffffff/", "http://１.２.３.４.５/", "http://\u13a0.example/", "http://é\u2024example/", "http://a\u2024b/", "http://é…example/", "http://\uab70.example/",
)  # fmt: skip
"""What browsers, systems and libraries read as different hosts, or what only one of them reads as one."""

SAME = {
    "http://2130706433/": "127.0.0.1", "http://0x7f.1/": "127.0.0.1", "http://0177.0.0.1/": "127.0.0.1", "http://127.1/": "127.0.0.1",
    "http://255.255.255.255/": "255.255.255.255", "http://4294967295/": "255.255.255.255", "http://1.2.65535/": "1.2.255.255",
    "http://1.16777215/": "1.255.255.255", "http://255.1/": "255.0.0.1", "http://1.2.255.0/": "1.2.255.0",
    "http://127.0.0.1./": "127.0.0.1", "http://0/": "0.0.0.0", "http://0x/": "0.0.0.0", "http://010.0.0.1/": "8.0.0.1",
    "http://１２７.０.０.１/": "127.0.0.1", "http://127。0。0。1/": "127.0.0.1", "http://①②⑦.0.0.1/": "127.0.0.1",
    "http://0X7F000001/": "127.0.0.1", "http://1.2.3/": "1.2.0.3", "http://1.2.3.0x/": "1.2.3.0", "http://\ua7b3.example/": "xn--qy9a.example", "http://localhost./": "localhost.", "http://ＬＯＣＡＬＨＯＳＴ/": "localhost",
    "http://good.example:/": "good.example", "http://good.example:00080/": "good.example", "http://[::FFFF:1.2.3.4]/": "[::ffff:1.2.3.4]",
    "http://good.example?x@evil.example/": "good.example", "http://good.example#@evil.example/": "good.example",
    "http://good.example/@evil.example": "good.example", "http://good.example/\\evil.example": "good.example",
    "http://1e2.example/": "1e2.example", "http://123.example/": "123.example", "http://example.1e2/": "example.1e2",
    "http://GOOD.example/": "good.example", "http://xn--fsqu00a.xn--0zwm56d/": "xn--fsqu00a.xn--0zwm56d",
}  # fmt: skip
"""Addresses that pass, and the host that browsers show."""


@pytest.mark.parametrize("raw", TWO_HOSTS)
def test_what_could_be_two_hosts_is_none(raw: str) -> None:
    assert safe_address(raw) is None


@pytest.mark.parametrize(("raw", "host"), SAME.items())
def test_the_host_is_the_one_that_browsers_show(raw: str, host: str) -> None:
    address = safe_address(raw)
    assert address is not None
    assert address.host == host
    assert parse_url(address.href).host == host


def browsers_host(raw: str) -> str | None:
    """The host of an address by the WHATWG's rules for http and https, written anew; None where there is none."""
    text = re.sub(r"[\t\n\r]", "", raw.strip("".join(map(chr, range(33)))))
    match = re.match(r"(?i)https?:[/\\]*([^/\\?#]*)", text)
    if not match:
        return None
    authority = match[1].rpartition("@")[2]
    if authority.startswith("["):
        end = authority.find("]")
        if end < 0 or not re.fullmatch(r"(:\d*)?", authority[end + 1 :]):
            return None
        try:
            return str(int(IPv6Address(authority[1:end])))
        except ValueError:
            return None
    name, colon, port = authority.partition(":")
    if colon and not re.fullmatch(r"[0-9]*", port):
        return None
    mapped = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    dotted = re.sub("[\u3002\uff0e\uff61]", ".", mapped)
    if not dotted or re.search(r"[\x00-\x20\"#%/:<>?@\[\\\]^`{|}\x7f]", dotted):
        return None
    if re.fullmatch(r"[0-9]+|0x[0-9a-f]*", dotted.removesuffix(".").rpartition(".")[2]):
        return number_of(dotted.removesuffix("."))
    return dotted


def number_of(dotted: str) -> str | None:
    parts = dotted.split(".")
    try:
        numbers = [
            int(part[2:] or "0", 16)
            if part.startswith("0x")
            else int(part, 8 if part.startswith("0") else 10)
            for part in parts
        ]
    except ValueError:
        return None
    if (
        len(parts) > 4
        or any(number > 255 for number in numbers[:-1])
        or numbers[-1] >= 256 ** (5 - len(parts))
    ):
        return None
    return str(
        ip_address(numbers[-1] + sum(number * 256 ** (3 - at) for at, number in enumerate(numbers[:-1])))
    )


def comparable(host: str) -> str:
    """Our form of a host as the one above: letters for punycode, a number for IPv6."""
    if host.startswith("["):
        return str(int(IPv6Address(host[1:-1])))
    labels = [label.removeprefix("xn--").encode().decode("punycode") if label.startswith("xn--") else label for label in host.split(".")]  # fmt: skip
    return ".".join(labels)


PIECES = st.lists(
    st.sampled_from([
        *"abcxyz019.:@/\\?#[]%;,&-_~ ", "::1", "[::1]", "good.example", "evil.example", "0x7f", "127.0.0.1", ":80", "ß", "例", "。",
        "１", "\u200b", "\u00ad", "\u2060", "\t", "é", "É", "Σ", "ς", "\u2024", "\ua7b3", "K", "İ", "ı", "%40", "%2e", "／", "＠",
    ]) | st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Cf", "M"]),
    min_size=1, max_size=8,
).map("".join)  # fmt: skip


@given(
    st.sampled_from(["http:", "https://", "http://", "HTTP:///", "http:\\\\", "http:/"]),
    PIECES,
    st.sampled_from(["", "/", "/x"]),
)
@example("http://", "straße.example", "/")
def test_an_address_that_passes_leads_nowhere_else(scheme: str, rest: str, path: str) -> None:
    raw = f"{scheme}{rest}{path}"
    address = safe_address(raw)
    if address is None:
        return
    assert parse_url(address.href).host == address.host
    known = browsers_host(address.href)
    assert known is not None
    # ß and final sigma are letters of their own to browsers.
    if not re.search("[ßẞςΣσ]", unicodedata.normalize("NFKC", rest)):
        assert comparable(address.host) == browsers_host(raw)
