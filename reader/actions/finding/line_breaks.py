"""Whether the program that owns a folder shows ends of source lines as line breaks. Reads its settings, once per directory.

The nearest sign above an article counts: Obsidian does unless ``strictLineBreaks`` is on, Hexo's renderer unless ``breaks`` is
off, Logseq always.
"""

import json
import os
import re
from functools import lru_cache
from pathlib import Path

from reader.page.lines.line_breaks import AUTO, AUTO_KEEP
from reader.text.pattern import late

SETTINGS_LIMIT = 1 << 20
"""Bytes of settings of other programs that are read."""

DIRECTORIES_CACHED = 4_096
"""Directories whose answer is remembered while the program runs."""

_OF_HEXO = late(
    r"^(?:new_post_name|public_dir|skip_render|post_asset_folder|filename_case|default_layout)[ \t]*:|^#[ \t]*Hexo\b",
    re.MULTILINE,
)
_HEXO_JOINS = late(r"^[ \t]+breaks[ \t]*:[ \t]*(?:false|no|off)\b", re.MULTILINE)


def line_breaks_in(setting: str, file: Path | None) -> str:
    """Return what line ends of an article are by the setting and the folder of its file; None: it has no file."""
    if setting != AUTO or file is None:
        return setting
    return AUTO_KEEP if _keeps(file.absolute().parent) else AUTO


@lru_cache(DIRECTORIES_CACHED)
def _keeps(directory: Path) -> bool:
    """Return whether the nearest program that says so keeps line ends of the files in a directory."""
    said = _setting_in(directory)
    if said is not None:
        return said
    return directory.parent != directory and _keeps(directory.parent)


def _setting_in(directory: Path) -> bool | None:
    if (directory / ".obsidian").is_dir():
        return not _is_strict(_read(directory / ".obsidian" / "app.json"))
    config = directory / "_config.yml"
    if config.is_file() and _OF_HEXO.search(text := _read(config)):
        return not _HEXO_JOINS.search(text)
    if (directory / "logseq" / "config.edn").is_file():
        return True
    return None


def _is_strict(settings: str) -> bool:
    try:
        found = json.loads(settings)
    except (ValueError, RecursionError):  # no file, or a broken one: Obsidian's default
        return False
    return isinstance(found, dict) and found.get("strictLineBreaks") is True


def _read(file: Path) -> str:
    from reader.library.scan.read_file import read_file

    try:
        return read_file(os.fsencode(file)).data[:SETTINGS_LIMIT].decode("utf-8", "replace")
    except OSError:
        return ""
