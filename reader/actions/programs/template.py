"""Commands with fields become arguments: each field is filled in inside its own argument, so nothing of an article is code. Pure.

Shells and the like read an argument a second time. In their script no field is filled in; behind it, where the script has it
as ``$1``, it is.
"""

import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from urllib.parse import quote

from reader.actions.browser.reparsing import COMMANDS, SHELLS, why_refused
from reader.i18n import tr
from reader.setting_programs import FIELD
from reader.text import clean_line

SHOWN_LIMIT = 200
"""Code points of a command that a sentence quotes."""

ARGUMENT_LIMIT = 100_000
"""Code points of one argument: systems take 128 kB."""

_SHELLS = frozenset({"sh", "ash", "bash", "dash", "zsh", "ksh", "mksh", "fish"})
"""Shells whose arguments behind the script are text."""

_PLACE = "\0%s\0"
"""Stands for a field where a command is examined: no user can write it."""


def fields_in(words: Iterable[str]) -> set[str]:
    """Return the names of the fields in words."""
    return {found["name"] for word in words for found in FIELD.finditer(word) if found["name"]}


def filled(text: str, values: Mapping[str, str], change: Callable[[str], str] = str) -> str:
    """Return a text with its fields filled in; what ``values`` does not have stays, doubled braces become single."""

    def value(found: re.Match[str]) -> str:
        name = found["name"]
        if name is None:
            return found[0][0]
        return change(values[name]) if name in values else found[0]

    return FIELD.sub(value, text)


def filled_words(words: Sequence[str], values: Mapping[str, str]) -> list[str]:
    """Return the arguments of a command, without line ends; what begins like an option does so only where the user wrote it."""
    made = [words[0]]
    for word in words[1:]:
        text = filled(word, values, _argument)
        is_option = text.startswith("-") and not word.startswith("-")
        made.append(f" {text}" if is_option else text)
    return made


def filled_address(text: str, values: Mapping[str, str]) -> str:
    """Return an address with its fields encoded."""
    return filled(text, values, lambda value: quote(value[:2_000], safe=""))


def fault_in(words: Sequence[str], known: Mapping[str, str], resolve: Callable[[str], str | None]) -> str:
    """Return why a command gets no fields, as a sentence; empty: it may. ``resolve`` gives the path of a program."""
    marked = [filled(word, dict.fromkeys(known, _PLACE)) for word in words]
    if not any(_PLACE in word for word in marked) or _is_behind_a_script(marked):
        return ""
    found = why_refused(marked, _PLACE, resolve)
    if found is None:
        return ""
    word, reason = found
    if reason == SHELLS:
        return tr(
            "a shell would run what an article says; write {example}: {command}",
            example="""sh -c 'mpv "$1"' sh {link}""",
            command=clean_line(" ".join(words), SHOWN_LIMIT),
        )
    whole = [word for word in words[1:] if word == "{file}"]
    if len(whole) == sum(_PLACE in each for each in marked):
        return ""  # an absolute path is no option and no command
    if reason == COMMANDS and all(
        _PLACE not in each or (before.startswith("-") and not before.startswith("--e"))
        for before, each in pairwise(marked)
    ):
        return ""  # the value of an option: mail -s {title}
    return tr(
        "{program} is given no fields ({reason}); let it read its input: {command}",
        program=clean_line(os.path.basename(word), SHOWN_LIMIT),  # noqa: PTH119  (any word, not only paths)
        reason=tr(reason),
        command=clean_line(" ".join(words), SHOWN_LIMIT),
    )


def _is_behind_a_script(marked: Sequence[str]) -> bool:
    """Return whether a command is ``sh -c SCRIPT …`` with fields behind the script alone."""
    name = os.path.basename(marked[0])  # noqa: PTH119
    if name not in _SHELLS or len(marked) < 3 or marked[1] not in {"-c", "-ec", "-euc"}:
        return False
    return _PLACE not in marked[2] and not any(word in {"-c", "-e"} for word in marked[3:])


def _argument(value: str) -> str:
    return clean_line(value, ARGUMENT_LIMIT)
