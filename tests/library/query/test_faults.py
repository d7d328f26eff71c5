"""Queries that stand in a file: what is wrong with them, in words; and the limits of a query and of a regex in it."""

import re

import pytest

from reader.library.query.faults import fault_in
from reader.library.query.parse import LENGTH_LIMIT, parse
from reader.library.query.patterns import COUNT_LIMIT, REPETITIONS, PatternError, compiled
from reader.library.query.patterns import LENGTH_LIMIT as PATTERN_LENGTH_LIMIT


@pytest.mark.parametrize(
    "text", ["", "a", "is:unread", "mood:good", "a b mood:good", "mood:good titel:x", "-mood:x"]
)
def test_a_query_with_a_key_that_is_like_no_field_has_no_fault(text: str) -> None:
    assert fault_in(text) == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel:x", "query, column 1: "),
        ("some words titel:x", "query, column 12: "),
        ("mo titel:x", "query, column 4: "),
        ("is:unred", "query, column 4: "),
        ("a OR", "query, column 3: "),
    ],
)
def test_a_query_with_a_fault_or_a_field_that_is_like_one_is_named_by_its_column(
    text: str, said: str
) -> None:
    assert fault_in(text).startswith(said)


def test_a_query_may_be_as_long_as_the_limit() -> None:
    assert parse("x" * LENGTH_LIMIT)


@pytest.mark.parametrize(
    "source",
    [
        "a" * PATTERN_LENGTH_LIMIT,
        "a*" * REPETITIONS,
        "(a|b*)" * REPETITIONS,
        "(a*|b*)" * REPETITIONS,
        "(?=a*)" * REPETITIONS,
        "(?>a*)" * REPETITIONS,
        "(a?b?)?" * (REPETITIONS + 1),
        "(a?)*" * REPETITIONS,
        f"a{{{COUNT_LIMIT}}}",
        f"a{{2,{COUNT_LIMIT}}}",
        "a{2,}",
    ],
)  # fmt: skip
def test_a_regex_may_be_as_long_and_repeat_as_much_as_the_limits(source: str) -> None:
    assert isinstance(compiled(source), re.Pattern)


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("a" * (PATTERN_LENGTH_LIMIT + 1), "it is too long"),
        ("a*" * (REPETITIONS + 1), "too many repetitions"),
        ("(a|b*)" * (REPETITIONS + 1), "too many repetitions"),
        ("(?=a*)" * (REPETITIONS + 1), "too many repetitions"),
        ("(?!a*)" * (REPETITIONS + 1), "too many repetitions"),
        ("(?<=a)b*" * (REPETITIONS + 1), "too many repetitions"),
        ("(?>a*)" * (REPETITIONS + 1), "too many repetitions"),
        ("(a?b*)?" * (REPETITIONS + 1), "too many repetitions"),
        ("(a*)*", "a repetition stands inside another one"),
        ("(b|a*)*", "a repetition stands inside another one"),
        ("((a+)?)+", "a repetition stands inside another one"),
        ("(?>a*)+", "a repetition stands inside another one"),
        ("((?=a*)b)+", "a repetition stands inside another one"),
        (f"a{{{COUNT_LIMIT + 1}}}", "too often"),
        (r"(a)\1", "it refers back to a group"),
        (r"(a)?(?(1)b|c)", "it refers back to a group"),
        ("a{1,0}", "min repeat"),
    ],
)  # fmt: skip
def test_a_regex_beyond_a_limit_is_refused_in_words(source: str, said: str) -> None:
    with pytest.raises(PatternError, match=said):
        compiled(source)


@pytest.mark.parametrize(("source", "found"), [("ab", True), ("aB", False), ("AB", True), ("Ab", False)])
def test_a_regex_without_capitals_ignores_case(source: str, *, found: bool) -> None:
    assert bool(compiled(source).search("AB")) == found
