"""What was meant by what is typed: in lists that narrow, in sentences that ask "did you mean", in titles with a slip."""

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from reader.nearest import Names, matching, nearest, nearly, needed_parts


def things(*names: str) -> list[Names]:
    return [Names((name,)) for name in names]


def found(typed: str, listed: list[Names], *, best_first: bool = False) -> list[str]:
    return [listed[at].names[0] for at in matching(typed, listed, best_first=best_first)]


@pytest.mark.parametrize("typed", ["", "  "])
@pytest.mark.parametrize("best_first", [False, True])
def test_where_nothing_is_typed_all_are_found_in_their_order(typed: str, best_first: bool) -> None:
    assert found(typed, things("b", "a", "c"), best_first=best_first) == ["b", "a", "c"]


def test_all_words_have_to_be_there_in_any_order_and_case() -> None:
    listed = things("Save the search", "Search", "save a page")
    assert found("SEARCH save", listed) == ["Save the search"]
    assert found("save", listed) == ["Save the search", "save a page"]


def test_words_are_found_in_other_names_and_beside_them() -> None:
    listed = [Names(("Unfollow a feed", "unfollow"), "F"), Names(("Star", "favourite"), "s")]
    assert found("favour", listed) == ["Star"]
    assert matching("unfollow f", listed) == [0]


def test_letters_in_their_order_are_enough_only_where_no_name_has_the_words() -> None:
    assert found("tgl", things("Toggle list", "Tagalog", "Other")) == ["Toggle list", "Tagalog"]
    assert found("list", things("Toggle list", "Last inning set")) == ["Toggle list"]
    assert found("t l", things("Toggle list", "tail", "Lot")) == ["Toggle list", "tail", "Lot"]
    assert found("tzl", things("Toggle list")) == []


def test_the_best_come_first_as_a_name_a_word_in_it_its_beginning_a_part_of_it() -> None:
    listed = [
        *things("a rest", "forest", "resting", "no rest, a rest"),
        Names(("Third", "rest")),
        Names(("Last",), "rest"),
    ]
    assert found("rest", listed, best_first=True) == [
        "Third", "a rest", "no rest, a rest", "resting", "forest", "Last",
    ]  # fmt: skip
    assert found("rest", listed) == ["a rest", "forest", "resting", "no rest, a rest", "Third", "Last"]


def test_what_a_regex_would_read_is_typed_as_it_is() -> None:
    assert found("c++ (", things("C++ (old)", "C")) == ["C++ (old)"]
    assert found(".*", things("anything"), best_first=True) == []


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("raed", "read"),
        ("READ", "read"),
        ("lsit", "list"),
        ("themes", "Theme"),
        ("zzzzz", ""),
        ("", ""),
        ("r" * 10_000, ""),
    ],
)
def test_the_nearest_name_is_the_one_that_was_meant(typed: str, near: str) -> None:
    assert nearest(typed, ["read", "list", "Theme"]) == near


def test_a_name_in_another_case_is_nearer_than_one_of_the_same_letters() -> None:
    assert nearest("READ", ["dear", "read"]) == "read"


def test_a_part_of_a_text_that_nearly_has_what_is_typed_is_found_the_likest_first() -> None:
    texts = {1: "gardening in winter", 2: "the gradening of things", 3: "cooking", 4: "gard"}
    assert nearly("gradening", texts, 10) == [2, 1]
    assert nearly("gradening", texts, 1) == [2]
    assert nearly("nothing like it", texts, 10) == []


@given(
    typed=st.text("abé图书 ", min_size=4, max_size=12),
    before=st.text("abé图书 ", max_size=8),
    slips=st.lists(st.tuples(st.integers(0, 12), st.sampled_from(("", "a", "图", "xy"))), max_size=4),
    after=st.text("abé图书 ", max_size=8),
)
def test_a_longer_text_that_is_found_has_a_part_of_what_is_typed(
    typed: str, before: str, slips: list[tuple[int, str]], after: str
) -> None:
    near = typed
    for at, letters in slips:
        near = near[:at] + letters + near[at + 1 :]
    text = before + near + after
    assert "".join(needed_parts(typed)) == typed
    if len(text) > len(typed) and nearly(typed, {1: text}, 1):
        event("found")
        assert any(part in text for part in needed_parts(typed))
