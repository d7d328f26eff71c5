"""The wire of the small server: how it reads requests, what it loses of them, when it refuses, lies or hangs up."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Protocol
from urllib.parse import parse_qsl, urlsplit

OFFSET, LAST_ID = "offset", "last id"


@dataclass
class Habits:
    """What the server does wrong."""

    variables: int = 0
    """Fields of a form that it reads: of those behind only the ids count, as in PHP. 0: all."""
    body_limit: int = 0
    """Bytes of a body that it reads. 0: all."""
    continuation: str = LAST_ID
    """What a page is continued by."""
    page_limit: int = 10_000
    """Ids on a page at most."""
    full_width: bool = False
    """Titles have full-width letters for ``&<>``."""
    id_form: str = "decimal"
    """How a list of ids has them: ``decimal`` (signed), ``hex``, ``long`` (with the prefix) or ``objectid`` (24 digits)."""
    empty_lists: bool = False
    """It answers ``[]`` with 200 to what it does not know, and here to everything."""
    bare_numbers: bool = False
    """Ids are JSON numbers, and times are strings or lacking."""
    deaf: bool = False
    """It answers OK to marks and does nothing."""
    delay_s: float = 0.0
    """It takes this long for each answer."""
    retry_after: list[str] = field(default_factory=list)
    """It answers 429 with these, one for each request, before it answers."""
    page: bytes | None = None
    """Another program answers: this page, with 200."""
    status: int = 0
    """It answers all with this status."""
    redirect: str = ""
    """It answers all with a redirect to this address."""
    cut_before: int = -1
    """The connection is cut before the POST with this number is done; -1: none."""
    cut_after: int = -1
    """The connection is cut after the POST with this number was done."""
    bad_token_header: str = "Google-Bad-Token"
    between_pages: Callable[[], None] | None = None
    """What happens on the server between two pages of a walk."""


@dataclass
class Request:
    """What came."""

    method: str
    path: str
    form: list[tuple[str, str]]
    size: int

    def values(self, name: str) -> list[str]:
        """Return the values of a field."""
        return [value for key, value in self.form if key == name]


class Program(Protocol):
    """What answers the requests."""

    habits: Habits
    requests: list[Request]
    posts: int
    lock: threading.RLock
    auth: str

    def answer(self, path: str, query: list[tuple[str, str]], request: Request) -> tuple[int, Any]:
        """Return the status and the answer."""


class _Handler(BaseHTTPRequestHandler):
    program: ClassVar[Program]
    protocol_version = "HTTP/1.1"
    wbufsize = 1 << 16  # head and body in one packet: else each answer waits 40 ms

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self._answer("POST")

    def _answer(self, method: str) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        body, habits = self.rfile.read(size), self.program.habits
        body = body[: habits.body_limit] if habits.body_limit else body
        parts = urlsplit(self.path)
        request = Request(method, parts.path, parse_qsl(body.decode(), keep_blank_values=True), size)
        with self.program.lock:
            self.program.requests.append(request)
            number, self.program.posts = self.program.posts, self.program.posts + (method == "POST")
        is_post = method == "POST"
        if is_post and number == habits.cut_before:
            self._cut()
            return
        time.sleep(habits.delay_s)
        status, answer, headers = self._found(parts.path, parse_qsl(parts.query), request)
        if is_post and number == habits.cut_after:
            self._cut()
            return
        self._send(status, answer, headers)

    def _found(
        self, path: str, query: list[tuple[str, str]], request: Request
    ) -> tuple[int, Any, dict[str, str]]:
        habits = self.program.habits
        if habits.retry_after:
            return 429, "Too many requests", {"Retry-After": habits.retry_after.pop(0)}
        if habits.redirect:
            return 302, "", {"Location": habits.redirect}
        if habits.page is not None:
            return 200, habits.page.decode(), {"Content-Type": "text/html"}
        if habits.status:
            return habits.status, "Something is wrong", {}
        path = path.removeprefix("/api/greader.php")
        is_known = self.headers.get("Authorization") == f"GoogleLogin auth={self.program.auth}"
        if not is_known and path != "/accounts/ClientLogin":
            return 401, "Unauthorized!", {}
        status, answer = self.program.answer(path, query, request)
        return status, answer, {habits.bad_token_header: "true"} if status == 401 else {}

    def _send(self, status: int, answer: Any, headers: dict[str, str]) -> None:
        data = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _cut(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_: object) -> None:
        """Say nothing: a client that ends early is what some tests are about."""


def listen(server: Program, port: int) -> ThreadingHTTPServer:
    """Return a web server in front of a program, on a port; 0: any."""
    made = _Server(("127.0.0.1", port), type("Handler", (_Handler,), {"program": server}))
    threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
    return made
