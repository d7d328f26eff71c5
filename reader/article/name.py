"""What the name of a file tells: whether it is an article or a conflict copy, its title.

Pure. Names come from ``os.fsdecode``; clean them before they are shown.
"""

import re

from reader.text import clean_line

SUFFIXES = (".md", ".markdown", ".mdx", ".mdown")
"""Endings of article files, in lower case."""

TEXT_SUFFIX = ".txt"
"""The ending of files that are articles only by the setting ``text_files``."""

_CONFLICT = re.compile(
    r"\.sync-conflict-\d{8}-\d{6}"  # Syncthing
    r"|conflicted copy|的冲突副本|的衝突複本|case conflict"  # Dropbox, Nextcloud, Obsidian
    r"|_conflict-\d{8}-\d{6}"  # ownCloud
    r"|\bSFConflict\b"  # Seafile
    r"|\.conflict(?:ed)?\b",  # Resilio
    re.IGNORECASE,
)
_DATE_PREFIX = re.compile(r"\d{4}([-_.]?)\d{2}\1\d{2}(?:[-_ ]+|$)")
_INDEX = frozenset({"index", "_index"})


def suffixes(*, text_files: bool = False) -> tuple[str, ...]:
    """Return the endings of article files, with ``.txt`` if ``text_files``."""
    return (*SUFFIXES, TEXT_SUFFIX) if text_files else SUFFIXES


def is_article_name(name: str, *, text_files: bool = False) -> bool:
    """Return whether a file of this name is an article; hidden ones (``._x.md``, ``.#x.md``) are not."""
    lower = name.lower()
    return not name.startswith(".") and lower.endswith(suffixes(text_files=text_files))


def is_conflict_copy(name: str) -> bool:
    """Return whether a file is named as a sync tool names a conflicting version."""
    return _CONFLICT.search(name) is not None


def stem(path: str) -> str:
    """Return the file's name without its ending and without a language before it (``x.zh-cn.md``: ``x``)."""
    base = path.rpartition("/")[2].rpartition(".")[0]
    rest, _, suffix = base.rpartition(".")
    if not rest:
        return base
    from reader.article.language import language_suffix  # its table takes 3 ms to load

    return rest if language_suffix(suffix) else base


def title_from_path(path: str) -> str:
    """Return a readable title from a file's name (its folder's for an index), or an empty text.

    ``2015-03-04-some-title.md`` becomes ``Some title``; a name with spaces or capitals stays as it is.
    """
    name = stem(path)
    if name.lower() in _INDEX:
        name = path.rpartition("/")[0].rpartition("/")[2] or name.lstrip("_")
    name = _DATE_PREFIX.sub("", name) or name
    if " " not in name and not _DATE_PREFIX.fullmatch(name):
        readable = re.sub(r"[-_]+", " ", name).strip()
        name = readable[:1].upper() + readable[1:] if readable.islower() else readable or name
    return clean_line(name)
