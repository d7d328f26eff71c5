"""The tool that puts faults in: what it changes, and what it leaves out."""

import re
import sys

import pytest

from tools.mutant import SAME, mutants_of
from tools.mutants import ROOMS, ROOT, sources_of

MODULE = """
LIMIT = 3


def is_small(number: int) -> bool:
    if number < LIMIT and not number == 2:
        return True
    return number in {1} if number else False
"""


def changes(source: str) -> set[tuple[str, str]]:
    """Return each fault as what stands there and what becomes of it."""
    data = source.encode()
    return {(data[each.begin : each.end].decode().strip(), each.becomes) for each in mutants_of("m.py", data)}


def test_operators_conditions_words_and_small_numbers_of_functions_are_changed_one_by_one() -> None:
    condition = "number < LIMIT and not number == 2"
    assert changes(MODULE) == {
        ("<", "<="), ("and", "or"), ("not", ""), ("==", "!="), ("2", "3"), (condition, "True"), (condition, "False"),
        ("True", "False"), ("in", "not in"), ("1", "2"), ("number", "True"), ("number", "False"), ("False", "True"),
    }  # fmt: skip


def test_what_another_system_runs_is_not_changed() -> None:
    source = 'import sys\n\nif sys.platform == "{}":\n    def one() -> int:\n        return 1\n\nelse:\n    def two() -> int:\n        return 2\n'
    assert changes(source.format(sys.platform)) == {("1", "2")}
    assert changes(source.format("plan9")) == {("2", "3")}


@pytest.mark.parametrize("same", SAME)
def test_each_row_of_what_means_the_same_stands_in_a_module(same: str) -> None:
    line = re.compile(same.partition(" → ")[0].partition(".* → ")[0])
    sources = [source for room in ROOMS.values() for source in sources_of(room, ROOT).values()]
    assert any(line.search(each) for source in sources for each in source.decode().splitlines())


@pytest.mark.parametrize("name", ROOMS)
def test_the_tests_of_each_room_are_there(name: str) -> None:
    assert sources_of(ROOMS[name], ROOT)
    for test in ROOMS[name].tests:
        assert (ROOT / test.removeprefix("--deselect=")).exists()
