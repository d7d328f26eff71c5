"""The server: a page, its files, and a websocket for each viewer. Nothing is fetched from elsewhere, by it or by its page."""

import asyncio
import os
import signal
import socket
from collections.abc import Awaitable, Callable
from html import escape
from importlib import resources
from typing import NamedTuple

from aiohttp import WSMsgType, web

from reader.cli.output import complain, print_lines
from reader.cli.serving.gate import LOOPBACK, Gate
from reader.cli.serving.session import HIGHEST, WIDEST, Session, cells
from reader.cli.serving.viewer import LIGHT
from reader.errors import NewsreaderError
from reader.i18n import spoken, tr
from reader.refusal import reason_of

COOKIE = "newsreader"
"""The beginning of the cookie's name; its port follows, since hosts share cookies among ports."""

MESSAGE_BYTES = 256 << 10
"""A message of a page, at most: what is pasted."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
"""Of every answer: no other page may frame it, read it, or learn its address."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self'; img-src 'self' data:;"
    " connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""What a browser may load for the page: files of this server alone."""

FILES = {
    "page.js": ("reader.cli.serving", "page.js", "text/javascript"),
    "page.css": ("reader.cli.serving", "page.css", "text/css"),
    "textual.js": ("textual_serve", "static/js/textual.js", "text/javascript"),
    "xterm.css": ("textual_serve", "static/css/xterm.css", "text/css"),
    "mono.ttf": ("textual_serve", "static/fonts/RobotoMono-VariableFont_wght.ttf", "font/ttf"),
    "mono-italic.ttf": ("textual_serve", "static/fonts/RobotoMono-Italic-VariableFont_wght.ttf", "font/ttf"),
}
"""The files of the page: package, path in it, media type."""

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Served(NamedTuple):
    """What is served, and where."""

    arguments: tuple[str, ...]
    """Those of each viewer's newsreader."""
    host: str
    """The address to listen at."""
    port: int
    """0: any that is free."""
    sessions: int
    """Viewers at once, at most."""
    font_size: int
    """In pixels."""


class Server:
    """Serves until it is ended by a signal."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._gate = Gate(() if served.host in LOOPBACK else (served.host, socket.gethostname()))
        self._port = served.port
        self._viewers: set[web.WebSocketResponse] = set()
        self._begun = 0
        self._end = asyncio.Event()

    async def run(self) -> None:
        """Serve; raises NewsreaderError where the address cannot be had."""
        app = web.Application(middlewares=[self._guard])
        app.add_routes([
            web.get("/", self._page), web.get("/ws", self._viewer), web.get("/ws/{light}", self._viewer), web.get("/files/{name}", self._file),
        ])  # fmt: skip
        app.on_shutdown.append(self._close)
        runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=10)
        await runner.setup()
        try:
            loop = asyncio.get_running_loop()
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                loop.add_signal_handler(number, self._end.set)
            await self._listen(runner)
            self._say_address(
                tr("Open this address in your browser (it is good once; ctrl+c ends the server):")
            )
            await self._end.wait()
        finally:
            await runner.cleanup()

    async def _listen(self, runner: web.AppRunner) -> None:
        served = self._served
        try:
            site = web.TCPSite(runner, served.host, served.port)
            await site.start()
        except OSError as problem:
            raise NewsreaderError(
                tr(
                    "Nothing can be served at {host}:{port}: {reason}; --port names another port",
                    host=served.host, port=served.port, reason=reason_of(problem),
                )
            ) from None  # fmt: skip
        self._port = runner.addresses[0][1]

    def _say_address(self, sentence: str) -> None:
        host = self._served.host
        if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared only
            host = socket.gethostname()
        shown = f"[{host}]" if ":" in host else host
        print_lines([sentence, f"  http://{shown}:{self._port}/?token={self._gate.token}"])

    @web.middleware
    async def _guard(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Answer only what comes for this server, from a browser that may."""
        host = request.headers.get("Host", "")
        if not self._gate.knows(host, self._port):
            return self._refused(tr("This server has another name"))
        is_known = self._gate.admits(request.cookies.get(f"{COOKIE}_{self._port}", ""))
        if "token" in request.query and request.path == "/":
            return self._to_page() if is_known else self._entered(request.query["token"])
        if not is_known:
            return self._refused(tr("Open the address that newsreader serve has printed; it is good once"))
        response = await handler(request)
        if not response.prepared:
            response.headers.update({**HEADERS, "Content-Security-Policy": POLICY.format(host=host)})
        return response

    def _refused(self, sentence: str, status: int = 403) -> web.Response:
        return web.Response(status=status, text=sentence, headers=HEADERS)

    def _entered(self, token: str) -> web.Response:
        cookie = self._gate.enter(token)
        if not cookie:
            return self._refused(tr("This address was used already, or is wrong"))
        self._say_address(tr("A browser has come in. For another one:"))
        response = self._to_page()
        response.set_cookie(f"{COOKIE}_{self._port}", cookie, httponly=True, samesite="Strict", path="/")
        return response

    def _to_page(self) -> web.Response:
        """Return the way to the page, so that no history keeps a token."""
        return web.Response(status=303, headers={**HEADERS, "Location": "/"})

    async def _page(self, request: web.Request) -> web.Response:
        text = resources.files("reader.cli.serving").joinpath("page.html").read_text(encoding="utf-8")
        places = {
            "{language}": spoken().replace("_", "-"),
            "{begin}": tr("Opening newsreader …"),
            "{ended}": tr("newsreader has ended, or there are too many viewers."),
            "{again}": tr("Open it again"),
            "{needs_script}": tr("The screen is drawn by JavaScript of this server, which is switched off."),
            "{websocket}": f"ws://{request.headers['Host']}/ws",
            "{size}": str(self._served.font_size),
        }
        for place, sentence in places.items():
            text = text.replace(place, escape(sentence))
        return web.Response(text=text, content_type="text/html")

    async def _file(self, request: web.Request) -> web.Response:
        if (found := FILES.get(request.match_info["name"])) is None:
            return self._refused(tr("There is no such file"), 404)
        package, path, kind = found
        data = resources.files(package).joinpath(*path.split("/")).read_bytes()
        return web.Response(body=data, content_type=kind)

    async def _viewer(self, request: web.Request) -> web.StreamResponse:
        """Run a newsreader for as long as the page is open."""
        if not self._gate.is_own(request.headers.get("Origin", ""), request.headers["Host"]):
            return self._refused(tr("Only the page of this server may connect"))
        if self._begun >= self._served.sessions:
            return self._refused(tr("There are too many viewers"), 503)
        self._begun += 1
        socket_ = web.WebSocketResponse(heartbeat=15, max_msg_size=MESSAGE_BYTES)
        light = (LIGHT,) if request.match_info.get("light") == "light" else ()
        session = Session(
            (*light, *self._served.arguments), os.environ, socket_.send_bytes, socket_.send_str, socket_.close
        )
        try:
            await socket_.prepare(request)
            self._viewers.add(socket_)
            width, height = (request.query.get(name, "") for name in ("width", "height"))
            await session.start(cells(width, WIDEST), cells(height, HIGHEST))
            async for message in socket_:
                if message.type == WSMsgType.TEXT and (answer := await session.take(message.data)):
                    await socket_.send_str(answer)
        except OSError as problem:
            complain(tr("A viewer was lost: {reason}", reason=reason_of(problem)))
        finally:
            await session.stop()
            self._viewers.discard(socket_)
            self._begun -= 1
        return socket_

    async def _close(self, _: web.Application) -> None:
        """End all viewers."""
        await asyncio.gather(*(each.close() for each in self._viewers), return_exceptions=True)


def serve(served: Served) -> None:
    """Serve until a signal ends it; raises NewsreaderError."""

    async def run() -> None:
        await Server(served).run()

    asyncio.run(run())


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches an address."""
    return host in LOOPBACK or host.startswith("127.")
