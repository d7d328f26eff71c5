"""Copies logs to the sync folder and from it: how devices learn of each other without a server. Disk.

The folder is synchronised by whatever the user has: Syncthing, Dropbox, git, a network drive. It holds a folder per device,
and each device writes only its own. The truth stays at home: this device's log is copied there and the others' logs are
copied here, so nothing waits for the folder and nothing is lost while it is missing. What a sync tool may do to it (older
states, half files, files twice, conflict copies) does no harm: an event counts once however often it comes, a log at home
only grows, and a copy of our own log that is not as it should be is written again.
"""

import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from reader.i18n import tr
from reader.journal.event import Event
from reader.journal.last_writes import LastWrites
from reader.journal.segments import devices, open_segment, segment_of, segments, write_segment
from reader.log import logger, phase
from reader.refusal import reason_of
from reader.text import clean_line


class Exchange:
    """The exchange between the journal's folder at home and a sync folder. ``exchange`` runs in a worker."""

    def __init__(
        self, home: Path, shared: Path, device: str, recover: Callable[[Sequence[Event]], None]
    ) -> None:
        """``recover`` writes events of our own again that were lost here."""
        self._home, self._shared, self._device, self._recover = home, shared, device, recover
        self._turn = threading.Lock()
        self._seen: dict[Path, Stat] = {}
        """The stat of the shared files when they were last copied or found equal."""
        self._compacted: dict[str, tuple[Stat | None, ...]] = {}
        """The stat of a device's segments when it was last examined which of ours can go."""
        self._trouble = ""
        """Why the folder cannot be used now, as a sentence; empty: it can."""

    def exchange(self) -> str:
        """Copy what is new, both ways; return why the folder cannot be used, if that is new. One at a time; never fails.

        Our own events that only the sync folder has are recovered: they were lost here, since the home was restored from a
        backup, or its disk was damaged.
        """
        with self._turn:
            former, self._trouble = self._trouble, self._exchange(is_new=not self._trouble)
            return self._trouble if self._trouble != former else ""

    def _exchange(self, *, is_new: bool) -> str:
        try:
            if not self._shared.is_dir():
                raise FileNotFoundError(tr("it does not exist"))
            with phase("exchange") as work:
                lost = self._lost_here()
                self._copy_ours()
                others = [device for device in devices(self._shared) if device != self._device]
                for device in others:
                    self._copy_theirs(device)
                work.note(devices=len(others), lost=len(lost))
        except OSError as problem:
            sentence = tr(
                "The journal cannot be synced with {folder}: {reason}; it is kept here",
                folder=self._shared,
                reason=reason_of(problem),
            )
            if is_new:
                logger(__name__).warning("the journal cannot be synced: %s", problem.strerror)
            return clean_line(sentence)
        if lost:
            self._recover(lost)
        return ""

    def _lost_here(self) -> list[Event]:
        """Return the events in the shared copy of our log that would count if ours had them."""
        here, there = self._home / self._device, self._shared / self._device
        foreign = LastWrites(enough_bytes=sys.maxsize)
        for name in segments(there):
            if self._seen.get(there / name) != _stat(there / name) and not _bytes(here / name).startswith(
                _bytes(there / name)
            ):
                _read(there / name, foreign)
        if foreign:
            # What compaction has removed from ours may still stand there: something later counts.
            foreign.remove_superseded(_read_all(here, segments(here)))
        return list(foreign.events())

    def _copy_ours(self) -> None:
        """Make the shared copy of our log equal to our log."""
        here, there = self._home / self._device, self._shared / self._device
        names = segments(here)
        for name in names:
            seen = self._seen.get(there / name)
            own = _stat(here / name)
            if own and (seen is None or seen != _stat(there / name) or seen.size != own.size):
                data = _bytes(here / name)
                if data and data != _bytes(there / name):
                    there.mkdir(mode=0o700, exist_ok=True)
                    write_segment(there / name, data)
                self._remember(there / name)
        for name in segments(there) if names else ():
            if name not in names:
                (there / name).unlink(missing_ok=True)

    def _copy_theirs(self, device: str) -> None:
        """Copy the log of another device here, where it only grows, except for what its owner has compacted."""
        here, there = self._home / device, self._shared / device
        theirs = segments(there)
        for name in theirs:
            if self._seen.get(there / name) != _stat(there / name):
                here.mkdir(mode=0o700, parents=True, exist_ok=True)
                known, news = _bytes(here / name), _bytes(there / name)
                if not known.startswith(news):
                    write_segment(here / name, news if news.startswith(known) else _merged(known, news))
                self._remember(there / name)
        self._remove_compacted(here, theirs)

    def _remove_compacted(self, here: Path, theirs: Sequence[str]) -> None:
        """Remove the segments that their owner no longer has, once nothing in them alone counts.

        What replaces them may come later, or never: a sync tool keeps no order.
        """
        generations = {segment.number: segment.generation for name in theirs if (segment := segment_of(name))}
        if not any(generations.values()):
            return
        left = [name for name in segments(here) if name not in theirs]
        stats = tuple(_stat(here / name) for name in theirs)
        if not left or self._compacted.get(here.name) == stats:
            return
        self._compacted[here.name] = stats
        there_too = _read_all(here, [name for name in segments(here) if name in theirs])
        for name in left:
            only = LastWrites(enough_bytes=sys.maxsize)
            whole = _read(here / name, only)
            only.remove_superseded(there_too)
            if whole and not only:
                (here / name).unlink(missing_ok=True)

    def _remember(self, file: Path) -> None:
        if found := _stat(file):
            self._seen[file] = found


def _merged(known: bytes, news: bytes) -> bytes:
    """Return the lines of a file and those that only another state of it has, where neither continues the other."""
    lines = known.splitlines(keepends=True)
    had = set(lines)
    added = [line for line in news.splitlines(keepends=True) if line not in had]
    between = b"" if not known or known.endswith(b"\n") else b"\n"
    return known + between + b"".join(added)


class Stat(NamedTuple):
    """What shows, without reading it, that a file is as it was."""

    size: int
    """Bytes."""
    mtime_ns: int
    """When it was written."""
    inode: int
    """Another one: another file has its name."""


def _stat(file: Path) -> Stat | None:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return Stat(found.st_size, found.st_mtime_ns, found.st_ino)


def _bytes(file: Path) -> bytes:
    try:
        with open_segment(file) as segment:
            return segment.read()
    except FileNotFoundError:
        return b""


def _read_all(log: Path, names: Sequence[str]) -> LastWrites:
    last_writes = LastWrites(enough_bytes=sys.maxsize)
    for name in names:
        # Another process may just have compacted it: what counts stands in another segment then.
        with suppress(FileNotFoundError):
            _read(log / name, last_writes)
    return last_writes


def _read(file: Path, last_writes: LastWrites) -> bool:
    """Add what a segment says to the last writes; return whether nothing else stands in it."""
    with open_segment(file) as segment:
        stretch = last_writes.read(segment, file.parent.name)
        return not (stretch.bad or stretch.newer)
