"""What the front matter of an entry's file says, as ``article_file`` writes it. Pure."""

import json

from reader.feeds.formats.entry import Entry

HEADER_BYTES = 64 << 10
"""The beginning of a file in which its header is looked for."""


def is_file_of(data: bytes, entry: Entry, address: str) -> bool:
    """Return whether a file's header says that it is this entry's, even if the file was changed since."""
    header = data[:HEADER_BYTES].decode("utf-8", "replace").partition("\n---\n")[0].split("\n")
    return header_line("guid", entry.key) in header and (
        not address or header_line("feed_url", address) in header
    )


def title_in(data: bytes) -> str:
    """Return the title in a file as ``article_file`` makes it; empty: it has none."""
    first = data[:HEADER_BYTES].decode("utf-8", "replace").split("\n", 2)[1]
    name, _, value = first.partition(": ")
    return str(json.loads(value)) if name == "title" else ""


def names_feed(data: bytes, address: str) -> bool:
    """Return whether a file's header says that it is an article of this feed."""
    header = data[:HEADER_BYTES].decode("utf-8", "replace").partition("\n---\n")[0].split("\n")
    return header_line("feed_url", address) in header


def header_line(name: str, value: object) -> str:
    """Return a line of the front matter."""
    # Strings and lists of JSON are YAML too.
    return f"{name}: {json.dumps(value, ensure_ascii=False)}"
