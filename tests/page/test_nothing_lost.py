"""Nothing of a text is lost or glued: what looks like a comment, a header, JavaScript or an empty link."""

from datetime import UTC, datetime

import pytest

from reader.article import Key
from reader.article.document import read_document
from reader.page.compose import PageOptions, compose
from reader.page.line import END, Block, BlockKind, TextStyle
from reader.page.markdown.parse import parse
from tests.page.painting import painted


def page_of(source: str, name: str = "a.md") -> tuple[Block, ...]:
    document = read_document(source.encode(), Key("", name), datetime(2024, 5, 6, tzinfo=UTC), zone=UTC)
    return compose(document, PageOptions(UTC))


def title_of(source: str) -> list[tuple[str, str]]:
    block = next(block for block in page_of(source) if block.kind is BlockKind.TITLE)
    return [(run.text, run.link) for run in block.runs]


def text_of(source: str, name: str = "a.md") -> str:
    head = {BlockKind.TITLE, BlockKind.META}
    blocks = [block for block in page_of(source, name) if block.kind not in head and block.info != END]
    return "\n".join("".join(run.text for run in block.runs) for block in blocks)


def links(markdown: str) -> list[tuple[str, str]]:
    return [(run.text, run.link) for block in parse(markdown) for run in block.runs if run.link]


def test_a_definition_with_an_empty_address_is_a_comment_and_ends_none_after_it() -> None:
    source = "One.\n\n[//]: <> (a private remark)\n\n[b]: <>\n[c]: https://e.com\n\nSee [c]. [x](<>)"
    assert painted(source) == "One.\n\nSee c. x"
    assert links(source) == [("c", "https://e.com")]
    assert painted("[comment]: <> 'hidden'\n[//]: # (so too)\n\n[x]() ![w](<>)") == "x ▣ w"


def test_a_link_to_nowhere_does_not_look_like_a_link() -> None:
    assert [(run.text, run.style) for run in parse("[x](<>)")[0].runs] == [("x", TextStyle.PLAIN)]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("[](https://e.com/x)", [("e.com", "https://e.com/x")]),
        ("[](mailto:a@b.cd?subject=x)", [("a@b.cd", "mailto:a@b.cd?subject=x")]),
        ("[](notes/one.md)", [("one.md", "notes/one.md")]),
        ("[**](https://e.com)", [("**", "https://e.com")]),
        ("[](#part)", []),
        ('a <a href="https://e.org/"></a> b', [("e.org", "https://e.org/")]),
        ('<p><a href="https://e.org/"><i class="icon"></i></a></p>', [("e.org", "https://e.org/")]),
        ('<p><a href="https://e.org/">x</a></p>', [("x", "https://e.org/")]),
        ('<p><a href="https://e.org/"><img src="a.png"></a></p>', [("▣ a.png", "https://e.org/")]),
        ('<h2><a href="#x"></a>Head</h2>', []),
    ],
)
def test_a_link_without_words_shows_where_it_leads(source: str, shown: list[tuple[str, str]]) -> None:
    assert links(source) == shown


def test_the_title_keeps_the_links_notes_and_formulas_of_its_heading() -> None:
    source = "# [Project](https://example.com) tools[^1]\n\nBody.\n\n[^1]: a note\n"
    assert title_of(source) == [("Project", "https://example.com"), (" tools", ""), ("¹", "#fn-1")]
    assert [block.kind for block in page_of(source)].count(BlockKind.HEADING) == 0
    assert title_of("The $x^2$ [case](y)\n===\n\nx") == [("The ", ""), ("x²", ""), (" ", ""), ("case", "y")]
    assert title_of("---\ntitle: A tool\n---\n\n# A [tool](https://e.com)\n\nx") == [
        ("A ", ""),
        ("tool", "https://e.com"),
    ]
    assert title_of("# Plain title\n\nx") == [("Plain title", "")]


def test_links_to_the_heading_that_is_the_title_still_lead_there() -> None:
    title = next(block for block in page_of("# Head {#top}\n\n[a](#top)") if block.kind is BlockKind.TITLE)
    assert "top" in title.anchors


def test_the_name_of_an_article_has_no_marks_of_notes() -> None:
    for source in ("# Tools[^1]\n\n[^1]: x", "Tools^[a note here]\n===\n\nx", "# Tools[^a-b][^2]\n\nx"):
        document = read_document(source.encode(), Key("", "a.md"), datetime(2024, 5, 6, tzinfo=UTC), zone=UTC)
        assert document.article.title == "Tools"


@pytest.mark.parametrize(
    "inside",
    [
        "Note: read this first.",
        "# Chapter: one\n\nWarning: do not run.",
        "Remember: this is prose",
        "Summary: it was a good year.",
        "注意：先读这句。",
    ],
)
def test_prose_between_two_rules_is_text(inside: str) -> None:
    source = f"---\n\n{inside}\n\n---\n\nText"
    shown = text_of(source)
    assert inside.rpartition("\n")[2] in shown
    assert shown.endswith("Text")
    document = read_document(source.encode(), Key("", "a.md"), datetime(2024, 5, 6, tzinfo=UTC), zone=UTC)
    assert not document.article.problems


@pytest.mark.parametrize(
    "header",
    ["\ntitle: A name\n", "\ntitle: A name\n\n", "\n\nauthor: me\ntitle: A name\n\n", "title: A name\n"],
)
def test_a_header_with_blank_lines_is_a_header(header: str) -> None:
    assert title_of(f"---\n{header}---\nText") == [("A name", "")]
    assert text_of(f"---\n{header}---\nText") == "Text"
