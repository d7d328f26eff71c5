"""Titles of entries of feeds: they are text, and one that is only the beginning of the text stands there alone."""

import pytest

from reader.page.compose import PageOptions, compose
from reader.page.line import BlockKind
from tests.article.articles import BEIJING, article, read

ENTRY = 'source: "A feed"\nfeed_url: "https://e.org/feed"'


def titles(title: str, body: str, header: str = ENTRY) -> list[str]:
    document = read(f"---\ntitle: '{title}'\n{header}\n---\n\n{body}")
    blocks = compose(document, PageOptions(BEIJING))
    return ["".join(run.text for run in block.runs) for block in blocks if block.kind is BlockKind.TITLE]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("A post", "A post\n"),
        ("A bold post with a link", "A **bold** post with a [link](/l)\n\nAnd more\n"),
        ("The first words of…", "The *first* words of a long post\n"),
        ("今天的第一句话…", "![](https://e.org/i.png)\n\n今天的第一句话，很长很长\n"),
        ("One line and another", "One line\\\nand another\n"),
        ("A quote", "> A quote\n\nText\n"),
        ("🍵🍵", "🍵🍵\n"),
        ("A heading", "## A heading\n\nText\n"),
    ],
)
def test_a_title_that_is_only_the_beginning_of_an_entry_is_not_repeated_above_it(
    title: str, body: str
) -> None:
    assert titles(title, body) == []
    assert titles(title, body, "source: notes") == [title]


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("The first words", "The first words of a long post\n"),
        ("Another…", "The first words of a long post\n"),
        ("x = 1", "```\nx = 1\ny = 2\n```\n"),
        ("An image", "![An image](https://e.org/i.png)\n"),
        ("🍵", "🍵 tea\n"),
    ],
)
def test_a_title_that_says_more_stands_above_an_entry(title: str, body: str) -> None:
    assert titles(title, body) == [title]


@pytest.mark.parametrize(
    "title",
    ["C[i++] = i *break*", "a[0](https://e.org) _x_ `y` ==z==", ":rocket: &amp; <b>", "H~2~O x^2^ C:\\!x"],
)
def test_the_title_and_the_summary_of_an_entry_are_text(title: str) -> None:
    found = article(f"title: '{title}'\nsummary: 'S {title}'\n{ENTRY}")
    assert (found.title, found.summary) == (title, f"S {title}")


def test_elsewhere_they_may_be_markdown() -> None:
    found = article("title: 'A *title*'\nsummary: 'A *summary*'\nsource: s")
    assert (found.title, found.summary) == ("A title", "A summary")
