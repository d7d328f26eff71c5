"""Listings as they are seen: colours, the language, numbers, a diagram's caption; the text stays the code's."""

import pytest

from reader.page.code.colouring import load
from reader.page.code.languages import DIAGRAMS
from reader.page.layout.code_block import LANGUAGES_LIMIT, languages_in
from reader.page.layout.layout import Layout, Position
from reader.page.line import Role
from reader.page.markdown.parse import parse
from tests.page.painting import line_text, lines_of, own_text, page, painted, settled


def numbered(markdown: str, measure: int, first: int = 1) -> str:
    blocks = tuple(block._replace(level=first) for block in parse(markdown))
    return "\n".join(line_text(line).rstrip() for line in lines_of(settled(blocks, measure)))


def is_pale(layout: Layout) -> bool:
    return layout.is_pale  # asked by a function: the type checker takes what is read twice for the same


def test_the_language_stands_at_the_end_of_the_first_line_where_there_is_room() -> None:
    assert painted("```python\nx = 1\ny = 2\n```", 20) == page("""
x = 1         python
y = 2
""")
    assert painted("```python\nx = some_function()\n```", 24) == "x = some_function()"
    assert painted("```text\nx\n```", 24) == "x"
    assert painted("```" + "x" * 30 + "\na\n```", 60) == "  a"


def test_a_listing_has_air_inside_its_ground_where_there_is_room() -> None:
    code = "```python\nx = 1\n\ny = some_function(x, 'and what follows it')\n```"
    assert painted(code, 44) == page("""
  x = 1                             python

  y = some_function(x, 'and what follows
  ↳ it')
""")
    assert painted("```\na\n\nb\n```", 41) == "  a\n\n  b"
    assert painted("```\na\n\nb\n```", 40) == "a\n\nb", "a narrow pane has no cells to spare"
    for line in lines_of(settled(parse(code), 44)):
        assert line
        assert line.fill
        assert line.spans[0].role is Role.CODE
        assert line.spans[0].offset < 0, "air is not text"
        assert line.offset_at(1) is None


def test_the_language_is_no_part_of_the_code() -> None:
    layout = settled(parse("```go\npackage a\n```"), 40)
    assert own_text(layout.line(0)) == "package a"
    assert layout.text_between(Position(0), Position(1)) == "package a"


@pytest.mark.parametrize("language", ["mermaid", "plantuml", "dot"])
def test_a_diagram_is_its_source_below_a_caption(language: str) -> None:
    assert language in DIAGRAMS
    assert painted(f"```{language}\na --> b\n```", 30) == f"Diagram ({language})\na --> b"
    assert painted(f"```{language}\na\n```", 10) == "a"
    layout = settled(parse(f"text\n\n```{language}\na --> 乙\nc\n```"), 30)
    assert layout.text_between(Position(1), Position(2)) == "a --> 乙\nc"
    assert [layout.row(Position(1, offset)) for offset in (0, 7, 8)] == [3, 3, 4]
    assert layout.position_at(2) == Position(1, 0)


def test_every_line_of_a_listing_stands_on_its_ground() -> None:
    for line in lines_of(settled(parse("> ```\n> some words that are too long\n>\n> b\n> ```"), 20)):
        assert line
        assert line.fill
        assert line.spans[-1].role in {Role.CODE, Role.CODE_LABEL}
        assert line.spans[1].role in {Role.CODE, Role.CODE_LABEL}


def test_numbers_stand_before_the_lines_of_the_source() -> None:
    assert numbered("```\nshort\n\nsome words that are too long for it\n```", 34) == page("""
1  short
2
3  some words that are too long
   ↳ for it
""")
    assert numbered("```\na\nb\n```", 40, first=99) == " 99  a\n100  b"


def test_numbers_are_no_part_of_the_code() -> None:
    blocks = tuple(block._replace(level=1) for block in parse("```\na\nb\n```"))
    layout = settled(blocks, 40)
    assert [own_text(line) for line in lines_of(layout)] == ["a", "b"]


def test_numbers_leave_room_for_the_code() -> None:
    assert numbered("```\na\n```", 20) == "a"


def test_a_listing_is_plain_until_its_grammar_is_there_and_coloured_afterwards() -> None:
    layout = settled(parse("```brainfuck\n+++ and a comment\n```"), 40)
    line = layout.line(0)
    assert line
    assert {span.role for span in line.spans if span.offset >= 0} == {Role.CODE}
    assert is_pale(layout)
    assert not layout.colour(1.0)
    load("brainfuck")
    assert layout.colour(1.0)
    assert not is_pale(layout)
    line = layout.line(0)
    assert line
    assert Role.CODE_COMMENT in {span.role for span in line.spans}
    assert own_text(line) == "+++ and a comment"


def test_colours_that_are_known_survive_another_width() -> None:
    load("python")
    layout = settled(parse("```python\nreturn 'a text that is long'\n```"), 40)
    layout.line(0)
    while layout.is_pale:  # where the machine is busy, a moment is not enough for all of it
        layout.colour(1.0)
    narrow = settled(tuple(layout.blocks), 16)
    lines = lines_of(narrow)
    assert "".join(own_text(line) for line in lines) == "return 'a text that is long'"
    assert [span.role for line in lines if line for span in line.spans].count(Role.CODE_STRING) == 2
    assert not narrow.is_pale


def test_heights_are_found_without_a_colour() -> None:
    layout = settled(parse("```python\nx = 1\n```\n\n" * 10), 40)
    assert not is_pale(layout)


def test_the_languages_of_a_page_are_named_once_each_and_are_not_endless() -> None:
    assert languages_in(
        parse("```js\na\n```\n\n```go\nb\n```\n\n```js\nc\n```\n\n```text\nd\n```\n\n```dot\ne\n```")
    ) == [
        "js",
        "go",
    ]
    many = "".join(f"```x{number}\na\n```\n\n" for number in range(100))
    assert len(languages_in(parse(many))) == LANGUAGES_LIMIT


def test_a_listing_of_a_megabyte_in_one_line_is_shown() -> None:
    layout = Layout(parse("```js\n" + "var a=1;" * 131_072 + "\n```"), 72)
    layout.prepare(0, 40)
    assert line_text(layout.line(0)).startswith("  var a=1;")
    assert not is_pale(layout)
