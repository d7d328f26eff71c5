"""Downloads a sound or film of an article into the folder of its feed. Network and disk.

It is whole or not there: until its last byte it is ``NAME.part``, which a later download continues where the server still has the
same file. Its address stands in an article, so like an image it comes from no private network, but for the host of a feed there
that the user agreed to.
"""

import errno
import fcntl
import json
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from reader.article.media import VIDEO, MediaFile, format_size
from reader.errors import NewsreaderError
from reader.feeds.web.fetch import Fetcher, Stream
from reader.files.inside import pinned, real_inside
from reader.files.whole import sync, sync_folder
from reader.i18n import tr
from reader.refusal import refusal
from reader.text import clean_line

FOLDER = "media"
"""The folder of these files, in that of the article."""

TOTAL_S = 24 * 3600.0
"""How long a download may take; a server that stops sending is given up much sooner."""

HOPS_LIMIT = 12
"""Redirects: between a podcast and its listeners stand many that count these."""

NAME_BYTES = 200
"""Of a name before its ending: with what is appended it fits the 255 bytes of all file systems."""

NOTE_BYTES = 10_000
"""The most that is read of a note about a part."""

_ENDINGS = {
    "audio/mpeg": "mp3", "audio/mp3": "mp3", "audio/mp4": "m4a", "audio/x-m4a": "m4a", "audio/aac": "aac", "audio/ogg": "ogg",
    "audio/opus": "opus", "audio/flac": "flac", "audio/wav": "wav", "video/mp4": "mp4", "video/x-m4v": "m4v",
    "video/webm": "webm", "video/quicktime": "mov", "video/ogg": "ogv",
}  # fmt: skip
_ENDING = re.compile(r"\.([A-Za-z0-9]{2,4})(?:[?#]|$)")
_RANGE = re.compile(r"bytes (\d{1,18})-\d{1,18}/(\d{1,18}|\*)")
_NOTHING_LEFT = re.compile(r"bytes \*/(\d{1,18})")
_PAGES = ("text/html", "application/xhtml")

OnProgress = Callable[[int, int], None]
"""Takes the bytes that are there and those of the whole file; 0: unknown."""


class DownloadError(NewsreaderError):
    """A file that could not be downloaded; the message says why, and what to do."""


class Place(NamedTuple):
    """Where a file goes."""

    root: Path
    """The folder of the library, out of which no link leads."""
    folder: Path
    """The folder of the article."""
    name: str
    """The name of the file."""
    agreed: str = ""
    """The host from which it may come though it is in a private network."""


def name_of(file: MediaFile, stem: str, number: int) -> str:
    """Return the name for a file of the article that is called ``stem``; ``number`` is 1 for its first."""
    kept = stem.encode("utf-8", "surrogateescape")[:NAME_BYTES].decode("utf-8", "ignore")
    match = _ENDING.search(file.address.partition("?")[0])
    known = _ENDINGS.get(file.kind.partition(";")[0].strip().lower())
    ending = known or (match[1].lower() if match else "") or ("mp4" if file.medium == VIDEO else "mp3")
    return f"{kept}{f'-{number}' if number > 1 else ''}.{ending}"


def download_file(
    file: MediaFile, place: Place, fetcher: Fetcher, limit: int, on_progress: OnProgress
) -> tuple[Path, bool]:
    """Return the path of a file, and whether it was downloaded now; ``limit`` is in bytes. Raises NewsreaderError."""
    folder = real_inside(place.root, place.folder / FOLDER)
    try:
        with pinned(folder) as there:
            if os.path.lexists(there / place.name):
                return folder / place.name, False
            with _part(there / f"{place.name}.part") as handle:
                download = _Download(file, there / place.name, handle, limit, on_progress)
                try:
                    download.run(fetcher, place.agreed)
                except BaseException:
                    download.leave_nothing_empty()
                    raise
        return folder / place.name, True
    except OSError as problem:
        sentence = tr("{path} cannot be written: {reason}", path=folder / place.name, reason=refusal(problem))
        raise DownloadError(clean_line(sentence)) from problem


@contextmanager
def _part(file: Path) -> Iterator[int]:
    """Yield a descriptor of a part, which no other process continues meanwhile; raises OSError and DownloadError."""
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    handle = os.open(file, flags, 0o666)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(file))
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise DownloadError(
                tr("Another newsreader is downloading {name}", name=clean_line(file.stem))
            ) from None
        except OSError:
            pass  # the file system has no locks
        yield handle
    finally:
        os.close(handle)


class _Download:
    """One download."""

    def __init__(
        self, file: MediaFile, target: Path, handle: int, limit: int, on_progress: OnProgress
    ) -> None:
        self._file, self._target, self._handle = file, target, handle
        self._limit, self._on_progress = limit, on_progress
        self._note = target.with_name(f"{target.name}.part.json")
        self._there = self._total = 0
        """Bytes that are in the part, and those of the whole file; 0: unknown."""
        self._is_stale = False
        """The server does not continue what is there."""

    def run(self, fetcher: Fetcher, agreed: str) -> None:
        """Download it and give it its name; raises NewsreaderError and OSError."""
        validator = self._validator()
        self._there = os.fstat(self._handle).st_size if validator else 0
        for _ in range(2):
            headers = {"Accept-Encoding": "identity"}
            if self._there:
                headers |= {"Range": f"bytes={self._there}-", "If-Range": validator}
            self._is_stale = False
            stream = Stream(self._receive, headers, TOTAL_S, HOPS_LIMIT)
            fetcher.fetch(self._file.address, typed=agreed, stream=stream)
            if not self._is_stale:
                break
            self._there = 0
        if self._is_stale or (self._total and self._there != self._total):
            raise DownloadError(
                tr("The download of {name} was cut off; the next one continues it", name=self._name)
            )
        self._place()

    @property
    def _name(self) -> str:
        return clean_line(self._target.name)

    def _validator(self) -> str:
        """Return what the server called the file that the part is of; empty: it cannot be continued."""
        try:
            with os.fdopen(
                os.open(self._note, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC), "rb"
            ) as opened:
                note = json.loads(opened.read(NOTE_BYTES))
        except (OSError, ValueError, RecursionError):
            return ""
        known = (
            note.get("validator")
            if isinstance(note, dict) and note.get("address") == self._file.address
            else ""
        )
        return known if isinstance(known, str) and re.fullmatch(r"[ -~]{1,500}", known) else ""

    def _receive(
        self, status: int, address: str, headers: Mapping[str, str], pieces: Iterator[bytes]
    ) -> None:
        """Write what comes; raises DownloadError."""
        host = clean_line(address.partition("://")[2].partition("/")[0], 200)
        if status == 416 and self._there:
            match = _NOTHING_LEFT.fullmatch(headers.get("content-range", ""))
            self._total = int(match[1]) if match else 0
            self._is_stale = self._total != self._there
            return
        if status not in {200, 206}:
            raise DownloadError(
                tr("{name}: {host} answers {status}", name=self._name, host=host, status=status)
            )
        kind = headers.get("content-type", "").strip().lower()
        if kind.startswith(_PAGES):
            raise DownloadError(
                tr("{name}: {host} sends a web page, not the file", name=self._name, host=host)
            )
        if headers.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
            raise DownloadError(
                tr("{name}: {host} sends it compressed, which was not requested", name=self._name, host=host)
            )
        self._begin(status, headers)
        if self._is_stale:
            return
        for piece in pieces:
            self._there += len(piece)
            self._require_room(self._there)
            self._write(piece)
            self._on_progress(self._there, self._total)

    def _begin(self, status: int, headers: Mapping[str, str]) -> None:
        """Go to where the first byte of the answer belongs, and note what it is a part of; raises DownloadError."""
        length = headers.get("content-length", "")
        size = int(length) if length.isdecimal() and len(length) < 19 else 0
        if status == 206:
            match = _RANGE.fullmatch(headers.get("content-range", ""))
            if not match or int(match[1]) != self._there:
                self._is_stale = True
                return
            self._total = int(match[2]) if match[2] != "*" else (self._there + size if size else 0)
        else:
            self._there, self._total = 0, size
        self._require_room(max(self._total, self._there))
        etag = headers.get("etag", "")
        validator = headers.get("last-modified", "") if not etag or etag.startswith("W/") else etag
        note = {"address": self._file.address, "validator": validator}
        try:
            os.ftruncate(self._handle, self._there)
            os.lseek(self._handle, self._there, os.SEEK_SET)
            self._require_free(self._total - self._there)
            handle = os.open(
                self._note, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666
            )
            with os.fdopen(handle, "wb") as opened:
                opened.write(json.dumps(note).encode())
        except OSError as problem:
            raise self._not_written(problem) from problem

    def _require_room(self, size: int) -> None:
        if size > self._limit:
            with suppress(OSError):
                os.ftruncate(self._handle, 0)
            self._remove_part()
            raise DownloadError(
                tr("{name} is larger than {size}, the limit of the setting download_limit_mb", name=self._name,
                   size=format_size(self._limit))
            )  # fmt: skip

    def _require_free(self, size: int) -> None:
        free = shutil.disk_usage(self._target.parent).free
        if size > free:
            raise DownloadError(
                tr("There is no room for {name}: it needs {size} more, and {free} are free", name=self._name,
                   size=format_size(size), free=format_size(free))
            )  # fmt: skip

    def _write(self, piece: bytes) -> None:
        left = memoryview(piece)
        try:
            while left:
                left = left[os.write(self._handle, left) :]
        except OSError as problem:
            raise self._not_written(problem) from problem

    def _not_written(self, problem: OSError) -> DownloadError:
        reason = refusal(problem)
        return DownloadError(
            clean_line(tr("{name} cannot be written: {reason}", name=self._name, reason=reason))
        )

    def _place(self) -> None:
        """Give the whole file its name, unless something has got that meanwhile; raises OSError."""
        sync(self._handle)
        part = self._target.with_name(f"{self._target.name}.part")
        try:
            os.link(part, self._target)
        except FileExistsError:
            pass
        except OSError:  # there are no hard links here
            if os.path.lexists(self._target):
                raise
            part.rename(self._target)
        self._remove_part()
        sync_folder(self._target.parent)

    def leave_nothing_empty(self) -> None:
        """Remove the part if nothing has come."""
        if not os.fstat(self._handle).st_size:
            self._remove_part()

    def _remove_part(self) -> None:
        for file in (self._target.with_name(f"{self._target.name}.part"), self._note):
            with suppress(OSError):
                file.unlink()
