"""Saves the images of an entry beside its file, which then links to them. Network and disk.

Their names come from their addresses, so two machines write the same. A file that the user has changed is never written to.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from reader.errors import NewsreaderError
from reader.feeds.files.entry_files import content_of, replace
from reader.feeds.following.feed_states import FeedStates
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.web.fetch import Fetcher, OfflineError, StoppedError
from reader.feeds.web.image import fetch_image
from reader.files.digest import digest
from reader.files.inside import replace_inside
from reader.i18n import tr
from reader.old_names import ENTRY_IMAGES_FOLDER
from reader.text import clean_line

IMAGES = "images"
"""Their folder, in that of the feed."""

IMAGES_LIMIT = 60
"""Images of one article."""

_IMAGE = re.compile(r"(!\[[^\]]*\]\()(https?://[^()\s]+)")


def keep_images(file: Path, store: FeedStates, feed: Subscription, fetcher: Fetcher) -> Iterator[str]:
    """Save the images of a file; yield a sentence for each that cannot be fetched. Raises NewsreaderError and OSError."""
    before = content_of(file) or b""
    text = before.decode("utf-8", "replace")
    kept = {}
    folder = ENTRY_IMAGES_FOLDER if store.real_path(feed, ENTRY_IMAGES_FOLDER).is_dir() else IMAGES
    for address in list(dict.fromkeys(match[2] for match in _IMAGE.finditer(text)))[:IMAGES_LIMIT]:
        try:
            image = fetch_image(address, fetcher)
        except (OfflineError, StoppedError):
            raise
        except NewsreaderError as problem:
            yield str(problem)
        else:
            kept[address] = f"{folder}/{digest(address)}.{image.ending}"
            # Resolved each time: a link may have been put there meanwhile.
            target = store.real_path(feed, kept[address])
            target.parent.mkdir(parents=True, exist_ok=True)
            replace_inside(target, image.data)
    if kept:
        named = _IMAGE.sub(lambda match: match[1] + kept.get(match[2], match[2]), text)
        _write(file, before, named.encode("utf-8", "replace"), store, feed)


def _write(file: Path, before: bytes, data: bytes, store: FeedStates, feed: Subscription) -> None:
    with store.ledgers_lock():
        ledger = store.ledger(feed)
        row = ledger.row_of(file.name)
        if row is None or not ledger.has_written(before) or content_of(file) != before:
            raise NewsreaderError(
                tr("{file} was changed by hand: it stays as it is", file=clean_line(file.name))
            )
        replace(file, data, keeps_time=True)
        key, known = row
        ledger.learn(key, known._replace(written=digest(data)))
        ledger.save()
