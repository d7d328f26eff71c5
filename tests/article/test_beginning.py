"""The beginning of a large file: what it shows is what the whole shows there."""

from datetime import UTC, datetime

import pytest

from reader.article.article import Key
from reader.article.beginning import BEGINNING_BYTES, LARGE_BYTES, read_beginning
from reader.article.document import read_document

KEY, DATE = Key("f", "a.md"), datetime(2026, 1, 1, tzinfo=UTC)
HEADER = "---\ntitle: 渡口\ntags: [a]\ndate: not a date\n---\n"
TEXT = "晚风从河面上吹过来。See [the map][m] and [^1].\n\n"
LARGE = HEADER + TEXT * (LARGE_BYTES // len(TEXT.encode()) + 1)
DEFINITIONS = "\n[m]: https://example.com/map\n[^1]: A note.\n[unused]: https://example.com/none\n"


def test_it_is_where_the_whole_begins_and_brings_the_definitions_it_mentions() -> None:
    data = (LARGE + DEFINITIONS).encode()
    begun, whole = read_beginning(data, KEY, DATE, zone=UTC), read_document(data, KEY, DATE, zone=UTC)
    assert begun is not None
    head = begun.body.partition("\n[m]: ")[0]
    assert whole.body.startswith(head)
    assert BEGINNING_BYTES // 2 < len(head.encode()) <= BEGINNING_BYTES
    assert begun.body.endswith("\n[m]: https://example.com/map\n\n[^1]: A note.")
    assert begun.article.problems == whole.article.problems != ()
    same = ("title", "date", "tags", "language", "source")
    assert [getattr(begun.article, each) for each in same] == [getattr(whole.article, each) for each in same]


@pytest.mark.parametrize(
    "data",
    [
        LARGE[:1000].encode(),
        LARGE.encode("utf-16"),
        b"x" * (LARGE_BYTES + 1),
        b"",
    ],
    ids=["small", "utf-16", "a line", "empty"],
)
def test_what_is_not_large_or_cannot_be_cut_has_none(data: bytes) -> None:
    assert read_beginning(data, KEY, DATE, zone=UTC) is None


def test_another_encoding_is_recognised_from_the_beginning() -> None:
    begun = read_beginning((LARGE + LARGE).encode("gb18030"), KEY, DATE, zone=UTC)
    assert begun is not None
    assert begun.article.title == "渡口"
    assert "晚风从河面上" in begun.body
