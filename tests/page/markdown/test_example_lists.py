"""Pandoc's lists that count themselves: ``(@)``, ``(@label)`` and ``#.``."""

import pytest

from tests.page.painting import page, painted


def test_examples_are_numbered_through_the_document_and_mentioned_by_number() -> None:
    source = """
(@)  My first
(@)  My second

Some words.

(@good)  A third one
         that goes on

         and on

As (@good) shows, and @good too, `(@good)` is not (@other).
"""
    assert painted(source, 60) == page("""
1) My first
2) My second

Some words.

3) A third one that goes on

   and on

As (3) shows, and 3 too, (@good) is not (@other).
""")


def test_signs_for_numbers_count_from_one_and_may_be_nested() -> None:
    assert painted("#. one\n#. two\n    #. in it\n    #. in it\n") == page("""
1. one
2. two
   1. in it
   2. in it
""")
    assert painted("4. four\n#. five") == "4. four\n5. five"
    assert painted("#.  one\n\n    more\n#.  two").startswith("1. one\n\n   more\n\n2. two")


@pytest.mark.parametrize(
    "text",
    [
        "(@ann) alone in text",
        "Thanks to\n(@ann) and\n(@bo) for it",
        "a #. b",
        "text\n#. text",
        "#.",
        "me@(@good).example",
    ],
)
def test_what_only_looks_so_is_text(text: str) -> None:
    assert painted(f"Words {text}", 60) == f"Words {text}".replace("\n", " ")


def test_a_name_above_a_paragraph_is_text() -> None:
    assert painted("(@ann) has written this.\n\nMore.") == "(@ann) has written this.\n\nMore."
    assert painted("(@ann) docs\n(@bo) code\n\nThanks, @ann!") == "(@ann) docs (@bo) code\n\nThanks, @ann!"


def test_code_stays_code() -> None:
    assert painted("```\n(@) code\n#. code\n```").split() == ["(@)", "code", "#.", "code"]
    assert painted("    (@) code\n    #. code").split() == ["(@)", "code", "#.", "code"]


def test_a_long_flood_is_read_quickly_and_keeps_its_lines() -> None:
    assert painted("(@) x\n" * 3_000).count("\n") == 2_999
