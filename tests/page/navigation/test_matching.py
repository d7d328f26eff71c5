"""What becomes of a place when the text is edited: above, below, beside it, and at it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.lines.block_layout import block_text
from reader.page.markdown.parse import parse
from reader.page.navigation.matching import Edit, pairs
from reader.page.position import Position

OLD = "# Title\n\nThe first paragraph.\n\n第二段，有一些字。\n\nThe third paragraph is here.\n\n- one\n- two\n\nThe end."
HERE = Position(3, 10)
"""Before ``paragraph`` in the third one."""


def carried(new: str, place: Position = HERE, old: str = OLD) -> str:
    """Return what the new text reads at the place and after it."""
    edit = Edit(parse(old), parse(new))
    found = edit.mapped(place)
    return block_text(edit.new[found.block])[found.offset :] if edit.new else ""


@pytest.mark.parametrize(
    ("edited", "reads"),
    [
        (OLD, "paragraph is here."),
        (OLD.replace("# Title", "# Title\n\nNew.\n\nAnd new."), "paragraph is here."),
        (OLD.replace("- one", "- zero\n- one"), "paragraph is here."),
        (
            OLD.replace("# Title", "Intro.\n\n# Titles").replace("The end.", "The very end."),
            "paragraph is here.",
        ),
        (OLD.replace("The third", "Here comes the third"), "paragraph is here."),
        (OLD.replace("is here", "stands here now"), "paragraph stands here now."),
        (
            OLD.replace("第二段，有一些字。", "An insertion.\n\n第二段，改了。\n\nAnother."),
            "paragraph is here.",
        ),
        (OLD.replace("The first paragraph.\n\n第二段，有一些字。\n\n", ""), "paragraph is here."),
        (
            OLD.replace("The third", "One.\n\nTwo.\n\nNow the third").replace("- one", "- uno\n- one"),
            "paragraph is here.",
        ),
    ],
)
def test_a_place_stays_on_its_words(edited: str, reads: str) -> None:
    assert carried(edited) == reads


def test_a_paragraph_that_moved_takes_the_place_along() -> None:
    third = "The third paragraph is here.\n\n"
    assert carried(third + OLD.replace(third, "")) == "paragraph is here."


def test_where_a_paragraph_is_gone_the_place_is_beside_it() -> None:
    without = parse(OLD.replace("The third paragraph is here.\n\n", ""))
    found = Edit(parse(OLD), without).mapped(HERE)
    assert block_text(without[found.block]) in {"第二段，有一些字。", "one"}
    assert Edit(parse(OLD), ()).mapped(HERE) == Position(0, 10)


def test_among_equal_paragraphs_the_neighbours_tell() -> None:
    old = "a\n\nsame\n\nb\n\nsame\n\nc\n\nsame\n\nd"
    edit = Edit(parse(old), parse("new\n\nsame\n\n" + old.replace("d", "e")))
    assert edit.mapped(Position(3, 1)) == Position(5, 1)


def test_what_occurs_twice_is_no_pair() -> None:
    assert pairs("abcxbd", "zbcyxbw") == {2: 2, 3: 4}
    assert pairs("", "a") == {}
    assert pairs("abc", "abc") == {0: 0, 1: 1, 2: 2}
    assert pairs("aa", "aaa") == {0: 0, 1: 1}


texts = st.lists(
    st.sampled_from(["a", "b b b b", "b b b c", "中文", "# h", "- i", "***", "```\nx\n```"]), max_size=9
)


@given(texts, texts, st.integers(0, 12), st.integers(0, 9))
def test_every_place_has_one_in_the_new_text(old: list[str], new: list[str], block: int, offset: int) -> None:
    edit = Edit(parse("\n\n".join(old)), parse("\n\n".join(new)))
    found = edit.mapped(Position(block, offset))
    assert 0 <= found.block < max(len(edit.new), 1)
    if old == new and block < len(edit.old):
        assert found == Position(block, offset)


def test_a_long_text_of_equal_paragraphs_is_no_trouble() -> None:
    old, new = parse("same\n\n" * 5_000), parse("other\n\n" + "same\n\n" * 4_900 + "end")
    assert Edit(old, new).mapped(Position(3_000, 2)).offset == 2
