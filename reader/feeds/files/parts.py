"""An entry's file in its parts, where it has the whole article beside what its feed gave of it. Pure.

The front matter of the feed stays; to it comes ``full_text``, the address of the page. In the body what the feed gave stays
above, as far as the article does not say it again; a comment, which no page shows, parts the two. So an update by the feed
finds the article again and keeps it.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from reader.article.heading import letters
from reader.article.inline import plain

KEY = "full_text"
"""The field of the front matter."""

LETTERS_NEEDED = 20
"""A paragraph of fewer is not looked for in the article."""

PARTING = "<!-- newsreader: full text -->"

SUMMARY_LIMIT = 300
"""Characters of what the feed gave that become the summary, where it has none."""

_END = "\n---\n\n"
"""What a header ends with that is ours."""

_BETWEEN = re.compile(r"\n{2,}")
_ADDRESS = re.compile(r"\]\((\S*)\)")


class Parts(NamedTuple):
    """A file in its parts."""

    header: str
    """Its lines, without those that delimit it."""
    given: str
    """What the feed gave."""
    whole: str
    """The whole article; empty: it has none."""


def parts_of(data: bytes) -> Parts:
    """Return the parts of a file that is as it was written."""
    header, _, body = data.decode("utf-8", "replace").removeprefix("---\n").partition(_END)
    given, parting, whole = body.partition(f"{PARTING}\n\n")
    is_whole = bool(parting) and f"\n{KEY}: " in f"\n{header}"
    return Parts(header, given.removesuffix("---\n\n"), whole) if is_whole else Parts(header, body, "")


def with_whole(data: bytes, link: str, whole: str) -> bytes:
    """Return a file with the whole article, which is Markdown and from ``link``."""
    header, given, _ = parts_of(data)
    fields = fields_of(header)
    lines = [line for line in header.split("\n") if not line.startswith(f"{KEY}: ")]
    if not fields.get("summary") and (summary := _one_line(given)):
        lines.append(_line("summary", summary))
    lines.append(_line(KEY, link))
    kept = _not_said_in(given, whole, {link, str(fields.get("link", ""))})
    above = f"{kept}\n\n---\n\n" if kept else ""
    text = "\n".join(["---", *lines]) + f"{_END}{above}{PARTING}\n\n{whole}"
    return text.encode("utf-8", "replace")


def again_whole(data: bytes, there: bytes) -> bytes:
    """Return what a feed says anew of an entry, with the whole article that its file has."""
    parts = parts_of(there)
    return with_whole(data, str(fields_of(parts.header).get(KEY, "")), parts.whole) if parts.whole else data


def fields_of(header: str) -> Mapping[str, Any]:
    """Return the fields of a header that is as it was written; what somebody has written otherwise is left out."""
    found = {}
    for line in header.split("\n"):
        name, _, value = line.partition(": ")
        try:
            found[name] = json.loads(value)
        except (ValueError, RecursionError):
            continue
    return found


def _line(name: str, value: str) -> str:
    return f"{name}: {json.dumps(value, ensure_ascii=False)}"


def _one_line(markdown: str) -> str:
    return plain(" ".join(_ADDRESS.sub("](x)", markdown).split()))[:SUMMARY_LIMIT].strip()


def _not_said_in(given: str, whole: str, links: set[str]) -> str:
    """Return of what a feed gave the paragraphs that the article has not, words and addresses; ``links`` are its own."""
    said = letters(whole)
    blocks = [given.strip()] if "```" in given else _BETWEEN.split(given.strip())
    return "\n\n".join(
        block
        for block in blocks
        if not _is_said(letters(_ADDRESS.sub("]", block)), said)
        or any(each not in links and each not in whole for each in _ADDRESS.findall(block))
    )


def _is_said(text: str, said: str) -> bool:
    """Whether a text has these letters; so few as a word has stand in many texts, and mean another thing there."""
    return text in said if len(text) >= LETTERS_NEEDED else not text
