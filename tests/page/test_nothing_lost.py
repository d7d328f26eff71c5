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


def test_line_ends_of_word_processors_are_line_ends() -> None:
    assert text_of("first\u2028second\u2029third\u0085fourth") == "first\nsecond\nthird\nfourth"
    assert text_of("第一行\u2028第二行") == "第一行\n第二行"
    assert painted("first\u2028second") == "first\nsecond"
    assert painted("`x\u2028y` a\u2028b ``z\u2029`w``") == "x y a\nb z `w"
    assert painted("| a\u2028b | c |\n|---|---|\n| d | e |", 20).split("\n")[0] == "a b  c"
    assert text_of("# One\u2028two\n\nthree") == "three"
    assert title_of("# One\u2028two\n\nthree") == [("One two", "")]
    assert title_of("---\ntitle: One\u2028two\n---\nthree") == [("One two", "")]


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ('`{{</* ref "x.md" */>}}`', '{{< ref "x.md" >}}'),
        ('```md\n{{</* figure src="/a.png" */>}}\n```', '{{< figure src="/a.png" >}}'),
        ("    {{%/* note */%}}\n    x\n    {{%/* /note */%}}", "{{% note %}}\nx\n{{% /note %}}"),
        ("<pre>{{</* b */>}}</pre>", "{{< b >}}"),
        ("`/* a comment */ {{ x }}`", "/* a comment */ {{ x }}"),
    ],
)
def test_an_escaped_shortcode_is_shown_in_code_as_its_site_shows_it(source: str, shown: str) -> None:
    assert "".join(run.text for run in parse(source)[0].runs) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("Wikipedia<sup>[2]</sup>", "Wikipedia[2]"),
        ("<p>甲<sup>[注 3]</sup>，乙<sup>【4】</sup></p>", "甲[注 3]，乙【4】"),
        ('x<sup><a href="#cite">[12]</a></sup><sup>[2][3]</sup>', "x[12][2][3]"),
        ("x<sup>*</sup> y<sup>†‡</sup> Name<sup>®</sup>", "x* y†‡ Name®"),
        ("H<sub>2</sub>O, x<sup>2</sup>, e<sup>注</sup>", "H₂O, x², e^(注)"),
        ("a<sub>[1]</sub>", "a[1]"),
        ("NaCl<sub>(aq)</sub>, x<sup>(注)</sup>, y<sup>(a)(Q)</sup>", "NaCl(aq), x(注), y^((a)(Q))"),
    ],
)
def test_what_has_brackets_or_is_raised_by_itself_needs_no_sign_for_it(html: str, shown: str) -> None:
    assert painted(html) == shown


def test_a_table_with_headings_is_a_table_whatever_is_in_its_cells() -> None:
    table = "<table><tr><th>Name</th><th>Example</th></tr><tr><td>ls</td><td>{}</td></tr><tr><td>cd</td><td>go</td></tr></table>"
    for inside, first, second in [
        ("<pre>ls -l\nls -a</pre>", "ls -l", "ls -a"),
        ("<p>one</p><blockquote>two</blockquote>", "one", "two"),
        ("<h4>one</h4><ul><li>two</li></ul>", "one", "• two"),
        ("\n\n```sh\nls -l\nls -a\n```\n\n", "ls -l", "ls -a"),
    ]:
        source = table.format(inside)
        assert [block.kind for block in parse(source)] == [BlockKind.TABLE]
        assert painted(source).split("\n")[2:4] == [f"ls    {first}", f"      {second}"]
    captioned = "<table><caption>All</caption><tr><td>a<pre>x</pre></td><td>b</td></tr></table>"
    assert BlockKind.TABLE in [block.kind for block in parse(captioned)]
    layout = "<table><tr><td><pre>x</pre></td><td>b</td></tr></table>"
    assert [block.kind for block in parse(layout)] == [BlockKind.CODE, BlockKind.PARAGRAPH]


@pytest.mark.parametrize(
    "html",
    [
        '<p style="white-space:pre-wrap">one\ntwo\n</p>',
        '<div style="color: red; white-space: pre-line"><p>one\ntwo</p></div>',
        '<p>one<span style="white-space: pre">\ntwo</span></p>',
        'one<span style="white-space:break-spaces">\ntwo</span>',
        '<ul><li style="white-space: pre">one\ntwo</li></ul>',
    ],
)
def test_line_ends_that_the_style_of_html_keeps_are_line_breaks(html: str) -> None:
    assert "".join(run.text for run in parse(html)[0].runs) == "one\ntwo"
    assert "".join(run.text for run in parse(html.replace("white-space", "x"))[0].runs) == "one two"


def test_only_mdx_is_mdx() -> None:
    export = (
        'export const x = 1 is how one says it.\n\nexport default {\n  a: 1,\n\n  words: "kept"\n}\n\nafter'
    )
    kept = text_of(export)
    assert kept.startswith("export const x = 1 is how one says it.\nexport default {")
    assert 'words: "kept"' in kept
    assert (
        text_of("import b from 'c'\n\nexport class Words {\n\nx")
        == "import b from 'c'\nexport class Words {\nx"
    )
    assert text_of(export, "a.mdx") == "export const x = 1 is how one says it.\nafter"


def test_an_export_of_mdx_goes_as_far_as_its_statement() -> None:
    source = "export const meta = {\n  a: 1,\n\n  b: `{`,\n}\ntext right below\n\nimport A from 'a'\n\nmore"
    assert text_of(source, "a.mdx") == "text right below\nmore"
    assert text_of("export const x =\n  5\n\nmore", "a.mdx") == "more"
    assert text_of("export the data\n\nimport it there", "a.mdx") == "export the data\nimport it there"


def test_a_component_that_plain_markdown_imports_is_used_there_as_in_mdx() -> None:
    source = "import Tabs from '@theme/Tabs';\nimport other from 'x';\n\n<Tabs>\n\ntext\n\n</Tabs>"
    assert text_of(source) == "import other from 'x';\ntext"


def test_a_separator_in_a_line_of_html_does_not_end_its_block() -> None:
    assert text_of("<details><summary>a\u2029b</summary>c</details>\n\nafter").split("\n") == [
        "a b",
        "c",
        "after",
    ]
    blocks = page_of("<details><summary>a\u2029b</summary>c</details>\n\nafter")
    assert not next(block for block in blocks if "after" in "".join(run.text for run in block.runs)).gutters
