"""The properties and the names of Logseq's pages, and other headers whose lines are marked instead of fenced."""

import pytest

from tests.article.articles import read

BOOK = """\
title:: A Book: Part 1/2 (highlights)
author:: [[Ann Lee]]
category:: #books
url:: https://a.example/b
tags:: #[[two words]], three

- One
"""


def test_the_properties_of_a_page_are_its_header() -> None:
    document = read(BOOK, "pages/A Book%3A Part 1___2 (highlights).md")
    found = document.article
    assert found.title == "A Book: Part 1/2 (highlights)"
    assert (found.authors, found.link, found.categories) == (("Ann Lee",), "https://a.example/b", ("books",))
    assert found.tags == ("two words", "three")
    assert document.body.strip() == "- One"
    assert document.body_line == 6


@pytest.mark.parametrize(
    ("value", "tags"),
    [
        ("one, two", ("one", "two")),
        ("[[one]] [[two, too]]", ("one", "two, too")),
        ("#[[a b]] #c", ("a b", "c")),
        ("[[a]], b，c", ("a", "b", "c")),
        ("#a #b", ("a", "b")),
    ],
)
def test_tags_may_be_links_to_pages(value: str, tags: tuple[str, ...]) -> None:
    assert read(f"tags:: {value}\n\n- Text\n").article.tags == tags


@pytest.mark.parametrize(
    ("value", "authors"),
    [
        ("[[Ann]] and [[Bo]]", ("Ann", "Bo")),
        ("[[Ann]], Bo Day & [[Cy]]", ("Ann", "Bo Day", "Cy")),
        ("Ann Lee, Bo Day", ("Ann Lee", "Bo Day")),
    ],
)
def test_authors_may_be_links_to_pages(value: str, authors: tuple[str, ...]) -> None:
    assert read(f"author:: {value}\n\n- Text\n").article.authors == authors


def test_properties_may_be_a_block_of_their_own() -> None:
    document = read("- title:: T\n  public:: true\n  alias:: x, [[y, z]]\n- One\n\t- Two\n", "pages/t.md")
    assert document.article.title == "T"
    assert document.article.extra["alias"] == ["x", "y, z"]
    assert document.body == "- One\n\t- Two\n"


@pytest.mark.parametrize("text", ["std::vector is a list.\n", "a ::b\n", "two words:: x\n", "- [a:: b] c\n"])
def test_other_pairs_of_colons_are_no_properties(text: str) -> None:
    assert read(text).body == text


NAMES = {
    "pages/A Book%3A Part 1___2.md": "A Book: Part 1/2",
    "pages/what%3F.md": "What?",
    "pages/读书___第一章.md": "读书/第一章",
    "pages/100%25.md": "100%",
    "notes/a%20b.md": "a b",
    "notes/50%zz.md": "50%zz",
    "notes/%FF%FE.md": "%FF%FE",
    "notes/bell%07.md": "Bell%07",
    "notes/one___two.md": "One two",
    "journals/2024_01_05.md": "2024-01-05",
    "Trip to Rome 0123456789abcdef0123456789abcdef.md": "Trip to Rome",
}


@pytest.mark.parametrize("path", NAMES)
def test_names_are_decoded(path: str) -> None:
    assert read("- text\n", path).article.title == NAMES[path]


def test_a_journal_is_of_its_day() -> None:
    found = read("- text\n", "journals/2024_01_05.md").article
    assert (f"{found.date:%F %H}", found.date_source) == ("2024-01-04 16", "name")


def test_nikolas_comment_is_the_header() -> None:
    document = read(
        "<!--\n.. title: Storm: a diary\n.. slug: storm\n.. date: 2024-01-02 10:00:00 UTC+02:00\n"
        ".. tags: sea, wind\n.. category: notes\n.. link: https://a.example/x\n.. description: Rain.\n-->\n\nText\n"
    )
    found = document.article
    assert (found.title, found.tags, found.categories) == ("Storm: a diary", ("sea", "wind"), ("notes",))
    assert (f"{found.date:%F %H}", found.link, found.summary) == (
        "2024-01-02 08",
        "https://a.example/x",
        "Rain.",
    )
    assert (document.body, document.body_line) == ("\nText\n", 10)


def test_a_comment_without_keys_is_body() -> None:
    for text in ("<!-- .. see: below", "<!-- a note -->\n\n# T\n"):
        assert read(text).body == text


def test_pandocs_title_block_is_the_header() -> None:
    document = read("% Tides\n  and moons\n% Ann Lee; Bo Day\n% March 4, 2024\n\nText\n")
    found = document.article
    assert (found.title, found.authors, f"{found.date:%F}") == (
        "Tides and moons",
        ("Ann Lee", "Bo Day"),
        "2024-03-03",
    )
    assert document.body == "\nText\n"
    assert read("%\n% Ann Lee\n\nText\n").article.authors == ("Ann Lee",)


@pytest.mark.parametrize("text", ["% of them\nwere late.\n", "%% hidden %%\n\nText\n", "%d is a number.\n"])
def test_a_percent_sign_is_no_title_block(text: str) -> None:
    assert read(text).body == text
