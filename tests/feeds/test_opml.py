"""Lists of feeds go out and come in again as they were, whatever is in them; and no list stops the program."""

from contextlib import suppress
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import NewsreaderError
from reader.feeds.following.subscriptions import Subscription, read_row
from reader.feeds.interchange.opml import is_cut_off, read_opml, write_opml
from reader.text import clean_line

NAMES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Co", "Cn"), exclude_characters=",/"), min_size=1, max_size=12
).map(lambda text: clean_line(text).strip()).filter(bool)  # fmt: skip
ADDRESSES = st.integers(0, 8).map(lambda number: f"https://{number}.example/feed?a=1&b={number}")
FEEDS = st.lists(
    st.tuples(
        ADDRESSES,
        NAMES,
        st.lists(NAMES, max_size=3, unique=True).map(tuple),
        st.sampled_from(["", "https://example.org/?a&b"]),
        st.lists(st.lists(NAMES, max_size=3).map(tuple), max_size=2, unique=True).map(tuple),
    ).map(lambda given: Subscription(*given[:2], tags=given[2], website=given[3], opml_folders=given[4])),
    max_size=8,
    unique_by=lambda feed: feed.address,
)

ROW = "<outline text='F' xmlUrl='https://a.example/'/>"


def places(feed: Subscription) -> set[tuple[str, ...]]:
    return set(feed.opml_folders or (feed.tags[:1],))


@given(FEEDS)
def test_a_list_comes_in_again_as_it_went_out(feeds: list[Subscription]) -> None:
    found = read_opml(write_opml(feeds).encode(), "x")
    assert found.left_out == ()
    came = {feed.address: feed for feed in found.feeds}
    assert came.keys() == {feed.address for feed in feeds}
    for feed in feeds:
        again = came[feed.address]
        assert (again.title, again.website, places(again)) == (feed.title, feed.website, places(feed))
        assert set(feed.tags) <= set(again.tags)
    assert sorted(write_opml(found.feeds).splitlines()) == sorted(
        write_opml(read_opml(write_opml(found.feeds).encode(), "x").feeds).splitlines()
    )


@given(st.binary(max_size=400))
def test_no_bytes_stop_the_program(data: bytes) -> None:
    for before in (b"", b"<opml><body>", b"<?xml version='1.0' encoding='gb18030'?><opml><outline text='"):
        with suppress(NewsreaderError):
            read_opml(before + data, "x")
        is_cut_off(before + data)


@given(st.text(max_size=30), st.text(max_size=60))
def test_what_is_no_address_is_named_and_what_is_one_is_followed(title: str, address: str) -> None:
    row = f"<outline text={escape(title)!r} xmlUrl={escape(address)!r}/>"
    data = f"<opml><body>{row}</body></opml>".encode("utf-8", "replace")
    found = read_opml(data, "x")
    assert len(found.feeds) + len(found.left_out) <= 1
    for feed in found.feeds:
        assert read_row({"address": feed.address})[1] == []


@pytest.mark.parametrize("number", [11, 0, 8, 0x1F, 0xFFFE, 0xD800, 0x110000, 9_999_999])
def test_a_reference_to_no_character_is_left_out(number: int) -> None:
    data = f'<opml><body><outline text="a&#{number};b" xmlUrl="https://a.example/&#x{number:x};x"/></body></opml>'
    [feed] = read_opml(data.encode(), "x").feeds
    assert (feed.title, feed.address) == ("ab", "https://a.example/x")


def test_twenty_levels_and_a_thousand_feeds_are_read() -> None:
    inner = "".join(f'<outline text="F{n}" xmlUrl="https://{n}.example/"/>' for n in range(1_000))
    data = "<opml><body>" + '<outline text="G">' * 20 + inner + "</outline>" * 20 + "</body></opml>"
    feeds = read_opml(data.encode(), "x").feeds
    assert len(feeds) == 1_000
    assert {feed.opml_folders for feed in feeds} == {(("G",) * 20,)}


@pytest.mark.parametrize("depth", [300, 600, 2_000])
def test_outlines_may_be_nested_as_deep_as_any_program_writes_them(depth: int) -> None:
    opened, closed = "<outline text='G'>" * depth, "</outline>" * depth
    data = f"<opml><body>{opened}{ROW}{closed}{ROW.replace('a.', 'b.')}</body></opml>"
    found = read_opml(data.encode(), "x")
    assert [feed.address for feed in found.feeds] == ["https://a.example/", "https://b.example/"]
    assert found.left_out == ()
    assert read_opml(write_opml(found.feeds).encode(), "x").feeds == found.feeds


def test_outlines_that_are_nested_too_deep_are_told() -> None:
    data = f"<opml><body>{'<outline>' * 5_000}{ROW}{'</outline>' * 5_000}</body></opml>"
    assert (
        "outlines that are nested too deep, and what follows them" in read_opml(data.encode(), "x").left_out
    )


def test_an_address_that_comes_again_with_a_fragment_is_one_feed() -> None:
    rows = "".join(ROW.replace("/'", f"/{end}'") for end in ("", "#top", "#new"))
    found = read_opml(f"<opml><body>{rows}</body></opml>".encode(), "x").feeds
    assert [feed.address for feed in found] == ["https://a.example/"]


@pytest.mark.parametrize(
    "document",
    [
        "<!-- of 2026 --><!-- again -->{opml}<!-- the end -->",
        '<?xml version="1.0"?>\n<?xml-stylesheet href="opml.xsl"?>\n<!-- by a program -->\n{opml}',
        "<?a?><opml xmlns='http://opml.org/spec2'>{body}</opml>",
        "<o:opml xmlns:o='http://opml.org/spec2'><o:body><o:outline text='A' xmlUrl='https://a.example/'/></o:body></o:opml>",
    ],
)
def test_comments_and_namespaces_around_a_list_cost_none_of_its_feeds(document: str) -> None:
    body = "<body><!-- one --><outline text='A' xmlUrl='https://a.example/'/></body>"
    data = document.format(opml=f"<opml>{body}</opml>", body=body).encode()
    found = read_opml(data, "x")
    assert ([feed.address for feed in found.feeds], found.left_out) == (["https://a.example/"], ())
    assert not is_cut_off(data)
