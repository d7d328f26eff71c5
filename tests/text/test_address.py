import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text import Address, clean_line, safe_address
from reader.text.address import ADDRESS_LIMIT, canonical, canonical_with_fragment
from tests.text.addresses import GOOD, REFUSED

pytestmark = pytest.mark.row(6)

ANY_TEXT = st.text(max_size=80)
NEARLY_AN_ADDRESS = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["http://", "https://", "HTTPS://", "mailto:", "//", "http:", "javascript:"]),
    st.sampled_from(["example.com", "例子.测试", "a@b.example", "[::1]", "x:80", "straße.example", "", "a b"])
    | ANY_TEXT,
    st.sampled_from(["", "/", "/%", "/%0", "/%0a", "?", "#", "/a b", "/\\", '/"', "/路"]),
    ANY_TEXT,
)
HREF = re.compile(r"(https?://|mailto:)[A-Za-z0-9%/:?#\[\]@!$&()*+,;=\-._~|]+")


@pytest.mark.parametrize("raw", REFUSED)
def test_what_is_no_web_address_is_refused(raw: str) -> None:
    assert safe_address(raw) is None


@pytest.mark.parametrize(("raw", "href"), GOOD.items())
def test_what_is_one_passes_as_a_browser_takes_it(raw: str, href: str) -> None:
    address = safe_address(raw)
    assert address is not None
    assert address.href == href


def test_there_are_sixty_bad_addresses_and_twenty_good_ones() -> None:
    assert len(set(REFUSED)) >= 60
    assert len(GOOD) >= 20


@given(ANY_TEXT | NEARLY_AN_ADDRESS)
def test_what_passes_is_plain_ascii_that_no_terminal_and_no_quoting_minds(raw: str) -> None:
    address = safe_address(raw)
    if address is not None:
        assert HREF.fullmatch(address.href)
        assert not re.search(r"%(?![0-9A-Fa-f]{2})", address.href)
        assert clean_line(address.href, 10**6) == address.href
        assert address.href.startswith(address.scheme + ":")
        assert address.host.isascii()
        assert address.host in address.href


@given(ANY_TEXT | NEARLY_AN_ADDRESS)
def test_what_passed_once_passes_again_unchanged(raw: str) -> None:
    address = safe_address(raw)
    if address is not None and len(address.href) <= ADDRESS_LIMIT:
        assert safe_address(address.href) == address


@pytest.mark.parametrize(
    ("raw", "host"),
    [
        ("https://Example.COM:8080/", "example.com"),
        ("https://例子.测试/", "xn--fsqu00a.xn--0zwm56d"),
        ("https://例子。测试/", "xn--fsqu00a.xn--0zwm56d"),
        ("https://аpple.com/", "xn--pple-43d.com"),
        ("https://[2001:db8::1]:80/", "[2001:db8::1]"),
        ("https://ＥＸＡＭＰＬＥ.com/", "example.com"),
        ("mailto:someone@lists.example.com", "lists.example.com"),
    ],
)
def test_the_true_host_is_told(raw: str, host: str) -> None:
    address = safe_address(raw)
    assert address is not None
    assert address.host == host


@pytest.mark.parametrize(
    ("raw", "host"),
    [
        ("https://straße.example/", "xn--strae-oqa.example"),
        ("https://STRAẞE.example/", "xn--strae-oqa.example"),
        ("https://βόλος.example/", "xn--nxasmm1c.example"),
    ],
)
def test_letters_that_browsers_keep_lead_to_the_host_that_browsers_open(raw: str, host: str) -> None:
    address = safe_address(raw)
    assert address is not None
    assert address.host == host


@pytest.mark.parametrize(
    ("raw", "href"),
    [
        ("https://a.example/%E4%BD%A0?q=%22x%22#%20", "https://a.example/%E4%BD%A0?q=%22x%22#%20"),
        ("https://a.example/你 好", "https://a.example/%E4%BD%A0%20%E5%A5%BD"),
        ("https://a.example/50%-off", "https://a.example/50%25-off"),
        ("https://a.example/%zz%4", "https://a.example/%25zz%254"),
        ("https://a.example?x={y}^", "https://a.example?x=%7By%7D%5E"),
        ("\n https://a.example/ \t", "https://a.example/"),
    ],
)
def test_what_needs_encoding_is_encoded_once(raw: str, href: str) -> None:
    address = safe_address(raw)
    assert address is not None
    assert address.href == href


def test_a_mail_address_keeps_its_question_encoded() -> None:
    assert safe_address("mailto:a@b.example?subject=hi there") == Address(
        "mailto:a@b.example?subject=hi%20there", "mailto", "b.example"
    )


@pytest.mark.parametrize(
    "raw",
    [
        "mailto:",
        "mailto:a",
        "mailto:-x@b.example%0aBcc:c@d.example",
        "mailto:a@b.example?body=%0d%0aBcc:x@y.example",
        "mailto:a@b.example,c@d.example",
        "mailto:|id@b.example",
        "mailto:a@b.example?attach=\x00",
    ],
)
def test_a_mail_address_that_says_more_than_an_address_is_refused(raw: str) -> None:
    assert safe_address(raw) is None


def test_an_address_of_the_limit_passes_and_a_longer_one_does_not() -> None:
    start = "https://a.example/"
    assert safe_address(start + "x" * (ADDRESS_LIMIT - len(start)))
    assert safe_address(start + "x" * (ADDRESS_LIMIT - len(start) + 1)) is None


def test_an_address_of_the_greatest_length_passes_and_a_longer_one_does_not_whatever_makes_it_so() -> None:
    longest = "https://example.com/".ljust(ADDRESS_LIMIT, "x")
    assert safe_address(longest) is not None
    assert safe_address(longest + "x") is None
    assert safe_address("https://example.com/" + " " * ADDRESS_LIMIT) is None


@pytest.mark.parametrize(
    ("href", "compared"),
    [
        ("https://example.org/a", "example.org/a"),
        ("http://WWW.example.org:80/a/", "example.org/a"),
        ("https://example.org:443/", "example.org"),
        ("https://example.org:80/a", "example.org:80/a"),
        ("https://example.org/a?utm_source=x&UTM_medium=y", "example.org/a"),
        ("https://example.org/a?b=1&utm_source=x&c=2#part", "example.org/a?b=1&c=2"),
    ],
)
def test_addresses_are_compared_without_what_makes_no_other_article(href: str, compared: str) -> None:
    assert canonical(href) == compared
    assert canonical_with_fragment(f"{href.partition('#')[0]}#part") == f"{compared}#part"
    assert canonical_with_fragment(href.partition("#")[0]) == compared
