"""What folders without articles hold, to explain an empty list. Reads names only."""

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reader.article.name import SUFFIXES, TEXT_SUFFIX
from reader.i18n import listed, tr, trn
from reader.library import Folder
from reader.library.scan.walk import IGNORED_FOLDERS
from reader.text import clean_line

NAMES_LIMIT = 2_000
"""Names that are read of a folder."""

_IMAGES = frozenset(
    {".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".heic", ".tif", ".tiff", ".bmp"}
)


class Found(NamedTuple):
    """What a folder holds, counted up to ``NAMES_LIMIT`` names."""

    texts: int = 0
    """Files ``*.txt``."""
    images: int = 0
    """Files with the ending of an image."""
    others: int = 0
    """All other files."""
    passed_over: tuple[str, ...] = ()
    """Names of folders that are not scanned."""
    is_there: bool = True
    """The folder exists and can be read."""


def survey(folder: Path) -> Found:
    """Return what a folder holds; the first ``NAMES_LIMIT`` names of it and of the folders in it."""
    kinds: Counter[str] = Counter()
    passed_over: list[str] = []
    waiting, left = [folder], NAMES_LIMIT
    while waiting and left > 0:
        path = waiting.pop()
        try:
            with os.scandir(path) as entries:
                for entry in entries:
                    left -= 1
                    is_hidden = entry.name.startswith(".") or os.fsencode(entry.name) in IGNORED_FOLDERS
                    if entry.is_dir(follow_symlinks=False):
                        if is_hidden:
                            passed_over.append(entry.name)
                        else:
                            waiting.append(path / entry.name)
                    elif not is_hidden:
                        kinds[_kind(entry.name)] += 1
                    if left <= 0:
                        break
        except OSError:
            if path == folder:
                return Found(is_there=False)
    return Found(
        kinds["text"],
        kinds["image"],
        kinds["other"],
        tuple(dict.fromkeys(sorted(map(clean_line, passed_over)))),
    )


def _kind(name: str) -> str:
    suffix = os.path.splitext(name)[1].lower()  # noqa: PTH122  (a name, of which there are many)
    return "text" if suffix == TEXT_SUFFIX else "image" if suffix in _IMAGES else "other"


def describe_empty(folders: Sequence[Folder], *, text_files: bool) -> list[str]:
    """Return sentences about folders without articles: what each holds instead, and what would be read in it."""
    found = [(_short(folder.path), survey(folder.path)) for folder in folders]
    sentences = [_sentence(path, each) for path, each in found]
    names = listed(f"*{suffix}" for suffix in (*SUFFIXES, *((TEXT_SUFFIX,) if text_files else ())))
    sentences.append(tr("Files named {names} are articles; new ones appear at once.", names=names))
    if any(each.texts for _, each in found) and not text_files:
        sentences.append(tr("With list_text_files = true in config.toml, *.txt files are articles too."))
    return sentences


def _sentence(path: str, found: Found) -> str:
    if not found.is_there:
        return tr("{path} does not exist or cannot be read.", path=path)
    counts = [
        (found.texts, trn("1 file *.txt", "{count:,} files *.txt", found.texts)),
        (found.images, trn("1 image", "{count:,} images", found.images)),
        (found.others, trn("1 other file", "{count:,} other files", found.others)),
    ]
    parts = [sentence for count, sentence in counts if count]
    if found.passed_over:
        parts.append(tr("skipped folders ({names})", names=listed(found.passed_over[:3])))
    if not parts:
        return tr("{path} is empty.", path=path)
    return tr("{path} has no articles, only {what}.", path=path, what=listed(parts))


def _short(path: Path) -> str:
    home = Path.home()
    return clean_line(f"~/{path.relative_to(home)}" if home in path.parents else str(path))
