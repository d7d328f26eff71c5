"""Tags, categories and authors in every shape that they come in."""

import pytest

from reader.article.labels import LABEL_LIMIT, TAGS_LIMIT
from tests.article.articles import article, read

TAGS = {
    "tags: [a, b]": ("a", "b"),
    "tags:\n  - a\n  - b c": ("a", "b c"),
    "tags: a": ("a",),
    "tags: a, b; c": ("a", "b", "c"),
    "tags: 科技，手机、苹果；新闻": ("科技", "手机", "苹果", "新闻"),
    "tags: machine learning": ("machine learning",),
    "layout: post\ntags: machine learning": ("machine", "learning"),
    'tags: "#a #b/c"': ("a", "b/c"),
    'tags: ["#a", "C#"]': ("a", "C#"),
    "tag: a": ("a",),
    "keywords: [a, b]": ("a", "b"),
    "tags: []\nkeywords: a": ("a",),
    "tags: [null]\nkeywords: a": ("a",),
    "taxonomies:\n  tags: [a]": ("a",),
    "extra:\n  tags: [a]": ("a",),
    "params:\n  Tags: [a]": ("a",),
    "tags: [x]\ntaxonomies:\n  tags: [a]": ("x",),
    "tags:\n  - name: A\n    slug: a\n  - title: B": ("A", "B"),
    'tags: ["[[a]]", "[[folder/b|B]]"]': ("a", "B"),
    "tags: [null]": (),
    "tags: null": (),
    "tags: ~": (),
    'tags: ""': (),
    "tags:": (),
    'tags: ["", " ", a, null, ~]': ("a",),
    "tags: [AI, ai, Ai]": ("AI",),
    "tags: [[a, b], c]": ("a", "b", "c"),
    "tags: [1.10, 2024, yes]": ("1.10", "2024", "yes"),
    "tags: ,,a,,": ("a",),
}


@pytest.mark.parametrize("header", TAGS)
def test_tags_of_any_shape_are_found(header: str) -> None:
    assert article(header).tags == TAGS[header]


def test_a_post_of_jekyll_separates_tags_by_spaces() -> None:
    assert article("tags: machine learning", path="_posts/2015-03-04-x.md").tags == ("machine", "learning")


def test_ten_thousand_tags_are_cut_with_a_problem() -> None:
    names = [f"tag{number}" for number in range(10_000)]
    for header in (
        "tags:\n" + "\n".join(f"  - {name}" for name in names),
        "tags: [" + ", ".join(names) + "]",
    ):
        found = article(f"title: T\n{header}")
        assert found.title == "T"
        assert found.tags == tuple(names[:TAGS_LIMIT])
        assert any("Too many tags" in problem.message for problem in found.problems)


def test_a_tag_as_long_as_a_page_is_cut() -> None:
    (tag,) = article("tags: " + "x" * 50_000).tags
    assert len(tag) == LABEL_LIMIT


CATEGORIES = {
    "categories: [a, b]": ("a", "b"),
    "category: release": ("release",),
    "categories:\n  - [Sports, Baseball]\n  - [Play]": ("Sports/Baseball", "Play"),
    "categories:\n  - [Sports, Baseball]\n  - Play": ("Sports/Baseball", "Play"),
    "categories: []": (),
    '+++\n[taxonomies]\ncategories = ["a"]\n+++\n': ("a",),
}


@pytest.mark.parametrize("header", CATEGORIES)
def test_categories_of_any_shape_are_found(header: str) -> None:
    found = read(header).article if header.startswith("+++") else article(header)
    assert found.categories == CATEGORIES[header]


AUTHORS = {
    "author: Jane": ("Jane",),
    "author: 肖芳、文姝琪": ("肖芳", "文姝琪"),
    "author: Jane Doe, John Roe": ("Jane Doe", "John Roe"),
    "author: Jane Doe, John Roe, and Ann Poe": ("Jane Doe", "John Roe", "Ann Poe"),
    "author: Jane Doe (A, B) and John Roe (C)": ("Jane Doe (A, B)", "John Roe (C)"),
    'author: "Doe, Jane"': ("Doe, Jane",),
    "author: Research and Development": ("Research and Development",),
    "authors: [Jane, John]": ("Jane", "John"),
    "author:\n  name: Jane\n  email: jane@example.org": ("Jane",),
    "authors:\n  - name: Jane\n    url: https://example.org\n  - john": ("Jane", "john"),
    "authors:\n  jane:\n    name: Jane Doe": ("Jane Doe",),
    "author: [[Jane Doe]]": ("Jane Doe",),
    'author:\n  - "[[people/Jane|Jane D.]]"': ("Jane D.",),
    'author: "[Jane Doe](https://example.org)"': ("Jane Doe",),
    "author: Jane Doe <jane@example.org>": ("Jane Doe",),
    "creator: Jane": ("Jane",),
    "by: Jane": ("Jane",),
    "作者：肖芳": ("肖芳",),
    "author: null": (),
}


@pytest.mark.parametrize("header", AUTHORS)
def test_authors_of_any_shape_are_found(header: str) -> None:
    assert article(header).authors == AUTHORS[header]
