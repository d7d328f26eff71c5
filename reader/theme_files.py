"""Themes as TOML files, ours and the user's: their names, and what is wrong with one. Reads files; loads no screen.

A theme of the user is ``themes/NAME.toml`` in the folder of the settings.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from reader.i18n import tr
from reader.nearest import nearest
from reader.text import clean_line
from reader.text.pattern import late
from reader.toml.mistakes import unknown, wrong

COLOURS = (
    "primary", "secondary", "accent", "foreground", "background", "surface", "panel", "warning", "error", "success",
)  # fmt: skip
"""The colours of a theme, beside those in its table ``[variables]``."""

RESERVED = ("auto", "terminal")
"""Names that mean something else."""

Check = Callable[[Any], Any]
"""Takes a raw value; returns the value or raises ValueError."""

NAME = late(r"[a-z0-9][a-z0-9_-]{0,40}")
"""How a theme may be called."""

_COLOUR = late(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_VARIABLE = late(r"[a-z][a-z0-9-]{0,60}")


class ThemeFile(NamedTuple):
    """A theme of the user."""

    name: str
    """That of its file."""
    values: Mapping[str, Any]
    """What of it can be used: colours, ``dark``, ``extends``, ``variables``."""
    mistakes: tuple[str, ...]
    """A sentence with file and line for each entry that cannot."""


def theme_names(folder: Path) -> list[str]:
    """Return the names of the themes in a folder, sorted; files named otherwise are none."""
    try:
        found = [file.stem for file in folder.iterdir() if file.suffix == ".toml"]
    except OSError:
        return []
    return sorted(name for name in found if NAME.fullmatch(name) and name not in RESERVED)


def read_themes(
    folder: Path, known: Collection[str], variables: Collection[str] = ()
) -> tuple[list[ThemeFile], list[str]]:
    """Return the themes of the user, and a sentence for each mistake in them and in the names of their files.

    ``known`` and ``variables`` are as for ``read_theme``.
    """
    names = theme_names(folder)
    mistakes = []
    for file in sorted(folder.glob("*.toml")) if folder.is_dir() else ():
        if file.stem in RESERVED:
            mistakes.append(
                tr(
                    "{file}: {name} means something else; give the file another name",
                    file=file,
                    name=file.stem,
                )
            )
        elif file.stem not in names:
            mistakes.append(
                tr("{file}: name it with small letters, digits and dashes, such as my-theme.toml", file=file)
            )
    found = [read_theme(folder / f"{name}.toml", known, variables) for name in names]
    return found, [*map(clean_line, mistakes), *(each for theme in found for each in theme.mistakes)]


def read_theme(file: Path, known: Collection[str], variables: Collection[str] = ()) -> ThemeFile:
    """Return a theme of the user; ``known`` are the names of the themes that it may extend.

    ``variables`` are the names that the style sheets use: one that is nearly one of them is taken for misspelt.
    """
    from reader.toml.reading import read_toml  # 10 ms: only where there is one

    read = read_toml(file)
    mistakes = list(read.faults)
    values: dict[str, Any] = {}

    def note(sentence: str, *path: str) -> None:
        mistakes.append(clean_line(tr("{where}: {what}", where=read.where(*path), what=sentence)))

    checks: Mapping[str, Check] = {
        **dict.fromkeys(COLOURS, _colour),
        "dark": _flag,
        "extends": lambda raw: _known(raw, known),
        "variables": lambda raw: dict(_variables(raw, variables, note)),
    }
    for name, raw in read.values.items():
        if name not in checks:
            sentence = unknown(
                name, checks, "a theme has no {name}", "a theme has no {name}; did you mean {near}?"
            )
            note(sentence, name)
            continue
        try:
            values[name] = checks[name](raw)
        except ValueError as expected:
            note(wrong(name, expected, raw), name)
    if not read.faults and "primary" not in values and "extends" not in values:
        note(tr('it needs primary = "#rrggbb", or extends = "paper-dark" to change only some colours'))
    return ThemeFile(file.stem, values, tuple(mistakes))


def _variables(table: Any, known: Collection[str], note: Callable[..., None]) -> Iterator[tuple[str, str]]:
    if not isinstance(table, Mapping):
        raise ValueError(tr("a table [variables] of colours"))  # noqa: TRY004 - as for all values of TOML
    for name, raw in table.items():
        if not _VARIABLE.fullmatch(name):
            note(tr("a variable is called like muted or code-text"), "variables", name)
            continue
        near = nearest(name, known) if name not in known else ""
        if near:  # else it is for user.tcss
            note(tr("no style uses {name}; did you mean {near}?", name=name, near=near), "variables", name)
        try:
            yield name, _colour(raw)
        except ValueError as expected:
            note(wrong(name, expected, raw), "variables", name)


def _colour(raw: Any) -> str:
    if isinstance(raw, str) and _COLOUR.fullmatch(raw):
        return raw
    raise ValueError(tr('a colour such as "#e0a35c"'))


def _flag(raw: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    raise ValueError(tr("true or false"))


def _known(raw: Any, known: Collection[str]) -> str:
    if raw in known:
        return str(raw)
    raise ValueError(tr("the name of a theme of newsreader, such as paper-dark or nord"))
