"""Addresses as they are typed: with slashes missing, without a scheme, with that of feed readers."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.text.typed_address import Login, hide_logins, pasted_address, typed_address, without_login


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("http://example.org", "http://example.org"),
        (" HTTPS://Example.org ", "https://Example.org"),
        ("https:/example.org/x", "https://example.org/x"),
        ("http:example.org", "http://example.org"),
        ("https:///example.org", "https://example.org"),
        ("//example.org/x", "https://example.org/x"),
        ("example.org/feed", "https://example.org/feed"),
        ("localhost:8080/feed", "https://localhost:8080/feed"),
        ("feed:https://example.org/rss", "https://example.org/rss"),
        ("feed:http://example.org/rss", "http://example.org/rss"),
        ("feed://example.org/rss", "https://example.org/rss"),
        ("feed:example.org/rss", "https://example.org/rss"),
        ("feed://https//example.org/rss", "https://example.org/rss"),
        ("feed:8080/rss", "https://feed:8080/rss"),
        ("itpc://example.org/pod", "https://example.org/pod"),
        ("pcast:example.org/pod", "https://example.org/pod"),
        ("podcast://example.org/pod", "https://example.org/pod"),
        ("rss://example.org/rss", "https://example.org/rss"),
        ("mailto:ann@example.org", "mailto:ann@example.org"),
        ("feedburner.com/x", "https://feedburner.com/x"),
        ("ftp://example.org", "ftp://example.org"),
        ("例子.中国/订阅", "https://例子.中国/订阅"),
    ],
)
def test_a_typed_address_gets_what_it_lacks(typed: str, address: str) -> None:
    assert typed_address(typed) == address
    assert typed_address(address) == address


@pytest.mark.parametrize(
    ("address", "login"),
    [
        ("https://ann:s%40c@p.example/rss", Login("https://p.example/rss", "ann", "s@c")),
        ("https://ann:se@cret@p.example/?a@b", Login("https://p.example/?a@b", "ann", "se@cret")),
        ("https://ann@p.example/", Login("https://p.example/", "ann", "")),
        ("https://:token@p.example/", Login("https://p.example/", "", "token")),
        ("https://p.example/@ann", Login("https://p.example/@ann", "", "")),
        ("https://p.example?q=a:b@c", Login("https://p.example?q=a:b@c", "", "")),
    ],
)
def test_a_user_and_a_password_are_taken_out_of_an_address(address: str, login: Login) -> None:
    assert without_login(address) == login


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("https://ann:secret@p.example/rss", "https://…@p.example/rss"),
        ("https://ann:se/cret@p.example/rss", "https://…@p.example/rss"),
        ("https://ann:se@cret@p.example/rss", "https://…@p.example/rss"),
        ("feed:ann:secret@p.example", "…@p.example"),
        ("ann:secret@p.example", "…@p.example"),
        ("a https://ann:secret@p.example/ b itpc://x:secret@q.example/", "a https://…@p.example/ b itpc://…@q.example/"),
        ("https://p.example:8080/@ann", "https://p.example:8080/@ann"),
        ("https://p.example/@ann", "https://p.example/@ann"),
    ],
)  # fmt: skip
def test_a_text_is_shown_without_passwords(text: str, shown: str) -> None:
    assert hide_logins(text) == shown


@pytest.mark.parametrize(
    "pasted",
    [
        "<https://e.org/rss>", "  <https://e.org/rss>,\n", '"https://e.org/rss"', "“https://e.org/rss”。", "'https://e.org/rss'.",
        "《https://e.org/rss》", "<URL:https://e.org/rss>", "[The feed](https://e.org/rss).", "\n\thttps://e.org/rss\r\n",
        "`https://e.org/rss`", "(https://e.org/rss);",
    ],
)  # fmt: skip
def test_a_pasted_address_loses_what_stood_around_it(pasted: str) -> None:
    assert pasted_address(pasted) == "https://e.org/rss"


@pytest.mark.parametrize(
    "address", ["https://e.org/a_(b)", "https://e.org/?q=", "https://e.org/a'", "", "<", "e.org/x?"]
)
def test_an_address_keeps_what_is_its_own(address: str) -> None:
    assert pasted_address(address) == address


SECRETS = re.compile(
    r"(?P<before>[A-Za-z][A-Za-z0-9+.-]*:/{1,3})(?:[^/?#\s]+@|[^/?#\s:]*:(?!\d+(?:[/?#\s]|$))\S*@)"
    r"|(?P<bare>(?<!\S)(?:[A-Za-z]+:)?[^/?#\s:@]+:[^/?#\s@]+@)"
)
"""What is hidden, said as simply as can be; it takes half a minute for the long texts below."""


@given(st.text("aB2+:/@ ?_#é\n", max_size=24))
def test_what_is_hidden_is_what_the_simple_regex_finds(text: str) -> None:
    assert hide_logins(text) == SECRETS.sub(lambda match: f"{match['before'] or ''}…@", text)


@pytest.mark.parametrize(
    "part", ["x", "a:", "http://a:x/", "a@", "1", "é:", "a:/", "S ", "http://a:80", "x@y http:"]
)
@pytest.mark.parametrize("around", [("", "@"), ("@", ""), ("", "")])
def test_logins_are_hidden_in_linear_time(part: str, around: tuple[str, str]) -> None:
    before, after = around
    assert hide_logins(f"{before}{part * 200_000}{after}")
