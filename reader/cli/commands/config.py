"""``newsreader config``: where the settings are, which hold, whether the file is right, and changes of it."""

import os
import shlex
import subprocess
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reader.cli.arguments import Parser
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.errors import NewsreaderError, UsageError
from reader.i18n import tr

if TYPE_CHECKING:
    from pathlib import Path

    from reader.paths import Paths
    from reader.setting_loading import Loaded
    from reader.settings import Settings

EXAMPLES = """\
examples:
  newsreader config                   which settings differ from their defaults, and where they were set
  newsreader config show              every setting
  newsreader config init              write a first file, with every setting as a comment
  newsreader config edit              open the file in $EDITOR, and check it afterwards
  newsreader config check             what is wrong with it (exit code 1)
  newsreader config set measure 66    set one setting; comments and all else stay as they are
  newsreader config set searches.ai "tag:ai is:unread"
  newsreader config unset measure     back to the default
  newsreader config path              the name of the file
"""

ACTS = ("changed", "show", "init", "edit", "check", "set", "unset", "path")
"""The values of ``act``."""

EDITOR = "vi"
"""What edits the file where neither $VISUAL nor $EDITOR names a program: POSIX has it everywhere."""

_WORDS = {"set": 2, "unset": 1}
"""How many words an act takes; ``show`` takes any number, others none."""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument("act", nargs="?", choices=ACTS, default="changed", help=tr("what to do"))
    parser.add_argument("words", nargs="*", metavar="WORD", help=tr("a setting, and for set its value"))


def run(options: Namespace) -> Exit:
    """Do the act that was named."""
    from reader.paths import standard_paths

    act, words = options.act, options.words
    if act != "show" and len(words) != _WORDS.get(act, 0):
        missing = {"set": tr("Name a setting and its value: newsreader config set measure 66"),
                "unset": tr("Name a setting: newsreader config unset measure")}  # fmt: skip
        raise UsageError(missing.get(act) or tr("{act} takes no more words", act=act))
    paths = standard_paths()
    match act:
        case "path":
            return _path(paths, as_json=options.json)
        case "init":
            return _init(paths, as_json=options.json)
        case "edit":
            return _edit(paths, as_json=options.json)
        case "check":
            return _check(paths, as_json=options.json)
        case "set" | "unset":
            return _change(paths, words, as_json=options.json)
        case _:
            return _show(paths, words, is_all=act == "show", as_json=options.json)


def _path(paths: "Paths", *, as_json: bool) -> Exit:
    file = paths.settings_file
    if as_json:
        print_json({"path": str(file), "exists": file.exists()})
    else:
        print_lines([str(file)])
    return Exit.OK


def _init(paths: "Paths", *, as_json: bool) -> Exit:
    from reader.actions.workspace.settings_file import write_first

    write_first(paths.settings_file)
    return _path(paths, as_json=as_json)


def _edit(paths: "Paths", *, as_json: bool) -> Exit:
    """Open the file in the user's editor; then say what is wrong with it."""
    from reader.actions.workspace.settings_file import write_first

    if not (sys.stdin and sys.stdin.isatty() and sys.stdout and sys.stdout.isatty()):
        raise NewsreaderError(tr("an editor needs a terminal; the file is {file}", file=paths.settings_file))
    if not os.path.lexists(paths.settings_file):
        write_first(paths.settings_file)
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or EDITOR
    try:
        code = subprocess.call([*shlex.split(named), str(paths.settings_file)])  # noqa: S603 - the user's own editor
    except (OSError, ValueError) as problem:
        sentence = tr("{program} cannot be run; set $EDITOR to the editor to use", program=named)
        raise NewsreaderError(sentence) from problem
    if code:
        complain(tr("{program} ended with exit code {code}", program=named, code=code))
    checked = _check(paths, as_json=as_json)
    return Exit.FAILED if code else checked


def _loaded(paths: "Paths") -> "Loaded":
    from reader.actions.workspace.preferences import query_fault
    from reader.setting_loading import load_settings

    return load_settings(paths.settings_file, os.environ, query_fault=query_fault)


def _faults_of_keys(file: "Path", loaded: "Loaded") -> list[str]:
    """Return what is wrong with keys and macros, with file and line."""
    from reader.actions.workspace.preferences import query_fault
    from reader.setting_sources import places
    from reader.text import clean_line
    from reader.tui.keys.keys_in_force import keymap_of

    settings = loaded.settings
    if not (settings.keys or settings.macros):
        return []
    keymap = keymap_of(settings, places(file, os.environ), query_fault)
    return [clean_line(problem) for problem in keymap.problems]


def _check(paths: "Paths", *, as_json: bool) -> Exit:
    """Print a line for each mistake in the file and the environment."""
    file = paths.settings_file
    loaded = _loaded(paths)
    warnings = (*loaded.warnings, *_faults_of_keys(file, loaded))
    if as_json:
        print_json({"path": str(file), "problems": list(warnings)})
    elif warnings:
        print_lines(warnings)
    elif os.path.lexists(file):
        print_lines([tr("No mistakes in {file}", file=file)])
    else:
        print_lines([tr("There is no {file}: every setting is at its default", file=file)])
    return Exit.FAILED if warnings else Exit.OK


def _new_faults(settings: "Settings", path: tuple[str, ...], value: Any) -> list[str]:
    """Return what would be wrong with queries, keys and macros if this were set, and is not yet: sentences."""
    from reader.actions.workspace.preferences import query_fault
    from reader.actions.workspace.settings_file import nested
    from reader.setting_tables import queries_in
    from reader.settings import ROWS
    from reader.toml.mistakes import shown
    from reader.tui.keys.keys_in_force import keymap_of

    name, raw = path[0], nested(path[1:], value)
    found = []
    for way, query in queries_in(name, raw):
        if fault := query_fault(query):
            inner = way[0] if isinstance(way[0], str) else str(way[0] + 1)
            sentence = tr(
                "{where}: {name}: {fault}, in {query}",
                where=name,
                name=inner,
                fault=fault,
                query=shown(query),
            )
            found.append(sentence)
    if name in {"keys", "macros", "key_preset"}:
        checked = ROWS[name].check(raw)
        changed: dict[str, Any] = {name: {**getattr(settings, name), **checked} if len(path) > 1 else checked}
        before = keymap_of(settings, query_fault=query_fault).problems
        after = keymap_of(settings._replace(**changed), query_fault=query_fault).problems
        found += [problem for problem in after if problem not in before]
    return found


def _change(paths: "Paths", words: Sequence[str], *, as_json: bool) -> Exit:
    """Set a setting in the file, or take it out."""
    from reader.actions.workspace.settings_file import changed_value, known_path, write_setting
    from reader.setting_sources import PREFIX

    path = known_path(words[0])
    value: Any = changed_value(path, words[1]) if len(words) > 1 else None
    if value is not None and (faults := _new_faults(_loaded(paths).settings, path, value)):
        raise NewsreaderError(faults[0])
    write_setting(paths, path, value)
    variable = PREFIX + path[0].upper()
    if os.environ.get(variable):
        complain(tr("{variable} is set too, and has precedence", variable=variable))
    return _show(paths, [path[0]], is_all=True, as_json=as_json)


def _show(paths: "Paths", names: Sequence[str], *, is_all: bool, as_json: bool) -> Exit:
    """Print settings in force as TOML, with where each was set."""
    from reader.actions.workspace.settings_file import as_toml, is_table, known_path, settings_in_force

    loaded = _loaded(paths)
    complain(*loaded.warnings)
    wanted = {known_path(name)[0] for name in names}
    found = [
        setting
        for setting in settings_in_force(loaded.settings, paths.settings_file, os.environ)
        if (setting.name in wanted if wanted else is_all or setting.source)
    ]
    if as_json:
        print_json({"settings": [
            {"name": each.name, "value": each.value, "default": each.default, "source": each.source}
            for each in found
        ]})  # fmt: skip
        return Exit.OK
    if not found:
        complain(tr("Every setting is at its default: newsreader config show prints them"))
    singles = [each for each in found if not is_table(each.value)]
    tables = [
        each for each in found if each.value and is_table(each.value)
    ]  # which TOML wants behind all others
    for number, each in enumerate((*singles, *tables)):
        space = [""] if number and number >= len(singles) else []
        source = [f"# {each.source}"] if each.source else []
        print_lines([*space, *source, as_toml(each.name, each.value)])
    return Exit.OK
