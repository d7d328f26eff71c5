"""Lets another process ask the feeds: fetching and converting would take the screen's turns."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from reader.library import Folder

FEEDS_FILE = "feeds.toml"
"""As ``reader.feeds.subscriptions`` has it, which the start need not load."""


class Refreshed(NamedTuple):
    """What came of it."""

    added: int
    failed: int
    waiting: int
    """Feeds that were not due."""
    failing: tuple[str, ...] = ()
    """Titles of the feeds that could not be had when they were asked last, now or earlier."""
    unagreed: int = 0
    """Feeds that wait for the user's yes."""


class FeedsRefresher:
    """Runs ``newsreader refresh`` for the folders that have feeds; one at a time."""

    def __init__(self, folders: Sequence[Folder], environ: Mapping[str, str], trust_file: Path) -> None:
        """``trust_file`` is where the user's answers are kept, which both processes must go by."""
        self._folders, self._environ, self._trust_file = folders, dict(environ), trust_file
        self._process: subprocess.Popen[str] | None = None

    @property
    def roots(self) -> list[Path]:
        """The folders that have feeds now."""
        return [each.path for each in self._folders if not each.only and (each.path / FEEDS_FILE).is_file()]

    @property
    def is_busy(self) -> bool:
        """Whether feeds are being asked at this moment."""
        return self._process is not None

    def refresh(self, on_progress: Callable[[str], None], *, is_manual: bool) -> Refreshed | None:
        """Ask the feeds that are due, or all; None: there is nothing to ask, or it goes on already. In a worker."""
        if not self.roots or self._process is not None:
            return None
        # All that is open here, so that it works with the same index.
        paths = [folder.path / name for folder in self._folders for name in folder.only or ("",)]
        named = [word for path in paths for word in ("-f", str(path))]
        # -P: what lies in the folder where one stands is no part of the program.
        command = [
            sys.executable,
            "-P",
            "-m",
            "reader",
            "refresh",
            "--progress",
            *(["--now"] if is_manual else []),
            *("--answers", str(self._trust_file)),
            *named,
        ]
        last = ""
        try:
            self._process = subprocess.Popen(  # noqa: S603 - the program itself, with folders as arguments
                command, env=self._environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL, start_new_session=True, text=True,
            )  # fmt: skip
            for line in self._process.stdout or ():
                last = line.strip()
                if not last.startswith("{"):
                    on_progress(last)
            self._process.wait()
        except (OSError, ValueError):
            return None
        finally:
            self._process = None
        return _read(last)

    def stop(self) -> None:
        """End it: what was written stays, and the rest comes the next time."""
        if self._process is not None:
            with suppress(OSError):
                self._process.terminate()


def _read(line: str) -> Refreshed | None:
    try:
        found = json.loads(line)
        return Refreshed(
            found["added"], found["failed"], found["waiting"], tuple(found["failing"]), found["unagreed"]
        )
    except (ValueError, TypeError, KeyError):
        return None
