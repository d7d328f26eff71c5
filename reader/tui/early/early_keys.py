"""Answers movements of the cursor while Textual is loaded; what else is typed waits for it, in order."""

import os
from contextlib import suppress
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING, Self

from reader.errors import NewsreaderError
from reader.text.pattern import late
from reader.tui.keys.command import Command, Where
from reader.tui.keys.keymap import Keymap
from reader.tui.keys.keys_in_force import keymap_of
from reader.tui.keys.motions import steps_of

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace
    from reader.tui.early.early_frame import EarlyFrame

_ANSWER = late(rb"\x1b\](?:10|11);[^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[\?[0-9;]*\$?[a-z]|\x1b\[[0-9]+;[0-9]+R")
"""What terminals answer to what they are asked at the start."""

_BEGUN = late(rb"\x1b(?:\][^\x07\x1b]*\x1b?|\[[?0-9;]*\$?|O)?")
"""How an answer or a key begins of which the rest is still to come."""

_BYTES = {"down": (b"\x1b[B", b"\x1bOB"), "up": (b"\x1b[A", b"\x1bOA"), "pagedown": (b"\x1b[6~",), "pageup": (b"\x1b[5~",)}  # fmt: skip
"""What terminals send for keys that have no character."""

PASSED = "passed"
"""The value of ``mark_read_when`` with which a movement marks articles read: that is left to the screen."""


class EarlyKeys:
    """A thread that reads the keyboard; a context manager that ends it."""

    def __init__(self, early: "EarlyFrame", workspace: "Workspace") -> None:
        self._early, self._workspace = early, workspace
        self._wakes, self._wake = os.pipe()
        self._steps: dict[bytes, int] = {}
        self._thread = Thread(target=self._run, name="early-keys", daemon=True)

    def __enter__(self) -> Self:
        if self._workspace.settings.mark_read_when != PASSED:
            self._thread.start()
            self._early.stop = self.stop
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        os.close(self._wake)
        os.close(self._wakes)

    def stop(self) -> None:
        """Answer no more; what was read and not answered is kept for the keyboard's reader."""
        if self._thread.is_alive():
            os.write(self._wake, b".")
            self._thread.join()

    def _run(self) -> None:
        rest = b""
        with suppress(OSError, NewsreaderError):
            while data := self._early.asked.read(self._wakes):
                rest = self._answer(rest + data)
                if rest and not _BEGUN.fullmatch(rest):
                    break  # what is for the screen: and all that comes behind it
        self._early.asked.keep(rest)

    def _answer(self, typed: bytes) -> bytes:
        """Do what can be done of what was typed; return the rest."""
        moved = 0
        while typed:
            if found := _ANSWER.match(typed):
                self._early.asked.keep(found[0])
                typed = typed[found.end() :]
                continue
            key = next((key for key in self._known() if typed.startswith(key)), b"")
            if not key or not self._early.fits:
                break
            moved += self._steps[key]
            typed = typed[len(key) :]
        if moved:
            self._early.move(moved)
        return typed

    def _known(self) -> dict[bytes, int]:
        """Return how far each key goes that moves the cursor and nothing else; the key map is made at the first key."""
        if not self._steps:
            place = self._early.kept.place
            steps = steps_of((place.height - 1) // place.row_height)
            keymap = keymap_of(self._workspace.settings)
            for command, count in steps.items():
                for key in keymap.keys[command]:
                    for sent in _sent(key, command, keymap):
                        self._steps[sent] = count
        return self._steps


def _sent(key: str, command: str, keymap: Keymap) -> tuple[bytes, ...]:
    """Return what a terminal sends for a key of a command; nothing for one that means another one in the list."""
    meant = keymap.feed((key,), Where.SIDEBAR)
    if not isinstance(meant, Command) or meant.id != command:
        return ()
    if len(key) == 1 and key.isascii():
        return (key.encode(),)
    if len(key) == len("ctrl+x") and key.startswith("ctrl+") and key[-1].isalpha():
        return (bytes([ord(key[-1]) & 0x1F]),)
    return _BYTES.get(key, ())
