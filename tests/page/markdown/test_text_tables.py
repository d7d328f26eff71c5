"""Tables drawn in text (Pandoc, kramdown, Org), line blocks, and kramdown's extensions."""

import pytest

from reader.page.line import BlockKind
from tests.page.pages import blocks, lines, residue

GRID = """\
+---------+--------+
| Name    | Price  |
+=========+========+
| Apples  | - 1 €  |
|         | - two  |
+---------+--------+
| 苹果    | **x**  |
| and b   |        |
+---------+--------+

: The caption
"""

SIMPLE = """\
  Right     Left     Center     Default
-------     ------ ----------   -------
     12     one        12            12
    123     two        123          123

Table: Another
"""

HEADLESS = """\
-------     ------
     12     one
    123     two
-------     ------
"""

MULTILINE = """\
-------------------------------------------------
 Centered   Default           Right Left
  Header    Aligned         Aligned Aligned
----------- ------- --------------- -------------
   First    row                12.0 Of a row that
                                    goes on.

  Second    row                 5.0 Another.
-------------------------------------------------
"""


def cells(text: str) -> list[list[str]]:
    """The cells of the only table on a page, by rows."""
    (table,) = [block for block in blocks(text) if block.kind is BlockKind.TABLE]
    shown = "".join(run.text for run in table.runs).replace("\u2028", "/")
    return [row.split("\t") for row in shown.split("\n")]


def test_a_grid_is_a_table() -> None:
    assert cells(GRID) == [["Name", "Price"], ["Apples", "• 1 € /• two"], ["苹果 and b", "x"]]
    assert lines(GRID)[-1] == "The caption"
    assert residue(GRID) == []


def test_a_grid_without_headings_has_none() -> None:
    assert cells("+---+---+\n| a | b |\n+---+---+\n| c | d |\n+---+---+\n")[1:] == [["a", "b"], ["c", "d"]]


def test_a_simple_table_is_cut_by_its_dashes() -> None:
    assert cells(SIMPLE) == [
        ["Right", "Left", "Center", "Default"],
        ["12", "one", "12", "12"],
        ["123", "two", "123", "123"],
    ]
    (table,) = [block for block in blocks(SIMPLE) if block.kind is BlockKind.TABLE]
    assert table.info == "rlcl"
    assert lines(SIMPLE)[-1] == "Another"
    assert cells(HEADLESS)[1:] == [["12", "one"], ["123", "two"]]


def test_rows_of_several_lines_stay_rows() -> None:
    assert cells(MULTILINE) == [
        ["Centered Header", "Default Aligned", "Right Aligned", "Left Aligned"],
        ["First", "row", "12.0", "Of a row that goes on."],
        ["Second", "row", "5.0", "Another."],
    ]


def test_wide_characters_are_counted_by_cells() -> None:
    text = "名前   色\n------ ----\n苹果   红\n梨     黄\n"
    assert cells(text) == [["名前", "色"], ["苹果", "红"], ["梨", "黄"]]


def test_rows_between_bars_need_no_line_of_dashes() -> None:
    assert cells("| a | b |\n| c | `x|y` |\n")[1:] == [["a", "b"], ["c", "x|y"]]
    assert cells("| h | i |\n|---+---|\n| c | d |\n") == [["h", "i"], ["c", "d"]]


def test_the_lines_of_a_line_block_stay_lines() -> None:
    assert lines("| The limerick packs laughs\n|    in space that is *quite*\n|\n| economical\n") == [
        "The limerick packs laughs",
        "   in space that is quite".replace("   ", "\N{NO-BREAK SPACE}" * 3),
        "economical",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Text\n- - -\nMore", ["Text", "More"]),
        ("Text\n------ -----\nMore", ["Text", "More"]),
        (
            "A sentence goes on here\n------ -----\nand so on it goes\n",
            ["A sentence goes on here", "and so on it goes"],
        ),
        ("A heading\n---------\n\nText", ["A heading", "Text"]),
        ("+---+\nno table", ["+---+ no table"]),
        ("| one line of it", ["| one line of it"]),
        ("a^2 + b\n\n1 | 2", ["a^2 + b", "1 | 2"]),
    ],
)
def test_what_would_tear_words_is_no_table(text: str, shown: list[str]) -> None:
    assert [line for line in lines(text) if "•   •" not in line] == shown


def test_tables_stand_in_quotes_and_items() -> None:
    assert [line.strip("┃ ") for line in lines("> | a | b |\n> | c | d |\n")] == ["a  b", "c  d"]
    assert lines("- item\n\n  +---+---+\n  | a | b |\n  +---+---+\n") == ["• item", "  a  b"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("One\n\n{::comment}\nhidden\n\nand more\n{:/comment}\n\nTwo", ["One", "Two"]),
        ('{::options parse_block_html="true" /}\n\nText', ["Text"]),
        ("A {::comment}no{:/comment} b", ["A b"]),
        ("{::nomarkdown}\n<b>x</b>\n{:/nomarkdown}", ["x"]),
        ("* a\n^\n* b", ["• a", "• b"]),
        ("A {::comment} that never ends", ["A {::comment} that never ends"]),
        ("2 ^ 3 and {:x", ["2 ^ 3 and {:x"]),
    ],
)
def test_kramdowns_extensions_are_hidden(text: str, shown: list[str]) -> None:
    assert lines(text) == shown


@pytest.mark.parametrize(
    "unit",
    ["+---+---+\n", "| a | b |\n", "|\n", "--- ---\n", "a b\n--- ---\n", "{::comment}\n", "-" * 12 + "\n"],
)
def test_floods_are_read_in_a_moment(unit: str) -> None:
    assert blocks(unit * 1_000)
