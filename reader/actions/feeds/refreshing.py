"""Refreshes feeds in another process: fetching and converting in this one would slow the screen down."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, NamedTuple

from reader.actions.workspace.workspace import FEEDS_FILE
from reader.i18n import tr
from reader.library import Library
from reader.log import logger
from reader.refusal import reason_of
from reader.text import clean_line

PROGRESS_LENGTH = 40
"""Characters of a line of progress."""

COMPLAINT_BYTES = 4096
"""Bytes of a process's stderr that are read, from its end."""


class Refreshed(NamedTuple):
    """The result of a refresh."""

    added: int
    """New articles."""
    failed: int
    """Feeds that could not be fetched this time."""
    waiting: int
    """Feeds that were not due."""
    failing: tuple[str, ...] = ()
    """Titles of the feeds whose last fetch failed, now or earlier."""
    left: int = 0
    """Entries that come with the next refreshes."""
    problems: tuple[str, ...] = ()
    """What went wrong that concerns no single feed, as sentences."""
    is_whole: bool = True
    """The process came to its end; else only ``problems`` is known."""
    unagreed: int = 0
    """Feeds that wait for the user's consent."""
    elsewhere: int = 0
    """Feeds that another process is refreshing."""
    unsent: int = 0
    """Articles whose marks a server does not have yet."""
    notice: tuple[str, str] | None = None
    """The title and the text of a notice, if one is wanted."""


class FeedsRefresher:
    """Runs ``newsreader refresh`` for the folders that have feeds; one at a time."""

    def __init__(self, library: Library, environ: Mapping[str, str], trust_file: Path) -> None:
        """``trust_file`` has the user's answers, which both processes need."""
        self._library, self._environ, self._trust_file = library, dict(environ), trust_file
        self._turn = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._is_stopped = False

    @property
    def roots(self) -> list[Path]:
        """The open folders that have a ``feeds.toml``, whatever it is."""
        paths = (each.path for each in self._library.folders if not each.only)
        return [path for path in paths if os.path.lexists(path / FEEDS_FILE)]

    @property
    def is_busy(self) -> bool:
        """Whether feeds are being refreshed."""
        return self._turn.locked()

    def refresh(
        self,
        on_progress: Callable[[str], None],
        *,
        is_manual: bool,
        only: str = "",
        notice_for: str | None = None,
        only_accounts: bool = False,
    ) -> Refreshed | None:
        """Refresh the feeds that are due, or all; None if there are none, a refresh is running or it was stopped. In a worker.

        ``only``: those whose title or address contains this. ``notice_for``: the setting of that name, if a notice is wanted.
        ``only_accounts``: those at servers, and no feeds.
        """
        flags = {f"--feed={only}": only, "--notice": notice_for is not None, "--accounts": only_accounts}
        more = [flag for flag, is_wanted in flags.items() if is_wanted]
        environ = {**self._environ, "NEWSREADER_NOTICE_FOR": notice_for} if notice_for else self._environ
        if not self.roots or not self._turn.acquire(blocking=False):
            return None
        try:
            return None if self._is_stopped else self._run(on_progress, more, environ, is_manual=is_manual)
        finally:
            self._is_stopped = False
            self._turn.release()

    def _run(
        self, on_progress: Callable[[str], None], more: list[str], environ: dict[str, str], *, is_manual: bool
    ) -> Refreshed | None:
        # All that is open here, so that the process uses the same index.
        paths = [folder.path / name for folder in self._library.folders for name in folder.only or ("",)]
        named = [word for path in paths for word in ("-f", str(path))]
        # -P: the current folder is not searched for modules.
        command = [
            sys.executable,
            "-P",
            "-m",
            "reader",
            "refresh",
            "--progress",
            *(["--now"] if is_manual else []),
            *more,
            *("--answers", str(self._trust_file)),
            *named,
        ]
        last = ""
        try:
            with tempfile.TemporaryFile() as complaints:
                self._process = process = subprocess.Popen(  # noqa: S603 - the program itself, with folders as arguments
                    command, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=complaints,
                    start_new_session=True, text=True, encoding="utf-8", errors="replace",
                )  # fmt: skip
                if self._is_stopped:  # before there was anything to end
                    process.terminate()
                for line in process.stdout or ():
                    last = line.strip() or last
                    if not last.startswith("{"):
                        on_progress(clean_line(last, PROGRESS_LENGTH))
                code = process.wait()
                complained = _last_line(complaints)
        except OSError as problem:
            return _ended(tr("it could not be started: {problem}", problem=reason_of(problem)))
        finally:
            self._process = None
        if found := _read(last):
            return found
        if self._is_stopped:
            return None
        logger(__name__).warning("the refresh ended with %s: %s", code, complained)
        return _ended(_describe_end(code))

    def stop(self) -> None:
        """Stop the refresh, or the next one if none is running; what was written stays, the rest comes next time."""
        self._is_stopped = True
        if self._process is not None:
            with suppress(OSError):
                self._process.terminate()


def _ended(why: str) -> Refreshed:
    return Refreshed(
        0, 0, 0, problems=(tr("Refreshing feeds did not finish: {why}", why=why),), is_whole=False
    )


def _describe_end(code: int) -> str:
    """Return how a process ended, as a clause of a sentence."""
    if code < 0:
        with suppress(ValueError):
            return tr("it was stopped by {signal}", signal=signal.Signals(-code).name)
    return tr("it failed (exit code {code})", code=code)


def _last_line(complaints: IO[bytes]) -> str:
    """Return the last line of a process's stderr, cleaned for the log."""
    size = complaints.seek(0, os.SEEK_END)
    complaints.seek(max(0, size - COMPLAINT_BYTES))
    lines = complaints.read(COMPLAINT_BYTES).decode("utf-8", "replace").strip().splitlines()
    return clean_line(lines[-1]) if lines else ""


def _texts(notice: object) -> tuple[str, str] | None:
    """Return the title and the text of a notice; None: there is none."""
    if not isinstance(notice, list):
        return None
    title, text = map(str, notice)
    return clean_line(title), "\n".join(map(clean_line, text.splitlines()))


def _read(line: str) -> Refreshed | None:
    try:
        found = json.loads(line)
        return Refreshed(
            int(found["added"]), int(found["failed"]), int(found["waiting"]), tuple(map(str, found["failing"])),
            int(found["left"]), tuple(map(str, found["problems"])), unagreed=int(found["unagreed"]),
            elsewhere=int(found["elsewhere"]), unsent=int(found["unsent"]), notice=_texts(found.get("notice")),
        )  # fmt: skip
    except (ValueError, TypeError, KeyError):
        return None
