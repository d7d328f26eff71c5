"""What is left out of a folder because it is there to make articles from: templates of Obsidian, of Hugo, of its themes. Reads.

Only where their program says so: Obsidian in its settings, Hugo by the files beside the folder. A folder that is merely
called templates is listed. What is left out is counted and named with the problems of the library, and is none.
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
"""Where it says which note is a template."""

_HUGO = re.compile(r"(?:hugo|config|theme)\.(?:toml|ya?ml|json)")


class _Places(NamedTuple):
    """What Obsidian's settings in a folder name, relative to the library's folder."""

    folders: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()


class _Known(NamedTuple):
    """What was found out of a directory."""

    reason: str
    """Why what lies in it is left out; empty: it is not."""
    places: tuple[_Places, ...]
    """What the settings in it and in those above name, if anything."""


class LeftOut:
    """Says of the files of one folder whether they are left out; looks once at each directory, so it is for one scan."""

    def __init__(self, root: bytes) -> None:
        self._root = os.fsdecode(root)
        self._known = {"": _Known("", self._places(""))}

    def among(self, directory: bytes, names: Iterable[bytes]) -> dict[bytes, str]:
        """Return which of the files in a directory are left out, and why, as a sentence."""
        path = os.fsdecode(directory)
        reason, places = self._look(path)
        if reason:
            return dict.fromkeys(names, reason)
        if not any(each.notes for each in places):
            return {}
        begin = f"{path}/" if path else ""
        return {
            name: _of_obsidian()
            for name in names
            if any(begin + os.fsdecode(name) in each.notes for each in places)
        }

    def _look(self, path: str) -> _Known:
        below = []
        while path not in self._known:
            below.append(path)
            path = path.rpartition("/")[0]
        for each in reversed(below):
            above, _, name = each.rpartition("/")
            reason, places = self._known[above]
            if not reason:
                reason = self._of_hugo(above, name)
            if not reason and any(each in settings.folders for settings in places):
                reason = _of_obsidian()
            self._known[each] = _Known(reason, places if reason else (*places, *self._places(each)))
        return self._known[below[0] if below else path]

    def _of_hugo(self, above: str, name: str) -> str:
        if name == "archetypes" and self._is_of_hugo(above):
            return tr("Hugo's templates are left out; list_templates = true lists them.")
        if name == "exampleSite" and above.split("/")[-2:-1] == ["themes"]:
            return tr("The example site of a Hugo theme is left out; list_templates = true lists it.")
        return ""

    def _is_of_hugo(self, folder: str) -> bool:
        try:
            names = os.listdir(os.path.join(self._root, folder))
        except OSError:
            return False
        return any(map(_HUGO.fullmatch, names)) or {"content", "layouts"} <= {*names}

    def _places(self, vault: str) -> tuple[_Places, ...]:
        settings = os.path.join(self._root, vault, _OBSIDIAN)
        found = _read(settings, vault) if os.path.isdir(settings) else _Places()
        return (found,) if found.folders or found.notes else ()


def _of_obsidian() -> str:
    return tr("Obsidian's templates are left out; list_templates = true lists them.")


def _read(settings: str, vault: str) -> _Places:
    def places(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
        for name, key in rows:
            if place := _setting(os.path.join(settings, name), key):
                yield f"{vault}/{place}" if vault else place

    notes = (f"{place.removesuffix('.md')}.md" for place in places(_NOTES))
    return _Places(frozenset(places(_FOLDERS)), frozenset(notes))


def _setting(file: str, key: str) -> str:
    """Return the path that a setting names, relative to the vault; empty where it names none."""
    try:
        found = json.loads(read_file(os.fsencode(file)).data[:SETTINGS_LIMIT])
    except (OSError, ValueError, RecursionError):
        return ""
    place = found.get(key) if isinstance(found, dict) else None
    return place.strip("/ ") if isinstance(place, str) else ""
