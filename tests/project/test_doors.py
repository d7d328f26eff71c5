"""Screen and command line hold values of the rooms below, and do what they do through ``reader.actions``."""

import ast
from collections.abc import Iterator
from enum import Enum
from importlib import import_module
from pathlib import Path

from reader.library import Changes

DOORS = ("reader.sync", "reader.feeds", "reader.library", "reader.journal")
"""What the rooms offer to those above ``reader.actions``."""

HANDED_DOWN = {("reader.library", "Library"), ("reader.journal", "Journal")}
"""Parts of the workspace: named as types by those that get them from it."""

CONSTANTS = (str, int, float, tuple, dict, frozenset)


def _imported(file: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module in DOORS:
            yield from ((node.module, each.name) for each in node.names)


def _is_value(thing: object) -> bool:
    if isinstance(thing, type):
        return issubclass(thing, (tuple, Enum, Changes))
    return isinstance(thing, CONSTANTS)


def test_what_screen_and_command_line_take_from_the_doors_below_actions_are_values(root: Path) -> None:
    files = [file for room in ("tui", "cli") for file in (root / "reader" / room).rglob("*.py")]
    taken = {pair for file in files for pair in _imported(file)} - HANDED_DOWN
    assert len(taken) > 10
    assert [pair for pair in sorted(taken) if not _is_value(getattr(import_module(pair[0]), pair[1]))] == []


def test_what_does_something_is_told_from_a_value() -> None:
    assert not _is_value(import_module("reader.library").Library)
    assert not _is_value(import_module("reader.journal").Journal)
    assert _is_value(import_module("reader.library").Row)
