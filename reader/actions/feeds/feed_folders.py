"""Whether feeds are in folders, as those of an OPML file are: several of them under one tag. Disk."""

from collections import Counter

from reader.library import Library

_FILE = "feeds.toml"


def has_feed_folders(library: Library) -> bool:
    """Return whether several feeds of a library's folders have a tag in common; reads ``feeds.toml``. In a worker."""
    for folder in library.folders:
        if folder.only or not (folder.path / _FILE).is_file():
            continue
        from reader.feeds.following.subscriptions import load_subscriptions  # only where there are feeds

        tags = Counter(tag for feed in load_subscriptions(folder.path).feeds for tag in feed.tags)
        if any(count > 1 for count in tags.values()):
            return True
    return False
