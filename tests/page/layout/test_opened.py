"""Tight lists whose items take several lines have blank lines between the items, where they do."""

from reader.page.layout.layout import Position
from reader.page.markdown.parse import parse
from tests.page.painting import page, painted, settled

LONG = "- one item that has more than a line\n- short\n- another that has more than one line\n"


def test_a_list_most_of_whose_items_wrap_is_opened() -> None:
    assert painted(f"before\n\n{LONG}\nafter\n", 24) == page("""
before

• one item that has more
  than a line

• short

• another that has more
  than one line

after
""")


def test_where_they_fit_it_is_tight() -> None:
    assert painted(LONG, 60) == page("""
• one item that has more than a line
• short
• another that has more than one line
""")


def test_a_list_few_of_whose_items_wrap_stays_tight() -> None:
    assert "\n\n" not in painted("- a\n- b\n- one item that has more than a line\n- c\n", 20)
    assert "\n\n" not in painted("- one item that has more than a line\n- c\n", 20)
    assert "\n\n" not in painted("- one item that has more than a line\n", 20)


def test_addresses_of_links_do_not_count() -> None:
    links = "".join(f"- [a page](https://example.com/{'x' * 60}/{number})\n" for number in range(4))
    assert "\n\n" not in painted(links, 40)


def test_each_list_is_judged_by_itself() -> None:
    assert painted(f"{LONG}\ntext\n\n- a\n- b\n", 24).endswith("text\n\n• a\n• b")
    assert painted("* a\n* b\n\n" + LONG, 24).startswith("• a\n• b\n\n• one")


def test_a_list_inside_an_opened_one_may_stay_tight() -> None:
    assert painted(
        "1. one item that has more than a line\n   - a\n   - b\n2. another with more than a line\n", 24
    ) == page(
        """
1. one item that has
   more than a line
   ◦ a
   ◦ b

2. another with more
   than a line
""".replace("◦", "•")
    )


def test_an_opened_list_opens_those_around_it() -> None:
    text = "- a\n  - one item that has more than a line\n  - another with more than a line\n- b\n- c\n"
    assert painted(text, 24) == page("""
• a

  ◦ one item that has
    more than a line

  ◦ another with more
    than a line

• b

• c
""")


def test_tasks_numbers_and_quotes_are_opened_too_and_definitions_are_not() -> None:
    long = "one item that has more than a line"
    assert painted(f"- [ ] {long}\n- [x] {long}\n", 24).count("\n\n") == 1
    assert painted(f"> 1. {long}\n> 2. {long}\n", 24).split("\n").count("┃") == 1
    assert "\n\n" not in painted(f"a\n: {long}\n: {long}\n", 24)


def test_positions_and_copies_stay_right() -> None:
    layout = settled(parse(LONG), 24)
    assert [layout.row(Position(block)) for block in range(3)] == [0, 3, 5]
    assert [layout.position_at(row).block for row in range(7)] == [0, 0, 1, 1, 2, 2, 2]
    assert layout.height == 7
    wide = layout.resized(60)
    assert [wide.row(Position(block)) for block in range(3)] == [0, 1, 2]
    copied = layout.text_between(Position(0), Position(3))
    assert copied == "• one item that has more than a line\n• short\n• another that has more than one line"
