"""One viewer: a newsreader of its own, started and ended with the page in the browser. Starts a process."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from textual_serve.app_service import AppService
from textual_serve.download_manager import DownloadManager

from reader.i18n import spoken
from reader.text import safe_address

MODULE = "reader.cli.serving.viewer"
"""What the process runs."""

GRACE_S = 5.0
"""How long a newsreader has to end by itself."""

DRIVER = "reader.tui.terminal.page_driver:PageDriver"
"""What it reads and draws by, in the form that Textual reads."""

WIDEST, HIGHEST = 500, 300
"""Cells of a page, at most."""

_KEPT = {
    "HOME", "USER", "LOGNAME", "TZ", "TMPDIR", "NO_COLOR", "PYTHONPATH", "VIRTUAL_ENV", "LANG", "LANGUAGE",
    *(name for each in ("http_proxy", "https_proxy", "no_proxy") for name in (each, each.upper())),
    "SSL_CERT_FILE", "SSL_CERT_DIR",
}  # fmt: skip
_BEGINNINGS = ("XDG_", "LC_", "NEWSREADER_")


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a viewer's newsreader: that of the user, without the way to any program.

    ``PATH`` leads nowhere, and no variable names an editor, a browser, a pager or a terminal.
    """
    kept = {name: value for name, value in environ.items() if name in _KEPT or name.startswith(_BEGINNINGS)}
    own = {"NEWSREADER_LANGUAGE": spoken()}
    return kept | own | {"PATH": os.devnull, "TERM": "xterm-256color", "COLORTERM": "truecolor"}


class Session(AppService):
    """A newsreader whose screen is drawn by a browser, which gets nothing of it but cells and addresses to open."""

    def __init__(
        self,
        arguments: Sequence[str],
        environ: Mapping[str, str],
        write_bytes: Callable[[bytes], Awaitable[None]],
        write_str: Callable[[str], Awaitable[None]],
        close: Callable[[], Awaitable[Any]],
    ) -> None:
        super().__init__(
            MODULE,
            write_bytes=write_bytes,
            write_str=write_str,
            close=close,
            download_manager=DownloadManager(),
        )
        self._arguments, self._environ = arguments, environ

    async def _open_app_process(self, width: int = 80, height: int = 24) -> Process:
        size = {
            "COLUMNS": str(width),
            "ROWS": str(height),
            "TEXTUAL_DRIVER": DRIVER,
            "TEXTUAL_COLOR_SYSTEM": "truecolor",
        }
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", MODULE, *self._arguments,
            stdin=PIPE, stdout=PIPE, stderr=PIPE, env={**environment(self._environ), **size},
            start_new_session=True,  # ctrl+c in the server's terminal is for the server, which ends its viewers
        )  # fmt: skip
        self._stdin = self._process.stdin
        return self._process

    async def run(self) -> None:
        """Hand on what the newsreader draws until it ends, then close the page's connection."""
        await super().run()
        with suppress(ConnectionError):
            await self.remote_close()

    async def stop(self) -> None:
        """End the newsreader: it is asked to, and killed if it does not."""
        with suppress(TimeoutError, asyncio.CancelledError):
            await asyncio.wait_for(super().stop(), GRACE_S)
        process = self._process
        if process is None:
            return
        try:
            await asyncio.wait_for(process.wait(), GRACE_S)
        except TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()

    async def on_meta(self, data: bytes) -> None:
        """Take the one thing that a newsreader may ask of the browser: to open a page of the web."""
        named = json.loads(data)
        address = safe_address(str(named.get("url", ""))) if named.get("type") == "open_url" else None
        if address:
            await self.remote_write_str(json.dumps(["open_url", {"url": address.href, "new_tab": True}]))

    async def on_packed(self, payload: bytes) -> None:
        """Take no files."""

    async def take(self, message: str) -> str:
        """Do what the page says: keys, a size; return the answer, if there is one. What is no message is left."""
        try:
            kind, *rest = json.loads(message)
            named = rest[0] if rest else None
        except (ValueError, TypeError, RecursionError):
            return ""
        if kind == "stdin" and isinstance(named, str):
            await self.send_bytes(named.encode("utf-8", "replace"))
        elif kind == "resize" and isinstance(named, dict):
            await self.set_terminal_size(
                cells(named.get("width"), WIDEST), cells(named.get("height"), HIGHEST)
            )
        elif kind == "ping" and isinstance(named, str):
            return json.dumps(["pong", named[:32]])
        elif isinstance(kind, str) and kind in {"focus", "blur"}:
            await (self.focus() if kind == "focus" else self.blur())
        return ""


def cells(named: object, most: int) -> int:
    """Return a number of cells that a page names, within limits."""
    text = str(named)
    return max(1, min(int(text), most)) if text.isascii() and text.isdecimal() and len(text) < 6 else 24
