"""What the status line says of a situation, and why a list is empty: values in, words out."""

from typing import Any

import pytest

from reader.library import Counts, GroupOrder, Scope
from reader.settings import Settings
from reader.tui.keys.commands import COMMANDS
from reader.tui.keys.keymap import Keymap
from reader.tui.screen.situation import Situation
from reader.tui.screen.status_line import left, right, why_empty
from reader.tui.widgets.bar import Group

QUIET = Situation(
    scope=Scope.UNREAD, order=GroupOrder.UNREAD, keys=("tag",), query="", counts=Counts(1200, 7, 0, 0), total=1200,
    is_empty=False, is_watching=True, scanning="", refreshing="", downloading="", unsaved="", trouble="",
    question="", index_trouble="", found="", position="", group="", breadcrumb="", has_page=True,
)  # fmt: skip


def words(groups: tuple[Group, ...]) -> str:
    return "".join(piece.text for group in groups for piece in group)


def reason(now: Situation, **keys: tuple[str, ...]) -> str:
    return why_empty(now, Settings(), Keymap(COMMANDS, keys))


def test_in_quiet_it_says_scope_counts_and_place_and_an_order_that_is_not_the_usual_one() -> None:
    assert words(left(QUIET)) == "unread · 7/1,200 unread"
    assert words(left(QUIET._replace(group="tour 2/6"))) == "unread · 7/1,200 unread · tour 2/6"
    assert words(left(QUIET._replace(order=GroupOrder.RAREST))) == "unread · 7/1,200 unread · rarest first"
    assert right(QUIET) == ()


def test_a_filter_comes_first_and_a_question_before_it() -> None:
    filtered = QUIET._replace(query="tag:ai\x1b[31m", question="g A: feeds wait")
    said = words(left(filtered))
    assert said.startswith("g A: feeds wait · & tag:ai")
    assert "\x1b" not in said


def test_counts_are_for_now_only_while_the_folders_are_read_the_first_time() -> None:
    scanning = QUIET._replace(scanning="↻ 3/9")
    assert "so far" not in words(left(scanning))
    assert "7/1,200 unread so far" in words(left(scanning._replace(is_watching=False)))


def test_each_part_that_can_be_clicked_names_its_command() -> None:
    now = QUIET._replace(group="tour", keys=("source",), query="x", order=GroupOrder.NAME)
    commands = [piece.command for group in left(now) for piece in group]
    assert commands == ["filter_list", "next_scope", "go_to_group", "choose_grouping", "toggle_group_order"]


def test_what_is_under_way_goes_before_what_was_found_and_that_before_the_position() -> None:
    now = QUIET._replace(
        position="5%", found="1/2 found", refreshing="r", scanning="s", downloading="d", reading="a"
    )
    said = []
    for field in ("reading", "downloading", "scanning", "refreshing", "found", "position"):
        said.append(words((right(now),)))
        nothing: dict[str, Any] = {field: ""}
        now = now._replace(**nothing)
    assert said == ["a", "d", "s", "r", "1/2 found", "5%"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"is_watching": False}, "Reading the folder …"),
        ({"total": 0, "counts": Counts(0, 0, 0, 0), "refreshing": "feeds"}, "Fetching feeds …"),
        ({}, "All read. Press a for all articles"),
        ({"scope": Scope.STARRED}, "Nothing is starred. a shows the rest"),
        ({"query": "tag:x", "counts": Counts(0, 0, 0, 0)}, "Nothing matches tag:x. & changes that"),
        (
            {"query": "tag:x", "counts": Counts(3, 0, 0, 0)},
            "tag:x: 3 articles found · 0 are unread. a shows the rest",
        ),
    ],
)
def test_an_empty_list_says_why_and_which_key_helps(change: dict[str, Any], sentence: str) -> None:
    assert reason(QUIET._replace(is_empty=True, **change)) == sentence


def test_the_key_that_helps_is_the_one_in_force() -> None:
    assert reason(QUIET._replace(is_empty=True), scope=("f9",)) == "All read. Press f9 for all articles"


def test_an_empty_library_names_the_key_that_follows_a_feed_where_no_page_says_it() -> None:
    empty = QUIET._replace(total=0, counts=Counts(0, 0, 0, 0), has_page=False)
    assert "A follows a feed; newsreader FOLDER opens another folder" in reason(empty)
    assert "follows a feed" not in reason(empty._replace(has_page=True))
