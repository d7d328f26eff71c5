"""Addresses as they are typed: with slashes missing, without a scheme, with that of feed readers."""

import pytest

from reader.text.typed_address import typed_address


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
        ("feedburner.com/x", "https://feedburner.com/x"),
        ("ftp://example.org", "ftp://example.org"),
        ("例子.中国/订阅", "https://例子.中国/订阅"),
    ],
)
def test_a_typed_address_gets_what_it_lacks(typed: str, address: str) -> None:
    assert typed_address(typed) == address
    assert typed_address(address) == address
