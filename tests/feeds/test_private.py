"""Which hosts are in private networks, in all the forms in which they can be written."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.web.private_hosts import is_private, is_private_name
from reader.text import safe_address

PRIVATE = (
    "127.0.0.1", "127.0.0.1.", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "255.255.255.255",
    "224.0.0.1", "192.0.2.1", "198.18.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "0", "0x0",
    "[::1]", "[::]", "[::127.0.0.1]", "[::10.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:a00:1]", "[::ffff:0:127.0.0.1]",
    "[64:ff9b::7f00:1]", "[64:ff9b::192.168.0.1]", "[64:ff9b:1::7f00:1]", "[64:ff9b:1:ffff::8.8.8.8]", "[2002:7f00:1::]",
    "[2002:a00:1::1]", "[2001:0:4136:e378:8000:63bf:3fff:fdd2]", "[2001::1]", "[fe80::1]", "[fe80::1%eth0]", "[fe80::1%25eth0]",
    "[fec0::1]", "[fc00::1]", "[fd12:3456::1]", "[ff02::1]", "[2001:db8::1]", "[3fff::1]", "[5f00::1]", "[100::1]", "[4000::1]",
    "localhost", "localhost.", "LOCALHOST", "x.localhost", "localhost.localdomain", "ip6-localhost", "router", "printer.local",
    "nas.lan", "x.internal", "x.home.arpa", "127。0。0。1", "１２７.0.0.1",
)  # fmt: skip

PUBLIC = (
    "example.com", "example.com.", "1.1.1.1", "8.8.8.8.", "134744072", "[2606:4700::1111]", "[2002:808:808::1]", "[64:ff9b::808:808]",
    "[::ffff:8.8.8.8]", "localhost.example.com", "127.0.0.1.nip.io", "local.example", "xn--fsqu00a.xn--0zwm56d",
)  # fmt: skip


@pytest.mark.parametrize("host", PRIVATE)
def test_a_host_of_a_private_network_is_known(host: str) -> None:
    assert is_private_name(host)


@pytest.mark.parametrize("host", PUBLIC)
def test_a_public_one_is_none(host: str) -> None:
    assert not is_private_name(host)


@pytest.mark.parametrize("host", [*PRIVATE, "①②⑦.0.0.1", "ｌｏｃａｌｈｏｓｔ", "①②⑦。①"])
def test_the_gate_for_addresses_makes_none_public(host: str) -> None:
    address = safe_address(f"http://{host}/")
    assert address is None or is_private_name(address.host)


@given(st.ip_addresses(v=6))
def test_outside_of_what_is_given_out_nothing_is_public(address: ipaddress.IPv6Address) -> None:
    if not is_private(address):
        inner = address.ipv4_mapped or address.sixtofour
        translated = address in ipaddress.IPv6Network("64:ff9b::/96") or address in ipaddress.IPv6Network(
            "::/96"
        )
        assert inner or translated or int(address) >> 125 == 1


@given(st.ip_addresses(v=4), st.sampled_from(["::{}", "::ffff:{}", "64:ff9b::{}"]))
def test_an_ipv4_address_in_another_is_as_private_as_itself(inner: ipaddress.IPv4Address, form: str) -> None:
    assert is_private(ipaddress.ip_address(form.format(inner))) == is_private(inner)
