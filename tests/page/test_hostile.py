"""Text made to hurt: no crash, no endless work, and the text still there.

No test here measures time; what is not linear runs into the suite's time limit.
"""

import pytest

from reader.page.layout.layout import Layout
from reader.page.lines.typography import Typography
from reader.page.markdown.parse import parse
from tests.page.painting import line_text, own_text, painted, width

pytestmark = pytest.mark.row(10)

FLOODS = {
    "one line of Chinese": "汉字，测试。" * 18_333,
    "one long word": "a" * 110_000,
    "words": "word " * 22_000,
    "brackets": "[" * 100_000,
    "brackets and letters": "[a" * 30_000,
    "images that never close": "![" * 50_000,
    "stars": "a" + "*" * 100_000 + "b",
    "stars and words": "a**b" * 25_000,
    "stars and underscores": "*_" * 40_000,
    "backticks": "a" + "`" * 100_000,
    "backticks of every length": "".join("`" * n + "x" for n in range(1, 440)),
    "angles": "<" * 50_000,
    "tags that never close": "<a " * 30_000,
    "comments that never close": "a <!-- " * 14_000,
    "HTML blocks of open comments": "<!-- " * 20_000,
    "links": "[a](http://example.com/x) " * 10_000,
    "half links": "[a](b" * 20_000,
    "nested labels": "[" * 5000 + "a" + "]" * 5000,
    "references": "\n".join(f"[r{n}]: http://e.com/{n}" for n in range(5000)) + "\n\n[r1]" * 500,
    "nested quotes": (">" * 500 + " a\n") * 20,
    "lazy quotes": "\n".join(">" * n + " a" for n in range(1, 300)),
    "nested lists": "\n".join("  " * n + "- a" for n in range(300)),
    "lists in one line": "- " * 5000 + "a",
    "headings": "# heading\n\ntext\n\n" * 5000,
    "rows": "| a | b |\n|---|---|\n" + "| cell one | 单元格 |\n" * 2000,
    "columns": "|a" * 2000 + "|\n" + "|-" * 2000 + "|\n" + "|a" * 2000 + "|\n",
    "blank lines": "\n" * 200_000 + "a",
    "marks on one letter": "a" + "\u0301" * 100_000,
    "joiners": "\U0001f468\u200d" * 30_000,
    "flags": "\U0001f1e6" * 50_001,
    "opening signs": "（" * 30_000,
    "closing signs": "）" * 30_000,
    "quotation marks": "“" * 30_000,
    "spaces": "a" + " " * 100_000 + "b",
    "one address": "https://e.com/" + "a/" * 50_000,
    "addresses": "https://e.com/a, " * 5000,
    "address ends": "http://a" + ")" * 100_000,
    "hyphens": "a " + "-" * 100_000 + " b",
    "a long line of code": "```\n" + "x" * 200_000,
    "lines of code": "```\n" + "x = 1\n" * 50_000,
    "source lines": "汉字\n" * 20_000,
    "zero-width": "a\u200b" * 50_000,
    "word joiners": "a\u2060" * 50_000,
    "a listing of one line": "```js\n" + "var a=1;" * 131_072,
    "dollars": "$" * 100_000,
    "dollars and letters": "$a " * 33_000,
    "pairs of dollars": "$$a " * 25_000,
    "escaped dollars": "$a" + "\\$" * 50_000,
    "formulas": "".join(f"$x_{{{n}}}$ " for n in range(12_000)),
    "open brackets of formulas": "\\(" * 50_000,
    "open square brackets of formulas": "\\[" * 50_000,
    "open formulas on lines": "$$ a\n" * 20_000,
    "open formulas in paragraphs": "$$ a\n\n" * 17_000,
    "open square brackets on lines": "\\[ x^2\n" * 14_000,
    "environments that never close": "\\begin{align}\n" * 7_000,
    "environments in paragraphs": "\\begin{align}\n\n" * 7_000,
    "nested fractions": "$$" + "\\frac{" * 15_000 + "$$",
    "fractions nested in a short formula": "$$" + "\\frac{" * 200 + "a" + "}{b}" * 200 + "$$\n\n" * 50,
    "roots of roots": ("$" + "\\sqrt" * 199 + "2$\n\n") * 80,
    "braces": "$$" + "{" * 100_000 + "$$",
    "tabs": "x" + "\t" * 50_000 + "y",
    "blocks of tags that never close": "<div>\n" + "<a " * 30_000,
    "comments in a block that never close": "<div><!-- " * 20_000,
    "scripts that never close": "<div>" + "<script>" * 20_000,
    "declarations that never close": "<div>" + "<![CDATA[ <? " * 10_000,
    "quotes that never close": "<p>" + "<a b=\"' c='\" " * 20_000,
    "braces that never close": "x " + "<A b={" * 30_000,
    "elements inside one another": "<div>" * 50_000 + "deep",
    "elements around paragraphs": "<div>\n\nx\n\n" * 10_000,
    "tables inside one another": "<table><tr>" * 2000 + "x" + "</table>" * 2000,
    "tables that never close": "<table><tr>" * 2000 + "x",
    "cells that span": "<table>" + "<tr><td rowspan=9999 colspan=9999>x" * 1000 + "</table>",
    "lists of HTML inside one another": "<ul><li>x" * 10_000,
    "marks that never close": "<div>" + "<b><p>x" * 5000,
    "marks inside one another": "x " + "<q><sup>x" * 10_000 + "</sup></q>" * 10_000,
    "an attribute": '<p title="' + "x" * 1_000_000 + '">text</p>',
    "an attribute in a line": 'a <b title="' + "x" * 1_000_000 + '">text</b>',
    "a closed table of Markdown": "<table><tr><td>\n\n" + "word *word*\n\n" * 10_000 + "</table>",
    "numbers of characters": "<p>" + "&#" + "9" * 100_000 + ";",
}


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_is_shown_at_once_and_laid_out_in_the_end(name: str) -> None:
    layout = Layout(parse(FLOODS[name]), 72)
    layout.prepare(0, 40)
    first = [layout.line(row) for row in range(min(40, layout.height))]
    while layout.settle(1.0):
        pass
    assert [layout.line(row) for row in range(min(40, layout.height))] == first
    for row in range(layout.height - 5, layout.height):
        line = layout.line(row)
        assert width(line) <= 72 or len(set(line_text(line))) <= 2  # one grapheme of very many marks


@pytest.mark.parametrize("name", FLOODS)
def test_a_flood_is_set_as_fine_as_anything_else(name: str) -> None:
    layout = Layout(parse(FLOODS[name]), 72, Typography(autospace=True, hanging=True, justify=True))
    layout.prepare(0, 200)
    for row in range(min(200, layout.height)):
        line = layout.line(row)
        # A sign hangs, or it is one grapheme of very many marks.
        assert width(line) <= 74 or len(set(line_text(line))) <= 2


@pytest.mark.parametrize(
    "name", ["one long word", "stars and words", "brackets", "closing signs", "one address"]
)
def test_the_text_of_a_flood_is_all_there(name: str) -> None:
    layout = Layout(parse(FLOODS[name]), 72)
    while layout.settle(1.0):
        pass
    shown = "".join(own_text(layout.line(row)) for row in range(layout.height))
    assert shown == "".join(map(layout.text, range(len(layout.blocks))))


@pytest.mark.parametrize(
    ("name", "vanishing"),
    [
        ("tags that never close", ""),
        ("blocks of tags that never close", "<div>"),
        ("comments in a block that never close", "<div>"),
        ("HTML blocks of open comments", ""),
        ("scripts that never close", "<div>"),
        ("declarations that never close", "<div>"),
        ("quotes that never close", "<p>"),
        ("braces that never close", ""),
        ("numbers of characters", "<p>"),
    ],
)
def test_what_is_never_closed_is_all_there(name: str, vanishing: str) -> None:
    shown = "".join(run.text for block in parse(FLOODS[name]) for run in block.runs)
    expected = FLOODS[name].replace(vanishing, "") if vanishing else FLOODS[name]
    assert "".join(shown.split()) == "".join(expected.split())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("elements inside one another", "deep"),
        ("elements around paragraphs", "x" * 10_000),
        ("tables inside one another", "x"),
        ("tables that never close", "x"),
        ("cells that span", "x" * 1000),
        ("lists of HTML inside one another", "x" * 10_000),
        ("marks that never close", "x" * 5000),
        ("an attribute", "text"),
        ("an attribute in a line", "atext"),
        ("a closed table of Markdown", "wordword" * 10_000),
    ],
)
def test_what_nests_without_end_keeps_its_text(name: str, text: str) -> None:
    shown = "".join(run.text for block in parse(FLOODS[name]) for run in block.runs)
    assert "".join(shown.split()) == text


def test_lines_one_cell_wide_hold_one_character_each() -> None:
    assert painted("中文ab", 1) == "中\n文\na\nb"


def test_text_that_has_passed_no_gate_is_harmless() -> None:
    text = painted("a\x1b[31mb\x07\x9b c\u202e d\ud800\r\ne")
    assert not any(char in text for char in "\x1b\x07\x9b\u202e\ud800\r")
