"""A feed in JSON Feed 1.1. Pure."""

import json
from typing import Any

from reader.actions.publishing.items import JSON_FEED, Channel, Item, media_type, moment

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Channel) -> bytes:
    """Return the document."""
    values = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.file(JSON_FEED),
        "authors": [{"name": feed.author}],
        "language": feed.language,
        "items": [_item(item) for item in feed.items],
    }
    return f"{json.dumps(_without_empty(values), ensure_ascii=False, indent=1)}\n".encode()


def _item(item: Item) -> dict[str, Any]:
    files = (
        {
            "url": file.address,
            "mime_type": media_type(file),
            "title": file.title,
            "size_in_bytes": file.bytes,
            "duration_in_seconds": file.seconds,
        }
        for file in item.files
    )
    values = {
        "id": item.id,
        "url": item.link,
        "title": item.title,
        "content_html": item.html,
        "summary": item.summary,
        "image": item.image,
        "date_published": moment(item.published),
        "date_modified": moment(item.updated),
        "authors": [{"name": name} for name in item.authors],
        "tags": list(item.tags),
        "language": item.language,
        "attachments": [_without_empty(file) for file in files],
    }
    return {**_without_empty(values), "content_html": item.html}


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    """Return the values that say something; the list of entries may be empty."""
    return {name: value for name, value in values.items() if value or name == "items"}
