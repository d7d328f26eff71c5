"""Watches the folders and reports changes in batches, as soon as the system does. Disk.

watchfiles gets reports of the system (inotify, FSEvents); its own polling burns a core and misses edits. Where it fails (a
limit of the system, a name that is not UTF-8) the whole folders are reported, for a rescan, and it is tried again, less and
less often. On a network drive it gets only changes of this machine: such a folder is reported whole from time to time.
"""

import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from reader.i18n import tr
from reader.library.scan.mounts import remote_kind
from reader.library.scan.read_file import stamp_of
from reader.library.scan.walk import IsArticle, is_walked, join, relative
from reader.text import clean_line

RESCAN_S = 30.0
"""How often folders that cannot be watched are scanned, and watching them is tried again."""

PAUSE_S = 0.5
"""How soon after it broke off watching is tried again; twice as long each time that it breaks off at once."""

REST = 4
"""Where watching fails often, the pause before a rescan is this many times as long as the rescan."""

QUIET_MS = 20
"""A batch ends when nothing has happened for this time; also the interval at which the watcher checks whether to stop."""

BATCH_MS = 400
"""A batch ends after this time even if more happens."""

LOOK_UP_MS = 5000
"""How often, when nothing happens, it is checked that the folders are still those that are watched."""


Watched = tuple[bytes, tuple[bytes, ...]]
"""A folder's real path, and the files in it that count, relative to it; none: all."""


STEP_S = 0.1
"""How often two events are looked at."""


class Either:
    """Set when one of two events is."""

    def __init__(self, one: threading.Event, other: threading.Event) -> None:
        self._one, self._other = one, other

    def is_set(self) -> bool:
        """Return whether one of them is."""
        return self._one.is_set() or self._other.is_set()

    def wait(self, timeout: float) -> bool:
        """Wait for a number of seconds, or until one of them is set; return whether one is."""
        end = time.monotonic() + timeout
        while not self.is_set() and (left := end - time.monotonic()) > 0:
            self._one.wait(min(left, STEP_S))
        return self.is_set()


def watch_folders(
    roots: Sequence[Watched],
    is_article: IsArticle,
    stop: threading.Event | Either,
    notify: Callable[[str], None],
) -> Iterator[set[Path]]:
    """Yield sets of paths to look at again, until ``stop`` is set; blocks in between.

    When nothing has happened for a while the set is empty: a time for other work. The first one has the whole folders,
    for what changed after the scan and before the watch.
    ``notify`` gets a sentence when the folders cannot be watched.
    """
    for root, _ in roots:
        if kind := remote_kind(root):
            notify(_far(root, kind))
    pause_s, took_s, is_told = PAUSE_S, 0.0, False
    while not stop.is_set():
        before = _identities(roots)
        there = [root for root in roots if os.path.isdir(root[0])]
        began = time.monotonic()
        try:
            yield from _watch_natively(there, is_article, stop, partial(_is_other, roots, before))
        except (OSError, RuntimeError, UnicodeError) as problem:  # watchfiles raises what its Rust side does
            if not is_told:
                is_told = True
                notify(_sentence(problem))
            has_worked = time.monotonic() - began > pause_s
            pause_s = max(PAUSE_S, took_s * REST) if has_worked else min(pause_s * 2, RESCAN_S)
            stop.wait(pause_s)
        if not stop.is_set():  # after an error, or where a folder came, went or was replaced, all may be new
            began = time.monotonic()
            yield _whole(roots)
            took_s = time.monotonic() - began


_UNDECODED = "Unable to decode path"
"""The beginning of watchfiles' message about a name that is not UTF-8."""


def _sentence(problem: Exception) -> str:
    is_of_name = isinstance(problem, UnicodeError) or _UNDECODED in str(problem)
    reason = tr("a name is not valid UTF-8") if is_of_name else clean_line(str(problem))
    return tr(
        "The folders cannot be watched ({reason}): until they can, they are looked through every {seconds} seconds.",
        reason=reason,
        seconds=round(RESCAN_S),
    )


def _far(root: bytes, kind: str) -> str:
    return tr(
        "{folder} lies on a network drive ({kind}): what others change there is looked for every {seconds} seconds.",
        folder=clean_line(os.fsdecode(root)),
        kind=kind,
        seconds=round(RESCAN_S),
    )


def _whole(roots: Sequence[Watched]) -> set[Path]:
    return {Path(os.fsdecode(root)) for root, _ in roots}


def _watch_natively(
    roots: Sequence[Watched],
    is_article: IsArticle,
    stop: threading.Event | Either,
    is_over: Callable[[], bool],
) -> Iterator[set[Path]]:
    """Yield what changes below the roots, until ``stop`` is set or ``is_over``, called at times, returns True."""
    if not roots:
        while not stop.wait(LOOK_UP_MS / 1000) and not is_over():
            pass
        return
    from watchfiles import watch  # 15 ms, and only where something is watched

    whole = [os.fsdecode(root) for root, only in roots if not only]
    # One call watches with or without subfolders, and a file may be in a home folder: beside folders it is checked at times.
    flat = {os.path.dirname(join(root, path)) for root, only in roots for path in only} if not whole else ()
    remote = [root for root in roots if remote_kind(root[0])]
    is_new, looked_at = True, 0.0
    for changes in watch(
        *whole,
        *map(os.fsdecode, flat),
        watch_filter=lambda _, path: _is_relevant(os.fsencode(path), roots, is_article),
        debounce=BATCH_MS,
        step=QUIET_MS,
        stop_event=stop,
        rust_timeout=LOOK_UP_MS,
        yield_on_timeout=True,
        raise_interrupt=False,
        force_polling=False,
        recursive=bool(whole),
        ignore_permission_denied=True,
    ):
        if is_over():
            return
        if changes:
            yield {Path(path) for _, path in changes}
        elif is_new or (remote and time.monotonic() - looked_at > RESCAN_S):
            yield _whole(roots if is_new else remote)
            is_new, looked_at = False, time.monotonic()
        else:
            yield set()


def _is_relevant(path: bytes, roots: Sequence[Watched], is_article: IsArticle) -> bool:
    """Whether a path may be an article, or a folder of articles, now or until now."""
    for root, only in roots:
        inside = relative(root, path)
        if inside is None:
            continue
        if only:
            return inside in only
        return is_walked(inside) and (
            is_article(os.fsdecode(os.path.basename(path))) or not os.path.isfile(path)
        )
    return False


def _is_other(roots: Sequence[Watched], before: Sequence[tuple[int, ...]]) -> bool:
    return _identities(roots) != before


def _identities(roots: Sequence[Watched]) -> list[tuple[int, ...]]:
    """Return what changes when a folder is replaced, or a file that is not watched changes."""
    is_mixed = len({bool(only) for _, only in roots}) > 1
    paths = [join(root, path) for root, only in roots for path in (only if is_mixed else ()) or (b"",)]
    return [_identity(path, is_file=is_mixed and path not in {root for root, _ in roots}) for path in paths]


def _identity(path: bytes, *, is_file: bool) -> tuple[int, ...]:
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return stamp_of(found) if is_file else (found.st_dev, found.st_ino)
