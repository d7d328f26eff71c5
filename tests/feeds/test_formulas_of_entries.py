"""Formulas of an entry come once, as TeX between dollars."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.html.convert import to_markdown
from tests.feeds.other_reader import BASE, shown, words
from tests.page.painting import painted

MATHML = "<mrow><msup><mi>a</mi><mn>2</mn></msup></mrow>"
TEX = '<annotation encoding="application/x-tex">{}</annotation>'
KATEX = (
    '<span class="katex"><span class="katex-mathml"><math xmlns="http://www.w3.org/1998/Math/MathML"><semantics>'
    f'{MATHML}{TEX.format("a^2")}</semantics></math></span><span class="katex-html" aria-hidden="true"><span class="base">'
    '<span class="mord mathnormal">a</span><span class="mord mtight">2</span></span></span></span>'
)
CHTML = '<mjx-math class="MJX-TEX" aria-hidden="true"><mjx-mi class="mjx-i"><mjx-c class="mjx-c1D44E TEX-I"></mjx-c></mjx-mi></mjx-math>'
INLINE = {
    "mathml with tex": f"<math><semantics>{MATHML}{TEX.format('a^2')}</semantics></math>",
    "mathml with alttext": f'<math alttext="a^2">{MATHML}</math>',
    "mathml alone": f"<math>{MATHML}</math>",
    "katex": KATEX,
    "katex without mathml class": f"<span class='math math-inline'>{KATEX}</span>",
    "mathjax 2": '<span class="MathJax_Preview" style="color: inherit;">a^2</span><span class="MathJax" id="MathJax-Element-1-Frame"><nobr><span class="math">a2</span></nobr><span class="MJX_Assistive_MathML" role="presentation"><math><msup><mi>a</mi><mn>2</mn></msup></math></span></span><script type="math/tex" id="MathJax-Element-1">a^2</script>',
    "mathjax 2 before it ran": '<script type="math/tex">a^2</script>',
    "mathjax 2 without its script": '<span class="MathJax"><nobr>a2</nobr><span class="MJX_Assistive_MathML"><math><msup><mi>a</mi><mn>2</mn></msup></math></span></span>',
    "mathjax 3": f'<mjx-container class="MathJax" jax="CHTML">{CHTML}<mjx-assistive-mml display="inline"><math><msup><mi>a</mi><mn>2</mn></msup></math></mjx-assistive-mml></mjx-container>',
    "mathjax 3 as drawing": '<mjx-container class="MathJax" jax="SVG"><svg role="img"><g><use xlink:href="#x"></use></g></svg><mjx-assistive-mml><math><msup><mi>a</mi><mn>2</mn></msup></math></mjx-assistive-mml></mjx-container>',
    "mathjax 4": '<mjx-container class="MathJax" jax="CHTML"><mjx-math data-latex="a^2"><mjx-mi>a</mjx-mi></mjx-math></mjx-container>',
    "wikipedia": '<span class="mwe-math-element"><span class="mwe-math-mathml-inline mwe-math-mathml-a11y" style="display: none;"><math alttext="{\\displaystyle a^2}"><semantics><mrow><mstyle displaystyle="true">' + MATHML + '</mstyle></mrow><annotation encoding="application/x-tex">{\\displaystyle a^2}</annotation></semantics></math></span><img src="https://wikimedia.org/x.svg" class="mwe-math-fallback-image-inline" aria-hidden="true" alt="{\\displaystyle a^2}"></span>',
    "wikipedia's image": '<img src="https://wikimedia.org/x.svg" class="mwe-math-fallback-image-inline" alt="{\\displaystyle a^2}">',
    "wordpress": '<img src="https://s0.wp.com/latex.php?latex=a%5E2&amp;bg=ffffff" alt="a^2" title="a^2" class="latex" />',
    "zhihu": '<img src="https://www.zhihu.com/equation?tex=a%5E2" alt="a^2" eeimg="1">',
    "codecogs": '<img src="https://latex.codecogs.com/svg.latex?a^2">',
    "pandoc": '<span class="math inline">\\(a^2\\)</span>',
    "brackets": "\\(a^2\\)",
    "dollars": "$a^2$",
}  # fmt: skip


@pytest.mark.parametrize("form", INLINE)
def test_a_formula_is_written_once(form: str) -> None:
    assert to_markdown(f"<p>x {INLINE[form]} y</p>", BASE) == "x $a^2$ y\n"
    assert painted(to_markdown(f"<p>x {INLINE[form]} y</p>", BASE), 40).split() == ["x", "a²", "y"]


DISPLAYED = {
    "katex": f'<span class="katex-display">{KATEX}</span>',
    "mathml": f'<math display="block"><semantics>{MATHML}{TEX.format("a^2")}</semantics></math>',
    "mathjax 2": '<div class="MathJax_Display" style="text-align: center;"><span class="MathJax"><nobr>a2</nobr></span></div><script type="math/tex; mode=display">a^2</script>',
    "mathjax 3": '<mjx-container class="MathJax" jax="CHTML" display="true"><mjx-assistive-mml display="block"><math display="block"><msup><mi>a</mi><mn>2</mn></msup></math></mjx-assistive-mml></mjx-container>',
    "wikipedia": '<span class="mwe-math-element"><img src="https://wikimedia.org/x.svg" class="mwe-math-fallback-image-display" alt="{\\displaystyle a^2}"></span>',
    "pandoc": '<span class="math display">\\[a^2\\]</span>',
}  # fmt: skip


@pytest.mark.parametrize("form", DISPLAYED)
def test_a_displayed_formula_has_a_line_of_its_own(form: str) -> None:
    assert to_markdown(f"<p>x</p>{DISPLAYED[form]}<p>y</p>", BASE) == "x\n\n$$a^2$$\n\ny\n"
    assert to_markdown(f"<p>x {DISPLAYED[form]} y</p>", BASE) == "x\n\n$$a^2$$\n\ny\n"


@pytest.mark.parametrize(
    ("mathml", "tex"),
    [
        ("<mfrac><mn>1</mn><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></mfrac>", r"\frac{1}{n + 1}"),
        ("<msqrt><mi>x</mi></msqrt><mo>=</mo><mroot><mi>y</mi><mn>3</mn></mroot>", r"\sqrt{x} = \sqrt[3]{y}"),
        ("<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msub><mi>x</mi><mi>i</mi></msub>", r"\sum _{i = 1}^n x_i"),
        ("<msubsup><mo>∫</mo><mn>0</mn><mn>10</mn></msubsup><mi>sin</mi><mi>θ</mi>", r"\int _0^{10}\sin \theta"),
        ("<mover><mi>v</mi><mo>→</mo></mover><mo>≤</mo><mtext>so it is</mtext>", r"\vec{v} \le \text{so it is}"),
        ("<mo>{</mo><mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mi>c</mi></mtd></mtr></mtable>", r"\{ \begin{matrix} a & b \\ c \end{matrix}"),
    ],
)  # fmt: skip
def test_mathml_without_tex_becomes_tex(mathml: str, tex: str) -> None:
    written = to_markdown(f"<p><math>{mathml}</math></p>", BASE).strip()
    assert "".join(written.split()) == "".join(f"${tex}$".split())
    assert "\\" not in painted(written, 80)


def test_what_is_no_formula_stays_as_it_is() -> None:
    assert to_markdown("<p><math><mi>x</mi></math> and <math><mn>5</mn></math></p>", BASE) == "x and 5\n"
    image = shown("<p><img class='math' alt='Chart of sales' src='/c.png'></p>").find(".//img")
    assert image.get("alt") == "Chart of sales"


PRICES = [
    "costs $5 and $6",
    "from $20 to 30$ a day",
    "A$AP and Ke$ha",
    "US$5-$10",
    "$5/mo ($60/yr)",
    "$HOME/bin:$PATH",
    "${a}-${b}",
    "$(a)+$(b)",
    "Cash $money$ here",
    "$$ to $$$",
    "$1=£0.8, $2=£1.6",
    "It costs $3_000 or 4_000$",
    "the $max and $min$",
    "pay $100 (about 90$) now",
    "价格$5，$6",
    "a \\(foo\\) in a regex",
    "\\[not a formula\\]",
]


@pytest.mark.parametrize("text", PRICES)
def test_dollars_in_prose_are_no_formula(text: str) -> None:
    markdown = to_markdown(f"<p>{text}</p>", BASE)
    assert words(shown(f"<p>{text}</p>")) == text
    assert "".join(painted(markdown, 200).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "$x$",
        "$f(x)$",
        "$E = mc^2$",
        r"$\alpha$",
        "$2^n$",
        "($k=1$)",
        "中文$x+y$公式",
        "$n$-th",
        r"$$\sum_i x_i$$",
    ],
)
def test_formulas_in_prose_stay_formulas(text: str) -> None:
    assert to_markdown(f"<p>{text}</p>", BASE) == f"{text}\n"


@given(st.text(alphabet="$ab5 \\()[]^_{}=.,-中", max_size=30))
def test_no_letter_of_a_text_with_dollars_is_lost(text: str) -> None:
    shown_letters = [char for char in text if char.isalnum()]
    assert [char for char in to_markdown(f"<p>{text}</p>", BASE) if char.isalnum()] == shown_letters


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        (
            r"<p>\begin{align*}a &amp;= b*c \\ d &lt; f_1\end{align*}</p>",
            r"$$\begin{align*}a &= b*c \\ d < f_1\end{align*}$$",
        ),
        (
            r"<p>So \begin{equation} x_1^2 \end{equation} is</p>",
            r"So $$\begin{equation} x_1^2 \end{equation}$$ is",
        ),
        (r"<p>the dual \[c^*d^*\] and \(x^+\)</p>", "the dual $$c^*d^*$$ and $x^+$"),
        (r"<table><tr><td>\(P(a|b)\)</td><td>x</td></tr></table>", "| $P(a\\vert b)$ | x |\n| --- | --- |"),
        (
            r'<script type="math/tex; mode=display">% <![CDATA[ a &= b \\ c &< d %]]></script>',
            r"$$a &= b \\ c &< d$$",
        ),
        (r"<p>so $latex \alpha$ is</p>", r"so $\alpha$ is"),
        (r"<p>\begin{itemize}\item a\end{itemize}</p>", r"\begin\{itemize}\item a\end\{itemize}"),
    ],
)
def test_environments_and_operators_at_the_end_are_formulas_too(html: str, markdown: str) -> None:
    assert to_markdown(html, BASE) == f"{markdown}\n"
