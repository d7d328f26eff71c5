"""What changed in an article, as a page: nothing of either text is lost, and what is marked differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.changes import APART, aligned, changed_page, merged, words
from reader.page.line import Block, Run, TextStyle
from reader.page.lines.block_layout import block_text
from reader.page.markdown.parse import parse
from tests.page.painting import line_text, lines_of, settled

OLD = "# Title\n\nThe first paragraph.\n\n第二段，有一些字。\n\nGone tomorrow.\n\n- one\n- two\n\nThe end."
NEW = (
    "# Title\n\nThe first and best paragraph.\n\n第二段，有很多字。\n\n- one\n- two\n- and three\n\nThe end."
)


def changed(old: str, new: str) -> tuple[Block, ...]:
    found = changed_page(parse(old), parse(new))
    assert found
    return found


def drawn(old: str, new: str, width: int = 40) -> str:
    """Return the page as text, ``[-removed-]`` and ``{+added+}``."""
    blocks = [
        Block(
            each.kind, tuple(Run(_bracketed(run), run.style) for run in each.runs), each.gutters, each.level
        )
        for each in changed(old, new)
    ]
    return "\n".join(
        line for line in (line_text(each) for each in lines_of(settled(tuple(blocks), width))) if line
    )


def _bracketed(run: Run) -> str:
    if run == APART:
        return run.text
    text = f"[-{run.text}-]" if TextStyle.REMOVED in run.style else run.text
    return f"{{+{text}+}}" if TextStyle.ADDED in run.style else text


def test_the_page_shows_what_was_added_removed_and_changed() -> None:
    assert drawn(OLD, NEW) == (
        "Since you read it: 1 passage added · 1\nremoved · 2 changed\n"
        "Title\n"
        "~ The first {+and best +}paragraph.\n"
        "~ 第二段，有[-一些-] {+很多+}字。\n"
        "- [-Gone tomorrow.-]\n"
        "• one\n"
        "• two\n"
        "• + {+and three+}\n"
        "The end."
    )


def test_the_same_text_has_no_such_page() -> None:
    assert changed_page(parse(OLD), parse(OLD)) is None
    assert changed_page((), ()) is None
    assert changed_page(parse(OLD), parse(OLD.replace("\n\n", "\n\n\n"))) is None


def test_a_paragraph_that_moved_is_removed_and_added() -> None:
    assert drawn("a one\n\nb two\n\nc three", "b two\n\nc three\n\na one") == (
        "Since you read it: 1 passage added · 1\nremoved\n- [-a one-]\nb two\nc three\n+ {+a one+}"
    )


def test_tables_are_replaced_as_a_whole() -> None:
    page = changed("| a |\n|---|\n| b |", "| a |\n|---|\n| c |")
    assert [[each.text for each in block.gutters] for block in page[1:]] == [["- "], ["+ "]]


def test_of_a_listing_only_the_lines_that_differ_are_marked() -> None:
    old = "a\n\n- i\n\n  ```py\n  def f():\n      x = 1\n\n      return x\n  ```"
    page = changed(old, old.replace("x = 1\n", "y = 2\n      x = y\n").replace("return x", "return x\n\n"))
    lines = [line_text(line).rstrip() for line in lines_of(settled(page, 40))]
    assert "\n".join(lines) == (
        "\nSince you read it: 1 changed\n"
        "a\n\n"
        "• i\n\n"
        "    def f():\n"
        "  -     x = 1\n"
        "  +     y = 2\n"
        "  +     x = y\n"
        "\n"
        "        return x\n"
        "  +\n"
        "  +"
    )


def test_the_pieces_of_a_numbered_listing_keep_their_numbers() -> None:
    old, new = ("```\na = 1\nb = 2\nc = 3\n```", "```\na = 1\nc = 3\nd = 4\n```")
    mine, others = ([block._replace(level=1) for block in parse(text)] for text in (old, new))
    page = changed_page(mine, others)
    assert page
    assert [(block.gutters[-1].text, block.level) for block in page[1:]] == [
        ("  ", 1),
        ("- ", 2),
        ("  ", 2),
        ("+ ", 3),
    ]


def test_words_keep_their_marks_and_links() -> None:
    old, new = parse("see *this* [page](https://a.org) now"), parse("see *that* [page](https://a.org) then")
    runs = list(merged(tuple(old[0].runs), tuple(new[0].runs)))
    assert [(run.text, run.style & ~TextStyle.LINK, run.link) for run in runs] == [
        ("see ", TextStyle.PLAIN, ""),
        ("this", TextStyle.EMPHASIS | TextStyle.REMOVED, ""),
        (" ", APART.style, ""),
        ("that", TextStyle.EMPHASIS | TextStyle.ADDED, ""),
        (" ", TextStyle.PLAIN, ""),
        ("page", TextStyle.PLAIN, "https://a.org"),
        (" ", TextStyle.PLAIN, ""),
        ("now", TextStyle.REMOVED, ""),
        (" ", APART.style, ""),
        ("then", TextStyle.ADDED, ""),
    ]


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("alpha gamma delta", "alpha GAMMA delta", "~ alpha [-gamma-] {+GAMMA+} delta"),
        ("It has one item here", "It will one item here", "~ It [-has-] {+will+} one item here"),
        ("我喜欢苹果的味道", "我喜欢香蕉的味道", "~ 我喜欢[-苹果-] {+香蕉+}的味道"),
        ("We came home early today", "We came home today", "~ We came home [-early -]today"),
    ],
)
def test_removed_and_added_words_stand_apart(old: str, new: str, shown: str) -> None:
    assert drawn(old, new).splitlines()[1] == shown


def test_words_are_words_and_chinese_is_signs() -> None:
    assert words("ab_c, 中文 e\u0301t\u00e9  x") == [
        "ab",
        "_",
        "c",
        ",",
        " ",
        "中",
        "文",
        " ",
        "e\u0301t\u00e9",
        "  ",
        "x",
    ]


texts = st.lists(
    st.sampled_from(
        ["a b c", "a b d", "a x b d", "中文段落", "中文章节", "# h", "- i", "- j", "***", "```\nx\n```",
         "|a|\n|-|\n|b|", "> q", "[x](y) *z*"]
    ),
    max_size=12,
).map("\n\n".join)  # fmt: skip


@given(texts, texts)
def test_both_texts_can_be_read_from_the_page(old: str, new: str) -> None:
    mine, others = parse(old), parse(new)
    page = changed_page(mine, others)
    if page is None:
        assert [block_text(each) for each in mine] == [block_text(each) for each in others]
        return

    def read(left_out: TextStyle, sign: str) -> list[str]:
        kept = (each for each in page[1:] if not (each.gutters and each.gutters[-1].text == sign))
        return ["".join(run.text for run in each.runs if left_out not in run.style) for each in kept]

    assert read(TextStyle.REMOVED, "- ") == [block_text(each) for each in others]
    assert sorted(read(TextStyle.ADDED, "+ ")) == sorted(block_text(each) for each in mine)


def test_long_texts_are_no_trouble() -> None:
    old = parse("\n\n".join(f"same {number % 7}" for number in range(4_000)))
    new = parse("\n\n".join(f"same {number % 5} x" for number in range(4_000)))
    assert changed_page(old, new)
    assert changed_page(parse("a b " * 20_000), parse("b a c " * 15_000))


def test_a_box_that_was_ticked_is_a_change() -> None:
    assert "☑ ~ do it\n☐ and that" in drawn("- [ ] do it\n- [ ] and that", "- [x] do it\n- [ ] and that")


@pytest.mark.parametrize("count", [20, 300])
def test_of_a_long_paragraph_only_the_words_that_differ_are_marked(count: int) -> None:
    old = " ".join(f"w{number}" for number in range(count))
    (page,) = changed(old, f"new {old} end".replace("w9 ", "other "))[1:]
    marked = [(run.text.strip(), run.style) for run in page.runs if run.style]
    assert marked == [
        ("new", TextStyle.ADDED),
        ("w9", TextStyle.REMOVED),
        ("", APART.style),
        ("other", TextStyle.ADDED),
        ("end", TextStyle.ADDED),
    ]


@given(st.text("ab ", max_size=40), st.text("ab ", max_size=40))
def test_parts_that_belong_together_cover_both_texts(old: str, new: str) -> None:
    parts = list(aligned(old, new))
    assert "".join(old[left.start : left.stop] for _, left, _ in parts) == old
    assert "".join(new[right.start : right.stop] for _, _, right in parts) == new
    assert all(old[a.start : a.stop] == new[b.start : b.stop] for is_same, a, b in parts if is_same)
