"""The line of each entry of a TOML text, against what tomllib reads of it."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.toml.faults import KeyPath
from reader.toml.line_numbers import line_numbers

TEXT = """\
# a comment with a key = 1 and a [table]
first = 1
"quoted \\"key\\"" = 'x # no comment'
a.b.'c d' = true

text = \"\"\"
fake = 1
[[fake]]
\\\"\"\" still \"\"\"\"\"
after = '''
other = 2''' # behind
list = [ # of many
  1,
  "two, ]",
  {x = 3, "y" = [4,
    5]},
]

[table]
inside = 1979-05-27 07:32:00
[[feed]]
address = "https://a.example/#x"
[feed.headers]
X = "1"
[[feed]]
  tags = ["a", "b"]
  [[feed.deep.er]]
  n = 1
  [[feed.deep.er]]
  n = 2
"""


def test_each_entry_has_the_line_on_which_it_stands() -> None:
    found = line_numbers(TEXT)
    assert tomllib.loads(TEXT)["after"] == "other = 2"
    assert {path: found[path] for path in EXPECTED} == EXPECTED


EXPECTED: dict[KeyPath, int] = {
    ("first",): 2, ('quoted "key"',): 3, ("a",): 4, ("a", "b", "c d"): 4, ("text",): 6, ("after",): 10, ("list",): 12,
    ("list", 0): 13, ("list", 1): 14, ("list", 2): 15, ("list", 2, "x"): 15, ("list", 2, "y"): 15,
    ("list", 2, "y", 1): 16, ("table",): 19, ("table", "inside"): 20, ("feed",): 21, ("feed", 0): 21,
    ("feed", 0, "address"): 22, ("feed", 0, "headers"): 23, ("feed", 0, "headers", "X"): 24, ("feed", 1): 25,
    ("feed", 1, "tags", 1): 26, ("feed", 1, "deep", "er", 0, "n"): 28, ("feed", 1, "deep", "er", 1, "n"): 30,
}  # fmt: skip


def paths_in(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    if path:
        yield path
    if isinstance(value, Mapping):
        for name, inside in value.items():
            yield from paths_in(inside, (*path, name))
    elif isinstance(value, list):
        for number, inside in enumerate(value):
            yield from paths_in(inside, (*path, number))


WORDS = st.text(st.sampled_from("ab#[]{}=,.'\"\\ \n文é"), max_size=8)
KEYS = st.text(st.sampled_from("abc-_1 .=#[]文\"'"), min_size=1, max_size=5)
SCALARS = st.one_of(st.integers(-99, 99), st.booleans(), WORDS, st.dates())
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
TABLES = st.dictionaries(KEYS, VALUES, max_size=4)


def written(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{json.dumps(key)} = {written(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + "".join(f"\n  {written(each)}, # ] comment" for each in value) + "\n]" if value else "[]"
    return json.dumps(value) if isinstance(value, str | bool | int) else str(value)


@given(TABLES, st.lists(TABLES, max_size=3))
def test_every_entry_that_tomllib_reads_has_a_line_and_none_goes_before_its_table(
    top: dict[str, Any], rows: list[dict[str, Any]]
) -> None:
    top.pop("rows", None)
    lines = [f"{json.dumps(key)} = {written(value)}" for key, value in top.items()]
    for row in rows:
        lines += [
            "",
            "[[rows]] # of many",
            *(f"{json.dumps(key)} = {written(value)}" for key, value in row.items()),
        ]
    text = "\n".join(lines)
    found = line_numbers(text)
    assert set(paths_in(tomllib.loads(text))) == set(found)
    assert all(found[path[:-1]] <= line for path, line in found.items() if len(path) > 1)
    for path, line in found.items():
        if isinstance(path[-1], str) and path != ("rows",):
            assert json.dumps(path[-1]) in text.split("\n")[line - 1]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment", "a = 1"])
def test_short_texts_have_what_they_have(text: str) -> None:
    assert list(line_numbers(text)) == [(key,) for key in tomllib.loads(text)]


@given(st.text(st.sampled_from("a=[]{}\"'#,.\\ \n1")))
def test_a_text_that_is_no_toml_ends_the_walk_all_the_same(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 for line in line_numbers(text).values())
