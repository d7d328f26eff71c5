"""TeX as Unicode: in one line, in several, and not at all where something would be lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.line import TextStyle
from reader.page.maths.unicode import FORMULA_CHARACTERS, NESTING, as_unicode, formula_run
from reader.text import cell_width
from tests.page.painting import page


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("x_1 + x^2", "x₁ + x²"),
        ("E=mc^2", "E = mc²"),
        (r"\alpha\beta\to\infty", "αβ → ∞"),
        (r"\frac{1}{2}", "1/2"),
        (r"\frac12", "1/2"),
        (r"\dfrac{a+b}{c}", "(a+b)/c"),
        (r"\frac{a+b}{c}x", "((a+b)/c)x"),
        (r"\sum_{i=0}^{n} x_i", "∑ᵢ₌₀ⁿ xᵢ"),
        (r"\int_0^\infty e^{-x^2} dx", "∫₀^∞ e^(−x²) dx"),
        (r"\sqrt{2}, \sqrt{x+1}, \sqrt[3]{x}", "√2, √(x+1), ∛x"),
        (r"\mathbb{R}^n", "ℝⁿ"),
        (r"\mathcal{O}(n \log n)", "𝒪(n log n)"),
        (r"\mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V", "softmax(QKᵀ/√dₖ)V"),
        (r"\theta_{t+1}", "θₜ₊₁"),
        (r"d_{\text{model}}, x_{\max}", "d_model, xₘₐₓ"),
        (r"x_{i,j}^{(k)}", "x_(i,j)⁽ᵏ⁾"),
        (r"2^{2^n}", "2^(2ⁿ)"),
        (r"\text{if } x \le 3", "if x ≤ 3"),
        (r"\text{当 $x_1$ 时}", "当 x₁ 时"),
        (r"\hat{x} \vec v", "x\u0302 v\u20d7"),
        (r"\overline{AB}", "A\u0305B\u0305"),
        (r"f''(x) + f'(x)", "f″(x) + f′(x)"),
        (r"90^\circ", "90°"),
        (r"\{1,2\}", "{1,2}"),
        (r"\left\{ x \,\middle|\, x>0\right.", "{x | x > 0"),
        (r"a \equiv b \pmod{n}", "a ≡ b (mod n)"),
        (r"\not= \not\in", "≠ ∉"),
        (r"\lim_{x\to 0} \sin x", "lim_(x→0) sin x"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(a, b; c, d)"),
        (r"\begin{cases}1 & x>0\\0\end{cases}", "{1, x > 0; 0"),
        ("a - b", "a − b"),
        (r"\alpha + \beta = \gamma", "α + β = γ"),
        (r"\alpha+\beta -\gamma", "α+β−γ"),
        (r"\vec v \cdot \vec w, A \cup B, a\times b", "v\u20d7 · w\u20d7, A ∪ B, a×b"),
        (r"(- \alpha, -\beta)", "(− α, −β)"),
        (r"50\% \$", "50% $"),
        ("价格", "价格"),
    ],
)
def test_a_formula_among_words_is_one_line(source: str, text: str) -> None:
    assert as_unicode(source, display=False) == text


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            r"\frac{-b\pm\sqrt{b^2-4ac}}{2a}",
            """
−b ± √(b²−4ac)
──────────────
      2a
""",
        ),
        (
            r"\sum_{i=0}^{n} x_i",
            """
 n
 ∑  xᵢ
i=0
""",
        ),
        (
            r"A=\begin{pmatrix} a & b \\ c & -d \end{pmatrix}",
            """
A = ⎛a  b ⎞
    ⎝c  −d⎠
""",
        ),
        (
            r"f(x)=\begin{cases}1 & x>0\\0 & \text{否则}\end{cases}",
            """
f(x) = ⎧1  x > 0
       ⎩0  否则
""",
        ),
        (
            r"\begin{aligned} a &= b \\ cc+d &= \frac{e}{f}\end{aligned}",
            """
     a = b

         e
cc + d = ─
         f
""",
        ),
        (
            r"e^{i\pi}+1=0",
            """
 iπ
e   + 1 = 0
""",
        ),
        (
            r"\left(\frac{1}{2}\right)^2",
            """
   2
⎛1⎞
⎜─⎟
⎝2⎠
""",
        ),
        (
            r"\binom{n}{k}",
            """
⎛n⎞
⎝k⎠
""",
        ),
        (r"E=mc^2 \tag{3}", "\nE = mc²    (3)\n"),
    ],
)
def test_a_formula_that_stands_alone_takes_the_lines_that_it_needs(source: str, text: str) -> None:
    assert as_unicode(source, display=True) == page(text)


def test_a_formula_too_wide_for_several_lines_is_set_in_one() -> None:
    text = as_unicode(" + ".join([r"\frac{a}{b}"] * 40), display=True)
    assert text
    assert "\n" not in text


@pytest.mark.parametrize(
    "source",
    [
        r"\unknown{x} y",
        r"\frac{",
        r"\frac{a}",
        "a}",
        "{a",
        r"\left( a",
        r"\right)",
        r"a & b",
        r"x^",
        r"x^2^3",
        r"\begin{tikzpicture} a \end{tikzpicture}",
        "x % a comment",
        r"\widehat{abc}",
        "{" * (NESTING + 1) + "a" + "}" * (NESTING + 1),
        "a" * (FORMULA_CHARACTERS + 1),
        r"\sqrt" * 300 + "2",
        "",
    ],
)
def test_what_cannot_be_said_in_unicode_stays_source(source: str) -> None:
    assert as_unicode(source, display=False) is None
    assert as_unicode(source, display=True) is None
    assert formula_run(source, display=True) == (source, TextStyle.CODE, "")


@given(
    st.lists(
        st.sampled_from(
            [
                *(
                    "x",
                    "12",
                    " ",
                    "+",
                    "-",
                    "=",
                    "^",
                    "_",
                    "{",
                    "}",
                    "&",
                    r"\\",
                    "'",
                    "(",
                    ")",
                    "中",
                    "%",
                    "~",
                ),
                *(
                    r"\frac",
                    r"\sqrt",
                    r"\alpha ",
                    r"\sum",
                    r"\left(",
                    r"\right)",
                    r"\text{a}",
                    r"\le ",
                    r"\,",
                ),
                *(r"\begin{matrix}", r"\end{matrix}", r"\begin{cases}", r"\end{cases}", r"\hat", r"\lim"),
            ]
        ),
        max_size=14,
    ).map("".join),
    st.booleans(),
)
def test_a_formula_becomes_text_without_tex_or_stays_source(source: str, display: bool) -> None:
    text = as_unicode(source, display=display)
    if text is None:
        return
    assert "\\" not in text
    assert text.strip()
    assert display or "\n" not in text
    assert source.count("中") == text.count("中")
    assert all(cell_width(line) <= 200 for line in text.split("\n"))
