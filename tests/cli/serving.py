"""``newsreader serve`` as a process, and pages that connect to it without a browser."""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import aiohttp
import pyte

from reader.tui.keys.commands import COMMANDS
from tests.cli.conftest import ROOT

WAIT_S = 60
"""How long what has to come may take."""

SIZE = (100, 30)
"""Cells of a page."""

_PASTE = re.compile(r"\x1b\[[<>=][0-9;]*[a-z]")
"""Sequences that pyte would show."""

PAUSE_S = 0.05
"""Between two looks."""


async def until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so that nothing tells of."""
    async with asyncio.timeout(WAIT_S):
        while not is_so():  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(PAUSE_S)


class Server:
    """The server, started; its end is waited for."""

    def __init__(self, *arguments: object) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "reader", "serve", *map(str, arguments), "--port", "0"],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=dict(os.environ),
        )  # fmt: skip
        self.address = self.next_address()
        """The address with its token, which is good once."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self.end()

    def next_address(self) -> str:
        """Return the next address that it prints."""
        assert self._process.stdout
        while line := self._process.stdout.readline():
            if line.startswith("  http://"):
                return line.strip()
        assert self._process.stderr
        raise AssertionError(self._process.stderr.read())

    @property
    def base(self) -> str:
        """The address of its page."""
        parts = urlsplit(self.address)
        return f"http://{parts.netloc}"

    def end(self, number: int = signal.SIGTERM) -> int:
        """Send it a signal and return how it ends."""
        self._process.send_signal(number)
        return self._process.wait(WAIT_S)

    def viewers(self) -> list[int]:
        """Return the processes of its viewers."""
        listed = subprocess.run(
            ["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True
        ).stdout
        pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
        return [child for child, parent in pairs if parent == self._process.pid]


def is_running(process: int) -> bool:
    """Whether a process is there and not only waited for."""
    listed = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return bool(listed.stdout.strip()) and not listed.stdout.startswith("Z")


class Viewer:
    """A page without a browser: what it is sent, and what it sends."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.screen = pyte.Screen(*SIZE)
        """What stands on it."""
        self._stream = pyte.Stream(self.screen)
        self.said: list[list[object]] = []
        """What was asked of the browser."""

    async def press(self, keys: str) -> None:
        """Type keys, as a terminal sends them."""
        await self.socket.send_str(json.dumps(["stdin", keys]))

    async def until(self, text: str) -> None:
        """Wait until a text stands on it."""
        async with asyncio.timeout(WAIT_S):
            while not any(text in line for line in self.screen.display):
                await self._take()

    async def _take(self) -> None:
        message = await self.socket.receive()
        assert message.type in {aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT}, "\n".join(
            self.screen.display
        )
        if message.type == aiohttp.WSMsgType.BINARY:
            self._stream.feed(_PASTE.sub("", message.data.decode("utf-8", "replace")))
        else:
            self.said.append(json.loads(message.data))

    async def until_said(self, kind: str) -> object:
        """Return what is asked of the browser under this name."""
        async with asyncio.timeout(WAIT_S):
            while not (found := [about for name, about in self.said if name == kind]):
                await self._take()
        return found[0]

    async def until_closed(self) -> None:
        """Wait for the end of the connection."""
        async with asyncio.timeout(WAIT_S):
            while (await self.socket.receive()).type in {aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT}:
                pass


@asynccontextmanager
async def client(server: Server) -> AsyncIterator[aiohttp.ClientSession]:
    """Yield a client that has come in by the address."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as made:
        async with made.get(server.address) as answer:
            assert (answer.status, str(answer.url)) == (200, f"{server.base}/")
        yield made


@asynccontextmanager
async def viewer(server: Server, by: aiohttp.ClientSession) -> AsyncIterator[Viewer]:
    """Yield a page of the server."""
    async with by.ws_connect(
        f"{server.base}/ws?width={SIZE[0]}&height={SIZE[1]}", headers={"Origin": server.base}, max_msg_size=0
    ) as socket:
        yield Viewer(socket)


def refusal_of(line: str) -> str:
    """Return what is said where a line behind a colon cannot be done on a page."""
    name = line.partition(" ")[0]
    titles = {command.id: command.title for command in COMMANDS}
    return f"{titles.get(name, f':{name}')}: not in the browser"


def names_in(folder: Path) -> list[str]:
    """Return the names of what is in a folder."""
    return sorted(path.name for path in folder.iterdir())


def leaving_a_mark(folder: Path, *names: str) -> Path:
    """Make programs of these names that leave a file; return that file."""
    folder.mkdir(exist_ok=True)
    mark = folder / "mark"
    for name in names:
        (folder / name).write_text(f'#!/bin/sh\necho "{name} $*" >> {mark}\n')
        (folder / name).chmod(0o755)
    return mark
