"""Lists: how items are numbered, and what is close or apart inside them."""

import pytest

from tests.page.painting import page, painted


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("1. a\n1. b\n   1. c\n   1. d\n1. e", "1. a\n2. b\n   1. c\n   2. d\n3. e"),
        ("3. x\n1. y\n9. z", "3. x\n4. y\n5. z"),
        ("0) x\n0) y", "0) x\n1) y"),
        ("99. a\n1. b", " 99. a\n100. b"),
        ("1. a\n1. b\n\n<!-- -->\n\n5. c\n5. d", "1. a\n2. b\n\n5. c\n6. d"),
        ("> 7. a\n> 7. b", "┃ 7. a\n┃ 8. b"),
    ],
)
def test_only_the_first_number_of_a_list_counts(markdown: str, shown: str) -> None:
    assert painted(markdown) == shown


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<ol type=a><li>x<li>y</ol>", "a. x\nb. y"),
        ('<ol type="I" start="3"><li>x<li>y</ol>', "III. x\n IV. y"),
        ('<ol style="list-style-type: lower-roman"><li>x<li>y</ol>', " i. x\nii. y"),
        ("<ol reversed><li>x<li>y</ol>", "2. x\n1. y"),
        ("<ol start=3><li>x<li value=10>y<li>z</ol>", " 3. x\n10. y\n11. z"),
        ("<ul type=a><li>x</ul>", "• x"),
    ],
)
def test_lists_of_html_count_as_browsers_do(html: str, shown: str) -> None:
    assert painted(html) == shown


def test_paragraphs_of_a_quote_in_a_tight_item_stand_apart() -> None:
    assert painted("- point\n  > one\n  >\n  > two\n  >\n  > ```\n  > code\n  > ```\n- next") == page("""
• point
  ┃ one
  ┃
  ┃ two
  ┃
  ┃ code
• next
""")
    assert (
        painted("> 1. one\n>    > inner\n>    >\n>    > two") == "┃ 1. one\n┃    ┃ inner\n┃    ┃\n┃    ┃ two"
    )


def test_what_else_is_loose_in_a_tight_list_stands_apart() -> None:
    assert painted("<ul><li>a<blockquote><p>one</p><p>two</p></blockquote></li><li>b</li></ul>") == (
        "• a\n  ┃ one\n  ┃\n  ┃ two\n• b"
    )
    assert painted("- > - x\n  > - y\n- z") == "• ┃ ◦ x\n  ┃ ◦ y\n• z"
    assert painted("Term\n: one\n\n    two\n") == "Term\n  one\n\n  two"
