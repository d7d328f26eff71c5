"""Tables for spreadsheets and Markdown."""

import csv
import io

from reader.page.line import BlockKind
from reader.page.markdown.parse import parse
from reader.page.table_forms import FORMS, table_at

TABLE = '| 名称 | **Size** |\n|:--|--:|\n| a, b | 1 |\n| says "hi" | 2 \\| 3 |\n| one<br>two | |\n| `x` [y](https://e.org) |'


def form(name: str, markdown: str) -> str:
    blocks = parse(markdown)
    at = next(at for at, block in enumerate(blocks) if block.kind is BlockKind.TABLE)
    return FORMS[name]([blocks[index] for index in table_at(blocks, at)])


def test_tabs_stand_between_the_cells_and_a_row_is_one_line() -> None:
    assert form("TSV", TABLE).split("\n") == [
        "名称\tSize", "a, b\t1", 'says "hi"\t2 | 3', "one two\t", "x y\t",
    ]  # fmt: skip


def test_csv_is_read_back_as_it_was() -> None:
    assert list(csv.reader(io.StringIO(form("CSV", TABLE)))) == [
        ["名称", "Size"], ["a, b", "1"], ['says "hi"', "2 | 3"], ["one\ntwo", ""], ["x y", ""],
    ]  # fmt: skip


def test_markdown_is_the_same_table() -> None:
    made = form("Markdown", TABLE)
    assert made.split("\n")[:2] == ["| 名称 | Size |", "| --- | ---: |"]
    assert "2 \\| 3" in made
    assert "one<br>two" in made
    assert "`x` [y](https://e.org/)" in made or "`x` [y](https://e.org)" in made
    assert form("TSV", made) == form("TSV", TABLE)


def test_a_long_table_is_whole_in_each_form_and_two_are_not_one() -> None:
    rows = "\n".join(f"| {n} | x |" for n in range(100))
    long = f"| a | b |\n|---|---|\n{rows}"
    assert form("TSV", f"{long}\n\ntext\n\n{long}").count("\n") == 100
    assert form("Markdown", f"{long}\n\n<!-- -->\n\n{long}").count("\n") == 101
    blocks = parse(f"{long}\n\n<!-- -->\n\n{long}")
    assert table_at(blocks, len(blocks) - 1).stop == len(blocks)
    assert table_at(blocks, len(blocks) - 1).start == len(blocks) // 2


def test_a_table_inside_a_quotation_has_no_bars() -> None:
    assert form("TSV", "> | a | b |\n> |---|---|\n> | c | d |") == "a\tb\nc\td"
