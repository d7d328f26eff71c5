"""Where settings are given: the file, variables, flags, under their names or older ones. Reads one file."""

import os
from collections.abc import Callable, Collection, Container, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from reader.i18n import tr
from reader.nearest import nearest
from reader.old_names import SETTINGS, renamed
from reader.toml.mistakes import unknown

PREFIX = "NEWSREADER_"

VARIABLE_CUTOFF = 0.75
"""How like a setting a variable has to be named to be taken for a misspelt one: others may be another program's."""

OTHER_VARIABLES = ("debug", "config")
"""What else is read from ``NEWSREADER_…``."""


class Entry(NamedTuple):
    """A setting as it was given."""

    where: Callable[..., str]
    """Returns where the setting stands, or, given the way to it, something inside it."""
    name: str
    written: str
    """The name under which it was given: ``name``, or an old one."""
    raw: Any


def entries(
    names: Collection[str],
    file: Path,
    environ: Mapping[str, str],
    flags: Mapping[str, Any],
    warnings: list[str],
) -> Iterator[Entry]:
    """Yield the settings that were given, of those with these ``names``; the later ones win.

    A sentence for each name that no setting has is added to ``warnings``.
    """
    if os.path.lexists(file):
        from reader.toml.faults import Rows
        from reader.toml.reading import read_toml  # 10 ms: only for those who have settings

        found = read_toml(file, Rows("rules", frozenset({"query"})))
        warnings += found.faults
        for name, raw in found.values.items():
            if meant := _meant(name, names, found.values, found.where, warnings):
                yield Entry(found.where, meant, name, raw)
    yield from _variables(names, environ, warnings)
    for name, raw in flags.items():
        if raw is not None:
            yield Entry(_always("--" + name.replace("_", "-")), name, name, raw)


def _meant(
    name: str, names: Collection[str], given: Container[str], where: Callable[..., str], warnings: list[str]
) -> str:
    """Return the setting that a name in the file means, with a warning if it is not its name; empty: none."""
    if name in names:
        return name
    if name not in SETTINGS:
        sentence = unknown(
            name, names, "no setting is called {name}", "no setting is called {name}; did you mean {near}?",
            SETTINGS,
        )  # fmt: skip
        warnings.append(tr("{where}: {problem}", where=where(name), problem=sentence))
        return ""
    is_used = SETTINGS[name] not in given
    problem = renamed(name, SETTINGS[name], is_used=is_used)
    warnings.append(tr("{where}: {problem}", where=where(name), problem=problem))
    return SETTINGS[name] if is_used else ""


def _variables(names: Collection[str], environ: Mapping[str, str], warnings: list[str]) -> Iterator[Entry]:
    """Yield the settings that variables give, and add a warning for each variable that is nearly a setting's."""
    for name in names:
        variable = PREFIX + name.upper()
        if environ.get(variable):
            yield Entry(_always(variable), name, name, _value(environ[variable]))
    for variable, raw in environ.items():
        name = variable.removeprefix(PREFIX).lower()
        if name == variable.lower() or not raw or name in names or name in OTHER_VARIABLES:
            continue
        if new := SETTINGS.get(name):
            named = PREFIX + new.upper()
            is_used = not environ.get(named)
            warnings.append(renamed(variable, named, is_used=is_used))
            if is_used:
                yield Entry(_always(variable), new, new, _value(raw))
            continue
        near = nearest(name, [*names, *OTHER_VARIABLES], VARIABLE_CUTOFF)
        near = near or next((known for known in names if len(name) > 3 and known.startswith(name)), "")
        if near:
            sentence = tr(
                "{variable} is not a setting; did you mean {near}?",
                variable=variable, near=PREFIX + near.upper(),
            )  # fmt: skip
            warnings.append(sentence)


def _value(text: str) -> Any:
    """Return the value of a variable: a list or a table as it would stand in the file, else its text."""
    if text.lstrip()[:1] in {"[", "{"}:
        import tomllib  # 5 ms: only for those who write such variables

        with suppress(ValueError):
            return tomllib.loads(f"value = {text}")["value"]
    return text


def places(file: Path, environ: Mapping[str, str]) -> Callable[..., str]:
    """Return what tells where an entry stands, from its setting down: the variable of this setting, else the line of the file."""
    from reader.toml.reading import read_toml

    where = read_toml(file).where

    def place(name: str, *way: str | int) -> str:
        variable = PREFIX + name.upper()
        return variable if environ.get(variable) else where(name, *way)

    return place


def _always(source: str) -> Callable[..., str]:
    return lambda *_: source
