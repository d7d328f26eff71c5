"""Colours of listings: they come bit by bit, never twice, and never for longer than they may take."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.page.code.colouring import (
    AT_ONCE_CHARACTERS,
    CODE_BLOCK_CHARACTERS,
    LINE_CHARACTERS,
    SPACE_CHARACTERS,
    Colouring,
    colouring,
    load,
)
from reader.page.line import Role

LANGUAGES = ("python", "js", "go", "console", "diff", "json", "yaml", "html", "html+php", "markdown", "c++")


def is_waiting(colours: Colouring) -> bool:
    return colours.is_waiting  # asked by a function: the type checker takes what is read twice for the same


def coloured(language: str, text: str) -> list[tuple[str, Role]]:
    load(language)
    colours = Colouring(language, text)
    colours.reach(len(text))
    while is_waiting(colours):
        colours.advance(1.0)
    return [(text[start:end], role) for start, end, role in colours.roles(0, len(text))]


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        (
            "python",
            'def f(x):  # 注释\n    return "文" + 1',
            [
                ("def", Role.CODE_KEYWORD),
                ("f", Role.CODE_NAME),
                ("# 注释", Role.CODE_COMMENT),
                ("return", Role.CODE_KEYWORD),
                ('"文"', Role.CODE_STRING),
                ("+", Role.CODE_OPERATOR),
                ("1", Role.CODE_NUMBER),
            ],
        ),
        (
            "diff",
            "@@ -1 +1 @@\n-old\n+new",
            [
                ("@@ -1 +1 @@", Role.CODE_HEADING),
                ("-old", Role.CODE_DELETED),
                ("+new", Role.CODE_INSERTED),
            ],
        ),
        ("console", "$ ls", [("$ ", Role.CODE_OPERATOR)]),
        ("php", "echo 'a';", [("echo", Role.CODE_KEYWORD), ("'a'", Role.CODE_STRING)]),
    ],
)
def test_the_parts_of_a_listing_have_roles(language: str, text: str, parts: list[tuple[str, Role]]) -> None:
    assert coloured(language, text) == parts


def test_neighbours_of_one_role_are_one_part() -> None:
    assert coloured("python", '"a\\nb"') == [('"a\\nb"', Role.CODE_STRING)]


def test_nothing_is_known_before_somebody_looks_nor_before_the_grammar_is_there() -> None:
    text = "x = 1\n" * 10
    unloaded = Colouring("no-such-language-yet", text)
    unloaded.reach(5)
    assert is_waiting(unloaded)
    assert not unloaded.advance(1.0)
    load("no-such-language-yet")
    assert unloaded.advance(1.0) is False
    assert not is_waiting(unloaded)
    assert not list(unloaded.roles(0, len(text)))


def test_only_what_is_looked_at_is_coloured_and_some_more() -> None:
    load("python")
    text = "x = 1\n" * 3_000
    colours = Colouring("python", text)
    assert not is_waiting(colours)
    colours.reach(5)
    while is_waiting(colours):
        colours.advance(0.001)
    assert list(colours.roles(0, 12))
    assert not list(colours.roles(12_000, len(text)))


def test_what_is_too_long_stays_plain() -> None:
    assert colouring("python", "x\n" * (CODE_BLOCK_CHARACTERS // 2)) is not None
    assert colouring("python", "x\n" * CODE_BLOCK_CHARACTERS) is None
    assert colouring("python", "x" * (LINE_CHARACTERS + 1)) is None
    assert colouring("python", "x" + " \n" * SPACE_CHARACTERS) is None
    assert colouring("", "x") is None


def test_one_listing_is_coloured_once_whatever_the_width() -> None:
    assert colouring("python", "a = 1") is colouring("python", "a = 1")


def test_time_has_an_end() -> None:
    load("python")
    colours = Colouring("python", "x = 1\n" * 3_000)
    colours.reach(1)
    colours._spent = 1_000.0  # as if the grammar had been slow so far
    assert colours.advance(1.0)
    assert not is_waiting(colours)


def test_a_grammar_that_works_at_once_gets_short_listings_only() -> None:
    load("html+php")
    for length, is_coloured in ((100, True), (AT_ONCE_CHARACTERS, False)):
        colours = Colouring("html+php", "<?php echo 1;\n" + "x\n" * (length // 2))
        colours.reach(5)
        colours.advance(1.0)
        assert bool(list(colours.roles(0, 20))) is is_coloured
        assert is_coloured or not is_waiting(colours)


def test_a_grammar_that_does_not_end_is_none() -> None:
    assert coloured("tnt", "!" * 400) == []


@given(st.sampled_from(LANGUAGES), st.text(st.sampled_from("ab1 \n\"'`#/*<>{}()[]$\\=-+@中é"), max_size=120))
def test_parts_lie_in_order_inside_the_text(language: str, text: str) -> None:
    load(language)
    colours = Colouring(language, text)
    colours.reach(len(text))
    while is_waiting(colours):
        colours.advance(1.0)
    end = 0
    for start, stop, role in colours.roles(0, len(text)):
        assert end <= start < stop <= len(text)
        assert role is not Role.CODE
        end = stop


HOSTILE = {
    "quotes": '"' * 490 + "\n",
    "open quotes": '"\n',
    "comments": "/*\n",
    "brackets": "(" * 490 + "\n",
    "braces": "{\n",
    "escapes": '"' + '\\"' * 240 + "\n",
    "long texts": '"""\n',
    "tags": "<a " * 160 + "\n",
    "here documents": "<<A\n",
    "digits": "1" * 490 + "\n",
    "spaces": " " * 490 + "x\n",
    "blank lines": " \n" * 240 + "x",
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("language", ["python", "js", "html", "markdown"])
def test_a_listing_made_to_hurt_ends(language: str, name: str) -> None:
    text = (HOSTILE[name] * CODE_BLOCK_CHARACTERS)[: CODE_BLOCK_CHARACTERS - 1]
    colours = colouring(language, text)
    assert colours is not None
    load(language)
    colours.reach(len(text))
    while is_waiting(colours):
        colours.advance(0.008)
    assert all(0 <= start < end for start, end, _ in colours.roles(0, len(text)))
