"""Formulas in Markdown: where they are seen, where a dollar is a price, and how they stand on the page."""

import pytest

from reader.page.layout.block_lines import block_lines
from reader.page.line import BlockKind, TextStyle
from reader.page.lines.block_layout import block_text
from reader.page.markdown.parse import parse
from reader.page.maths.grammar import has_maths_switch
from tests.page.painting import page, painted, width


def formulas(markdown: str, *, maths: bool = False) -> list[str]:
    """The formulas that were understood, and those that stay source, marked by a dollar."""
    return [
        ("$" if run.style & TextStyle.CODE else "") + run.text
        for block in parse(markdown, maths=maths)
        for run in block.runs
        if run.style & TextStyle.MATHS or (run.style & TextStyle.CODE and block.kind is BlockKind.MATHS)
    ]


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("设$x$为 $x_1^2$，且 $n-1$ 与 $O(n)$。", ["x", "x₁²", "n−1", "O(n)"]),
        ("a $x^2$-b ($y$) **$z_1$** [$k$](u)", ["x²", "y", "z₁", "k"]),
        (r"\(a^2\) and $$E=mc^2$$ inline", ["a²", "E = mc²"]),
        ("a $`x^2`$ b", ["x²"]),
        ("over $a +\nb$ lines", ["a + b"]),
        (r"escaped $a_\$1$", ["a_$1"]),
    ],
)
def test_formulas_among_words_are_seen(markdown: str, found: list[str]) -> None:
    assert formulas(markdown) == found


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $10",
        "US$5, HK$20 and A$7",
        "from $5-$10, or 5$ to 10$",
        "it costs $5, or 10$ more",
        "paid $5+$tax in $USD and $EUR",
        "$HOME and $PATH, $HOME:$PATH",
        "$_GET/$_POST",
        "$ x $ and $ y$ and $z $",
        "we made $$ and more $$ today",
        "between 5$ and x$",
        "$设备和$软件",
        "a $",
        "$",
        "$$",
        "$$$ bar $$$",
        "$a $b $c",
        "$', '$ and $...$",
    ],
)
def test_prices_and_variables_stay_text(text: str) -> None:
    assert formulas(text) == []
    assert painted(text, 80) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"\$5 and \$6", "$5 and $6"),
        (r"\(with words\)", "(with words)"),
        (r"\[文档\] 是 \[1\]", "[文档] 是 [1]"),
    ],
)
def test_escaped_signs_stay_signs(text: str, shown: str) -> None:
    assert formulas(text) == []
    assert painted(text, 80) == shown


def test_code_stays_code() -> None:
    assert formulas("`$x_1$` and `\\(a^2\\)`\n\n```\n$$\nx\n$$\n```\n\n    $$ x $$") == []


def test_an_article_that_says_so_has_formulas_wherever_pandoc_sees_them() -> None:
    text = r"word $ab$ and \\(x\\) and \\[ y \\] and \(words too\), $5 and $10"
    assert formulas(text) == []
    assert formulas(text, maths=True) == ["ab", "x", "y", "words too"]
    assert painted(r"a\\(b", 80) == r"a\(b"


@pytest.mark.parametrize(
    "header",
    [
        {"math": "true"},
        {"mathjax": "yes"},
        {"KaTeX": "true"},
        {"use-math": "true"},
        {"params": {"math": "true"}},
        {"extra": {"katex": "true"}},
        {"math": {"enable": "true"}},
    ],
)
def test_front_matter_says_that_there_are_formulas(header: dict[str, str]) -> None:
    assert has_maths_switch(header)


@pytest.mark.parametrize(
    "header",
    [
        {},
        {"math": "false"},
        {"math": ""},
        {"math": ["a"]},
        {"title": "math"},
        {"params": {"title": "x", "extra": {"math": "true"}}},
        {"math": {"enable": "false"}},
    ],
)
def test_other_front_matter_does_not(header: dict[str, str]) -> None:
    assert not has_maths_switch(header)


@pytest.mark.parametrize(
    "markdown",
    [
        "$$x^2$$",
        "$$\nx^2\n$$",
        r"\[x^2\]",
        "\\[\nx^2\n\\]",
        "```math\nx^2\n```",
        "\\begin{equation}\nx^2\n\\end{equation}",
    ],
)
def test_a_formula_that_stands_alone_is_a_block_in_the_middle(markdown: str) -> None:
    (block,) = parse(markdown)
    assert block.kind is BlockKind.MATHS
    assert painted(markdown, 12) == "     x²"


def test_formulas_stand_between_lines_of_text_in_quotes_and_in_items() -> None:
    assert painted("文字\n$$ x^2 $$\ntext\n\n> $$\n> y_1\n> $$\n\n- a\n\n  $$z$$", 12) == page("""
文字

     x²

text

┃     y₁

• a

      z
""")


def test_a_formula_keeps_its_number_and_its_full_stop_but_shows_no_label() -> None:
    assert painted("$$x^2$$ (12)", 20) == "     x²    (12)"
    assert painted("$$x^2$$.", 20) == "        x²."
    assert painted("$$x^2$$ {#eq:a}", 20) == painted("$$x^2$$", 20)


def test_a_formula_wider_than_the_page_is_broken_like_text() -> None:
    assert painted("$$aaaa + bbbb + cccc$$", 12) == "aaaa + bbbb\n+ cccc"


def test_a_formula_of_several_lines_that_is_too_wide_goes_on_below_with_all_of_them() -> None:
    markdown = r"$$A(Q,K,V) = \frac{QK}{d} + \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}$$"
    assert painted(markdown, 30) == page("""
               QK
    A(Q,K,V) = ── + ⎛1  2⎞
               d    ⎝3  4⎠
""")
    assert painted(markdown, 16) == page("""
           QK
A(Q,K,V) = ──
           d

+ ⎛1  2⎞
  ⎝3  4⎠
""")


def test_the_lines_of_a_wide_alignment_go_on_each_below_itself() -> None:
    markdown = "\\begin{align}\naaa &= \\frac{b}{c} + ddd \\\\\n&= e + \\frac{f}{g}\n\\end{align}"
    assert painted(markdown, 10) == page("""
      b
aaa = ─
      c

+ ddd



    = e

  f
+ ─
  g
""")


@pytest.mark.parametrize("measure", [1, 2, 5, 9, 16, 17, 40])
def test_no_part_of_a_wide_formula_is_lost(measure: int) -> None:
    block = parse(
        r"$$\frac{a_n}{2} = \begin{pmatrix} 1 & \text{中文字} \\ 3 & 4 \end{pmatrix} + \frac{xyz}{w}$$"
    )[0]
    lines = block_lines(block, 0, measure)
    offsets = {
        span.offset + at
        for line in lines
        for span in line.spans
        if span.offset >= 0
        for at in range(len(span.text))
    }
    text = block_text(block)
    assert {at for at, char in enumerate(text) if not char.isspace()} <= offsets
    assert all(width(line) <= max(measure, 2) for line in lines)


def test_what_cannot_be_read_is_shown_as_its_source() -> None:
    assert formulas("$$\\unknown{x}$$") == ["$\\unknown{x}"]
    assert painted("$$\\unknown{x}\n\\other$$", 20) == "    \\unknown{x}\n    \\other"
    (block,) = parse("a $\\unknown_x$ b")
    assert [(run.text, run.style) for run in block.runs][1] == ("\\unknown_x", TextStyle.CODE)


@pytest.mark.parametrize(
    "markdown",
    [
        "$$ a",
        "$$\na\n\nb\n$$",
        "\\[ x^2",
        "\\begin{align}\na\n\nb",
        "$$ a $$ and text",
        "$$\na\n",
        "- $$\n  a\n\n$$",
    ],
)
def test_what_is_not_closed_in_its_paragraph_is_no_block(markdown: str) -> None:
    assert BlockKind.MATHS not in {block.kind for block in parse(markdown)}


def test_a_page_is_not_read_to_find_its_formulas() -> None:
    blocks = parse("$$\\frac{a}{b}$$\n\n" * 50)
    assert all(block.runs._runs is None for block in blocks)  # type: ignore[attr-defined] # has no public face: it is not seen
