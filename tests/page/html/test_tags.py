"""HTML as tags and text: nothing is lost, and what is no tag is text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.html.tags import Tag, decoded, is_markup, paired_names, pieces, read_tag


def parts(html: str) -> list[str]:
    return [each.raw if isinstance(each, Tag) else each for each in pieces(html)]


def test_tags_have_names_and_attributes() -> None:
    tag = read_tag("<A  HREF=x?a=b&amp;c title='a > b' data-x = \"1\" hidden class={'y'} on={z}/>")
    assert tag is not None
    assert (tag.name, tag.element, tag.closing, tag.closes_itself) == ("A", "a", False, True)
    assert tag.attributes == {
        "href": "x?a=b&c",
        "title": "a > b",
        "data-x": "1",
        "hidden": None,
        "class": "y",
        "on": None,
    }
    assert tag.value("name", "title") == "a > b"


@pytest.mark.parametrize(
    "text", ["<", "< a>", "<a", "<a b='c>", "<a <b>", "<1>", "</>", "<!-- a -->", "<?a?>"]
)
def test_what_is_no_complete_tag_is_none(text: str) -> None:
    assert read_tag(text) is None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a<b>c</b >d", ["a", "<b>", "c", "</b >", "d"]),
        ("a<!-- <b> -->c<!-->d<!--->e", ["a", "c", "d", "e"]),
        ("<?php a ?>b<!DOCTYPE c>d<![CDATA[ e ]]>f", ["b", "d", "f"]),
        ("a<script>if (a<b) '<b>'</SCRIPT >c<style>d</style>", ["a", "c"]),
        ("<script>a<b>c", ["<script>", "a", "<b>", "c"]),
        ("a<!-- b", ["a<!-- b"]),
        ("a < b <c", ["a < b <c"]),
    ],
)
def test_pieces_are_tags_and_text_without_comments_and_scripts(html: str, expected: list[str]) -> None:
    assert parts(html) == expected


@given(
    st.lists(
        st.sampled_from(["<a", "<b ", ">", "'", '"', "=", "/", "{", "}", "x", " ", "</c>", "<A b={"]),
        max_size=60,
    )
)
def test_pieces_are_the_text_whatever_it_is(texts: list[str]) -> None:
    assert "".join(parts("".join(texts))) == "".join(texts)


@given(st.text("&#xX;amplt0123456789abc ", max_size=60))
def test_entities_never_raise(text: str) -> None:
    assert len(decoded(text)) <= len(text)


def test_names_are_paired_that_are_opened_and_closed_and_not_html() -> None:
    text = "<Tabs><T> <your-name> </x> <my-el a=b></my-el></Tabs> <div></div> <A></A>"
    assert paired_names(text) == {"Tabs", "my-el", "A"}


@pytest.mark.parametrize(
    ("text", "closed", "expected"),
    [
        ("<div>", False, True),
        ("<b and c>", False, False),
        ("<b and c>", True, True),
        ("<b class=x>", False, True),
        ("<details open>", False, True),
        ("<script>", False, False),
        ("<script>", True, True),
        ("<T>", False, False),
        ("<T/>", False, True),
        ("<t/>", False, False),
        ("<Own>", False, True),
        ("</Own>", False, True),
    ],
)
def test_markup_is_what_was_not_meant_as_words(text: str, closed: bool, expected: bool) -> None:
    tag = read_tag(text)
    assert tag is not None
    assert is_markup(tag, closed=closed, paired=frozenset({"Own"})) is expected
