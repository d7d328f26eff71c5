"""The power goes in the middle of a refresh: each file is whole, none is lost that the ledger knows, none comes twice."""

import os
import random
import shutil
from contextlib import suppress
from pathlib import Path

import pytest

from reader.feeds.files.article_file import article_file
from reader.feeds.files.entry_writer import BATCH, Destination, write_entries
from reader.feeds.files.ledger import Ledger, load_ledger
from reader.feeds.formats.entry import Entry, Feed
from tests.journal.disk import Disk

CUTS = 200 if os.environ.get("NEWSREADER_TORTURE") else 12
ENTRIES = BATCH + 20


class _PowerError(BaseException):
    """The power is gone."""


def entry(number: int) -> Entry:
    return Entry(
        f"id-{number}", "", f"Title {number % 50}", f"<p>Text {number}.", "", "", None, None, (), (), "", ()
    )


FEED = Feed("Feed", "", "en", tuple(map(entry, range(ENTRIES))), 0)


def ledger_of(root: Path) -> Ledger:
    return load_ledger(root / "notes", "desk", "feed")


def place_of(root: Path) -> Destination:
    return Destination(root / "articles", root / "aside", "Feed", "https://e.org/", ())


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(CUTS))
def test_after_a_power_cut_the_next_refresh_makes_it_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance = random.Random(seed)
    root, after = tmp_path / "before", tmp_path / "after"
    (root / "articles").mkdir(parents=True)
    with monkeypatch.context() as patch:
        disk = Disk(patch, root)
        left, sync = chance.randrange(2 * ENTRIES), os.fsync

        def until_it_goes(handle: int) -> None:
            nonlocal left
            left -= 1
            if left < 0:
                raise _PowerError
            sync(handle)

        patch.setattr(os, "fsync", until_it_goes)
        with suppress(_PowerError, OSError):
            write_entries(FEED, ledger_of(root), place_of(root))
        disk.cut(chance, after)
    expected = {article_file(each, FEED, "Feed", "https://e.org/", ()) for each in FEED.entries}
    known = ledger_of(after).entries
    for each in known.values():
        assert (after / "articles" / each.file).read_bytes() in expected
    for file in (after / "articles").glob("*.md"):
        assert file.read_bytes() in expected
    write_entries(FEED, ledger_of(after), place_of(after))
    found = [file.read_bytes() for file in (after / "articles").glob("*.md")]
    assert len(found) == ENTRIES
    assert set(found) == expected
    assert not list((after / "articles").glob(".newsreader-*"))
    shutil.rmtree(root)
