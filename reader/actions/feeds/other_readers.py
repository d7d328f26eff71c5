"""Feeds that other readers have on this machine: finds their files, and follows what stands in one."""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.actions.feeds.interchange import Complain, ImportedFeeds, import_opml
from reader.actions.feeds.newsboat import import_urls, is_cache
from reader.actions.workspace.workspace import Workspace
from reader.errors import NewsreaderError, UsageError
from reader.feeds.interchange.newsboat import Files, files_in, read_urls, standard_files
from reader.feeds.interchange.opml import read_opml
from reader.i18n import tr
from reader.refusal import unreadable
from reader.text import clean_line

if TYPE_CHECKING:
    from reader.actions.feeds.newsboat import ImportedCache

OPML_SUFFIXES = (".opml", ".opml.xml")
"""Endings of lists of feeds."""

NAMES_LIMIT = 2_000
"""Names of a folder that are looked at."""

SIZE_LIMIT = 10_000_000
"""Bytes of a list of feeds that is read."""

_USUAL = ("", "Downloads", "Documents", "Desktop")
"""Folders of the home folder in which exported lists lie."""

_USER_FOLDER = re.compile(rb'^XDG_(?:DOWNLOAD|DOCUMENTS|DESKTOP)_DIR="\$HOME/([^"]*)"', re.MULTILINE)
"""A line of ``user-dirs.dirs``: what these folders are called in the user's language."""


class FeedSource(NamedTuple):
    """A list of feeds that can be imported."""

    path: Path
    """A file, or newsboat's folder."""
    feeds: int
    """How many feeds stand in it."""
    newsboat: Files | None = None
    """newsboat's files, if it is from there."""

    @property
    def name(self) -> str:
        """Return what it is called in a sentence."""
        return "newsboat" if self.newsboat else clean_line(self.path.name)


def sources_here(environ: Mapping[str, str]) -> list[FeedSource]:
    """Return what can be imported on this machine, as ``sources`` does."""
    return sources(Path(environ.get("HOME") or Path.home()), environ, Path.cwd())


def sources(home: Path, environ: Mapping[str, str], current: Path) -> list[FeedSource]:
    """Return what can be imported: newsboat's files, and OPML files in the usual folders and the ``current`` one.

    Lists that cannot be read or have no feeds are left out.
    """
    found = []
    newsboat = standard_files(home, environ)
    if newsboat.urls and (source := _newsboat(newsboat)):
        found.append(source)
    seen: set[Path] = set()
    for folder in _folders(home, environ, current):
        for file in _opml_files(folder):
            real = Path(os.path.realpath(file))
            if real not in seen and (count := _count_opml(file)):
                found.append(FeedSource(file, count))
            seen.add(real)
    return found


def source_at(path: Path) -> FeedSource:
    """Return the list of feeds at a path: an OPML file, newsboat's folder or its ``urls``; raises UsageError."""
    if path.is_dir():
        files = files_in(path)
        if files.urls and (source := _newsboat(files)):
            return source
        raise UsageError(
            tr("{folder} has neither urls nor cache.db nor config", folder=clean_line(str(path)))
        )
    data = _read(path)
    if is_cache(data):
        raise UsageError(tr("This is newsboat's cache: name its folder or its file urls"))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or b"<opml" in data[:1_000]:
        try:
            return FeedSource(path, len(read_opml(data, path.name).feeds))
        except UsageError:
            raise
        except NewsreaderError as problem:
            raise UsageError(str(problem)) from problem
    if source := _newsboat(Files(path, None, None)):
        return source
    raise UsageError(
        tr("{file} has no feeds: an OPML file or newsboat's urls is needed", file=clean_line(path.name))
    )


def import_source(workspace: Workspace, root: Path, source: FeedSource, complain: Complain) -> ImportedFeeds:
    """Follow the feeds of a list in the ``feeds.toml`` of ``root``; raises NewsreaderError.

    ``complain`` is given what is left out, as sentences.
    """
    if source.newsboat and source.newsboat.urls:
        return import_urls(workspace, root, _read(source.newsboat.urls), complain).feeds
    return import_opml(workspace, root, _read(source.path), source.path.name, complain)


def import_texts(workspace: Workspace, root: Path, source: FeedSource) -> "ImportedCache | None":
    """Take over newsboat's articles and what was read of them; None: there are none. ``root`` has to be open."""
    from reader.actions.feeds.newsboat import import_cache

    cache = source.newsboat.cache if source.newsboat else None
    return import_cache(workspace, root, cache) if cache else None


def _newsboat(files: Files) -> FeedSource | None:
    assert files.urls
    try:
        urls = read_urls(_read(files.urls).decode("utf-8", "replace"))
    except NewsreaderError:
        return None
    alone = files.cache is None and files.config is None
    return (
        FeedSource(files.urls if alone else files.urls.parent, len(urls.feeds), files) if urls.feeds else None
    )


def _folders(home: Path, environ: Mapping[str, str], current: Path) -> Iterator[Path]:
    yield from (home / name for name in _USUAL)
    config = Path(environ.get("XDG_CONFIG_HOME") or home / ".config")
    try:
        written = (config / "user-dirs.dirs").read_bytes()
    except OSError:
        written = b""
    yield from (home / os.fsdecode(match[1]) for match in _USER_FOLDER.finditer(written))
    yield current


def _opml_files(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for _, entry in zip(range(NAMES_LIMIT), entries, strict=False)]
    except OSError:
        return []
    return [folder / name for name in sorted(names) if name.lower().endswith(OPML_SUFFIXES)]


def _count_opml(file: Path) -> int:
    try:
        return len(read_opml(_read(file), file.name).feeds)
    except NewsreaderError:
        return 0


def _read(file: Path) -> bytes:
    try:
        if not file.is_file() or file.stat().st_size > SIZE_LIMIT:
            raise UsageError(tr("{file} is not a list of feeds", file=clean_line(str(file))))
        return file.read_bytes()
    except OSError as problem:
        raise UsageError(str(unreadable(clean_line(str(file)), problem))) from problem
