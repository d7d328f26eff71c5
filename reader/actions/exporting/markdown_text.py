"""Articles as Markdown for other programs: one file with its front matter, a folder of files, several articles in one file. Reads files."""

import os
import re
from collections.abc import Iterator, Mapping

from reader.article.decoding import decode
from reader.errors import ArticleGoneError
from reader.files.inside import target_outside
from reader.i18n import tr
from reader.library import Library, Row
from reader.library.scan.read_file import read_inside
from reader.refusal import unreadable
from reader.text import clean

BESIDE = "images"
"""The folder of images beside the files that show them."""

_BEFORE = (
    r"(?:(?<=\]\()|(?<=\]\(<)|(?<=\]: )|(?<=\]: <)|(?<=\[\[)|(?<=src=)|(?<=src=[\"'])"
    r"|(?<=^image: )|(?<=^image: [\"'])|(?<=^cover: )|(?<=^cover: [\"']))"
)
_AFTER = r"(?=[)>\"'\s|\]#?]|$)"
"""What stands around an address in Markdown, HTML and front matter, and not around a word of the text."""

LONGEST_ADDRESS = 4_096
"""Characters; a longer one is an image in itself (``data:``)."""


def source_text(library: Library, row: Row) -> str:
    """Return the file of an article as text, front matter and all, cleaned; raises ArticleGoneError."""
    path = library.files.path_of(row.key)
    root = next(folder.path for folder in library.folders if folder.id == row.key.folder)
    try:
        if target_outside(root, path):
            raise ArticleGoneError(tr("{path} leads out of its folder", path=row.key.path))
        text = decode(read_inside(os.fsencode(root), os.fsencode(path)).data).text
    except OSError as problem:
        raise ArticleGoneError(str(unreadable(row.key.path, problem))) from problem
    return clean(text.removeprefix("\ufeff").replace("\r\n", "\n"))


def with_images_beside(text: str, names: Mapping[str, str], folder: str = BESIDE) -> str:
    """Return Markdown with the addresses of images replaced by those of their files in a folder beside it."""
    for address, name in sorted(names.items(), key=lambda each: -len(each[0])):
        plain = address.removeprefix("wiki:")
        if len(plain) > LONGEST_ADDRESS:
            continue
        text = re.sub(f"{_BEFORE}{re.escape(plain)}{_AFTER}", f"{folder}/{name}", text, flags=re.MULTILINE)
    return text


def file_name_of(row: Row, taken: set[str]) -> str:
    """Return the name of an article's file in a folder of exported ones; names that differ only by case are one."""
    from reader.feeds.files.naming import slug_of  # only for folders

    name = clean(row.key.path.rpartition("/")[2]).replace("\n", " ").replace("\t", " ")
    stem, dot, _ = name.rpartition(".")
    stem = stem if dot else name
    if stem.lower() in {"index", "_index", "readme"} or "\ufffd" in stem or not stem.strip(". "):
        stem = slug_of(row.title) or "article"  # in one folder these names say nothing
    stem = stem.lstrip(".").encode()[:200].decode("utf-8", "ignore")
    for found in _numbered(stem):
        if found.casefold() not in taken:
            taken.add(found.casefold())
            return found
    raise AssertionError  # the numbers do not end


def _numbered(stem: str) -> Iterator[str]:
    yield f"{stem}.md"
    number = 2
    while True:
        yield f"{stem}-{number}.md"
        number += 1
