"""Comments and expressions of Eleventy, Nunjucks, Jinja, Tera, Twig and Handlebars are not for readers."""

import pytest

from reader.page.line import BlockKind
from tests.page.pages import blocks, lines, residue

PAGE = """\
---
title: Tides
eleventyNavigation: {key: Tides}
---
{% set year = 2024 %}
A {# hidden #} b {{ "c" | nav({ all: true }) | safe }} {{ displayName }} d.

{# a comment
over lines #}

{#- another -#}
Text below, of {{ page.date | date: "%Y" }}

{% raw %}{{ kept }}{% endraw %} and `{{ code }}`

{% set codeContent %}
{% raw %}
export default {
  a: 1
}
{% endraw %}
{% endset %}
{% include "snippet.njk" %}

<div>{{ content | safe }} <b>words</b> {# no #}</div>

{{ content }}

## Heading {#id}

{% for each in list %}
- {{ each.name }} it
{% endfor %}
"""


def test_only_what_a_reader_of_the_site_sees_is_on_the_page() -> None:
    assert [line.strip() for line in lines(PAGE)] == [
        "A b c d.",
        "Text below, of",
        "{{ kept }} and {{ code }}",
        "export default {",
        "a: 1",
        "}",
        "words",
        "Heading",
        "• it",
    ]
    assert [text for text in residue(PAGE) if text not in {"{{", "}}"}] == []
    assert sum(block.kind is BlockKind.CODE for block in blocks(PAGE)) == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A {{!-- hidden --}}b {{! too }}c", "A b c"),
        ("{# first #} b", "b"),
        ("a{# in a word #}b", "ab"),
        ("| a | b |\n|---|---|\n| x {# no #} | y |", "a    b x    y"),
    ],
)
def test_a_comment_leaves_nothing_behind(text: str, shown: str) -> None:
    assert " ".join(lines(text)).replace("─", "").split() == shown.split()


@pytest.mark.parametrize(
    "text",
    ["A {{ name }} in Vue", "A {#if x} of Svelte", "`{# code #}`", "A {# that never ends", "100 {#} of them"],
)
def test_what_is_no_comment_and_no_template_stays(text: str) -> None:
    assert lines(text) == [text.replace("`", "")]


def test_anchors_are_no_comments() -> None:
    assert lines("## One {#one}\n\n## Two {#two}\n") == ["One", "Two"]
