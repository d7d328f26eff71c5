"""Query feeds of newsboat as queries here."""

import pytest

from reader.feeds.interchange.newsboat import read_urls
from reader.feeds.interchange.newsboat_query import UnknownQueryError, translated
from reader.library.query.parse import parse


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ('unread = "yes"', "is:unread"),
        ('unread != "yes"', "is:read"),
        ('tags # "news" and unread = "yes"', "tag:news is:unread"),
        ('unread = "yes" and (tags # "a" or tags !# "b c")', 'is:unread (tag:a OR -tag:"b c")'),
        ('title =~ "Part [0-9]+"', "/Part [0-9]+/"),
        ('title =~ "linux"', "title:linux"),
        ('title !~ "a/b"', r"-/a\/b/"),
        ('author =~ "Ann" or content =~ "two words"', 'author:Ann OR "two words"'),
        ("age < 7", "date:7d"),
        ('age between 0:10 and feedtitle = "A \\"B\\""', 'date:10d source:"A \\"B\\""'),
        ("age > 30", "-date:30d"),
    ],
)
def test_what_has_a_counterpart_means_the_same(theirs: str, ours: str) -> None:
    assert translated(theirs) == ours
    parse(ours)


@pytest.mark.parametrize(
    "theirs",
    [
        'flags =~ "x"',
        'content =~ "a.*b"',
        'unread = "yes" and',
        '(unread = "yes"',
        "age > x",
        "",
        "((((" * 100,
        "unread",
    ],
)
def test_what_has_none_is_told(theirs: str) -> None:
    with pytest.raises(UnknownQueryError):
        translated(theirs)


def test_query_feeds_are_told_from_feeds() -> None:
    urls = read_urls('"query:Unread: unread = \\"yes\\"" tag\nhttps://example.org/feed')
    assert urls.queries == (("Unread", ' unread = "yes"'),)
    assert len(urls.feeds) == 1
