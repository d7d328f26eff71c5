"""A small server that speaks Google Reader's API, with the habits of the real ones: it loses, cuts and lies where they do.

It holds one account. A test is a second client of it: it reads and changes ``items`` and ``feeds`` directly.
"""

import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.sync.greader_wire import OFFSET, Habits, Request, listen

USER, PASSWORD = "reader", "a phrase & 密"

READING_LIST = "user/-/state/com.google/reading-list"
READ = "user/-/state/com.google/read"
STARRED = "user/-/state/com.google/starred"
LABEL = "user/-/label/"


@dataclass
class Item:
    """An entry as the server has it."""

    id: int
    feed: str
    title: str
    link: str
    html: str
    published: int
    is_read: bool = False
    is_starred: bool = False
    labels: set[str] = field(default_factory=set)
    enclosures: list[dict[str, str]] = field(default_factory=list)
    author: str = ""


@dataclass
class Feed:
    """A subscription of the server."""

    id: str
    title: str
    address: str
    folder: str = ""


class GreaderServer:
    """The server; ``address`` is what an account names."""

    def __init__(self, habits: Habits | None = None) -> None:
        self.habits = habits or Habits()
        self.items: dict[int, Item] = {}
        self.feeds: dict[str, Feed] = {}
        self.tags: set[str] = set()
        self.requests: list[Request] = []
        self.logins = self.posts = 0
        self.auth = self.token = ""
        self.password = PASSWORD
        self.expire()
        self.lock = threading.RLock()
        self._server = listen(self, 0)
        self.port: int = self._server.server_port
        self.address = f"http://127.0.0.1:{self.port}/api/greader.php"

    def expire(self) -> None:
        """Forget who has logged in."""
        self.auth, self.token = f"{USER}/{secrets.token_hex(8)}", secrets.token_hex(12)

    def expire_token(self) -> None:
        """Forget the token for changes only."""
        self.token = secrets.token_hex(12)

    def add(self, count: int = 1, feed: str = "feed/1", /, **fields: Any) -> list[Item]:
        """Add entries to a feed, which is added where there is none; the newest has the highest id."""
        with self.lock:
            self.feeds.setdefault(feed, Feed(feed, f"Feed {feed[5:]}", f"https://example.org/{feed[5:]}.xml"))
            made = []
            for _ in range(count):
                number = len(self.items) + 1
                values: dict[str, Any] = {
                    "id": 1_729_000_000_000_000 + number, "feed": feed, "title": f"Entry {number}",
                    "link": f"https://example.org/{number}", "html": f"<p>Text of {number}.</p>",
                    "published": 1_729_000_000 + 60 * number,
                }  # fmt: skip
                item = Item(**(values | fields))
                self.items[item.id] = item
                made.append(item)
            return made

    def state(self) -> dict[int, tuple[bool, bool]]:
        """Return what is read and starred, by id."""
        with self.lock:
            return {item.id: (item.is_read, item.is_starred) for item in self.items.values()}

    def stop(self) -> None:
        """Close the port."""
        self._server.shutdown()
        self._server.server_close()

    def start(self) -> None:
        """Answer again, on the same port."""
        self._server = listen(self, self.port)

    def answer(self, path: str, query: list[tuple[str, str]], request: Request) -> tuple[int, Any]:
        """Return the status, and the answer: a text, or what becomes JSON."""
        asked = dict(query)
        if path == "/accounts/ClientLogin":
            return self._login(request)
        if not path.startswith("/reader/api/0/"):
            return 400, "Bad Request!"
        if self.habits.empty_lists:
            return 200, []
        name = path.removeprefix("/reader/api/0/")
        if name == "token":
            return 200, self.token + "\n"
        if name in {"subscription/list", "tag/list", "user-info"} and asked.get("output") != "json":
            return 501, "Not Implemented!"
        with self.lock:
            match name:
                case "user-info":
                    return 200, {"userId": "1", "userName": USER, "userProfileId": "1", "userEmail": ""}
                case "subscription/list":
                    return 200, {"subscriptions": [self._subscription(feed) for feed in self.feeds.values()]}
                case "tag/list":
                    return 200, {"tags": [{"id": STARRED}, *self._tags()]}
                case "stream/items/ids":
                    return 200, self._ids(asked)
                case "stream/items/contents":
                    found = [self.items.get(_number(each)) for each in request.values("i")]
                    return 200, {"id": READING_LIST, "items": [self._content(each) for each in found if each]}
                case "edit-tag":
                    return self._edit(request)
                case "subscription/edit":
                    return self._edit_feed(request)
                case "subscription/quickadd":
                    return self._quick_add(request)
        return 200, []

    def _login(self, request: Request) -> tuple[int, Any]:
        self.logins += 1
        form = dict(request.form)
        if form.get("Email") != USER or form.get("Passwd") != self.password:
            return 401, "Unauthorized!"
        return 200, f"SID={self.auth}\nLSID=null\nAuth={self.auth}\n"

    def _read_fields(self, request: Request) -> dict[str, str]:
        limit = self.habits.variables
        return dict(request.form[:limit] if limit else request.form)

    def _edit(self, request: Request) -> tuple[int, Any]:
        form = self._read_fields(request)
        if form.get("T", "") not in {self.token, ""}:
            return 401, "Unauthorized!"
        if self.habits.deaf:
            return 200, "OK"
        for name, is_added in (("a", True), ("r", False)):
            for value in request.values("i"):
                item = self.items.get(_number(value))
                if item is not None:
                    self._mark(item, form.get(name, ""), is_added=is_added)
        return 200, "OK"

    def _mark(self, item: Item, tag: str, *, is_added: bool) -> None:
        if tag == READ:
            item.is_read = is_added
        elif tag == STARRED:
            item.is_starred = is_added
        elif tag.startswith(LABEL):
            label = tag.removeprefix(LABEL)
            (item.labels.add if is_added else item.labels.discard)(label)
            self.tags.add(label)

    def _edit_feed(self, request: Request) -> tuple[int, Any]:
        form = self._read_fields(request)
        if form.get("T", "") not in {self.token, ""}:
            return 401, "Unauthorized!"
        stream, act = form.get("s", ""), form.get("ac")
        folder = form.get("a", "").removeprefix(LABEL)
        if act == "subscribe" and "://" in stream:
            self._follow(stream.removeprefix("feed/"), form.get("t", ""), folder)
        elif act == "unsubscribe" and stream in self.feeds:
            del self.feeds[stream]
            self.items = {key: item for key, item in self.items.items() if item.feed != stream}
        elif act == "edit" and stream in self.feeds:
            self.feeds[stream].title = form.get("t") or self.feeds[stream].title
            self.feeds[stream].folder = folder or self.feeds[stream].folder
        else:
            return 400, "Bad Request!"
        return 200, "OK"

    def _quick_add(self, request: Request) -> tuple[int, Any]:
        address = dict(request.form).get("quickadd", "")
        if not address.startswith("http"):
            return 200, {"numResults": 0, "error": "no feed"}
        feed = self._follow(address, "", "")
        return 200, {"numResults": 1, "query": address, "streamId": feed.id, "streamName": feed.title}

    def _follow(self, address: str, title: str, folder: str) -> Feed:
        number = 1 + max((int(feed[5:]) for feed in self.feeds), default=0)
        feed = Feed(f"feed/{number}", title or address, address, folder)
        return self.feeds.setdefault(feed.id, feed)

    def _subscription(self, feed: Feed) -> dict[str, Any]:
        folders = [{"id": LABEL + feed.folder, "label": feed.folder}] if feed.folder else []
        return {
            "id": feed.id, "title": self._shown(feed.title), "categories": folders, "url": feed.address,
            "htmlUrl": "https://example.org/", "iconUrl": "",
        }  # fmt: skip

    def _tags(self) -> list[dict[str, Any]]:
        folders = {feed.folder for feed in self.feeds.values() if feed.folder}
        return [{"id": LABEL + name, "type": "folder"} for name in sorted(folders)] + [
            {"id": LABEL + name, "type": "tag"} for name in sorted(self.tags)
        ]

    def _ids(self, asked: dict[str, str]) -> dict[str, Any]:
        found = sorted(self.items.values(), key=lambda item: (item.published, item.id), reverse=True)
        if asked["s"].endswith("/starred"):
            found = [item for item in found if item.is_starred]
        elif asked["s"].startswith("feed/"):
            found = [item for item in found if item.feed == asked["s"]]
        # Any other stream, an unknown label too, is the whole list, as FreshRSS has it.
        if asked.get("xt", "").endswith("/read"):
            found = [item for item in found if not item.is_read]
        count = min(int(asked.get("n", 20)), self.habits.page_limit)
        begin = 0
        if "c" in asked and self.habits.continuation == OFFSET:
            begin = int(asked["c"])
        elif "c" in asked:
            last = self.items[int(asked["c"])]
            begin = sum((item.published, item.id) >= (last.published, last.id) for item in found)
        page = found[begin : begin + count]
        answer: dict[str, Any] = {"itemRefs": [{"id": self._id(item)} for item in page]}
        if begin + count < len(found):
            is_offset = self.habits.continuation == OFFSET
            answer["continuation"] = str(begin + count if is_offset else page[-1].id)
            if self.habits.between_pages:
                self.habits.between_pages()
        return answer

    def _id(self, item: Item) -> Any:
        unsigned = item.id & 0xFFFF_FFFF_FFFF_FFFF
        match self.habits.id_form:
            case "hex":
                return f"{unsigned:016x}"
            case "long":
                return f"tag:google.com,2005:reader/item/{unsigned:016x}"
            case "objectid":
                return f"{unsigned:024x}"
        return item.id if self.habits.bare_numbers else str(item.id)

    def _shown(self, text: str) -> str:
        if not self.habits.full_width:
            return text
        return text.replace("&", "＆").replace("<", "＜").replace(">", "＞")

    def _content(self, item: Item) -> dict[str, Any]:
        unsigned = item.id & 0xFFFF_FFFF_FFFF_FFFF
        digits = 24 if self.habits.id_form == "objectid" else 16
        marks = [READING_LIST, *([READ] if item.is_read else []), *([STARRED] if item.is_starred else [])]
        folder = self.feeds[item.feed].folder
        labels = [LABEL + name for name in [*([folder] if folder else []), *sorted(item.labels)]]
        made: dict[str, Any] = {
            "id": f"tag:google.com,2005:reader/item/{unsigned:0{digits}x}",
            "crawlTimeMsec": str(item.published * 1000), "timestampUsec": str(item.published * 1_000_000),
            "published": item.published, "title": self._shown(item.title), "author": item.author,
            "canonical": [{"href": item.link}], "alternate": [{"href": item.link, "type": "text/html"}],
            "categories": marks + labels,
            "origin": {"streamId": item.feed, "title": self._shown(self.feeds[item.feed].title), "htmlUrl": ""},
            "summary": {"content": item.html}, "enclosure": item.enclosures,
        }  # fmt: skip
        if self.habits.bare_numbers:
            del made["published"], made["author"], made["canonical"]
        return made


def _number(text: str) -> int:
    """Return an item's number of any form of its id."""
    plain = text.removeprefix("tag:google.com,2005:reader/item/")
    is_hex = plain != text or len(plain) == 24 or (len(plain) == 16 and not plain.isdecimal())
    number = int(plain, 16 if is_hex else 10)
    return number - (1 << 64) if number >= 1 << 63 else number


@contextmanager
def greader_server(habits: Habits | None = None) -> Iterator[GreaderServer]:
    """Return a server that ends with the block."""
    server = GreaderServer(habits)
    try:
        yield server
    finally:
        server.stop()
