"""Elements where they do not belong, empty or nested, cost themselves: the feed and its entries are read."""

import pytest
from feedparser.api import LooseFeedParser, StrictFeedParser

from reader.feeds.formats.parse import parse_feed

PREFIXES = {prefix: name for name, prefix in StrictFeedParser.namespaces.items() if prefix}
NAMESPACES = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in PREFIXES.items())
ENTRY = "<guid>known</guid><title>Title</title><description>Words</description>"
ENTRIES = {"item", "entry", "channel", "feed", "rss", "rdf_rdf", "rdf_channel", "rdf_item", "product"}
"""What ends or begins an entry is not odd in one."""


def _elements() -> list[str]:
    handled = {
        name.removeprefix(prefix)
        for parser in (StrictFeedParser, LooseFeedParser)
        for name in dir(parser)
        for prefix in ("_start_", "_end_")
        if name.startswith(prefix)
    }
    # Our own methods must not be taken for handlers either.
    return sorted((handled | {"text", "begin", "map", "items", "svg", "math", "group", "data"}) - ENTRIES)


@pytest.mark.parametrize("element", _elements())
def test_an_odd_element_does_not_cost_the_feed(element: str) -> None:
    prefix, _, rest = element.partition("_")
    tag = f"{prefix}:{rest}" if prefix in PREFIXES else element
    for odd in (
        f"<{tag}>1</{tag}>",
        f'<{tag} url="x" type="text"/>',
        f"<{tag}>a<b>c</b><{tag}>d</{tag}></{tag}>",
    ):
        for inside in (odd, f"<image>{odd}</image>", f"<source>{odd}</source>"):
            document = (
                f'<rss version="2.0" {NAMESPACES}><channel>{odd}<title>Feed</title>'
                f"<item><guid>odd</guid>{inside}</item><item>{ENTRY}</item></channel></rss>"
            )
            atom = (
                f'<feed xmlns="http://www.w3.org/2005/Atom" {NAMESPACES}><title>Feed</title>{odd}'
                f"<entry><id>odd</id>{inside}<author>{odd}</author></entry>"
                "<entry><id>known</id><title>Title</title><summary>Words</summary></entry></feed>"
            )
            for text in (document, document.replace("Words", "Words & <"), atom):
                entries = parse_feed(text.encode(), "https://example.org/feed").entries
                assert [each.title for each in entries if each.guid == "known" and "Words" in each.html] == [
                    "Title"
                ]
