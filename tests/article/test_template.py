"""Values that a template's engine is to fill in say nothing, and are no mistakes."""

from datetime import UTC, datetime

import pytest

from reader.article import Key
from reader.article.article import Article, DateSource
from reader.article.document import read_document
from reader.article.template import is_template, lies_in_templates


def read(text: str, path: str = "notes/Note one.md") -> Article:
    return read_document(text.encode(), Key("", path), datetime(2024, 1, 1, tzinfo=UTC), zone=UTC).article


@pytest.mark.parametrize(
    "text",
    [
        "{{date}}", " {{ date }} ", "{{date:YYYY-MM-DD}} {{time}}", "<% tp.date.now() %>", "<%* await x() -%>", "[[{{up}}]]",
        '"{{title}}"', '{{ replace .Name "-" " " | title }}', "{{a}}-{{b}}", "#{{tag}}",
    ],
)  # fmt: skip
def test_nothing_but_expressions_is_a_template(text: str) -> None:
    assert is_template(text)


@pytest.mark.parametrize(
    "text", ["", "{}", "{{", "{% now %}", "a {{b}}", "{{b}} 日", "{a}", "<b>", "%}", "{{a}} 1", "x" * 5_000]
)
def test_words_beside_them_are_a_value(text: str) -> None:
    assert not is_template(text)


@pytest.mark.parametrize(
    "header",
    [
        "date: {{date}}\ntags: [a]",
        "date: {{date}} {{time}}\ntags:\n  - a\n  - {{tag}}",
        'title: "{{ replace .Name "-" " " | title }}"\ndate: {{ .Date }}\ntags: a',
        "created: <% tp.date.now() %>\ntitle: <% tp.file.title %>\ntags: [a]\nurl: {{url}}",
        "tags: [a]\nup: [[{{up}}]]\nauthor: {{author}}",
        "tags: [a]\n{{#if x}}\ncategory: {{category}}\n{{/if}}",
        "tags: a\nrating: {{VALUE:1,2}}",
        "标签: a\n日期: {{date}}",
    ],
)
def test_a_header_with_templates_is_read_without_a_problem(header: str) -> None:
    article = read(f"---\n{header}\n---\n# {{{{title}}}}\n\nText\n")
    assert article.problems == ()
    assert article.tags == ("a",)
    assert article.title == "Note one"
    assert article.date_source is DateSource.FILE
    assert article.authors == article.categories == ()
    assert article.link == ""


def test_toml_too() -> None:
    article = read(
        '+++\ntitle = "{{ replace .Name "-" " " | title }}"\ndate = {{ .Date }}\ntags = ["a"]\n+++\nText\n'
    )
    assert article.problems == ()
    assert (article.title, article.tags) == ("Note one", ("a",))


def test_what_the_header_says_stays_as_it_was_written() -> None:
    assert read("---\nmood: {{mood}}\ntags: [a]\n---\n").extra["mood"] == "{{mood}}"


def test_a_mistake_beside_templates_is_still_one() -> None:
    assert read("---\ndate: {{date}}\ntitle: a: b\n---\nText\n").problems
    assert read("---\ntitle: {{title}} and more\n---\nText\n").problems
    assert read("---\ntitle: Real\ndate: soon\n---\nText\n").problems


def test_a_real_title_beats_a_heading_that_is_a_template_and_a_real_heading_the_name() -> None:
    assert read("---\ntitle: Real\n---\n# {{title}}\n").title == "Real"
    assert read("---\ntitle: {{title}}\n---\n# Heading\n").title == "Heading"


@pytest.mark.parametrize(
    ("path", "lies"),
    [
        ("Templates/Daily.md", True),
        ("99 - Templates/Daily.md", True),
        ("vault/05_templates/sub/x.md", True),
        ("模板/日记.md", True),
        ("Templates.md", False),
        ("templates of mine/x.md", False),
    ],
)
def test_folders_of_templates_are_known_by_their_names(path: str, lies: bool) -> None:
    assert lies_in_templates(path) is lies
