"""What entries are compared by: which changes make another text or content, and which do not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.files.marks import Marks, without_hosts
from reader.feeds.formats.entry import Entry
from reader.feeds.formats.parse import parse_feed
from tests.feeds.follower import ADDRESS, entry
from tests.feeds.server import rss


def parsed(**said: str) -> Entry:
    [found] = parse_feed(
        rss(entry("One", "", link="https://w.example/1", date="1")).encode(), ADDRESS
    ).entries
    return found._replace(**said)  # type: ignore[arg-type]


@pytest.mark.parametrize("field", ["html", "markdown", "summary"])
def test_what_an_entry_says_is_its_text_whichever_form_it_has(field: str) -> None:
    one, two = parsed(**{field: "Some words."}), parsed(**{field: "Other words."})
    assert Marks(one).text != Marks(two).text
    assert Marks(one).content != Marks(two).content
    assert Marks(one).text == Marks(one._replace(title="Two", date_text="today")).text
    assert Marks(parsed()).text == Marks(parsed(link="https://w.example/2")).text != Marks(one).text


@pytest.mark.parametrize("field", ["html", "markdown"])
def test_an_image_has_the_same_address_with_another_query(field: str) -> None:
    image = "<img src='https://w.example/{}'> Why?"
    one, two, three = (
        parsed(**{field: image.format(address)})
        for address in ("a.png?token=1", "a.png?token=2", "b.png?token=1")
    )
    assert (Marks(one).text, Marks(one).content) == (Marks(two).text, Marks(two).content)
    assert Marks(one).text != Marks(three).text
    assert Marks(one).content != Marks(three).content


def test_a_text_is_the_same_at_another_host_and_the_content_is_not() -> None:
    one, two = (parsed(html=f"<a href='https://{host}/a'>Words</a>") for host in ("w.example", "new.example"))
    assert Marks(one).text == Marks(two).text
    assert Marks(one).content != Marks(two).content
    other = parsed(html="<a href='https://w.example/b'>Words</a>")
    assert Marks(one).text != Marks(other).text


@pytest.mark.parametrize(
    ("link", "guid", "has_link"),
    [
        ("https://w.example/1", "", True),
        ("https://w.example/1", "5", True),
        ("https://w.example/1", "https://w.example/1", False),
        ("", "5", False),
        ("", "", False),
    ],
)
def test_a_link_that_is_the_id_is_none_besides_it(link: str, guid: str, *, has_link: bool) -> None:
    assert Marks(parsed(link=link, guid=guid)).has_link is has_link


@pytest.mark.parametrize(
    ("one", "two", "is_same"),
    [
        ("https://w.example/a/b", "https://new.example/a/b", True),
        ("https://w.example/a?b=1", "https://new.example/a?b=1", True),
        ("https://w.example/a", "https://w.example/b", False),
        ("https://w.example/a?b=1", "https://w.example/a?b=2", False),
    ],
)
def test_the_tail_of_a_link_is_what_comes_behind_its_host(one: str, two: str, *, is_same: bool) -> None:
    tails = [Marks(parsed(link=link)).tail for link in (one, two)]
    assert all(tails)
    assert (tails[0] == tails[1]) is is_same


@pytest.mark.parametrize("link", ["", "https://w.example", "https://w.example/"])
def test_a_link_to_a_host_alone_has_no_tail(link: str) -> None:
    assert Marks(parsed(link=link)).tail == ""


_BEFORE = re.compile(r"""\bhttps?://[^\s"'<>/?#()]*""", re.IGNORECASE)


@given(
    pieces=st.lists(
        st.sampled_from(["http", "HTTPS", "://", ":", "/", "x", "é", "_", " ", '"', "a.example", "<b>", "?"])
    )
)
def test_hosts_are_left_out_as_one_regex_would(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert without_hosts(text) == _BEFORE.sub("", text)
