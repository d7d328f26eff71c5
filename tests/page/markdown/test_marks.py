"""Marks of Zenn, Qiita, Material for MkDocs, CriticMarkup, Obsidian and Foam, each as its program shows it."""

import pytest

from reader.page.line import BlockKind, TextStyle
from tests.page.pages import blocks, lines, links, read, residue

ZENN = """\
---
title: "The Sea"
topics: ["sea"]
published: true
---
![](/images/a.png =250x) and ![a map](/images/b.png =300x200)

@[card](https://a.example/x_(y))

@[youtube](abc123)

@[speakerdeck](0ab)

:::message
Mind the wind.
:::

:::message alert
Mind the storm.
:::

:::note warn
And the rain.
:::

:::details More
Hidden words.
:::
"""

MATERIAL = """\
## Version { data-toc-label="Version" }

### One { #one .c }

Press ++ctrl+alt+del++ or ++enter++, then ++"a"++. (1)
{ .annotate }

1.  A note.

[A button](https://a.example){ .md-button .md-button--primary }

Text {--is cut--}{++is new++}{==is marked==}{>>is said<<}{~~old~>new~~} ^^inserted^^ ==marked==.

=== "One tab"

    In one.

=== "Another tab"

    In another.

!!! note "A title"

    A box.

{ .card }
"""


@pytest.mark.parametrize("text", [ZENN, MATERIAL])
def test_nothing_of_the_markup_is_on_the_page(text: str) -> None:
    assert residue(text) == []


def test_zenns_page_reads_as_zenn_shows_it() -> None:
    assert lines(ZENN) == [
        "▣ a.png and ▣ a map",
        "a.example/x_(y)",
        "▶ youtube.com/watch?v=abc123",
        "▶ speakerdeck.com/player/0ab",
        "┃ Info",
        "┃ Mind the wind.",
        "┃ Warning",
        "┃ Mind the storm.",
        "┃ Warning",
        "┃ And the rain.",
        "▾ More",
        "  Hidden words.",
    ]
    assert links(ZENN)["a.example/x_(y)"] == "https://a.example/x_(y)"


def test_the_pages_of_mkdocs_read_as_material_shows_them() -> None:
    assert lines(MATERIAL) == [
        "Version",
        "One",
        "Press Ctrl+Alt+Del or Enter, then a. (1)",
        "1. A note.",
        "A button",
        "Text is cutis newis marked(is said)oldnew inserted marked.",
        "┃ One tab",
        "┃ In one.",
        "┃ Another tab",
        "┃ In another.",
        "┃ Note · A title",
        "┃ A box.",
    ]


def test_keys_and_edits_have_their_styles() -> None:
    found = {run.text: run.style for block in blocks(MATERIAL) for run in block.runs}
    assert (found["Ctrl"], found["Enter"]) == (TextStyle.KBD, TextStyle.KBD)
    assert (found["is cut"], found["is new"]) == (TextStyle.STRIKE, TextStyle.UNDERLINE)
    assert found["is marked"] == TextStyle.HIGHLIGHT


def test_an_anchor_may_stand_apart_from_its_brace() -> None:
    page = blocks(MATERIAL)
    assert ("one",) in [block.anchors for block in page if block.kind is BlockKind.HEADING]
    assert read("# Title { #top }\n\nText\n").article.title == "Title"


def test_one_short_word_is_inserted_too() -> None:
    assert lines("a ++new++ b, ++字++, ^^old^^") == ["a new b, 字, old"]


@pytest.mark.parametrize(
    "text",
    [
        "C++ and D++ are languages",
        "i++ or ++i; k++ is code",
        "A set { x = 1 } of one",
        "Write a@b[c](d) so",
        "x ^^ y ^^ z",
        "Between {braces} and { spaces }",
        "It is 2 =3x so",
        "a ++ b ++ c",
    ],
)
def test_what_only_looks_so_is_text(text: str) -> None:
    shown = lines(text.replace("[c](d)", "c"))
    assert shown == [text.replace("[c](d)", "c")]


WIKILINKS = {
    "[[note one | Note One]]": ("Note One", "wiki:note one"),
    "[[Bo Cui ]]": ("Bo Cui", "wiki:Bo Cui"),
    "[[daily|the daily command]]\n\n[daily]: ../cli/daily.md": ("the daily command", "wiki:daily"),
    "[[daily]]\n\n[daily]: ../cli/daily.md 'x'": ("daily", "wiki:daily"),
    "![[doc.pdf#page=3]]": ("doc.pdf", "wiki:doc.pdf#page=3"),
    "![[clip.mp4|300]]": ("clip.mp4", "wiki:clip.mp4"),
    "[[a#^37066d]]": ("a", "wiki:a#^37066d"),
    "![[a.png | 300]]": ("▣ a.png", "wiki:a.png"),
    "![300](https://a.example/y.png)": ("▣ y.png — a.example", "https://a.example/y.png"),
    "![300x200](y.png)": ("▣ y.png", "y.png"),
    "![2001 a film](y.png)": ("▣ 2001 a film", "y.png"),
    "[[1]]\n\n[1]: https://a.example": ("1", "https://a.example"),
}


@pytest.mark.parametrize("text", WIKILINKS)
def test_a_wiki_link_leads_to_its_page(text: str) -> None:
    assert [*links(text).items()] == [WIKILINKS[text]]


def test_tests_of_a_shell_are_no_links() -> None:
    assert links("[[ -f x ]] and [[ x ]] and [[]]") == {}


def test_dendrons_links_name_the_text_first() -> None:
    note = "---\nid: abc\ntitle: T\ndesc: ''\nupdated: 1700000000000\ncreated: 1690000000000\n---\n[[The tides|sea.tides]] ![[sea.maps]]\n"
    assert links(note) == {"The tides": "wiki:sea.tides", "sea.maps": "wiki:sea.maps"}
    assert f"{read(note).article.date:%F}" == "2023-07-22"


BLOCKS = """\
/// note | A title
Words here.

//// details | More
    type: warning

Hidden.
////
///

/// tab | One
In one.
///

--8<-- "docs/part.md"

/// caption
Figure 1
///

`<b>`{=html} and *x*{.a}
"""


def test_blocks_between_slashes_are_containers() -> None:
    assert [line for line in lines(BLOCKS) if line != "┃"] == [
        "┃ Note · A title",
        "┃ Words here.",
        "┃ ▾ More",
        "┃   Hidden.",
        "┃ One",
        "┃ In one.",
        "docs/part.md",
        "Figure 1",
        "<b> and x",
    ]
    assert residue(BLOCKS) == []


@pytest.mark.parametrize("text", ["/// note", "///", "a\n///", "/// a comment in words\n///", "/path/to/x"])
def test_slashes_that_close_nothing_are_text(text: str) -> None:
    assert lines(text) == [text.replace("\n", " ")]
