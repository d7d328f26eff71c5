"""Template tags of Hugo, Jekyll and Hexo, and the components of MDX: what they mean, or nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.line import BlockKind, TextStyle
from reader.page.lines.block_layout import block_text
from reader.page.markdown.parse import parse
from reader.page.markdown.rules.tags import read_tag
from reader.page.markdown.rules.templates import without_tags
from tests.page.painting import page, painted


def links(markdown: str) -> list[tuple[str, str]]:
    return [(run.text, run.link) for block in parse(markdown) for run in block.runs if run.link]


def test_a_tag_is_read_with_its_arguments() -> None:
    tag = read_tag('{{< figure "a b" src="x.png" alt=\'y "z"\' width=3 c=`d` >}}', 0, 100)
    assert tag is not None
    assert (tag.name, tag.words) == ("figure", ("a b",))
    assert tag.named == {"src": "x.png", "alt": 'y "z"', "width": "3", "c": "d"}
    closing = read_tag("{%- endnote -%}", 0, 100)
    assert closing is not None
    assert (closing.name, closing.closes) == ("note", True)
    assert read_tag("{{< never closed", 0, 100) is None
    assert read_tag("{{< a {{< b >}}", 0, 100) is None


def test_calls_of_zola_are_pictures_and_links() -> None:
    assert painted('{{ youtube(id="dQw4w9WgXcQ", autoplay=true) }}') == "▶ youtube.com/watch?v=dQw4w9WgXcQ"
    (block,) = parse('{{ image(src="a b.png", alt="图, two") }}')
    assert (block.kind, block.info) == (BlockKind.IMAGE, "a b.png")
    assert [run.text for run in block.runs] == ["▣ 图, two"]
    assert painted('see {{ figure(src="a.png") }}, {{ config(x="y") }}') == 'see ▣ a.png, {{ config(x="y") }}'


def test_a_figure_is_a_picture_with_its_caption() -> None:
    assert painted('{{< figure src="/img/a.png" alt="一张*图*" caption="说明 *here*" >}}\n\nnext') == page("""
▣ 一张*图*
说明 here

next
""")
    assert [block.kind for block in parse("{{< figure src=a.png >}}")] == [BlockKind.IMAGE]
    assert painted("{{<figure\n  src='a.png'\n  title='T'\n>}}") == "▣ a.png\nT"
    assert painted('{% asset_img left a.png 300 200 "标题" %}') == "▣ 标题"
    both = '{{< figure src="a.png" title="T *x*" caption="c *d*" attr="by e" >}}'
    assert painted(both) == "▣ a.png\nT *x* c d by e"
    assert painted(both.replace("T *x*", "c *d*")) == "▣ a.png\nc d by e"
    assert painted('{% include figure.html src="a.png" caption="c" %}') == "▣ a.png\nc"


def test_highlighted_code_is_code() -> None:
    blocks = parse('{{< highlight go "linenos=table" >}}\nif x {\n\n  *y*\n}\n{{< /highlight >}}')
    assert [(block.kind, block.info) for block in blocks] == [(BlockKind.CODE, "go")]
    blocks = parse("{% highlight ruby %}\n{{ x }}\n{% endhighlight %}\n\nafter")
    assert [block_text(block) for block in blocks] == ["{{ x }}", "after"]
    assert painted("> {% codeblock %}\n> a\n> {% endcodeblock %}\n\nb") == "┃ a\n\nb"
    assert painted("{{< code-toggle file=hugo >}}\na = 1\n{{< /code-toggle >}}") == "hugo\na = 1"
    assert painted("{% highlight ruby %}\nnever closed") == "never closed"


@pytest.mark.parametrize(
    ("tag", "text", "address"),
    [
        ("{{< youtube abc_1 >}}", "▶ youtube.com/watch?v=abc_1", "https://www.youtube.com/watch?v=abc_1"),
        ("{{< vimeo id=12 >}}", "▶ vimeo.com/12", "https://vimeo.com/12"),
        ("{{< bilibili BV1 >}}", "▶ bilibili.com/video/BV1", "https://www.bilibili.com/video/BV1"),
        ("{{< gist me 12 >}}", "▶ gist.github.com/me/12", "https://gist.github.com/me/12"),
        ('{{< tweet user="a" id="1" >}}', "▶ x.com/a/status/1", "https://x.com/a/status/1"),
        ("{% youtube abc %}", "▶ youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc"),
        ('{% include youtube.html id="a" %}', "▶ youtube.com/watch?v=a", "https://www.youtube.com/watch?v=a"),
        ('{{< button href="/x/" text="点我" >}}', "点我", "/x/"),
        ('{{< ref "a.md" >}}', "a.md", "a.md"),
        ("{% post_link slug 标题 %}", "标题", "slug"),
    ],
)
def test_what_a_tag_embeds_is_a_link(tag: str, text: str, address: str) -> None:
    assert links(tag) == [(text, address)]
    assert links(f"见 {tag}。") == [(text, address)]


@pytest.mark.parametrize(
    ("opening", "closing", "label"),
    [
        ('{{% notice warning "当心" %}}', "{{% /notice %}}", "Warning · 当心"),
        ('{{% alert title="Note" color="info" %}}', "{{% /alert %}}", "Note"),
        ('{{< callout type="danger" >}}', "{{< /callout >}}", "Danger"),
        ("{{< tip >}}", "{{</ tip >}}", "Tip"),
        ('{{% tab name="Bash" %}}', "{{% /tab %}}", "Bash"),
        ("{% note info %}", "{% endnote %}", "Info"),
        ("{% blockquote 某人 %}", "{% endblockquote %}", "某人"),
        ('<Admonition type="tip" title={"T"}>', "</Admonition>", "Tip · T"),
        ("<Note>", "</Note>", "Note"),
        ('<TabItem label="npm">', "</TabItem>", "npm"),
    ],
)
def test_what_frames_text_is_a_container(opening: str, closing: str, label: str) -> None:
    assert painted(f"{opening}\n正文\n\n- a\n{closing}\nafter") == f"┃ {label}\n┃ 正文\n┃\n┃ • a\n\nafter"


def test_what_frames_details_folds() -> None:
    shown = painted('{{< details "更多" >}}\n正文\n\n- a\n{{< /details >}}\nafter')
    assert shown == "▾ 更多\n  正文\n\n  • a\n\nafter"


def test_a_container_that_nothing_closes_takes_no_text_with_it() -> None:
    assert painted("{{< tip >}}\na\n\nb") == "a\n\nb"
    assert painted("<Card>\n\na") == "a"


def test_of_unknown_tags_the_inside_stays() -> None:
    assert painted("{{< foo >}}\na\n{{< /foo >}}\n\nb {{% bar x=1 %}}c{{% /bar %}} d") == "a\n\nb c d"
    assert painted("{% if x %}\na\n{% else %}b {% endif %}\n\n{% assign y = 1 %}") == "a b"
    assert painted('{% image "./a.jpg", "alt words", 100 %}') == "▣ alt words"
    assert painted("{% if x %}one{% elif y %}two{%- else -%}three{% endif %}.") == "one two three."
    assert painted("{% comment %}\nhidden\n\n{% endcomment %}\na") == "a"
    assert painted("<Tabs>\n<Foo\n  a={x > 1}\n/>\n\ntext\n\n</Tabs>") == "text"


def test_escaped_tags_show_themselves() -> None:
    assert (
        painted('a {{</* figure src="x" */>}} {{%/* y */%}} b', 80) == 'a {{< figure src="x" >}} {{% y %}} b'
    )


def test_raw_text_stays_as_it_is() -> None:
    assert painted("a {% raw %}{{ x }} {% y %}{% endraw %} b `{{ z }}` {% raw %}`{{ w }}`{% endraw %}") == (
        "a {{ x }} {% y %} b {{ z }} {{ w }}"
    )


def test_values_are_what_they_quote_or_code() -> None:
    runs = [
        run for block in parse("{{ 'a*b*' | upper }} {{ site.baseurl }} {{ title }}") for run in block.runs
    ]
    assert [(run.text, run.style) for run in runs] == [
        ("a*b* ", TextStyle.PLAIN),
        ("{{ title }}", TextStyle.CODE),
    ]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('[a *b*]({{< ref "x.md#y" >}})', [("a ", "x.md#y"), ("b", "x.md#y")]),
        ("[a]({{ site.baseurl }}/x/ 'title')", [("a", "/x/")]),
        ("[a]({% link _posts/a.md %})", [("a", "_posts/a.md")]),
        ("[a]({{ '/docs/' | relative_url }}#x)", [("a", "/docs/#x")]),
        ("![a]({{ site.url }}/x.png)", [("▣ a", "/x.png")]),
        ("[a][r]\n\n[r]: {{ site.baseurl }}/x", [("a", "/x")]),
    ],
)
def test_addresses_made_by_templates_are_addresses(source: str, found: list[tuple[str, str]]) -> None:
    assert links(source) == found


@pytest.mark.parametrize(
    "text",
    ["{{< figure src=x >}}", "{% if x %}", "{{ x }}", "<Tabs>", "import x from 'y'", "{/* x */}", "{: .x}"],
)
def test_tags_in_code_are_code(text: str) -> None:
    assert painted(f"```\n{text}\n```\n\n    {text}\n\na `{text}`") == f"{text}\n\n{text}\n\na {text}"


PIECES = st.sampled_from([
    "{{< tip >}}", "{{< /tip >}}", "{% if x %}", "{% raw %}", "{{ x }}", "%%", ":::note", ":::", "!!! note", "    x",
    "<Tabs>", "import a from 'b'", "[^1]: x", "[^1]", "==a==", "H~2~O", ":smile:", "[[x]]", "{: .x}", "Term", ": x", "",
    "* TOC", "{:toc}", "> [!NOTE]", "*[A]: b", "![[x.png]]",
])  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=8), st.lists(PIECES, max_size=4))
def test_nothing_in_a_fence_is_changed(lines: list[str], before: list[str]) -> None:
    code = "\n".join(lines)
    blocks = parse("\n".join(["", *before, "", "```x", code, "```"]))
    code_blocks = ["".join(run.text for run in block.runs) for block in blocks if block.info == "x"]
    assert code_blocks == [code] or any("    " in line or line in HIDING for line in before)


HIDING = {"%%", "{% raw %}", "!!! note"}
"""Before a fence these may take it for part of themselves."""


def test_html_is_freed_of_tags_and_closes_what_is_around_it() -> None:
    assert "{%" not in painted(
        '<div>\n<a href="{{ "/x" | relative_url }}">a</a> {% include y.html %}\n</div>'
    )
    assert painted("{{< tip >}}\n<hr>\n{{< /tip >}}\n\nafter").endswith("\n\nafter")
    assert painted(":::note\n<hr>\n:::\n\nafter").endswith("\n\nafter")
    assert without_tags("a {{ x }} {% raw %}{{ y }}{% endraw %}{{ 'z' }}{") == "a {{ x }} {{ y }}z{"


def test_imports_and_exports_of_modules_are_not_shown() -> None:
    text = "import A from 'a';\nimport {\n  B,\n  C,\n} from \"b\"\nexport const meta = {\n  x: 1,\n}\n\n正文\nimport 'x'"
    assert painted(text) == "正文 import 'x'"
    sentences = "import the data from there.\n\nexport it later\n\nimport numpy as np\n\nexport default values {like} this\n\nexport class names"
    assert painted(sentences) == sentences


def test_comments_of_components_are_not_shown() -> None:
    assert painted('a{/* hidden\nmore */} b{" "}c {value}') == "a b c {value}"


def test_words_of_tags_of_hexos_themes_are_shown() -> None:
    source = "See {% btn /about, 关于我, fa-home %} {% label primary@文字 %} {% span red, words %} {% u line, and more %} {% kbd Ctrl %}"
    assert painted(source, 60) == "See 关于我 文字 words line, and more Ctrl"
    assert (
        painted("a {% u 一句, 两句 %} {% checkbox green checked, 做完 %}{% btn x %}", 60)
        == "a 一句, 两句 做完"
    )
    assert painted("{% note info Hello, world %}\nx\n{% endnote %}") == "┃ Info · Hello, world\n┃ x"
