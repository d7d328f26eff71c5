"""Devices with homes of their own that share a folder."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from reader.journal import Event, Field, Journal, fold
from reader.journal.cursor import Cursor
from tests.journal.cases import change

if TYPE_CHECKING:
    from reader.journal.event import State


class Device:
    """A device with its own home and its own copy of the shared folder, as a sync tool keeps one on each."""

    def __init__(self, root: Path, name: str, skew_ms: dict[str, int]) -> None:
        self.name, self.home, self.shared = name, root / "home", root / "shared"
        self.shared.mkdir(parents=True)
        self._now_ms = lambda: 1_700_000_000_000 + skew_ms[name]
        self.state: State = {}
        self.cursor = Cursor()
        self.backup: Path | None = None
        self.restart()

    def restart(self) -> None:
        self.journal = Journal.open(self.home, machine=self.name, now_ms=self._now_ms, shared=self.shared)

    def act(self, path: str, value: bool) -> None:
        held = self.state.get((change(path).key, Field.READ))
        self.learn(list(self.journal.record([change(path, value, held.change.value if held else None)])))

    def learn(self, events: list[Event]) -> None:
        fold(events, self.state)

    def meet(self) -> None:
        """What the program does now and then."""
        self.journal.exchange()
        events, cursor = self.journal.read(self.cursor)
        self.cursor = Cursor.from_json(cursor.to_json())
        self.learn(events)

    def back_up(self) -> None:
        self.backup = self.home.with_name("backup")
        shutil.rmtree(self.backup, ignore_errors=True)
        shutil.copytree(self.home, self.backup) if self.home.exists() else self.backup.mkdir()

    def restore(self) -> None:
        """Put an older home back; the index, which was a cache, is made anew."""
        if self.backup:
            shutil.rmtree(self.home, ignore_errors=True)
            shutil.copytree(self.backup, self.home)
            self.state, self.cursor = {}, Cursor()
            self.restart()


def shown(device: Device) -> dict[tuple[str, str], str]:
    """What a new reader of the device's home learns."""
    events, _ = Journal.open(device.home, machine="new").read(None)
    return {(key.path, field): repr(event.change.value) for (key, field), event in fold(events).items()}
