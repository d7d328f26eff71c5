"""The journal: records what the user did, reads what was done on all devices, undoes acts. Disk.

One folder holds a log per device; this device writes only its own. An act is in the log when ``record`` returns (it
survives the death of the process) and on the disk after ``sync``. A disk that refuses is a state, not an exception: acts
that cannot be written wait in ``unsaved``, and ``trouble`` says why.
"""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from reader.errors import JournalError
from reader.files.lock import MOMENT_S, WAIT_S
from reader.i18n import tr, trn
from reader.journal.clock import observe, observe_all, stamp
from reader.journal.cursor import Cursor
from reader.journal.device import device_name
from reader.journal.event import Change, Event, is_deliberate
from reader.journal.history import Act, History
from reader.journal.line import format_line
from reader.journal.log import HISTORY_BYTES, Log, sync_files
from reader.journal.reading import Problems, Reading
from reader.journal.segments import is_device
from reader.log import logger
from reader.refusal import reason_of, refusal
from reader.text import clean_line

if TYPE_CHECKING:
    from reader.journal.compaction import Compacted
    from reader.journal.exchange import Exchange
    from reader.journal.last_writes import LastWrites

NewAct = tuple[Sequence[Change], str]
"""The changes of an act to write, and the id of the act that it reverts, if any."""


def _now_ms() -> int:
    return time.time_ns() // 1_000_000


class Journal:
    """What the user did, on this device and all others. For several threads; several may be open on one folder."""

    _wait_s = MOMENT_S
    """How long an act waits for another writer."""

    def __init__(
        self, folder: Path, device: str, now_ms: Callable[[], int], shared: Path | None = None
    ) -> None:
        self.device = device
        """The name of this device's log."""
        self.unsaved: tuple[Event, ...] = ()
        """What was done and could not be written yet, in order."""
        self.trouble = ""
        """Why the journal cannot be written, as a sentence; empty where it can."""
        self._reason = ""
        self._is_locked_out = False
        """It could not be written because another process was writing."""
        self._now_ms = now_ms
        self._log = Log(folder / device)
        self._clock = 0
        self._has_observed_others = False
        self._history = History()
        self._depths = list(HISTORY_BYTES)
        """How much of the log's end to read next when there are no more acts to undo."""
        self._unsynced: list[Event] = []
        self._problems = Problems()
        self._guard = threading.RLock()
        self.folder, self.shared = folder, shared
        """Where it lies, and the sync folder, if there is one."""

    @classmethod
    def open(
        cls, folder: Path, *, machine: str, now_ms: Callable[[], int] = _now_ms, shared: Path | None = None
    ) -> Self:
        """Return the journal in the folder, writing as ``machine``; touches nothing and never fails.

        ``machine`` is the name of this device's folder if it can be one (that of ``device.device_id`` always can), else its
        digest is. ``shared`` is the sync folder (``exchange``).
        """
        journal = cls(folder, machine if is_device(machine) else device_name(machine), now_ms, shared)
        if not _is_writable(journal._log.folder):
            journal._fail(tr("The folder is read-only"))
        return journal

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def record(
        self, changes: Sequence[Change], *, reverts: str = "", is_act: bool = True, joins: str = ""
    ) -> tuple[Event, ...]:
        """Write the changes as one act and return its events, ready to be shown.

        Where the disk refuses, or another process is writing, they are in ``unsaved`` afterwards. ``is_act`` False: the
        program writes by itself (state of a renamed file), and undo does not see it. ``joins`` is the act of which these are
        more changes, as long as that is the last one of this device. Raises JournalError for a change
        whose line would be too long.
        """
        return self._write(lambda: (changes, reverts), is_act=is_act, joins=joins) if changes else ()

    def retry(self) -> bool:
        """Try again to write what is unsaved, waiting for other writers, in a worker; return whether nothing is left."""
        for _ in _tries():
            if self.unsaved:
                self._write(lambda: ((), ""))
            if not self.unsaved or not self._is_locked_out:
                break
        return not self.unsaved

    def undo(self) -> tuple[Event, ...]:
        """Undo the last act of this device, also one of an earlier run; return the events that this wrote."""
        return self._revert(lambda history: history.last_done)

    def redo(self) -> tuple[Event, ...]:
        """Redo the act that was undone last, unless something was done since; return the events that this wrote."""
        return self._revert(lambda history: history.last_undone)

    @property
    def needs_sync(self) -> bool:
        """Whether something that is written would not survive a power cut yet."""
        return self._log.needs_sync

    def sync(self) -> None:
        """Force what was written onto the disk; what the disk refuses is unsaved again."""
        with self._guard:
            files, events = self._log.take_unsynced(), self._unsynced
            self._unsynced = []
        try:
            sync_files(files)
        except OSError as problem:
            with self._guard:
                self.unsaved = (*events, *self.unsaved)
                self._fail(reason_of(problem))

    def close(self) -> None:
        """Try once more to write what is unsaved, and sync."""
        self.retry()
        self.sync()

    def give_up(self) -> tuple[Event, ...]:
        """Stop trying to write the unsaved acts, and return them: they are lost."""
        lost = tuple(event for event in self.unsaved if event.act)
        self.unsaved = tuple(event for event in self.unsaved if not event.act)
        return lost

    @property
    def loss(self) -> str:
        """What would be lost if the program ended now, in a sentence; empty: no deliberate act."""
        return _loss_sentence(self.unsaved, self._log.folder, self._reason)

    def read(self, cursor: Cursor | None, limit: int | None = None) -> tuple[list[Event], Cursor]:
        """Return the events of all devices after the cursor, and the cursor after them.

        At most ``limit`` events, where that is given; fewer mean that none is left. Order and repetition do not matter
        once they are folded.
        """
        reading = Reading(self.folder)
        events, cursor = reading.read(cursor or Cursor(), limit)
        self._note(reading, (event.clock for event in events))
        return events, cursor

    def read_last_writes(self, cursor: Cursor | None) -> "tuple[LastWrites, Cursor]":
        """Return the last writes after the cursor instead of all events, and the cursor after them; none: nothing is left."""
        from reader.journal.last_writes import LastWrites  # only with a new index, or after years

        reading, last_writes = Reading(self.folder), LastWrites()
        cursor = reading.read_last_writes(cursor or Cursor(), last_writes)
        self._note(reading, last_writes.stamps())
        return last_writes, cursor

    def _note(self, reading: Reading, stamps: Iterable[int]) -> None:
        """Keep what was met while reading: problems to report, and the stamps that our next one must exceed."""
        clock = observe_all(0, stamps, self._now_ms())
        with self._guard:
            self._problems.note(reading)
            self._clock = max(self._clock, clock)

    @cached_property
    def _exchange(self) -> "Exchange | None":
        from reader.journal.exchange import Exchange  # only with a sync folder, after the start

        return Exchange(self.folder, self.shared, self.device, self._recover) if self.shared else None

    def exchange(self) -> None:
        """Copy what is new to the sync folder and from it, in a worker; trouble with it becomes a problem, once."""
        if self._exchange and (trouble := self._exchange.exchange()):
            with self._guard:
                self._problems.add(trouble)

    def _recover(self, lost: Sequence[Event]) -> None:
        """Write our own events again that the log has lost, as they were: devices that have them are not misled."""
        with self._guard, suppress(OSError), self._log.locked() as news:  # else they are found again
            self._history.add(news)
            lines = b"".join(format_line(event._replace(act="", reverts="")) for event in lost)
            self._log.append(lines, max(event.clock for event in lost))
            self._unsynced += lost

    def compact(self, share: float = 0.0) -> "Compacted | None":
        """Compact this device's log, in a worker, if that saves more than the share of it; acts need not wait.

        Raises JournalError where the disk refuses; the log says the same then.
        """
        from reader.journal.compaction import compact  # seldom

        try:
            return compact(self._log.folder, self._remove_segments, share=share)
        except OSError as problem:
            raise JournalError(
                tr("The journal in {folder} could not be compacted: {reason}",
                   folder=self._log.folder, reason=refusal(problem))
            ) from problem  # fmt: skip

    def _remove_segments(self, files: Sequence[Path]) -> None:
        """Remove segments of this device while the log is locked, so that no process writes after them."""
        for is_last in _tries():
            try:
                with self._guard, self._log.locked() as news:
                    self._history.add(news)
                    self._log.remove(files)
                    return
            except TimeoutError:
                if is_last:
                    raise

    @property
    def has_problems(self) -> bool:
        """Whether there are problems to take."""
        return bool(self._problems)

    def take_problems(self) -> tuple[str, ...]:
        """Return a sentence for everything in the logs that could not be read; each is returned once."""
        with self._guard:
            return self._problems.take()

    def _write(self, act: Callable[[], NewAct], *, is_act: bool = True, joins: str = "") -> tuple[Event, ...]:
        """Write what is unsaved and then the act, under the lock; the one path of every act."""
        with self._guard, ExitStack() as held:
            trouble: OSError | None = None
            self._observe_others()
            try:
                news = held.enter_context(self._log.locked(self._wait_s))
            except OSError as problem:
                trouble = problem
            else:
                self._history.add(news)
                self._restamp_unsaved()
            new = self._stamped(*act(), is_act=is_act, joins=joins)
            lines = b"".join(map(format_line, new))
            pending = (*self.unsaved, *new)
            if trouble is None and pending:
                try:
                    waiting = b"".join(map(format_line, self.unsaved))
                    self._log.append(waiting + lines, pending[-1].clock)
                except OSError as problem:
                    trouble = problem
            self._settle(pending, trouble)
            self._history.add(new)
            return new

    def _settle(self, pending: tuple[Event, ...], trouble: OSError | None) -> None:
        self._is_locked_out = isinstance(trouble, TimeoutError)
        if trouble is None:
            self._unsynced += pending
            self.unsaved, self.trouble, self._reason = (), "", ""
        else:
            self.unsaved = pending
            self._fail(reason_of(trouble))

    def _fail(self, reason: str) -> None:
        if reason != self._reason:
            logger(__name__).warning("the journal cannot be written: %s", reason)
        self._reason = reason
        self.trouble = clean_line(
            tr("{reason}: your changes are not saved, the journal in {folder} cannot be written",
               reason=reason, folder=self._log.folder)
        )  # fmt: skip

    def _restamp_unsaved(self) -> None:
        """Give what waited a new stamp where the log has later ones by now."""
        self._clock = max(self._clock, self._log.clock)
        if self.unsaved and self.unsaved[0].clock <= self._log.clock:
            self.unsaved = tuple(event._replace(clock=self._next_stamp()) for event in self.unsaved)

    def _stamped(
        self, changes: Sequence[Change], reverts: str, *, is_act: bool, joins: str
    ) -> tuple[Event, ...]:
        acts = [is_act and is_deliberate(change.field) for change in changes]
        last = self._history.last_done
        act = (joins if last and last.id == joins else os.urandom(6).hex()) if any(acts) else ""
        return tuple(
            Event(self._next_stamp(), self.device, change, act * deliberate, reverts * deliberate)
            for change, deliberate in zip(changes, acts, strict=True)
        )

    def _next_stamp(self) -> int:
        self._clock = stamp(self._now_ms(), self._clock)
        return self._clock

    def _revert(self, choose: Callable[[History], Act | None]) -> tuple[Event, ...]:
        if not self.unsaved and not self._log.folder.is_dir():
            return ()  # nothing was ever done here, and looking must not create a log
        return self._write(lambda: self._reversal(choose))

    def _reversal(self, choose: Callable[[History], Act | None]) -> NewAct:
        act = choose(self._history)
        while (act is None or self._history.is_missing_acts) and self._depths:
            with suppress(OSError):  # then what this run did can be undone
                self._history = History([*self._log.history(self._depths.pop(0)), *self.unsaved])
            act = choose(self._history)
        return ((), "") if act is None else (act.reverse(), act.id)

    def _observe_others(self) -> None:
        """Let the clock pass what other devices wrote last: an act on what they show must count."""
        if not self._has_observed_others:
            self._has_observed_others = True
            for clock in Reading(self.folder).last_clocks(self.device):
                self._clock = observe(self._clock, clock, self._now_ms())


def _tries() -> Iterator[bool]:
    """Yield for each try to write while another process does, False and at last True; acts need not wait in between."""
    give_up_at = time.monotonic() + WAIT_S
    while time.monotonic() <= give_up_at:
        yield False
        time.sleep(MOMENT_S)
    yield True


def _is_writable(folder: Path) -> bool:
    """Return whether the folder can be written, or created where it is missing; creates nothing."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)


def _loss_sentence(unsaved: Sequence[Event], folder: Path, reason: str) -> str:
    acts = len({event.act for event in unsaved if event.act})
    if not acts:
        return ""
    sentence = trn(
        "{count} change could not be saved, the journal in {folder} cannot be written: {reason}",
        "{count} changes could not be saved, the journal in {folder} cannot be written: {reason}",
        acts,
        folder=folder,
        reason=reason,
    )
    return clean_line(sentence)
