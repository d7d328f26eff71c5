"""The user's macros, each a command of the table: lines that are done one after another, by a key or by name. Pure."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from reader.i18n import tr
from reader.text import clean_line
from reader.tui.keys.command import Command, Topic
from reader.tui.keys.commands import COMMANDS
from reader.tui.keys.key_names import COUNT_BEGINS, is_sequence
from reader.tui.keys.typed_commands import SHORT, TYPED_BY_NAME, line_fault

NAME = re.compile(r"[^\W\d][\w-]{1,39}")
"""What a macro without a key may be called."""

SHOWN_LENGTH = 100
"""Characters of a macro's lines that are shown."""


class Macros(NamedTuple):
    """What became of a table ``[macros]``."""

    commands: tuple[Command, ...]
    """A command for each that can be used."""
    keys: Mapping[str, tuple[str, ...]]
    """The keys of those that have one, by their ids."""
    written: Mapping[str, str]
    """How each is written in the table, by their ids."""
    problems: tuple[tuple[str, str], ...]
    """What is wrong: how it is written, and a sentence."""


def macros_of(table: Mapping[str, tuple[str, ...]], query_fault: Callable[[str], str]) -> Macros:
    """Return the commands of a table: keys or names, and lines; ``query_fault`` says what is wrong with a query."""
    by_id = {command.id: command for command in COMMANDS}
    commands: list[Command] = []
    keys: dict[str, tuple[str, ...]] = {}
    written: dict[str, str] = {}
    problems: list[tuple[str, str]] = []
    for name, lines in table.items():
        fault = _name_fault(name, by_id) or _lines_fault(name, lines, by_id, query_fault)
        if fault:
            problems.append((name, clean_line(fault)))
            continue
        has_key = is_sequence(name)
        id_ = f"macro {name}" if has_key else name.replace("-", "_")
        shown = clean_line(name if has_key else name.replace("_", " ").replace("-", " ").capitalize())
        title = tr("Macro {name}", name=shown) if has_key else shown
        about = clean_line(" · ".join(lines), SHOWN_LENGTH)
        commands.append(Command(id_, (), title, Topic.MACROS, about, "macro", chooses=True, lines=lines))
        written[id_] = name
        if has_key:
            keys[id_] = (name,)
    return Macros(tuple(commands), keys, written, tuple(problems))


def _name_fault(name: str, by_id: Mapping[str, Command]) -> str:
    if is_sequence(name):
        if name[0] in COUNT_BEGINS:
            return tr(
                "macros: {name} cannot be used, since it begins with a digit, and digits are counts",
                name=name,
            )
        return ""
    if not NAME.fullmatch(name):
        return tr(
            'macros: {name} is neither a key nor a name: write a key such as ", a", or letters', name=name
        )
    if name in TYPED_BY_NAME or name in SHORT or name.replace("-", "_") in by_id:
        return tr("macros: {name} is a command already; give the macro another name", name=name)
    return ""


def _lines_fault(
    name: str, lines: tuple[str, ...], by_id: Mapping[str, Command], query_fault: Callable[[str], str]
) -> str:
    if not lines:
        return tr(
            'macros: {name} has no commands: write a list such as ["toggle_star", "mark_done"]', name=name
        )
    faults = ((line, line_fault(line, by_id, query_fault)) for line in lines)
    return next(
        (
            tr("macros: {name}: {line}: {fault}", name=name, line=line, fault=fault)
            for line, fault in faults
            if fault
        ),
        "",
    )
