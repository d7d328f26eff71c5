"""Code of an entry keeps its lines, without their numbers."""

import pytest

from reader.feeds.html.convert import to_markdown
from tests.feeds.other_reader import BASE, shown, words

CODE = "def f():\n    return 1\n"
FORMS = {
    "blocks": "<pre><div>def f():</div><div>    return 1</div></pre>",
    "blocks and line ends": "<pre><code><div class='line'>def f():</div>\n<div class='line'>    return 1</div>\n</code></pre>",
    "paragraphs": "<pre><p>def f():</p><p>    return 1</p></pre>",
    "text and blocks": "<pre>def f():<div>    return 1</div></pre>",
    "br": "<pre>def f():<br>    return 1</pre>",
    "br in spans": "<pre><code><span class='token-line'>def f():<br></span><span class='token-line'>    return 1<br></span></code></pre>",
    "spans": "<pre><code><span class='k'>def</span> <span>f</span>():\n    <span>return</span> 1</code></pre>",
    "spans that are lines": "<pre class='shiki'><code><span class='line'>def f():</span><span class='line'>    return 1</span></code></pre>",
    "spans and line ends": "<pre class='shiki'><code><span class='line'>def f():</span>\n<span class='line'>    return 1</span></code></pre>",
    "rouge": "<div class='language-py highlighter-rouge'><div class='highlight'><pre class='highlight'><code><table class='rouge-table'><tbody><tr><td class='rouge-gutter gl'><pre class='lineno'>1\n2\n</pre></td><td class='rouge-code'><pre>def f():\n    return 1\n</pre></td></tr></tbody></table></code></pre></div></div>",
    "pygments table": "<table class='highlighttable'><tr><td class='linenos'><div class='linenodiv'><pre><span class='normal'>1</span>\n<span class='normal'>2</span></pre></div></td><td class='code'><div class='highlight'><pre><span></span><span class='k'>def</span> f():\n    return 1\n</pre></div></td></tr></table>",
    "pygments inline": "<div class='highlight'><pre><span></span><span class='linenos'>1</span>def f():\n<span class='linenos'>2</span>    return 1\n</pre></div>",
    "chroma table": "<div class='highlight'><div class='chroma'><table class='lntable'><tr><td class='lntd'><pre class='chroma'><code><span class='lnt'>1\n</span><span class='lnt'>2\n</span></code></pre></td><td class='lntd'><pre class='chroma'><code class='language-py' data-lang='py'><span class='line'><span class='cl'>def f():\n</span></span><span class='line'><span class='cl'>    return 1\n</span></span></code></pre></td></tr></table></div></div>",
    "chroma inline": "<pre><code><span style='display:flex;'><span style='white-space:pre;-webkit-user-select:none;user-select:none;color:#7f7f7f'>1</span><span>def f():\n</span></span><span style='display:flex;'><span style='user-select:none'>2</span><span>    return 1\n</span></span></code></pre>",
    "github file": "<table class='highlight tab-size js-file-line-container'><tr><td id='L1' class='blob-num js-line-number' data-line-number='1'></td><td id='LC1' class='blob-code blob-code-inner js-file-line'>def f():</td></tr><tr><td class='blob-num'>2</td><td class='blob-code blob-code-inner'>    return 1</td></tr></table>",
    "hexo": "<figure class='highlight py'><table><tr><td class='gutter'><pre><span class='line'>1</span><br><span class='line'>2</span><br></pre></td><td class='code'><pre><span class='line'>def f():</span><br><span class='line'>    return 1</span><br></pre></td></tr></table></figure>",
    "prism": "<pre class='line-numbers language-py'><code class='language-py'>def f():\n    return 1<span aria-hidden='true' class='line-numbers-rows'><span></span><span></span></span></code></pre>",
    "highlight.js": "<pre><code class='hljs'><table class='hljs-ln'><tr><td class='hljs-ln-line hljs-ln-numbers' data-line-number='1'><div class='hljs-ln-n' data-line-number='1'>1</div></td><td class='hljs-ln-line hljs-ln-code'>def f():</td></tr><tr><td class='hljs-ln-numbers'>2</td><td class='hljs-ln-code'>    return 1</td></tr></table></code></pre>",
    "numbers in cells": "<table><tr><td><pre>9\n10</pre></td><td><pre>def f():\n    return 1</pre></td></tr></table>",
    "syntaxhighlighter": "<div class='syntaxhighlighter py'><table><tr><td class='gutter'><div class='line number1'>1</div><div class='line number2'>2</div></td><td class='code'><div class='container'><div class='line number1'><code class='py keyword'>def</code> <code>f():</code></div><div class='line number2'><code class='spaces'>&nbsp;&nbsp;&nbsp;&nbsp;</code><code>return 1</code></div></div></td></tr></table></div>",
    "crayon": "<div class='crayon-syntax'><div><textarea class='crayon-plain'>def f():\n    return 1</textarea></div><div class='crayon-main'><table class='crayon-table'><tr><td class='crayon-nums'><div class='crayon-num'>1</div><div class='crayon-num'>2</div></td><td class='crayon-code'><div class='crayon-pre'><div class='crayon-line'>def f():</div><div class='crayon-line'>    return 1</div></div></td></tr></table></div></div>",
    "code with lines": "<code>def f():<br>&nbsp;&nbsp;&nbsp;&nbsp;return 1</code>",
    "code around": "<code><pre>def f():\n    return 1</pre></code>",
    "listing": "<listing>def f():\n    return 1</listing>",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_the_lines_of_code_are_kept(form: str) -> None:
    found = shown(f"<p>before</p>{FORMS[form]}<p>after</p>")
    assert [each.tag for each in found] == ["p", "pre", "p"]
    assert found[1].text_content().replace("\xa0", " ") == CODE


@pytest.mark.parametrize("form", ["rouge", "chroma table", "hexo", "prism"])
def test_code_keeps_the_name_of_its_language(form: str) -> None:
    assert shown(FORMS[form]).find(".//code").get("class") == "language-py"


def test_an_empty_line_of_code_is_kept() -> None:
    for html in (
        "<pre><div>a</div><div><br></div><div>b</div></pre>",
        "<pre>a<br><br>b</pre>",
        "<pre>a\n\nb</pre>",
    ):
        assert shown(html).find("pre").text_content() == "a\n\nb\n"


def test_numbers_that_are_no_numbers_of_lines_are_kept() -> None:
    table = "<table><tr><th>n</th><th>x</th></tr><tr><td>1</td><td>a</td></tr><tr><td>2</td><td>b</td></tr></table>"
    assert [words(each) for each in shown(table).iter("td")] == ["1", "a", "2", "b"]
    assert shown("<pre>1\n2\n3</pre>").text_content().split() == ["1", "2", "3"]
    assert (
        shown("<pre><span class='n'>1</span> + <span class='n'>2</span></pre>").find("pre").text_content()
        == "1 + 2\n"
    )
    assert "7" in words(shown("<table><tr><td>7 of</td><td>9<pre>x</pre></td></tr></table>"))


def test_code_in_a_sentence_stays_there() -> None:
    found = shown("<p>Call <code>f</code>, <code>a <b>b</b></code> and <code>g\n h</code>.</p>")
    assert [words(each) for each in found] == ["Call f, a b and g h."]
    assert [words(each) for each in found.iter("code")] == ["f", "a b", "g h"]


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ("<pre lang='mermaid'>a</pre>", "mermaid"),
        ("<pre lang='go'><code>a</code></pre>", "go"),
        ("<pre class='EnlighterJSRAW' data-enlighter-language='bash'>a</pre>", "bash"),
        ("<pre lang='en'>a</pre>", ""),
        ("<pre lang='zh-CN'>a</pre>", ""),
        ("<pre><code lang='text'>a</code></pre>", ""),
    ],
)
def test_the_language_of_code_may_stand_in_other_attributes(html: str, language: str) -> None:
    assert to_markdown(html, BASE) == f"```{language}\na\n```\n"


@pytest.mark.parametrize(
    "form",
    [
        "<pre><table><tr><td>1\n2</td><td><code>a = [\n  1]</code></td></tr></table></pre>",
        "<pre><table><tr><td>a = [\n  1]</td></tr></table></pre>",
        "<pre><code><table><tr><td>1\n2</td><td>a = [\n  1]</td></tr></table></code></pre>",
    ],
)
def test_code_in_a_table_in_a_code_block_keeps_its_lines(form: str) -> None:
    assert to_markdown(f"{form}<p>b</p>", BASE) == "```\na = [\n  1]\n```\n\nb\n"


def test_a_table_behind_an_empty_code_block_is_a_table() -> None:
    table = "<pre></pre><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    assert to_markdown(table, BASE) == "| a | b |\n| --- | --- |\n| c | d |\n"
