"""Passages are found again by their words and what stood around them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.line import Block, BlockKind, Run
from reader.page.markdown.parse import parse
from reader.page.navigation.quotes import Passage, Quote, find_quotes, passage_at, quote_of


def blocks(*texts: str) -> tuple[Block, ...]:
    return tuple(Block(BlockKind.PARAGRAPH, (Run(text),)) for text in texts)


def test_a_passage_is_where_it_was() -> None:
    text = "The harbour and its light."
    page = blocks("Before.", text)
    quote = quote_of(text, 4, 11)
    assert quote == Quote("harbour", "The ", " and its light.")
    assert find_quotes(page, [("a", quote)]) == (Passage("a", 1, 4, 11),)


@pytest.mark.parametrize(
    ("edited", "where"),
    [
        (("A new paragraph.", "The light, then the light again, by the sea."), (1, 20, 25)),
        (("The light, then the light again.",), (0, 20, 25)),
        (("Then the light again, and the light.",), (0, 9, 14)),
        (("No such word.",), None),
    ],
)
def test_after_an_edit_the_likest_place_counts(
    edited: tuple[str, ...], where: tuple[int, int, int] | None
) -> None:
    quote = quote_of("The light, then the light again.", 20, 25)
    found = find_quotes(blocks(*edited), [("a", quote)])
    assert [each[1:4] for each in found] == ([where] if where else [])


def test_several_passages_come_in_the_order_of_the_text() -> None:
    page = blocks("一二三四五", "六七八")
    quotes = [("b", Quote("七")), ("a", Quote("二三")), ("empty", Quote(""))]
    assert [each.id for each in find_quotes(page, quotes)] == ["a", "b"]


@given(st.text(min_size=1), st.data())
def test_any_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    [found] = find_quotes(blocks(text), [("a", quote_of(text, start, end))])
    assert text[found.start : found.end] == text[start:end]


def test_what_is_read_is_the_first_paragraph_seen_or_all_of_a_quotation() -> None:
    page = parse("# Head\n\nOne.\n\n> Two.\n>\n> Three.\n\n- Four.\n- Five.\n\n---\n\n```\ncode\n```")
    texts = ["".join(run.text for run in block.runs) for block in page]

    def read(*seen: str) -> list[str]:
        return [texts[at] for at in passage_at(page, [texts.index(each) for each in seen])]

    assert read("Head", "One.", "Two.") == ["One."]
    assert read("Two.") == ["Two.", "Three."] == read("Three.", "Four.")
    assert read("Five.", "code") == ["Five."]
    assert read("code") == ["code"]
    assert read("Head") == ["Head"]
    assert read("") == []
