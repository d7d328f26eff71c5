"""For a screen reader a page says in words what it shows elsewhere by looks; the words are no part of the text."""

import pytest

from reader.page.layout.layout import Layout, Position
from reader.page.lines.typography import Typography
from reader.page.markdown.parse import parse

WORDS = Typography(in_words=True, marks_code=True)


def lines_of(markdown: str, measure: int = 60, typography: Typography = WORDS) -> list[str]:
    """Return the lines of a text that are not empty."""
    layout = Layout(tuple(parse(markdown)), measure, typography)
    layout.prepare(0, 10_000)
    lines = (layout.line(row) for row in range(layout.height))
    return ["".join(span.text for span in line.spans) for line in lines if line]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("### Third", ["Heading 3: Third"]),
        ("> said\n>\n> twice", ["Quote: said", "Quote: twice"]),
        ("> - one", ["Quote: • one"]),
        ("1. one\n   - inner", ["1. one", "level 2: • inner"]),
        ("- [x] did\n- [ ] will", ["Done: did", "To do: will"]),
        ("```python\na = 1\nb = 2\n```", ["Code in python, 2 lines:", "a = 1", "b = 2", "End of the code"]),
        ("```\n\n```", ["Code, 1 line:", "", "End of the code"]),
        ("| A | B |\n|---|---|\n| 1 | 2 |", ["Table, 1 row, 2 columns:", "A: 1", "B: 2"]),
        ("a ~~gone~~ b", ["a gone (struck out) b"]),
        ("a ==kept== b", ["a kept (marked) b"]),
        ("## `x` [`y`](https://example.org/)", ["Heading 2: `x` `y` (link)"]),
        ("`x` and `y z`", ["`x` and `y z`"]),
        ("[here](https://example.org/) it is", ["here (link) it is"]),
        ("<https://example.org/>", ["https://example.org/"]),
        ("***", ["Section break"]),
    ],
)  # fmt: skip
def test_what_a_block_is_stands_before_it_and_what_words_are_behind_them(
    markdown: str, expected: list[str]
) -> None:
    assert lines_of(markdown) == expected


def test_words_that_are_shown_count_in_the_measure_and_break_like_others() -> None:
    markdown = "## " + "many words of a heading " * 4 + "and a [link at the end](https://example.org/)."
    for measure in range(12, 60):
        lines = lines_of(markdown, measure)
        assert max(map(len, lines)) <= measure
        shown = " ".join(" ".join(lines).split())
        assert shown.startswith("Heading 2: many words")
        assert shown.endswith("link at the end (link).")


def test_what_is_copied_and_where_a_position_is_do_not_change() -> None:
    markdown = "## A *heading*\n\nWith `code`, a [link](https://example.org/) and\n\n> a quote."
    plain, words = (Layout(tuple(parse(markdown)), 30, each) for each in (Typography(), WORDS))
    whole = Position(0), Position(len(plain.blocks))
    assert plain.text_between(*whole) == words.text_between(*whole)
    for offset in range(len(words.text(1))):
        row = words.row(Position(1, offset))
        line = words.line(row)
        assert line is not None
        assert line.start <= offset <= line.end


def test_code_has_marks_without_words_too_and_beside_other_typography() -> None:
    marked = Typography(autospace=True, justify=True, marks_code=True)
    assert lines_of("中文`code`中文 and `more`", 40, marked) == ["中文 `code` 中文 and `more`"]
