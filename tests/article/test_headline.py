"""What a header alone says is what the whole file says, or nothing."""

from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.article import Key, read_document
from reader.article.headline import Headline, read_headline

MODIFIED = datetime(2026, 3, 4, tzinfo=UTC)
HEADER = '---\ntitle: "T"\ndate: 2025-02-14 17:21:09\ntags:\n  - a\n  - "苹果"\n---\n'

LINES = st.sampled_from(
    [
        'title: "T"', "title: 苹果", 'title: "[x] *y* `z`"', "title: {{title}}", "title:", "date: 2025-02-14 17:21:09",
        "date: 2025-02-31", "date: 03/04/2025", "created: 2024-01-01T10:00:00+02:00", "updated: 2026-01-01", "lang: en",
        "tags: [a, b]", "tags: a, b", "tags: a b", "tags:\n  - a\n  - A\n  - 苹果", "tags: []", "categories: [c]", "layout: post",
        "draft: true", "published: false", "status: draft", "guid: g-1", "id: 5", "feed_url: https://e.org/f", "read: true",
        "a: b: c", "a: *x", "...", "----", "---", "\ttabs: yes", "a: |\n  b", 'a: "b\n\nc"', "extra:\n  date: 2020-01-01", "\u200b",
        "\x1b", "\x00", "\r", "\u2028", "\xad", "\ufeff",
    ]
)  # fmt: skip
BELOW = st.sampled_from(
    [
        "text", "# T", "## T", "Date: 2020-01-01", "## Metadata", "- Author: [[A B]]", "- Tags: #x #y", "date:: 2020-01-01",
        "Tags: x, y", "[Read on Omnivore](https://o.app/x)", "[Read Original](https://e.org/x)", "", "---", "苹果公司", "\x00",
        "id: 0123456789abcdef0123456789abcdef\ntype_: 1", "\u3000\u3000# T", "\r", "\xad", "\x1b$B", "type_: 1",
    ]
)  # fmt: skip
USUAL = st.sampled_from(
    ["date: 2025-02-14 17:21:09", "tags:\n  - a\n  - 苹果", "lang: en", "guid: g-1", 'a: "b\n\nc"', "x: y"]
)
TEXTS = st.builds(
    "{}{}\n{}\n{}\n{}".format,
    st.sampled_from(["---\n"] * 6 + ["--- \n", "\n---\n", "+++\n", "----\n", ""]),
    st.sampled_from(['title: "T"', "title: 苹果", "x: y"]),
    st.one_of(st.lists(USUAL, max_size=4, unique=True), st.lists(LINES, max_size=4)).map("\n".join),
    st.sampled_from(["---"] * 6 + ["--- ", "...", "-----", "+++", ""]),
    st.one_of(st.just("text"), st.lists(BELOW, max_size=6).map("\n".join)),
)
PATHS = st.sampled_from(
    ["a.md", "2015-03-04-x.md", "_drafts/a.md", "_posts/2020-01-01-a.md", "b/_index.md", "b/index.md"]
)


def agree(data: bytes, path: str = "a.md") -> Headline | None:
    """Compare the two readers, and return what the quick one says."""
    found = read_headline(data, path, MODIFIED, zone=UTC)
    if found is not None:
        article = read_document(data, Key("f", path), MODIFIED, zone=UTC).article
        for name in ("title", "date", "date_source", "date_offset_s", "tags", "draft", "guid"):
            assert getattr(found, name) == getattr(article, name), name
        assert found.tags or found.categories == article.categories
        assert found.header.values == article.extra
    return found


@given(TEXTS, PATHS, st.sampled_from(["utf-8", "utf-8", "utf-8", "utf-8-sig", "gb18030", "utf-16"]))
@example("---\ntitle: T\ndate: 2025-01-01\n---\n# T\nTags: x, y\n\ntext", "a.md", "utf-8")
@example("---\ntitle: T\n---\ntext\n\nid: 0123456789abcdef0123456789abcdef\ntype_: 1", "a.md", "utf-8")
@example("---\ntitle: T\n---\n\n## Metadata\n- Tags: #x\n", "a.md", "utf-8")
def test_a_header_alone_says_what_the_whole_file_says(text: str, path: str, encoding: str) -> None:
    agree(text.encode(encoding, "replace"), path)


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_below_a_header_change_nothing_or_are_read(below: bytes, returns: bool) -> None:
    header = HEADER.encode()
    agree((header.replace(b"\n", b"\r\n") if returns else header) + below)


@pytest.mark.parametrize(
    "text",
    [
        HEADER + "text",
        HEADER.replace("\n", "\r\n") + "text\r\n",
        HEADER + "### **苹果**\n\ntext",
        HEADER.replace("tags:", 'summary: "### **b**\n\nc..."\ntags:') + "text",
        "---\ntitle: T\n---\ntext",
    ],
)
def test_the_common_shape_needs_its_header_only(text: str) -> None:
    assert agree(text.encode()) is not None


@pytest.mark.parametrize(
    "data",
    [
        b"", b"text", HEADER.encode(), HEADER.encode() + b"\n \n", HEADER.encode() + b"\xff", b"---\ntitle: T\n",
        b"---\ntags: [a]\n---\ntext", b"---\ntitle: T\ndate: 2025-02-31\n---\ntext", b"---\na: b: c\ntitle: T\n---\ntext",
        b"\xef\xbb\xbf" + HEADER.encode() + b"text", HEADER.encode() + b"x" * (64 << 10),
    ],
)  # fmt: skip
def test_what_is_odd_or_large_is_read_whole(data: bytes) -> None:
    assert agree(data) is None
