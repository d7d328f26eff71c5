"""MDX: Markdown goes on inside all tags; in Markdown HTML is HTML until an empty line."""

import pytest

from tests.page.pages import lines, links, residue

PAGE = """\
import X from './x'

<p>It costs [a link](https://a.example) and **bold**.</p>

<div className="grid">
- one **b**
- two
</div>

<Card title="A card">
  Some **words** and `code`.
</Card>

<details>
<summary>More **bold**</summary>
Hidden *words*
and more.
</details>

<table>
<tr><td>**a**</td><td>[b](c)</td></tr>
</table>

<ul>
  <li>one `x`</li>
  <li>[two](https://a.example/2)</li>
</ul>

Text <span>with **bold**</span>{" "}here. {/* hidden */}

<Tabs>
<TabItem value="a" label="Tab A">
Text **A**
</TabItem>
</Tabs>
"""


def test_markdown_goes_on_inside_tags() -> None:
    assert lines(PAGE, "page.mdx") == [
        "It costs a link and bold.",
        "• one b",
        "• two",
        "┃ A card",
        "┃ Some words and code.",
        "▾ More bold",
        "  Hidden words and more.",
        "a  b",
        "• one x",
        "• two",
        "Text with bold here.",
        "┃ Tab A",
        "┃ Text A",
    ]
    assert links(PAGE, "page.MDX")["two"] == "https://a.example/2"
    assert residue(PAGE, "page.mdx") == []


def test_code_in_tags_stays_code() -> None:
    assert (
        lines("<pre>**a**</pre>\n\n<script>\n**a**\n</script>\n\n<code>x</code>\n", "page.mdx")[0].strip()
        == "**a**"
    )


@pytest.mark.parametrize("text", ["<p>It costs **bold**.</p>\n", "<div>\n- one **b**\n</div>\n"])
def test_html_in_markdown_is_html(text: str) -> None:
    assert "**b" in " ".join(lines(text, "page.md"))


def test_an_element_may_say_that_its_text_is_markdown() -> None:
    assert lines('<div class="a" markdown>\ntext **b**\n</div>\n') == ["text b"]
    assert lines('<div markdown="1">\ntext **b**\n</div>\n') == ["text b"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Version {meta.version} of it", "Version of it"),
        ('A {"text in {quotes}".x} b', "A b"),
        ("A {'text'}, {`more`} and {list.map((each) => each.name)}.", "A text, more and ."),
        ("A \\{brace\\} stays", "A {brace} stays"),
        ("`{code}` stays", "{code} stays"),
        ("## Heading {#id}", "Heading"),
    ],
)
def test_expressions_show_their_texts(text: str, shown: str) -> None:
    assert lines(text, "page.mdx") == [shown]
    assert "{" in " ".join(lines(text.replace("{#id}", "{x}"), "page.md"))
