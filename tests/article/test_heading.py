"""The first heading of a body, and titles in general."""

import pytest

from reader.article.heading import Heading, first_heading
from tests.article.articles import article, read

HEADINGS = {
    "# Hello\n": Heading("Hello", leads=True),
    "\n\n   # Hello #\n": Heading("Hello", leads=True),
    "# Hello **World** and `code` {#id}\n": Heading("Hello World and code", leads=True),
    "# [Link](https://example.org) ![image](x.png) [[Page|name]]\n": Heading("Link image name", leads=True),
    "# snake_case_name * star \\*kept\\*\n": Heading("snake_case_name * star *kept*", leads=True),
    "# C#\n": Heading("C#", leads=True),
    "Hello\n=====\n": Heading("Hello", leads=True),
    "![logo](x.png)\n\n[![badge](a)](b)\n# Hello\n": Heading("Hello", leads=True),
    "<!-- # Not this -->\n# Hello\n": Heading("Hello", leads=True),
    "<!--\n# Not this\n-->\n\n# Hello\n": Heading("Hello", leads=True),
    "import X from 'x'\n\n# Hello\n": Heading("Hello", leads=True),
    "Some prose.\n\n# Hello\n": Heading("Hello", leads=False),
    "```\n# Not this\n```\n\n# Hello\n": Heading("Hello", leads=False),
    '<h1 align="center">Hello <em>you</em></h1>\n': Heading("Hello you", leads=False),
    "## Section\n\n# Hello\n": None,
    "#hashtag\n": None,
    "#\n": None,
    "    # code\n": None,
    "```\n# never closed\n": None,
    "====\n": None,
    "Text\n\n====\n": None,
    "": None,
}


@pytest.mark.parametrize("body", HEADINGS)
def test_a_first_heading_is_found(body: str) -> None:
    assert first_heading(body) == HEADINGS[body]


def test_a_title_of_the_header_says_what_its_marks_mean() -> None:
    assert article("title: '[IPO] *Ten* `things` &amp; more'").title == "[IPO] Ten things & more"


def test_a_heading_that_repeats_the_title_is_taken_off_the_page() -> None:
    assert article("title: Hello World", "\n# Hello **World**\n\nText\n").title_in_body
    assert not article("title: Hello World", "\n# Another\n\nText\n").title_in_body
    assert not article("title: Hello", "\nText\n\n# Hello\n").title_in_body


def test_a_title_is_looked_for_in_this_order() -> None:
    body = "# From the body\n"
    assert article("title: A\nname: B", body).title == "A"
    assert article("title: ''\nlinkTitle: B", body).title == "B"
    assert article("title: null", body).title == "From the body"
    assert article("title: null", "Text\n", "from-the-name.md").title == "From the name"
    assert read(body).article.title_in_body


def test_a_title_of_several_lines_or_spaces_is_one_line() -> None:
    assert article("title: |\n  One\n  two  three\u3000four").title == "One two three four"


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ("# [Logs (computing)](https://a.example/Logs_(computing))", "Logs (computing)"),
        ("# [[2501.1] A paper](https://a.example/x)", "[2501.1] A paper"),
        ('# [Tides](https://a.example "a title") and [moons](<b c>)', "Tides and moons"),
        ("# [[tides | The tides]] of [[the sea]]", "The tides of the sea"),
        ('# Head {% addedin "1.0" %}', "Head"),
        ("# A {# remark #} title {{< badge >}}", "A title"),
        ("# {{ 'Tides' | safe }} of the sea", "Tides of the sea"),
        ('# Version { data-toc-label="x" }', "Version"),
        ("# {{title}}", "Some note"),
        ("# <% tp.file.title %>", "Some note"),
        ("# `{% raw %}` in Jekyll", "{% raw %} in Jekyll"),
        ("# Sets {a} and {b}", "Sets {a} and {b}"),
    ],
)
def test_a_title_has_no_markup_of_links_tags_and_placeholders(markdown: str, title: str) -> None:
    assert read(f"{markdown}\n\nText.\n").article.title == title
