"""Logs go to a folder that others share, and come from there: how devices learn of each other without a server. Disk.

The folder is carried by whatever the user has: Syncthing, Dropbox, git, a network drive. It holds a folder per device,
and each device writes into its own only. The truth stays at home: this device's log is copied there, those of the others
are copied here, so nothing waits for the folder and nothing is lost when it is away. What a sync tool may do to it (older
states, halves, files twice, conflict copies) does no harm: an event counts once however often it comes, a log at home only
ever grows, and a copy of our own log that is not what it should be is written again.
"""

import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from reader.i18n import tr
from reader.journal.event import Event
from reader.journal.last_writes import LastWrites
from reader.journal.segments import devices, open_segment, segment_of, segments, write_segment
from reader.log import logger, phase
from reader.text import clean_line


class Exchange:
    """Between the journal's folder at home and a shared one. ``exchange`` belongs into a worker."""

    def __init__(self, home: Path, shared: Path, device: str) -> None:
        self._home, self._shared, self._device = home, shared, device
        self._seen: dict[Path, Look] = {}
        """What shared files looked like when nothing was left to do about them."""
        self._compacted: dict[str, tuple[Look | None, ...]] = {}
        """What the segments of a device looked like when it was last looked what can go."""
        self.trouble = ""
        """Why the folder cannot be used now, as a sentence; empty: all is well."""

    def exchange(self) -> list[Event]:
        """Copy what is new, both ways; return events of our own that only the shared folder has, to be written again.

        Those were lost here: a home was restored from a backup, or its disk was broken. Never fails.
        """
        try:
            if not self._shared.is_dir():
                raise FileNotFoundError(tr("it does not exist"))
            with phase("exchange") as work:
                lost = self._lost_here()
                self._give()
                others = [device for device in devices(self._shared) if device != self._device]
                for device in others:
                    self._take(device)
                work.note(devices=len(others), lost=len(lost))
        except OSError as problem:
            sentence = tr(
                "The journal cannot be synced with {folder}: {reason}; it is kept here",
                folder=self._shared,
                reason=problem.strerror or str(problem),
            )
            if not self.trouble:
                logger(__name__).warning("the journal cannot be synced: %s", problem.strerror)
            self.trouble = clean_line(sentence)
            return []
        self.trouble = ""
        return lost

    def _lost_here(self) -> list[Event]:
        """Return the events in the shared copy of our log that would count, if ours had them."""
        here, there = self._home / self._device, self._shared / self._device
        foreign = LastWrites(enough_bytes=sys.maxsize)
        for name in segments(there):
            if self._seen.get(there / name) != _look(there / name) and not _bytes(here / name).startswith(
                _bytes(there / name)
            ):
                _read(there / name, foreign)
        if foreign:
            # What compaction has taken out of ours may stand there still: something later counts.
            foreign.drop(_read_all(here, segments(here)))
        return list(foreign.events())

    def _give(self) -> None:
        """Make the shared copy of our log what our log is."""
        here, there = self._home / self._device, self._shared / self._device
        names = segments(here)
        for name in names:
            seen = self._seen.get(there / name)
            own = _look(here / name)
            if own and (seen is None or seen != _look(there / name) or seen.size != own.size):
                data = _bytes(here / name)
                if data and data != _bytes(there / name):
                    there.mkdir(mode=0o700, exist_ok=True)
                    write_segment(there / name, data)
                self._note(there / name)
        for name in segments(there) if names else ():
            if name not in names:
                (there / name).unlink(missing_ok=True)

    def _take(self, device: str) -> None:
        """Bring the log of another device home, where it only grows, but for what its owner has compacted."""
        here, there = self._home / device, self._shared / device
        theirs = segments(there)
        for name in theirs:
            if self._seen.get(there / name) != _look(there / name):
                here.mkdir(mode=0o700, parents=True, exist_ok=True)
                known, news = _bytes(here / name), _bytes(there / name)
                if not known.startswith(news):
                    write_segment(here / name, news if news.startswith(known) else _merged(known, news))
                self._note(there / name)
        self._remove_compacted(here, theirs)

    def _remove_compacted(self, here: Path, theirs: Sequence[str]) -> None:
        """Remove the segments that their owner has no more, once nothing counts that only they say.

        What stands in their place may come later, or never: a sync tool knows no order.
        """
        generations = {segment.number: segment.generation for name in theirs if (segment := segment_of(name))}
        if not any(generations.values()):
            return
        left = [name for name in segments(here) if name not in theirs]
        looks = tuple(_look(here / name) for name in theirs)
        if not left or self._compacted.get(here.name) == looks:
            return
        self._compacted[here.name] = looks
        there_too = _read_all(here, [name for name in segments(here) if name in theirs])
        for name in left:
            only = LastWrites(enough_bytes=sys.maxsize)
            whole = _read(here / name, only)
            only.drop(there_too)
            if whole and not only:
                (here / name).unlink(missing_ok=True)

    def _note(self, file: Path) -> None:
        if look := _look(file):
            self._seen[file] = look


def _merged(known: bytes, news: bytes) -> bytes:
    """Return the lines of a file and those that only another state of it has: neither is what the other goes on from."""
    lines = known.splitlines(keepends=True)
    had = set(lines)
    added = [line for line in news.splitlines(keepends=True) if line not in had]
    between = b"" if not known or known.endswith(b"\n") else b"\n"
    return known + between + b"".join(added)


class Look(NamedTuple):
    """What tells that a file is as it was."""

    size: int
    mtime_ns: int
    inode: int


def _look(file: Path) -> Look | None:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return Look(found.st_size, found.st_mtime_ns, found.st_ino)


def _bytes(file: Path) -> bytes:
    try:
        with open_segment(file) as segment:
            return segment.read()
    except FileNotFoundError:
        return b""


def _read_all(log: Path, names: Sequence[str]) -> LastWrites:
    last_writes = LastWrites(enough_bytes=sys.maxsize)
    for name in names:
        with suppress(
            FileNotFoundError
        ):  # another process has just compacted it: what counts stands in another
            _read(log / name, last_writes)
    return last_writes


def _read(file: Path, last_writes: LastWrites) -> bool:
    """Let winners have what a segment says; return whether nothing else stands in it."""
    with open_segment(file) as segment:
        stretch = last_writes.read(segment, file.parent.name)
        return not (stretch.bad or stretch.newer)
