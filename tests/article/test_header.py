"""Front matter of every form, and everything that people get wrong in it every day."""

import frontmatter
import pytest

from reader.article.fence import Form, form_of
from reader.article.handlers import HANDLERS
from tests.article.articles import article, messages, read

pytestmark = pytest.mark.row(7)

FORMS = {
    "YAML": "---\ntitle: T\ntags: [a, b]\ndate: 2025-02-14\n---\n",
    "YAML that ends in dots": "---\ntitle: T\ntags: [a, b]\ndate: 2025-02-14\n...\n",
    "YAML with long fences": "----\ntitle: T\ntags: [a, b]\ndate: 2025-02-14\n----\n",
    "YAML below empty lines": "\n\n---\ntitle: T\ntags: [a, b]\ndate: 2025-02-14\n---\n",
    "YAML with a mapping": "---\ntitle: T\ntags: [a, b]\ndate: 2025-02-14\nx: {y: z}\n---\n",
    "YAML without its first fence": "title: T\ntags:\n- a\n- b\ndate: 2025-02-14\n---\n",
    "TOML": '+++\ntitle = "T"\ntags = ["a", "b"]\ndate = 2025-02-14\n+++\n',
    "TOML as Zola has it": '+++\ntitle = "T"\ndate = 2025-02-14\n[taxonomies]\ntags = ["a", "b"]\n+++\n',
    "JSON": '{\n"title": "T",\n"tags": ["a", "b"], "date": "2025-02-14"\n}\n',
    "JSON between fences": ';;;\n{"title": "T", "tags": ["a", "b"], "date": "2025-02-14"}\n;;;\n',
    "JSON as Hexo has it": '"title": "T",\n"tags": ["a", "b"],\n"date": "2025-02-14"\n;;;\n',
    "MultiMarkdown": "Title: T\nTags: a, b\nDate: 2025-02-14\n\n",
    "capitals": "---\nTitle: T\nTAGS: [a, b]\nDate: 2025-02-14\n---\n",
    "Chinese": "---\n标题: T\n标签: a，b\n日期: 2025年2月14日\n---\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_the_same(form: str) -> None:
    document = read(FORMS[form] + "    code first\n\nText\n")
    found = document.article
    assert (found.title, found.tags, f"{found.date:%F %T}") == ("T", ("a", "b"), "2025-02-13 16:00:00")
    assert found.problems == ()
    assert document.body == "    code first\n\nText\n"
    assert document.body_line == FORMS[form].count("\n") + 1


@pytest.mark.parametrize("form", FORMS)
def test_python_frontmatter_itself_reads_every_form_with_our_handlers(form: str) -> None:
    expected = form_of(FORMS[form])
    handler = next(handler for handler in HANDLERS.values() if handler.detect(FORMS[form]))
    assert handler.form is expected
    header, body = frontmatter.parse(FORMS[form] + "\nText\n", handler=handler)
    assert "T" in header.values()
    assert body == "Text"


def test_python_frontmatter_is_told_of_a_header_that_is_never_closed() -> None:
    text = "---\ntitle: x\n"
    assert frontmatter.parse(text, handler=HANDLERS[Form.YAML]) == ({}, text.strip())


BROKEN = {
    "a colon": ("title: Foo: a bar", "Foo: a bar"),
    "an at sign": ("title: @home", "@home"),
    "a percent sign": ("title: %complete", "%complete"),
    "a star": ("title: *really* good", "really good"),
    "a backtick": ("title: `code` first", "code first"),
    "a question mark": ("title: ? who", "? who"),
    "brackets": ("title: [Draft] Foo", "[Draft] Foo"),
    "an apostrophe in single quotes": ("title: 'it's'", "it's"),
    "double quotes in double quotes": ('title: "He said "hi" to me"', 'He said "hi" to me'),
    "a quote never closed": ('title: "Foo', "Foo"),
    "a template and more": ("title: {{title}} x", "{{title}} x"),
    "an indented first line": (" title: Foo", "Foo"),
    "no space after colons": ("title:Foo", "Foo"),
    "full-width colons": ("title：Foo", "Foo"),
    "a python tag never called": (
        "title: !!python/object/apply:os.system [x",
        "!!python/object/apply:os.system [x",
    ),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_header_is_read_line_by_line_with_one_problem(kind: str) -> None:
    line, title = BROKEN[kind]
    tight = ":" in line and ": " not in line
    rest = "date:2025-02-14\ntags:a,b" if tight or "：" in line else "date: 2025-02-14\ntags:\n  - a\n  - b"
    found = article(f"{line}\n{rest}")
    assert (found.title, found.tags, found.date.day) == (title, ("a", "b"), 13)
    assert len(found.problems) == 1
    assert found.problems[0].line is not None


def test_the_problem_names_the_line_of_the_file() -> None:
    document = read("---\ntags: [a]\ntitle: a: b\n---\n")
    assert document.article.problems[0].line == 3


def test_tabs_are_read_as_spaces_and_the_first_is_named() -> None:
    found = article("title: T\ntags:\n\t- a\n\t- b")
    assert found.tags == ("a", "b")
    assert [(problem.line, problem.message) for problem in found.problems] == [
        (4, "YAML does not allow tabs at the start of a line; they were read as spaces.")
    ]


def test_tabs_are_not_to_blame_for_what_else_is_broken() -> None:
    found = article("title: a: b\ntags:\n\t- a")
    assert (found.title, found.tags) == ("a: b", ("a",))
    assert "with a colon in it" in found.problems[0].message


SLIPS = {
    "title: Foo: bar": "A value with a colon in it needs quotes around it",
    "title: Foo:": "A value with a colon in it needs quotes around it",
    "title: T\ntags:\n- Foo: bar: baz": "A value with a colon in it needs quotes around it",
    "title: {{ title }} x": "A value that begins with “{{” needs quotes around it",
    "title: {% now %}": "A value that begins with “{%” needs quotes around it",
    "title: @home": "A value that begins with “@” needs quotes around it",
    "title: `code`": "A value that begins with “`” needs quotes around it",
    "title: %d of it": "A value that begins with “%” needs quotes around it",
    "title: *bold* x": "A value that begins with “*” needs quotes around it",
    "title: &x: y": "A value that begins with “&” needs quotes around it",
    "title: !x y: z": "A value that begins with “!” needs quotes around it",
    "title: - dash": "A value that begins with “-” needs quotes around it",
    "title: T\ntags: [a, @b]": "A value that begins with “@” needs quotes around it",
    "title: [Draft] Foo": "Text follows the closing ] of a value, put all of it in quotes",
    'title: "Foo" bar': 'Text follows the closing " of a value, put all of it in quotes',
    "title: 'it's'": "A ' inside a value ends it, put the other kind of quotes around it",
    "title: T\n\ttags: x": "YAML does not allow tabs at the start of a line, use spaces",
    'title: T\nsummary: "open': 'The " that opens a value here is never closed',
    "title: T\ntags: [a, b": "The [ that opens a value here is never closed",
}


@pytest.mark.parametrize("header", SLIPS)
def test_a_slip_is_told_plainly_with_its_line_and_what_mends_it(header: str) -> None:
    found = article(f"date: 2025-02-14\n{header}\nlayout: post")
    line = 2 + len(header.split("\n"))
    assert [(problem.line, problem.message) for problem in found.problems] == [
        (line, f"{SLIPS[header]}; the header was read line by line.")
    ]


@pytest.mark.parametrize("header", ["title: a\n  b: c", 'title: "a \\q b"', 'title: "a",\ntags: [b]'])
def test_what_is_no_known_slip_is_told_in_the_words_of_the_parser(header: str) -> None:
    (problem,) = article(header).problems
    assert problem.message.startswith("The header is not valid YAML (")


def test_a_list_never_closed_is_still_a_list() -> None:
    assert article("title: x\ntags: [a, b").tags == ("a", "b")


def test_a_block_of_text_in_a_broken_header_stays_with_its_key() -> None:
    found = article("title: a: b\nsummary: |\n  title: not this\n  but that\ndate: 2025-02-14")
    assert (found.title, found.summary) == ("a: b", "title: not this but that")


def test_a_quote_over_several_lines_at_the_margin_is_one_text() -> None:
    assert article('title: "One\ntwo\nthree"\ntags: [a').title == "One two three"


def test_a_line_that_is_neither_key_nor_text_is_passed_over() -> None:
    found = article(f"title: T\n{'k' * 5000}: v\n[section]\ntags: a")
    assert (found.title, found.tags) == ("T", ("a",))


def test_a_key_that_stands_twice_is_reported_and_the_last_counts() -> None:
    found = article("title: a\ntitle: b\ntags: x")
    assert found.title == "b"
    assert "repeats" in found.problems[0].message
    assert "title" in found.problems[0].message


def test_a_json_header_with_a_comma_too_many_is_salvaged() -> None:
    found = read('{\n  "title": "Foo",\n  "tags": ["a",],\n}\n\nText\n').article
    assert (found.title, found.tags) == ("Foo", ("a",))
    assert "JSON" in found.problems[0].message


def test_a_toml_header_with_an_open_quote_is_salvaged() -> None:
    found = read('+++\ntitle = "Foo\ntags = ["a"]\n+++\nText\n').article
    assert (found.title, found.tags) == ("Foo", ("a",))
    assert "TOML" in found.problems[0].message


WHOLE_BODIES = {
    "a header that is never closed": "---\ntitle: Foo\n\nText\n",
    "a rule at the top": "---\n\nSome text.\n\n---\n\nMore: text.\n",
    "a rule alone": "---\n",
    "a scalar": "---\njust words\n---\nText\n",
    "a list": "---\n- a\n- b\n---\nText\n",
    "prose between rules": "---\nSome prose here.\n\nMore prose: with a colon.\n---\nText\n",
    "prose in a header": "---\ntitle: x\n\nSome prose: here.\n\nMore\n---\nText\n",
    "a setext heading": "Some heading: here\n---\nText\n",
    "a note": "Note: this is prose.\n\nText\n",
    "a dialogue": "Anna: Hello.\nBert: Hello.\n\nText\n",
    "a shortcode": "{{< figure >}}\n\nText\n",
    "a line of JSON": '{"a": 1} is an object\n',
    "an open TOML fence": "+++\ntitle = 'x'\n",
    "an open JSON object": '{"title": "x",\n\nText\n',
}


@pytest.mark.parametrize("kind", WHOLE_BODIES)
def test_what_is_no_header_stays_in_the_body_to_the_last_letter(kind: str) -> None:
    document = read(WHOLE_BODIES[kind])
    assert document.body == WHOLE_BODIES[kind]
    assert document.body_line == 1
    assert document.article.title == "Some note"
    assert document.article.extra == {}


@pytest.mark.parametrize("kind", ["a header that is never closed", "prose in a header", "an open TOML fence"])
def test_what_was_meant_as_a_header_is_reported(kind: str) -> None:
    assert len(messages(read(WHOLE_BODIES[kind]))) == 1


def test_an_empty_header_is_a_header() -> None:
    document = read("---\n---\nText\n")
    assert (document.body, document.body_line, messages(document)) == ("Text\n", 3, [])


def test_a_header_may_be_all_there_is() -> None:
    document = read("---\ntitle: Foo\n---")
    assert (document.article.title, document.body) == ("Foo", "")


def test_everything_stays_the_text_it_was() -> None:
    extra = article("title: 010\nversion: 1.10\ntime: 12:30\nlang: no\nweight: 1\nyes: on").extra
    assert extra == {
        "title": "010",
        "version": "1.10",
        "time": "12:30",
        "lang": "no",
        "weight": "1",
        "yes": "on",
    }


def test_escapes_cannot_smuggle_control_characters_past_the_gate() -> None:
    yaml = article('title: "a\\e]0;x\\ab"\ntags: ["\\u202ex"]\nx: {"\\e": "\\e"}')
    toml = read('+++\ntitle = "a\\u001b]0;x\\u0007b"\n+++\n').article
    json = read('{"title": "a\\u001b]0;x\\u0007b"}\n').article
    assert yaml.title == toml.title == json.title == "a␛]0;x␇b"
    assert yaml.tags == ("x",)
    assert yaml.extra["x"] == {"␛": "␛"}


def test_a_raw_escape_in_the_header_spoils_nothing_else() -> None:
    found = article("title: a\x1b]0;x\x07b\ntags: [a]")
    assert (found.title, found.tags, found.problems) == ("a␛]0;x␇b", ("a",), ())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\n" + "[" * 40_000 + "\n---\nText\n", "it is too large or too deep"),
        ("---\nxyz: [a\n---\nText\n", "The [ that opens a value here is never closed"),
        ('---\nxyz: a "b\n  c: d\n---\nText\n', "mapping values"),
        ("+++\nxyz = \n+++\nText\n", "Invalid value"),
    ],
)
def test_a_header_that_nothing_can_be_read_of_says_why_and_is_shown(text: str, reason: str) -> None:
    document = read(text)
    assert document.body == text
    (message,) = messages(document)
    assert reason in message
    assert message.endswith(" is shown as text.")


CONTINUED = {
    "an author on three lines": (
        "author: Ann Lee,\nBo Day,\nCy Fox",
        "authors",
        ("Ann Lee", "Bo Day", "Cy Fox"),
    ),
    "a list that goes on": ("tags: [a, b]\nc", "tags", ("a", "b", "c")),
    "items that lost their dash": ("tags:\n- a\n- b\nc", "tags", ("a", "b", "c")),
    "a summary on two lines": ("summary: It rained\nall day.", "summary", "It rained all day."),
}


@pytest.mark.parametrize("kind", CONTINUED)
def test_bare_lines_go_on_with_the_value_above(kind: str) -> None:
    lines, field, value = CONTINUED[kind]
    document = read(f"---\ntitle: x\n{lines}\nlink: https://a.example\n---\nText\n")
    found = document.article
    assert (found.title, found.link, document.body) == ("x", "https://a.example", "Text\n")
    assert getattr(found, field) == value
    assert len(messages(document)) == 1


def test_text_below_a_key_that_is_not_known_stays_text() -> None:
    text = "---\ntitle: x\ndate: 2024-01-02\nremark: It rained.\nAnd then it snowed all day.\n---\nText\n"
    assert read(text).body == text


ALONE = {
    "author: Ann Lee, Bo Day": ("authors", ("Ann Lee", "Bo Day")),
    "author: Ir1d, cjsoft": ("authors", ("Ir1d", "cjsoft")),
    "authors: Ann, Bo, Cy": ("authors", ("Ann", "Bo", "Cy")),
    "Author: Doe, John": ("authors", ("Doe, John",)),
    "作者：张三": ("authors", ("张三",)),
    "tags: a, b": ("tags", ("a", "b")),
    "Keywords: a, b": ("tags", ("a", "b")),
    "category: a": ("categories", ("a",)),
    "source: https://a.example/x": ("link", "https://a.example/x"),
    "disqus:": ("link", ""),
    "comments: false": ("link", ""),
    "draft: true": ("draft", True),
    "status: draft": ("draft", True),
    "published: false": ("draft", True),
    "author: Ann Lee Jr.": ("authors", ("Ann Lee Jr.",)),
}


@pytest.mark.parametrize("line", ALONE)
def test_one_known_key_above_the_text_is_a_header(line: str) -> None:
    document = read(f"{line}\n\nText.\n\nMore.\n")
    field, value = ALONE[line]
    assert (document.body, getattr(document.article, field)) == ("Text.\n\nMore.\n", value)


def test_text_may_follow_a_key_without_an_empty_line() -> None:
    names = ", ".join(f"Name{number}" for number in range(60))
    document = read(f"author: {names}\nText goes on.\n\nMore.\n")
    assert (len(document.article.authors), document.body) == (60, "Text goes on.\n\nMore.\n")
    for text in ("Author: Ann\nText.\n", "note: Ann\nText.\n", "date: never\nText.\n"):
        assert read(text).body == text


def test_a_date_above_the_text_is_a_header() -> None:
    assert f"{read('date: 2024-01-02 10:00' + chr(10) * 2 + 'Text.').article.date:%F %H}" == "2024-01-02 02"


@pytest.mark.parametrize(
    "line",
    [
        "Source: the archive of the town",
        "Date: we do not know",
        "Summary: it rained. A lot.",
        "Tags: what are they?",
        "Author: the man who wrote this is old.",
        "Status: done",
        "Link: see below",
        "Note: this",
        "小明：你好",
        "Draft: true love",
    ],
)
def test_one_sentence_with_a_colon_is_no_header(line: str) -> None:
    assert read(f"{line}\n\nText.\n").body == f"{line}\n\nText.\n"
    assert read("author: Ann Lee\n").body == "author: Ann Lee\n"
