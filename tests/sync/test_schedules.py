"""Random schedules of two newsreaders, another client of the server, cuts and kills: in the end all have the same marks."""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any

import pytest

from reader.actions.changes.flags import mark
from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.errors import NewsreaderError
from reader.feeds.web.fetch import Fetcher, Message
from reader.journal import Field
from reader.paths import Paths
from reader.sync.greader import GoogleReader
from reader.sync.memory import Memory
from reader.sync.turn import run_turn, waiting
from tests.sync.greader_server import PASSWORD, USER, GreaderServer, Item, greader_server

SCHEDULES = 200 if os.environ.get("NEWSREADER_TORTURE") else 6
STEPS = 40

FIELDS = {"is_read": Field.READ, "is_starred": Field.STARRED}


class KilledError(BaseException):
    """The process ends here, as by a signal that it cannot catch."""


class DyingFetcher(Fetcher):
    """Dies at a request: before it is sent, or after it was answered."""

    def __init__(self, requests: int, *, is_after: bool) -> None:
        super().__init__(20)
        self._left, self._is_after = requests, is_after

    def send(self, address: str, message: Message, *, typed: str = "") -> Any:
        """Send it, or die."""
        self._left -= 1
        if self._left == 0 and not self._is_after:
            raise KilledError
        answer = super().send(address, message, typed=typed)
        if self._left == 0:
            raise KilledError
        return answer


class Device:
    """A newsreader with a home of its own."""

    def __init__(self, home: Path, server: GreaderServer, stack: ExitStack) -> None:
        root = home / "feeds"
        root.mkdir(parents=True)
        paths = Paths(home / "config", home / "data", home / "state", home / "cache")
        self.workspace: Workspace = stack.enter_context(open_workspace([root], {}, paths, {}))
        self._root, self._memory, self._server = root, home / "memory.sqlite", server

    def turn(self, fetcher: Fetcher | None = None) -> None:
        """Take a turn, which may fail or be cut anywhere."""
        library, journal = self.workspace.library, self.workspace.journal
        client = GoogleReader(fetcher or Fetcher(20), self._server.address, USER, PASSWORD)
        with suppress(NewsreaderError, KilledError), Memory(self._memory) as memory:
            run_turn(library, journal, memory, server=client, root=self._root, arrived=lambda *_: None)

    def mark(self, title: str, field: Field, *, value: bool) -> bool:
        """Mark an article as a key does; False: it is not here yet."""
        library = self.workspace.library
        found = [article for article, _, name in library.articles.names() if name == title]
        mark(library, self.workspace.journal, found, field, value=value)
        return bool(found)

    def state(self) -> dict[str, tuple[bool, bool]]:
        """Return what is read and starred, by title."""
        articles = self.workspace.library.articles
        rows = articles.each_row([article for article, _, _ in articles.names()])
        return {row.title: (row.read, row.starred) for row in rows}

    @property
    def waiting(self) -> int:
        """How many articles have marks to be sent."""
        with Memory(self._memory) as memory:
            return waiting(self.workspace.library, memory)


class Schedule:
    """What happens, and what each place has said last of each mark."""

    def __init__(self, seed: int, server: GreaderServer, devices: list[Device]) -> None:
        self.random, self.server, self.devices = random.Random(seed), server, devices
        self.said: dict[tuple[str, str], dict[str, bool]] = {}
        """By title and field, then by place."""

    def step(self) -> None:
        """Let one thing happen."""
        happens: list[Callable[[], None]] = [
            self._mark_here, self._mark_here, self._mark_there, self._mark_there, self._turn, self._turn, self._cut_turn,
            self._killed_turn, self._arrive, self.server.expire, self.server.expire_token,
        ]  # fmt: skip
        self.random.choice(happens)()

    def _item(self) -> Item:
        return self.random.choice(list(self.server.items.values()))

    def _say(self, item: Item, name: str, place: str, *, value: bool) -> None:
        self.said.setdefault((item.title, name), {})[place] = value

    def _mark_here(self) -> None:
        item, name, value = self._item(), self.random.choice(list(FIELDS)), self.random.random() < 0.5
        number = self.random.randrange(len(self.devices))
        before = self.devices[number].state().get(item.title)
        if before is None or before[list(FIELDS).index(name)] == value:
            return
        self.devices[number].mark(item.title, FIELDS[name], value=value)
        self._say(item, name, f"device {number}", value=value)

    def _mark_there(self) -> None:
        item, name = self._item(), self.random.choice(list(FIELDS))
        value = not getattr(item, name)
        setattr(item, name, value)
        self._say(item, name, "server", value=value)

    def _turn(self) -> None:
        self.random.choice(self.devices).turn()

    def _cut_turn(self) -> None:
        at = self.server.posts + self.random.randrange(4)
        if self.random.random() < 0.5:
            self.server.habits.cut_before = at
        else:
            self.server.habits.cut_after = at
        self._turn()
        self.server.habits.cut_before = self.server.habits.cut_after = -1

    def _killed_turn(self) -> None:
        fetcher = DyingFetcher(self.random.randrange(1, 12), is_after=self.random.random() < 0.5)
        self.random.choice(self.devices).turn(fetcher)

    def _arrive(self) -> None:
        self.server.add(self.random.randrange(1, 4), is_read=self.random.random() < 0.3)


@pytest.fixture
def server() -> Iterator[GreaderServer]:
    """A server without bad habits."""
    with greader_server() as made:
        yield made


@pytest.mark.parametrize("seed", range(SCHEDULES))
def test_all_have_the_same_marks_in_the_end_and_none_is_lost(
    seed: int, server: GreaderServer, tmp_path: Path
) -> None:
    with ExitStack() as stack:
        devices = [Device(tmp_path / name, server, stack) for name in ("one", "two")]
        server.add(4)
        schedule = Schedule(seed, server, devices)
        for device in devices:
            device.turn()
        for _ in range(STEPS):
            schedule.step()
        for device in devices * 3:
            device.turn()
        there = {item.title: (item.is_read, item.is_starred) for item in server.items.values()}
        assert [device.state() for device in devices] == [there, there]
        assert [device.waiting for device in devices] == [0, 0]
        for (title, name), values in schedule.said.items():
            if len(values) == 1:  # only one place had a say
                assert there[title][list(FIELDS).index(name)] == next(iter(values.values())), (
                    title,
                    name,
                    values,
                )
