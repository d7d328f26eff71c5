"""How a query that is being typed can go on."""

from collections.abc import Iterable

import pytest

from reader.library.query.completing import completions
from reader.library.query.parse import parse
from tests.library.person import Person

TAGS = {"ai": 31, "machine learning": 7, 'a "quoted" one': 2, "人工智能": 5}


def values(field: str, begun: str, limit: int) -> Iterable[tuple[str, int]]:
    return [(name, count) for name, count in TAGS.items() if field == "tag" and name.startswith(begun)][
        :limit
    ]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("", "is:"),
        ("ta", "tag:"),
        ("ai ta", "ai tag:"),
        ("-TA", "-tag:"),
        ("(lang:zh OR ta", "(lang:zh OR tag:"),
        ("moo", "mood:"),
        ("tag:", "tag:ai "),
        ("tag:m", 'tag:"machine learning" '),
        ('tag:"machine l', 'tag:"machine learning" '),
        ("tag：人", "tag:人工智能 "),
        ("x -tag:a", "x -tag:ai "),
        ("is:st", "is:starred "),
        ("sort:-w", "sort:-words "),
        ("is:ST", "is:starred "),
        ("date:t", "date:today "),
        ("tags:m", 'tags:"machine learning" '),
        ("words:", "words:>1000 "),
        ("minutes:<", "minutes:<300 "),
    ],
)
def test_the_last_word_is_completed_and_the_rest_stays(typed: str, first: str) -> None:
    assert completions(typed, ["mood"], values)[0].query == first


@pytest.mark.parametrize(
    "typed", ["nonsense", "title:a", "words:x", 'tag:ai "open phra', '"open', 'a"b', "(a)b", "tag:nothing"]
)
def test_where_nothing_is_known_nothing_is_offered(typed: str) -> None:
    assert completions(typed, ["mood"], values) == []


def test_titles_and_paths_are_not_offered_though_the_library_has_them() -> None:
    for typed in ("title:", "path:a"):
        assert completions(typed, [], lambda *_: [("a title", 3)]) == []


def test_beside_a_value_stands_how_often_it_is_there_where_that_is_known() -> None:
    assert [each.aside for each in completions("tag:", [], lambda *_: [("a", 1), ("b", 12_345)])] == [
        "1",
        "12,345",
    ]
    for typed in ("is:", "date:", "words:", "sort:"):
        assert {each.aside for each in completions(typed, [], values)} == {""}


def test_every_value_is_offered_as_it_can_be_read() -> None:
    for offered in completions("tag:", [], values):
        assert parse(offered.query).tree is not None
        assert offered.label == offered.query.strip()


def test_values_come_from_the_library_the_most_frequent_first(person: Person) -> None:
    person.write("a.md", tags=("Sea", "sky"), author="Ada Lovelace", lang="zh", mood="Calm")
    person.write("b.md", tags=("sky",), author="Àda Lovelace", lang="en")
    person.write("c.md", tags=("sky",), author="Bob", lang="en")
    offered = {
        typed: [
            (each.label, each.aside)
            for each in person.open(scan=typed == "tag:").questions.completions(typed)
        ]
        for typed in ("tag:", "tag:SE", "author:a", "lang:", "mood:", "mo")
    }
    assert offered == {
        "tag:": [("tag:sky", "3"), ("tag:Sea", "1")],
        "tag:SE": [("tag:Sea", "1")],
        "author:a": [('author:"Ada Lovelace"', "2")],
        "lang:": [("lang:en", "2"), ("lang:zh", "1")],
        "mood:": [("mood:Calm", "1")],
        "mo": [("mood:", "")],
    }
