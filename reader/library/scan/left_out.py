"""Templates of articles, which are not listed: those of Obsidian, of Hugo and of its themes. Reads files.

Only where their program says so: Obsidian in its settings, Hugo by the files beside the folder. A folder that is merely
called templates is listed. Templates are counted and shown with the problems of the library, but are not problems.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reader.i18n import tr
from reader.library.scan.read_file import read_file

SETTINGS_LIMIT = 1 << 20
"""Bytes of settings of other programs that are read."""

_OBSIDIAN = ".obsidian"
_FOLDERS = (("templates.json", "folder"), ("plugins/templater-obsidian/data.json", "templates_folder"))
"""Where Obsidian and its plugin Templater say which folder holds templates."""
_NOTES = (("daily-notes.json", "template"), ("zk-prefixer.json", "template"))
"""The file of settings that names the template."""

_HUGO = re.compile(r"(?:hugo|config|theme)\.(?:toml|ya?ml|json)")


class _TemplatePaths(NamedTuple):
    """What Obsidian's settings in a folder name, relative to the library's folder."""

    folders: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()


class _Known(NamedTuple):
    """What was found out of a directory."""

    reason: str
    """Why its files are left out; empty: they are not."""
    paths: tuple[_TemplatePaths, ...]
    """What the settings in it and in those above name, if anything."""


class LeftOut:
    """Tells which files of one folder are templates; reads each directory once, so it serves one scan."""

    def __init__(self, root: bytes) -> None:
        self._root = os.fsdecode(root)
        self._known = {"": _Known("", self._template_paths(""))}

    def among(self, directory: bytes, names: Iterable[bytes]) -> dict[bytes, str]:
        """Return which of the files in a directory are left out, and why, as a sentence."""
        path = os.fsdecode(directory)
        reason, paths = self._look(path)
        if reason:
            return dict.fromkeys(names, reason)
        if not any(each.notes for each in paths):
            return {}
        begin = f"{path}/" if path else ""
        return {
            name: _of_obsidian()
            for name in names
            if any(begin + os.fsdecode(name) in each.notes for each in paths)
        }

    def _look(self, path: str) -> _Known:
        below = []
        while path not in self._known:
            below.append(path)
            path = path.rpartition("/")[0]
        for each in reversed(below):
            above, _, name = each.rpartition("/")
            reason, paths = self._known[above]
            if not reason:
                reason = self._of_hugo(above, name)
            if not reason and any(each in settings.folders for settings in paths):
                reason = _of_obsidian()
            self._known[each] = _Known(reason, paths if reason else (*paths, *self._template_paths(each)))
        return self._known[below[0] if below else path]

    def _of_hugo(self, above: str, name: str) -> str:
        if name == "archetypes" and self._is_of_hugo(above):
            return tr("Templates of Hugo are left out; templates = true lists them.")
        if name == "exampleSite" and above.split("/")[-2:-1] == ["themes"]:
            return tr("The example of a theme of Hugo is left out; templates = true lists it.")
        return ""

    def _is_of_hugo(self, folder: str) -> bool:
        try:
            names = os.listdir(os.path.join(self._root, folder))
        except OSError:
            return False
        return any(map(_HUGO.fullmatch, names)) or {"content", "layouts"} <= {*names}

    def _template_paths(self, vault: str) -> tuple[_TemplatePaths, ...]:
        settings = os.path.join(self._root, vault, _OBSIDIAN)
        found = _read(settings, vault) if os.path.isdir(settings) else _TemplatePaths()
        return (found,) if found.folders or found.notes else ()


def _of_obsidian() -> str:
    return tr("Templates of Obsidian are left out; templates = true lists them.")


def _read(settings: str, vault: str) -> _TemplatePaths:
    def paths(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
        for name, key in rows:
            if path := _setting(os.path.join(settings, name), key):
                yield f"{vault}/{path}" if vault else path

    notes = (f"{path.removesuffix('.md')}.md" for path in paths(_NOTES))
    return _TemplatePaths(frozenset(paths(_FOLDERS)), frozenset(notes))


def _setting(file: str, key: str) -> str:
    """Return the path that a setting names, relative to the vault; empty where it names none."""
    try:
        found = json.loads(read_file(os.fsencode(file)).data[:SETTINGS_LIMIT])
    except (OSError, ValueError, RecursionError):
        return ""
    path = found.get(key) if isinstance(found, dict) else None
    return path.strip("/ ") if isinstance(path, str) else ""
