"""A real Chromium without a window, driven by its DevTools protocol: keys in, what was fetched and what is shown out."""

import asyncio
import base64
import json
import shutil
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.cli.serving import PAUSE_S, WAIT_S, until

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")

needs_chromium = pytest.mark.skipif(not PROGRAM, reason="no Chromium is installed here")

_NAMES = {"enter": ("Enter", 13, "\r"), "escape": ("Escape", 27, "")}


class Page:
    """A page of the browser."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._number = 0
        self._answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.requests: list[str] = []
        """The addresses of all that was fetched, websockets among them."""
        self.opened: list[str] = []
        """The addresses of pages that this one has opened."""
        self.frames: list[str] = []
        """What the websocket brought, as text."""
        self.complaints: list[str] = []
        """What the browser refused, and errors of scripts."""
        self.reader = asyncio.create_task(self._read())

    async def _read(self) -> None:
        async for message in self._socket:
            said = json.loads(message.data)
            about = said.get("params", {})
            match said.get("method"):
                case "Network.requestWillBeSent":
                    self.requests.append(about["request"]["url"])
                case "Network.webSocketCreated":
                    self.requests.append(about["url"])
                case "Network.webSocketFrameReceived":
                    data = about["response"]["payloadData"]
                    is_text = about["response"]["opcode"] == 1
                    self.frames.append(data if is_text else base64.b64decode(data).decode("utf-8", "replace"))
                case "Page.windowOpen":
                    self.opened.append(about["url"])
                case "Runtime.exceptionThrown" | "Log.entryAdded":
                    self.complaints.append(json.dumps(about))
                case None:
                    self._answers.pop(said["id"]).set_result(said)

    async def ask(self, method: str, **about: Any) -> dict[str, Any]:
        """Do a command of the protocol and return its result."""
        self._number += 1
        answer = self._answers[self._number] = asyncio.get_running_loop().create_future()
        await self._socket.send_str(json.dumps({"id": self._number, "method": method, "params": about}))
        said = await asyncio.wait_for(answer, WAIT_S)
        assert "error" not in said, said
        result: dict[str, Any] = said["result"]
        return result

    async def value(self, script: str) -> Any:
        """Return what a line of JavaScript comes to."""
        found = await self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        return found["result"].get("value")

    async def press(self, *keys: str) -> None:
        """Press keys: letters, or names."""
        for key in keys:
            name, code, text = _NAMES.get(key, (key, 0, key))
            about = {"key": name, "windowsVirtualKeyCode": code, **({"text": text} if text else {})}
            await self.ask("Input.dispatchKeyEvent", type="keyDown", **about)
            await self.ask("Input.dispatchKeyEvent", type="keyUp", key=name, windowsVirtualKeyCode=code)

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for something that the page is told."""
        await until(is_so)

    async def until_true(self, script: str) -> None:
        """Wait until a line of JavaScript is true."""
        async with asyncio.timeout(WAIT_S):
            while not await self.value(script):  # noqa: ASYNC110 - the page does not say when
                await asyncio.sleep(PAUSE_S)

    async def drawn(self, text: str, since: int = 0) -> None:
        """Wait until a text was drawn, in one piece; ``since``: a number of frames that do not count."""
        await self.until(lambda: text in "".join(self.frames[since:]))

    async def picture(self) -> bytes:
        """Return an image of the page."""
        found = await self.ask("Page.captureScreenshot")
        return base64.b64decode(found["data"])


@asynccontextmanager
async def browser(folder: Path) -> AsyncIterator[Callable[[str], Any]]:
    """Start a browser with a profile in a folder; yield what opens an address in a new page."""
    process = subprocess.Popen(  # noqa: ASYNC220 - it takes a moment
        [PROGRAM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
         "--no-first-run", "--window-size=1000,700", "--remote-debugging-port=0", f"--user-data-dir={folder}", "about:blank"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    file = folder / "DevToolsActivePort"
    async with aiohttp.ClientSession() as client:
        try:
            async with asyncio.timeout(WAIT_S):
                while not file.exists() or "\n" not in file.read_text():
                    assert process.poll() is None
                    await asyncio.sleep(0.05)
            port = file.read_text().splitlines()[0]
            pages: list[Page] = []

            async def open_page(address: str) -> Page:
                async with client.put(f"http://127.0.0.1:{port}/json/new?about:blank") as answer:
                    target = await answer.json()
                page = Page(await client.ws_connect(target["webSocketDebuggerUrl"], max_msg_size=0))
                pages.append(page)
                for domain in ("Page", "Network", "Runtime", "Log"):
                    await page.ask(f"{domain}.enable")
                await page.ask("Page.navigate", url=address)
                return page

            yield open_page
            for page in pages:
                page.reader.cancel()
                with suppress(asyncio.CancelledError):
                    await page.reader
        finally:
            process.terminate()
            process.wait(WAIT_S)
