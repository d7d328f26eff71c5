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
from reader.library.read_file import read_file

LEFT_OUT = 0
"""The line of what is said of a file that is left out, by which it is known from a problem."""

COUNT_PROBLEMS = "SELECT count(*) FROM problem WHERE line IS NOT 0"

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


class LeftOut:
    """Says of the files of one folder whether they are left out; looks once at each directory, so it is for one scan."""

    def __init__(self, root: bytes) -> None:
        self._root = os.fsdecode(root)
        self._folders: dict[str, str] = {"": ""}
        """Why the folders are left out that were looked at; empty: they are not."""
        self._vaults: dict[str, _Places] = {}

    def among(self, directory: bytes, names: Iterable[bytes]) -> dict[bytes, str]:
        """Return which of the files in a directory are left out, and why, as a sentence."""
        path = os.fsdecode(directory)
        if reason := self._why(path):
            return dict.fromkeys(names, reason)
        notes = {note for vault in _above(path) for note in self._places(vault).notes}
        return {
            name: _of_obsidian()
            for name in names
            if notes and "/".join(filter(None, (path, os.fsdecode(name)))) in notes
        }

    def _why(self, path: str) -> str:
        found = self._folders.get(path)
        if found is None:
            above, _, name = path.rpartition("/")
            found = self._why(above) or self._of_hugo(above, name)
            if not found and any(path in self._places(vault).folders for vault in _above(above)):
                found = _of_obsidian()
            self._folders[path] = found
        return found

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

    def _places(self, vault: str) -> _Places:
        found = self._vaults.get(vault)
        if found is None:
            settings = os.path.join(self._root, vault, _OBSIDIAN)
            found = _read(settings, vault) if os.path.isdir(settings) else _Places()
            self._vaults[vault] = found
        return found


def _of_obsidian() -> str:
    return tr("Templates of Obsidian are left out; templates = true lists them.")


def _above(path: str) -> Iterator[str]:
    """Yield a folder and all above it, up to the library's, which has the empty path."""
    while path:
        yield path
        path = path.rpartition("/")[0]
    yield ""


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
