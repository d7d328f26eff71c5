"""Whether feeds are read as feedparser reads them: ``python -m benchmarks.agreement FOLDER``, a folder of documents.

What is compared of each is what an article is made of: how many entries, their titles, links, ids, dates and the words of
their texts. On feedparser's side its own cleaning and its own parser are on; on ours both are replaced.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser

from reader.feeds.formats.entry import Entry, FeedError
from reader.feeds.formats.parse import parse_feed
from reader.feeds.formats.values import address_of
from reader.feeds.html.tree import text_of, tree_of

ADDRESS = "http://127.0.0.1:8097/feed.xml"
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"\w+")


def expected(data: bytes) -> list[dict[str, Any]]:
    """Return what feedparser makes of a document, an object per entry."""
    headers = {"content-location": ADDRESS, "content-type": "application/xml"}
    found = feedparser.parse(data, response_headers=headers)
    ids = Counter(entry.get("id") for entry in found.entries)
    return [_reference(entry, ids, is_typed=found.get("version") == "atom10") for entry in found.entries]


def _reference(entry: Mapping[str, Any], ids: Mapping[str, int], *, is_typed: bool) -> dict[str, Any]:
    """Return what is compared; an id that several entries have is none to us."""
    texts = [*(entry.get("content") or ()), entry.get("summary_detail") or {}]
    first: Mapping[str, Any] = next((each for each in texts if (each.get("value") or "").strip()), {})
    id_ = entry.get("id") or ""
    dates = [dict(entry).get(name) for name in ("published_parsed", "created_parsed", "updated_parsed")]
    return {
        "title": _words_of(entry.get("title_detail") or {}, is_typed=is_typed),
        "link": address_of(entry.get("link"), ADDRESS),
        "id": id_ if ids[id_] == 1 else "",
        "date": _stamp(next(filter(None, dates), None)),
        "text": _words_of(first, is_typed=is_typed),
    }


def actual(data: bytes) -> list[dict[str, Any]]:
    """Return the same of what we make of it; nothing for what is no feed to us."""
    try:
        return [_ours(entry) for entry in parse_feed(data, ADDRESS, "application/xml").entries]
    except FeedError:
        return []


def _ours(entry: Entry) -> dict[str, Any]:
    date = entry.published or entry.updated
    return {
        "title": _WORD.findall(entry.title),
        "link": entry.link,
        "id": entry.resolved_guid or entry.guid,
        "date": date,
        "text": _words(entry.html),
    }


def _words_of(detail: Mapping[str, Any], *, is_typed: bool) -> list[str]:
    """Return the words of a text; ``is_typed``: what says that it is plain is so."""
    value = detail.get("value") or ""
    if is_typed and detail.get("type") == "text/plain":
        return _WORD.findall(value)
    return _words(value)


def _words(html: str) -> list[str]:
    return _WORD.findall(text_of(tree_of(_HIDDEN.sub("", html)))) if html.strip() else []


def _stamp(parsed: Any) -> datetime | None:
    try:
        year, month, day, hour, minute, second = parsed[:6]
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (TypeError, ValueError):
        return None


def main() -> None:
    """Compare all documents of a folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--show", action="store_true", help="print what differs")
    options = parser.parse_args()
    equal, told = Counter[str](), Counter[str]()
    for file in sorted(options.folder.rglob("*.xml")):
        data = file.read_bytes()
        wanted = expected(data)
        if not wanted:
            continue
        found = actual(data)
        told["entries"] += 1
        equal["entries"] += len(found) == len(wanted)
        if options.show and len(found) != len(wanted):
            print(f"{file.name}: {len(wanted)} entries, here {len(found)}", file=sys.stderr)
        for ours, theirs in zip(found, wanted, strict=False):
            for field, value in theirs.items():
                if not value:
                    continue
                told[field] += 1
                equal[field] += ours[field] == value
                if options.show and ours[field] != value:
                    print(f"{file.name} {field}\n  {value!r:.200}\n  {ours[field]!r:.200}", file=sys.stderr)
    for field, count in told.items():
        print(f"| {field} | {equal[field]:,} of {count:,} | {equal[field] / count:.1%} |")
    print(f"| all | {equal.total():,} of {told.total():,} | {equal.total() / told.total():.1%} |")


if __name__ == "__main__":
    main()
