"""The blank lines around headings: two above, so that a heading belongs to its text, and at most one below."""

import pytest

from reader.page.line import Role
from tests.page.painting import page, painted, roles


def test_a_heading_stands_two_lines_below_the_former_text_and_close_to_its_own() -> None:
    assert painted("before\n\n## Heading\n\ntext\n\n### Lower\n\nmore\n") == page("""
before


Heading

text


Lower

more
""")


def test_the_text_below_a_small_heading_follows_at_once() -> None:
    assert painted("before\n\n#### Four\n\ntext\n\n##### Five\n\n- item\n\n###### Six\n\n> quote\n") == page("""
before


Four
text


Five
• item


Six
┃ quote
""")


def test_a_heading_below_a_heading_or_a_rule_is_not_parted_from_it_further() -> None:
    text = painted("before\n\n## Heading\n\n### Lower\n\ntext\n")
    assert text == "before\n\n\nHeading\n\nLower\n\ntext"
    assert painted("#### Four\n\n##### Five\n\ntext\n") == "Four\n\nFive\ntext"
    assert painted("## Empty\n\n## Heading\n\n# Part\n") == "Empty\n\n\nHeading\n\n\nPart"
    assert painted("before\n\n---\n\n## Heading\n").endswith("\n\nHeading")
    assert not painted("before\n\n---\n\n## Heading\n").endswith("\n\n\nHeading")


def test_a_page_does_not_begin_with_blank_lines() -> None:
    assert painted("## Heading\n\ntext\n") == "Heading\n\ntext"


def test_a_heading_in_a_quote_or_an_item_takes_the_lines_of_its_surroundings() -> None:
    assert painted("> a\n>\n> ## Heading\n>\n> b\n") == "┃ a\n┃\n┃ Heading\n┃\n┃ b"
    assert painted("- a\n- ## Heading\n- b\n") == "• a\n• Heading\n• b"


@pytest.mark.parametrize("block", ["```\ncode\n```", "| a |\n| - |\n| b |", "![words](a.png)", "$$x$$"])
def test_what_has_air_of_its_own_keeps_it_below_a_small_heading(block: str) -> None:
    assert painted(f"#### Four\n\n{block}\n").startswith("Four\n\n")


def test_each_level_has_a_role_of_its_own() -> None:
    found = [roles("#" * level + " a") for level in range(1, 7)]
    assert found == [
        {Role.HEADING_1}, {Role.HEADING_2}, {Role.HEADING_3},
        {Role.HEADING_4}, {Role.HEADING_5}, {Role.HEADING_6},
    ]  # fmt: skip
