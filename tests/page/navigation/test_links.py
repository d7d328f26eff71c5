"""The links of a page."""

import pytest

from reader.page.line import Block, BlockKind, Run, TextStyle
from reader.page.markdown.parse import parse
from reader.page.navigation.links import all_links, leads_inside, link_at, links_of


@pytest.mark.parametrize(
    "address",
    [
        "#place",
        "wiki:Page",
        "other.md",
        "../x/index.md#part",
        "/posts/x/",
        "x?y=1",
        "苹果.md",
        "a%20b.md",
        "x.html",
    ],
)
def test_places_paths_and_names_lead_inside(address: str) -> None:
    assert leads_inside(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://a.example/x.md",
        "//a.example/x",
        "mailto:a@b.example",
        "file:///x.md",
        "x.png",
        "javascript:x",
        "",
        "?q",
        "\\\\host\\x",
    ],
)
def test_addresses_and_files_that_are_no_articles_do_not(address: str) -> None:
    assert not leads_inside(address)


def test_a_link_with_emphasis_inside_is_one_link() -> None:
    block = parse("See [the *big* 手册](https://a.example) and [more](x.md).")[0]
    assert [(link.text, link.address) for link in links_of(block, 0)] == [
        ("the big 手册", "https://a.example"),
        ("more", "x.md"),
    ]
    found = link_at(block, 0, 9)
    assert found is not None
    assert (found.start, found.end) == (4, 14)
    assert link_at(block, 0, 15) is None


def test_what_cannot_be_followed_is_not_listed() -> None:
    block = Block(
        BlockKind.PARAGRAPH, (Run("a", TextStyle.LINK, "ssh://x"), Run("b", TextStyle.LINK, "x.md"))
    )
    assert [link.text for link in all_links([block])] == ["b"]


def test_all_links_are_listed_but_those_of_footnotes() -> None:
    blocks = parse("One [a](x.md).[^1]\n\n- [b](https://b.example)\n\n[^1]: Note with [c](y.md).\n")
    assert [(link.text, link.block) for link in all_links(blocks)] == [("a", 0), ("b", 1), ("c", 3)]
