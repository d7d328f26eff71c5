"""Lets feedparser keep ids and links as they are written, beside what it makes of them. Pure.

By itself it resolves an id like a link. Then all entries of a feed get new ids once it is served from another address;
RFC 4287 (4.2.6.1) compares ids letter by letter. What it made of an id before is kept too: older ledgers have that.
"""

from typing import Any

from feedparser.mixin import _FeedParserMixin

RESOLVED_ID = "newsreader_resolved_id"
"""The field of an entry with its id as feedparser resolves it, if that is not as it is written."""

WRITTEN_LINKS = "newsreader_written_links"
"""The field of an entry with relative addresses as they are written, by what was made of them."""

_resolve = _FeedParserMixin.resolve_uri


def _resolve_and_remember(parser: Any, address: str) -> str:
    resolved = str(_resolve(parser, address))
    if resolved != address and parser.inentry and not parser.insource and parser.entries:
        parser.entries[-1].setdefault(WRITTEN_LINKS, {})[resolved] = address
    return resolved


def _end_guid(parser: Any) -> None:
    """Save an id as it is written; it is the link too, where the feed says so and has none."""
    written = parser.pop("id")
    is_link = bool(parser.guidislink)
    parser._save("guidislink", is_link and "link" not in parser._get_context())  # noqa: SLF001 - as the original does
    if is_link and written:
        resolved = parser.resolve_uri(written)
        if resolved != written:
            parser._save(RESOLVED_ID, resolved)  # noqa: SLF001 - as the original does
        parser._save("link", resolved)  # noqa: SLF001 - as the original does


def install() -> None:
    """Make feedparser do so, in both of its parsers."""
    _FeedParserMixin.can_be_relative_uri = _FeedParserMixin.can_be_relative_uri - {"id"}
    _FeedParserMixin.resolve_uri = _resolve_and_remember
    _FeedParserMixin._end_guid = _FeedParserMixin._end_id = _end_guid  # noqa: SLF001 - feedparser finds them by these names
