"""An entry as an article file: front matter and Markdown, the same to the byte on every machine. Pure."""

import json
from collections.abc import Sequence

from reader.article.language import guess_language, language_tag
from reader.feeds.convert import to_markdown
from reader.feeds.entry import Entry, Feed

SUMMARY_LIMIT = 300
"""Characters of a summary in the front matter."""


def article_file(entry: Entry, feed: Feed, title: str, address: str, tags: Sequence[str]) -> bytes:
    """Return the file of an entry; ``title`` and ``tags`` are the subscription's, ``address`` the feed's own."""
    base = entry.link or feed.link or address
    body = to_markdown(entry.html, base)
    language = language_tag(feed.language) or guess_language(body)
    header: list[tuple[str, object]] = [
        ("title", entry.title or _first_words(body)),
        ("date", entry.published.isoformat() if entry.published else ""),
        ("updated", entry.updated.isoformat() if entry.updated and entry.updated != entry.published else ""),
        ("link", entry.link),
        ("authors", list(entry.authors)),
        ("tags", list(dict.fromkeys([*tags, *entry.tags]))),
        ("summary", entry.summary[:SUMMARY_LIMIT]),
        ("lang", language),
        ("image", entry.image),
        ("guid", entry.key),
        ("source", title),
        ("feed_url", address),
        ("enclosures", [each.address for each in entry.enclosures]),
    ]
    # JSON's strings and lists are YAML's too.
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in header if value]
    text = "\n".join(["---", *lines, "---", "", body])
    return text.encode("utf-8", "replace")


def _first_words(body: str) -> str:
    line = next((line.strip("# >*-") for line in body.splitlines() if line.strip("# >*-")), "")
    return line[:80]
