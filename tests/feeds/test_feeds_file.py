"""``feeds.toml``: the user's file, in which the program adds and takes out, and leaves all else as it is."""

import re
from pathlib import Path

import pytest

from reader.errors import NewsreaderError
from reader.feeds.subscriptions import (
    FILE,
    Subscription,
    add_subscriptions,
    load_subscriptions,
    remove_subscription,
)

DOCUMENTATION = Path(__file__).parent.parent.parent / "docs" / "feeds.md"

MINE = """\
# my feeds
[[feed]]
address = "https://a.example/feed"   # the first
tags = ["x"]
[feed.headers]
X-Key = "1"

# the second
[[feed]]
address = "https://b.example/feed"
interval = "2h"
"""


def test_what_is_added_stands_behind_what_is_there(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(MINE)
    new = Subscription("https://c.example/", 'Odd "title"\\', tags=("a,b", "c"))
    assert add_subscriptions(tmp_path, [new, Subscription("https://a.example/feed")]) == 1
    assert (tmp_path / FILE).read_text().startswith(MINE)
    assert load_subscriptions(tmp_path).feeds[2] == new
    assert add_subscriptions(tmp_path, [new]) == 0


def test_a_feed_is_taken_out_with_all_of_its_table_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(MINE)
    assert remove_subscription(tmp_path, "https://a.example/feed")
    [feed] = load_subscriptions(tmp_path).feeds
    assert (feed.address, feed.interval_s) == ("https://b.example/feed", 7200)
    assert "# my feeds" in (tmp_path / FILE).read_text()
    assert not remove_subscription(tmp_path, "https://a.example/feed")


@pytest.mark.parametrize(
    "text", ['feed = [{address = "https://a.example/feed"}]\n', '[[feed]]\naddress = "\n']
)
def test_what_cannot_be_changed_stays_and_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / FILE).write_text(text)
    with pytest.raises(NewsreaderError, match=FILE):
        remove_subscription(tmp_path, "https://a.example/feed")
    with pytest.raises(NewsreaderError, match=FILE):
        add_subscriptions(tmp_path, [Subscription("https://c.example/")])
    assert (tmp_path / FILE).read_text() == text


def test_the_documentation_shows_every_setting_and_none_that_is_wrong(tmp_path: Path) -> None:
    [_, example, *_] = re.split(
        "```toml\n|```\n", DOCUMENTATION.read_text(encoding="utf-8").partition("## feeds.toml")[2]
    )
    (tmp_path / FILE).write_text(example + "public = true\n", encoding="utf-8")
    found = load_subscriptions(tmp_path)
    assert found.problems == ()
    assert len(found.feeds) == 4
    for name in Subscription._fields:
        assert any(getattr(feed, name) for feed in found.feeds), name


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('folder = "../out"', "inside the folder"),
        ('folder = "/etc"', "inside the folder"),
        ('folder = ".hidden"', "inside the folder"),
        ('command = "rm -rf /"', "command should be a list"),
        ('headers = {"X Y" = "1"}', "headers should be a table"),
        ('headers = {X = "1\\r\\nY: 2"}', "headers should be a table"),
        ('interval = "often"', "interval should be such as"),
        ('tittle = "x"', "no setting tittle"),
    ],
)
def test_a_wrong_entry_is_told_and_the_others_are_used(tmp_path: Path, line: str, told: str) -> None:
    (tmp_path / FILE).write_text(
        f'[[feed]]\naddress = "https://a.example/"\n{line}\n[[feed]]\naddress = "https://b.example/"\n'
    )
    found = load_subscriptions(tmp_path)
    assert [feed.address for feed in found.feeds] == ["https://b.example/"]
    [problem] = found.problems
    assert "feed 1" in problem
    assert told in problem
