"""The user's file of settings: a first one, where each setting was given, and changes that keep its comments. Disk.

It is written only by commands whose purpose that is. What is a link is written at its target: many keep such files elsewhere.
"""

import codecs
import os
import re
import textwrap
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from reader.errors import NewsreaderError
from reader.files.lock import locked
from reader.files.whole import read_whole, write_whole
from reader.i18n import tr
from reader.nearest import nearest
from reader.old_names import SETTINGS
from reader.paths import Paths
from reader.refusal import refusal
from reader.setting_sources import entries
from reader.setting_tables import HOST_KEYS
from reader.settings import ROWS, Settings
from reader.toml.mistakes import PartlyWrongError, wrong
from reader.toml.reading import read_toml

WIDTH = 88
"""Cells of a line of comment in a first file."""

TABLES = {
    "searches": '[searches]\nlong = "is:unread min:20"\n',
    "rules": '[[rules]]\nquery = "tag:ads"\nact = "read"\n',
    "hosts": '[hosts."example.org"]\ngap_s = 0\n',
    "watch": '[[watch]]\nwords = ["apple"]\ncolour = "green"\n',
    "open": '[[open]]\nmatch = "youtube|vimeo"\ncommand = ["mpv"]\n',
    "pipe": '[[pipe]]\nname = "words"\ncommand = ["wc", "-w"]\n',
    "share": '[[share]]\nname = "mail"\nopen = "mailto:?subject={title}&body={link}"\n',
    "keys": '[keys]\ntoggle_star = "s"\n',
    "macros": '[macros]\nx = ["toggle_star", "mark_done"]\n',
}
"""An example of each setting that is a table."""


class Setting(NamedTuple):
    """A setting in force."""

    name: str
    value: Any
    """Plain: text, number, list or table, as the file has it."""
    default: Any
    """In the same form."""
    source: str
    """The file with the line, the variable or the flag that has set it; empty: it is the default."""


def settings_in_force(settings: Settings, file: Path, environ: Mapping[str, str]) -> Iterator[Setting]:
    """Yield every setting, in the order of the documentation."""
    sources = _sources(file, environ)
    for name in ROWS:
        value, default = plain(getattr(settings, name)), plain(getattr(Settings(), name))
        yield Setting(name, value, default, sources.get(name, ""))


def _sources(file: Path, environ: Mapping[str, str]) -> dict[str, str]:
    """Return where each setting of which something is used was given last."""
    found = {}
    for entry in entries(ROWS, file, environ, {}, []):
        try:
            ROWS[entry.name].check(entry.raw)
        except PartlyWrongError:
            pass
        except ValueError:
            continue
        found[entry.name] = entry.where(entry.written)
    return found


def plain(value: Any) -> Any:
    """Return a value as TOML has it."""
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if hasattr(value, "_asdict"):  # a rule, a host
        return {name: each for name, each in value._asdict().items() if each not in {None, ""}}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    return value


def is_table(value: Any) -> bool:
    """Return whether a value is a table, or a list of some."""
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(each, dict) for each in value)
    )


def as_toml(name: str, value: Any) -> str:
    """Return a setting as it stands in a file, without the end of its last line."""
    from tomlkit import dumps  # 20 ms: only where settings are printed or written

    if isinstance(value, dict):
        value = {
            key: each[0] if isinstance(each, list) and len(each) == 1 else each for key, each in value.items()
        }
    return dumps({name: value}).rstrip("\n")


def first_text() -> str:
    """Return a file of settings in which each stands with what it does, as a comment, at its default."""
    parts = [
        tr(
            "# The settings of newsreader. Lines that begin with # are comments: remove the # to set one.\n"
            "# newsreader config check names mistakes.\n"
        )
    ]
    for name, setting in sorted(ROWS.items(), key=lambda row: row[0] in TABLES):  # TOML wants tables last
        about = textwrap.fill(tr(setting.meaning), WIDTH, initial_indent="# ", subsequent_indent="# ")
        example = TABLES.get(name) or as_toml(name, plain(getattr(Settings(), name)))
        parts.append(f"{about}\n{textwrap.indent(example.rstrip(), '# ')}\n")
    return "\n".join(parts)


def write_first(file: Path) -> None:
    """Write a first file of settings; raises NewsreaderError where there is one, or where it cannot be written."""
    _refuse_broken_link(file)
    if os.path.lexists(file):
        raise NewsreaderError(tr("{file} exists already: newsreader config edit opens it", file=file))
    _write(file, first_text().encode())


def _refuse_broken_link(file: Path) -> None:
    if file.is_symlink() and not file.exists():
        raise NewsreaderError(read_toml(file).faults[0])


def known_path(named: str) -> tuple[str, ...]:
    """Return the way to a setting, ``theme``, or to what a table of settings has, ``searches.ai``; raises NewsreaderError."""
    name, _, rest = named.partition(".")
    if name not in ROWS:
        near = SETTINGS.get(name) or nearest(name, ROWS)
        if near:
            raise NewsreaderError(
                tr("no setting is called {name}; did you mean {near}?", name=name, near=near)
            )
        raise NewsreaderError(tr("no setting is called {name}", name=name))
    if name == "hosts" and rest:
        return name, *_host_path(rest)
    return (name, rest) if rest else (name,)


def _host_path(named: str) -> tuple[str, ...]:
    """Return the host, whose name has dots, and the key of it, if one is named: ``nas.lan.gap_s``, ``"nas.lan".gap_s``."""
    host, dot, key = named.rpartition(".")
    if dot and key not in HOST_KEYS:
        if near := nearest(key, HOST_KEYS):
            sentence = tr("no key of a host is called {name}; did you mean {near}?", name=key, near=near)
            raise NewsreaderError(sentence)
        host, key = named, ""
    elif not dot:
        host, key = named, ""
    return (host.strip("\"'"), *([key] if key else []))


def changed_value(path: tuple[str, ...], text: str) -> Any:
    """Return the value that was typed for a setting as the file is to have it; raises NewsreaderError where it is not taken.

    What is typed is TOML, or text without quotes.
    """
    typed = _typed(text)
    fault = ValueError()
    for value in (typed, text):
        try:
            checked = ROWS[path[0]].check(nested(path[1:], value))
        except ValueError as expected:
            fault = expected
        else:
            return value if len(path) > 1 or isinstance(value, (dict, list)) else plain(checked)
    raise NewsreaderError(wrong(".".join(path), fault, nested(path[1:], typed)))


def _typed(text: str) -> Any:
    """Return what was typed as TOML has it; the text itself where it is none."""
    try:
        return tomllib.loads(f"value = {text}")["value"] if "\n" not in text else text
    except ValueError:
        return text


def nested(path: tuple[str, ...], value: Any) -> Any:
    """Return a value in tables of these names, the first outermost."""
    for name in reversed(path):
        value = {name: value}
    return value


def write_setting(paths: Paths, path: tuple[str, ...], value: Any) -> None:
    """Set what stands at ``path`` (``("theme",)``, ``("searches", "long")``) in the file; None: take it out.

    All else in the file stays as it is. Raises NewsreaderError; then nothing was written.
    """
    file = paths.settings_file
    _refuse_broken_link(file)
    try:
        paths.state.mkdir(parents=True, exist_ok=True)
        with locked(paths.state / "settings.lock"):
            data = read_whole(file) if os.path.lexists(file) else b""
            _write(file, _changed(file, data, path, value))
    except OSError as problem:
        raise _unwritten(file, problem) from problem


def _changed(file: Path, data: bytes, path: tuple[str, ...], value: Any) -> bytes:
    """Return the bytes of a file with a change."""
    from tomlkit import parse
    from tomlkit.exceptions import TOMLKitError

    if data and (faults := read_toml(file).faults):
        raise NewsreaderError(tr("Nothing is changed until this is fixed: {fault}", fault=faults[0]))
    text = data.decode("utf-8-sig")
    wanted = tomllib.loads(text)
    _put(wanted, path, value)
    try:
        document = parse(_with_line(text, path, value))
        _put(document, path, value)
        changed = document.as_string()
    except (TOMLKitError, ValueError) as problem:
        raise NewsreaderError(tr("{file} could not be changed; nothing was written", file=file)) from problem
    if data.count(b"\r\n") == data.count(b"\n") > 0:
        changed = changed.replace("\r\n", "\n").replace("\n", "\r\n")
    if tomllib.loads(changed) != wanted:
        raise NewsreaderError(tr("{file} could not be changed; nothing was written", file=file))
    return (codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b"") + changed.encode()


def _with_line(text: str, path: tuple[str, ...], value: Any) -> str:
    """Return the text with a new setting below the comment that shows its default, where there is one."""
    comment = re.search(rf"^# ?{re.escape(path[0])} *=.*\n", text, re.MULTILINE)
    first_table = re.search(r"^[ \t]*\[", text, re.MULTILINE)
    if len(path) > 1 or value is None or not comment or (first_table and first_table.start() < comment.end()):
        return text
    if path[0] in tomllib.loads(text):
        return text
    return f"{text[: comment.end()]}{as_toml(path[0], value)}\n{text[comment.end() :]}"


def _put(table: Any, path: tuple[str, ...], value: Any) -> None:
    """Put a value into nested tables, or take it out (None), and with it a table that is left empty."""
    first, rest = path[0], path[1:]
    if rest:
        if first not in table:
            if value is None:
                return
            table[first] = {}
        _put(table[first], rest, value)
        if not table[first]:
            del table[first]
    elif value is not None:
        if not _keeps_items(table.get(first), value):
            table[first] = value
    elif first in table:
        del table[first]


def _keeps_items(former: Any, value: Any) -> bool:
    """Change a list of the document into another one, so that what is in both keeps its comments; False: it cannot be."""
    if not (isinstance(value, list) and hasattr(former, "multiline")):
        return False
    for number in reversed(range(len(former))):
        if former[number] not in value:
            del former[number]
    if list(former) != value[: len(former)]:
        return False
    for item in value[len(former) :]:
        former.append(item)
    return True


def _write(file: Path, data: bytes) -> None:
    """Write a whole file at the target of its links; raises NewsreaderError."""
    try:
        write_whole(Path(os.path.realpath(file)), data, is_lasting=True, is_shared=True)
    except OSError as problem:
        raise _unwritten(file, problem) from problem


def _unwritten(file: Path, problem: OSError) -> NewsreaderError:
    return NewsreaderError(tr("{file} cannot be written: {reason}", file=file, reason=refusal(problem)))
