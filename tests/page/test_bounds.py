"""What bounds the work of one article, and that nothing of it is lost beyond a bound."""

import pytest

from reader.page.bounds import CELLS_LIMIT, PARAGRAPH_LIMIT, REST_LINES, ROWS_LIMIT, TOKENS_LIMIT
from reader.page.line import Block, BlockKind
from reader.page.lines.block_layout import block_text
from reader.page.markdown.parse import parse


def words(blocks: tuple[Block, ...]) -> list[str]:
    return " ".join(block_text(block) for block in blocks if block.kind is not BlockKind.NOTICE).split()


@pytest.mark.parametrize("line", ["- {}\n", "# {}\n", "{}\n\n", "> - {}\n", "---\n{}\n\n"])
def test_more_parts_than_anybody_reads_are_plain_lines(line: str) -> None:
    count = TOKENS_LIMIT
    blocks = parse("".join(line.format(f"w{number}") for number in range(count)))
    assert len(blocks) < TOKENS_LIMIT / 2 + count * line.count("\n") / REST_LINES + 10
    told = [block for block in blocks if block.kind is BlockKind.NOTICE]
    assert ["too many parts" in block_text(block) for block in told] == [True]
    shown = [word for word in words(blocks) if word.startswith("w")]
    assert shown == [f"w{number}" for number in range(count)]


def test_a_book_has_fewer_parts_than_that() -> None:
    book = "# A chapter\n\nA paragraph of some words.\n\n- one\n- two\n\n" * 4000
    assert not any(block.kind is BlockKind.NOTICE for block in parse(book))


def test_a_table_has_so_many_rows_and_lines_below() -> None:
    rows = CELLS_LIMIT
    blocks = parse("| a | b |\n|---|---|\n" + "".join(f"| r{n} | c |\n" for n in range(rows)) + "\nEnd.\n")
    tables = [block for block in blocks if block.kind is BlockKind.TABLE]
    *rest, end = blocks[len(tables) :]
    assert all(block_text(table).count("\n") < ROWS_LIMIT for table in tables)
    assert ROWS_LIMIT * len(tables) <= CELLS_LIMIT / 2 + ROWS_LIMIT
    assert {block.kind for block in rest} == {BlockKind.CODE}
    assert [word for word in words(blocks) if word[0] == "r"] == [f"r{n}" for n in range(rows)]
    assert block_text(end) == "End."


@pytest.mark.parametrize("text", ["汉字，测试。", "words and words ", "line\n", "e\u0301 "])
def test_a_paragraph_without_an_end_is_cut_where_it_shows_least(text: str) -> None:
    whole = text * 8_000
    blocks = parse(whole)
    assert len(blocks) > 1
    assert all(0 < len(block_text(block)) <= PARAGRAPH_LIMIT for block in blocks)
    assert [block.space for block in blocks] == [0] * len(blocks)
    assert "".join("".join(map(block_text, blocks)).split()) == "".join(whole.split())
    assert not any(block_text(block).startswith(("\u0301", "，", "。")) for block in blocks)


def test_an_address_of_any_length_is_not_cut() -> None:
    blocks = parse("Text ![image](data:image/png;base64," + "A" * 100_000 + ") text.")
    assert " ".join(map(block_text, blocks)) == "Text ▣ image text."


def test_a_paragraph_after_one_that_was_cut_stands_apart() -> None:
    *_, last = parse("word " * 4_000 + "\n\nThe next.")
    assert last.space == 1
