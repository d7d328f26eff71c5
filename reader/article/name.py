"""What the name of a file tells: whether it is an article or a conflict copy, its title.

Pure. Names come from ``os.fsdecode``; clean them before they are shown.
"""

import re

from reader.article.dialect import LOGSEQ_FOLDERS
from reader.text import clean_line
from reader.text.pattern import late

SUFFIXES = (".md", ".markdown", ".mdx", ".mdown")
"""Endings of article files, in lower case."""

TEXT_SUFFIX = ".txt"
"""The ending of files that are articles only by the setting ``text_files``."""

_CONFLICT = late(
    r"\.sync-conflict-\d{8}-\d{6}"  # Syncthing
    r"|conflicted copy|的冲突副本|的衝突複本|case conflict"  # Dropbox, Nextcloud, Obsidian
    r"|_conflict-\d{8}-\d{6}"  # ownCloud
    r"|\bSFConflict\b"  # Seafile
    r"|\.conflict(?:ed)?\b",  # Resilio
    re.IGNORECASE,
)
_DATE_PREFIX = late(r"\d{4}([-_.]?)\d{2}\1\d{2}(?:[-_ ]+|$)")
_INDEX = frozenset({"index", "_index"})
_ENCODED = late(r"(?:%[0-9A-Fa-f]{2})+")
_NOTION_ID = late(r" [0-9a-f]{32}$")
"""What Notion puts behind the name of an exported page."""
_DAY = late(r"(\d{4})_(\d{2})_(\d{2})")


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


def page_name(path: str) -> str:
    """Return the name of the page in a file, as links name it: decoded, without what an export adds.

    ``%3A`` is a colon and, in Logseq's folders, ``___`` a slash; Notion's id is left out.
    """
    name = stem(path)
    if "%" in name:
        name = _ENCODED.sub(_decoded, name)
    if "___" in name and path.rpartition("/")[0].rpartition("/")[2] in LOGSEQ_FOLDERS:
        name = "/".join(filter(None, name.split("___"))) or name
    return _DAY.sub(r"\1-\2-\3", name) if _DAY.fullmatch(name) else _NOTION_ID.sub("", name)


def _decoded(match: re.Match[str]) -> str:
    """Return encoded characters, or the text itself where it encodes none that can be shown."""
    from urllib.parse import unquote_to_bytes  # only for names that have one

    try:
        text = unquote_to_bytes(match.group()).decode()
    except UnicodeDecodeError:
        return match.group()
    return text if text.isprintable() else match.group()


def title_from_path(path: str) -> str:
    """Return a readable title from a file's name (its folder's for an index), or an empty text.

    ``2015-03-04-some-title.md`` becomes ``Some title``; a name with spaces or capitals stays as it is.
    """
    name = page_name(path)
    if name.lower() in _INDEX:
        name = path.rpartition("/")[0].rpartition("/")[2] or name.lstrip("_")
    name = _DATE_PREFIX.sub("", name) or name
    if " " not in name and not _DATE_PREFIX.fullmatch(name):
        readable = re.sub(r"[-_]+", " ", name).strip()
        name = readable[:1].upper() + readable[1:] if readable.islower() else readable or name
    return clean_line(name)
