"""A web server of the tests' own: real sockets, one thread per request, many hosts on one machine."""

import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Reply:
    """What is answered to one request."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    drip: Callable[[Callable[[bytes], None]], None] | None = None
    """Writes the body itself, piece by piece."""


@dataclass
class Asked:
    """A request that came."""

    path: str
    headers: dict[str, str]
    host: str


class Held:
    """An answer that waits until the test lets it go."""

    def __init__(self, reply: Reply | str, seconds: float = 60) -> None:
        """``reply`` is a whole answer, or its body; it comes after ``seconds`` at the latest."""
        self._reply = Reply(reply.encode()) if isinstance(reply, str) else reply
        self._seconds, self._may_go = seconds, threading.Event()
        self.is_asked = threading.Event()
        """Set once the request has come."""
        self.is_answered = threading.Event()
        """Set once it was answered, let go or not."""

    def __call__(self, _: Asked) -> Reply:
        self.is_asked.set()
        self._may_go.wait(self._seconds)
        self.is_answered.set()
        return self._reply

    def let_go(self) -> None:
        """Answer now, and whenever it is asked again."""
        self._may_go.set()


class Web:
    """Answers what the tests tell it to, and remembers what was asked."""

    def __init__(
        self, address: str = "127.0.0.1", port: int = 0, context: ssl.SSLContext | None = None
    ) -> None:
        """With ``context`` it speaks https."""
        self.asked: list[Asked] = []
        self.replies: dict[str, Reply | Callable[[Asked], Reply]] = {}
        web = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                asked = Asked(
                    self.path,
                    {name.lower(): value for name, value in self.headers.items()},
                    address,
                )
                web.asked.append(asked)
                found = web.replies.get(self.path, Reply(status=404))
                reply = found(asked) if callable(found) else found
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if reply.drip is None:
                    self.send_header("Content-Length", str(len(reply.body)))
                else:
                    self.send_header("Connection", "close")
                self.end_headers()
                try:
                    if reply.drip:
                        reply.drip(self._write)
                        self.close_connection = True
                    else:
                        self.wfile.write(reply.body)
                except OSError:
                    self.close_connection = True

            def _write(self, data: bytes) -> None:
                self.wfile.write(data)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 128

        self._server = Server((address, port), Handler)
        if context:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.address = f"http{'s' if context else ''}://{address}:{self._server.server_port}"
        self.port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def put(self, path: str, body: bytes | str = b"", status: int = 200, /, **headers: str) -> str:
        """Answer a path like this from now on; return its address."""
        data = body.encode() if isinstance(body, str) else body
        self.replies[path] = Reply(
            data, status, {name.replace("_", "-"): value for name, value in headers.items()}
        )
        return self.address + path

    def close(self) -> None:
        """Answer nothing more."""
        self._server.shutdown()
        self._server.server_close()


def rss(*items: str, title: str = "The feed", more: str = "") -> str:
    """Return an RSS document."""
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title><link>https://example.org/</link>{more}'
        + "".join(items)
        + "</channel></rss>"
    )


def item(
    number: int, title: str = "", text: str = "", date: str = "", guid: str | None = None, link: str = ""
) -> str:
    """Return an item of RSS."""
    guid = f"id-{number}" if guid is None else guid
    return (
        f"<item><title>{title or f'Item {number}'}</title>"
        + (f'<guid isPermaLink="false">{guid}</guid>' if guid else "")
        + f"<link>{link or f'https://example.org/{number}'}</link>"
        + (f"<pubDate>{date or f'Mon, 0{1 + number % 9} Jun 2026 10:00:00 GMT'}</pubDate>")
        + f"<description>&lt;p&gt;{text or f'Text of {number}.'}&lt;/p&gt;</description></item>"
    )
