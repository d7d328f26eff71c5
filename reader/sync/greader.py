"""Speaks Google Reader's API, which FreshRSS, Miniflux and most other servers have. Network.

What loses marks at real servers decides how requests look: PHP reads 1,000 fields of a form and FreshRSS 1 MiB of a body, and
both answer OK to the rest, so batches are small and their tag comes before the ids; a second tag in one request counts alone,
so there is one. Pages of Miniflux are continued by a count, so that marks which are made meanwhile move entries past the
reader: such walks are repeated until two agree.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, TypeVar

from reader.article.media import MediaFile
from reader.feeds.web.fetch import Answer, Fetcher, TooLargeError
from reader.i18n import tr
from reader.sync import answers
from reader.sync.answers import LABEL, READ, READING_LIST, STARRED, WrongAnswerError
from reader.sync.batches import batches, ignore
from reader.sync.faults import LoginError, ServerFaultError
from reader.sync.server import Mark, Progress, ServerEntry, ServerFeed, ServerInfo, States
from reader.sync.wire import Form, Wire
from reader.text import safe_address

API = "/reader/api/0/"

IDS_AT_ONCE = 10_000
"""Ids on a page; servers give fewer where that is more than they like."""

PAGES_LIMIT = 1_000
"""Pages of one walk."""

ENTRIES_AT_ONCE = 150
"""Entries whose texts are fetched by one request."""

MARKS_AT_ONCE = 250
"""Entries that are marked by one request."""

OVERLAP_S = 86_400.0
"""How much earlier than asked a list of ids begins: clocks differ, and so does what servers compare."""

WALKS_LIMIT = 4
"""How often a list that changes meanwhile is read."""

FOLLOW_S = 120.0
"""How long a server may take to fetch a feed that is new to it."""

_MARKS = {
    Mark.READ: ("a", READ),
    Mark.UNREAD: ("r", READ),
    Mark.STAR: ("a", STARRED),
    Mark.UNSTAR: ("r", STARRED),
}

Value = TypeVar("Value")


class GoogleReader:
    """An account at a server; ``reader.sync.server.Server`` says what its methods do."""

    def __init__(self, fetcher: Fetcher, address: str, user: str, password: str) -> None:
        """``address`` is what ``/accounts/ClientLogin`` and ``/reader/api/0`` stand behind."""
        self._wire = Wire(fetcher, address)
        self._user, self._password = user, password
        self._auth = self._token = ""
        self._is_freshrss = self._wire.address.endswith("/greader.php")

    def check(self) -> ServerInfo:
        """Sign in, and return what the server is."""
        self._log_in()
        found = self._list("user-info", lambda answer: answer if isinstance(answer, dict) else _fail())
        name = answers.text_of(found, "userName") or answers.text_of(found, "userId")
        self.feeds()  # a program that answers anything with JSON has no such list
        return ServerInfo("FreshRSS" if self._is_freshrss else "", "", name, has_labels=self._is_freshrss)

    def feeds(self) -> list[ServerFeed]:
        """Return the subscriptions."""
        rows = self._list("subscription/list", lambda answer: answers.rows_of(answer, "subscriptions"))
        found = []
        for row in rows:
            feed = answers.text_of(row, "id")
            address = answers.text_of(row, "url") or feed.removeprefix("feed/")
            folder = next(iter(answers.labels_of(row)), "")
            title = self._title(answers.text_of(row, "title"))
            if feed:
                found.append(ServerFeed(feed, title, address, answers.text_of(row, "htmlUrl"), folder))
        return found

    def labels(self) -> list[str]:
        """Return the names of the labels that entries can have."""
        rows = self._list("tag/list", lambda answer: answers.rows_of(answer, "tags"))
        names = [
            answers.label_of(answers.text_of(row, "id"))
            for row in rows
            if answers.text_of(row, "type") != "folder"
        ]
        return [name for name in names if name]

    def states(self, since_s: float = 0.0) -> States:
        """Return which entries there are and what is unread and starred."""
        since = [("ot", str(max(1, int(since_s - OVERLAP_S))))] if since_s else []
        ids, _ = self._walk(READING_LIST, since)
        unread, is_whole = self._steady_walk(READING_LIST, [("xt", READ)])
        starred, are_stars_whole = self._steady_walk(STARRED, [])
        return States(ids | unread | starred, unread, starred, is_whole and are_stars_whole)

    def is_changed(self, since_s: float) -> bool:  # noqa: ARG002 - the API has no such question
        """Return True: this API cannot say so."""
        return True

    def entries(self, ids: Sequence[str]) -> Iterator[ServerEntry]:
        """Yield entries, batch by batch."""
        for batch in batches(ids, ENTRIES_AT_ONCE):
            yield from self._contents(batch)

    def mark(self, mark: Mark, ids: Collection[str], progress: Progress = ignore) -> None:
        """Mark entries in batches."""
        self._tag(*_MARKS[mark], ids, progress)

    def label(self, name: str, ids: Collection[str], *, is_added: bool, progress: Progress = ignore) -> None:
        """Add a label to entries, or remove it."""
        self._tag("a" if is_added else "r", LABEL + name, ids, progress)

    def follow(self, address: str, title: str = "", folder: str = "") -> None:
        """Subscribe to a feed."""
        form = [("ac", "subscribe"), ("s", f"feed/{address}")]
        form += [("t", title)] if title else []
        form += [("a", LABEL + folder)] if folder else []
        self._change("subscription/edit", form, wait_s=FOLLOW_S)

    def unfollow(self, feed: str) -> None:
        """Unsubscribe from a feed by its id."""
        self._change("subscription/edit", [("ac", "unsubscribe"), ("s", feed)])

    def rename(self, feed: str, title: str) -> None:
        """Give a feed a title."""
        self._change("subscription/edit", [("ac", "edit"), ("s", feed), ("t", title)])

    def move(self, feed: str, folder: str, before: str = "") -> None:
        """Move a feed to a folder; out of its folder where it is empty."""
        form = [("ac", "edit"), ("s", feed)]
        form += [("a", LABEL + folder)] if folder else []
        form += [("r", LABEL + before)] if before and before != folder else []
        self._change("subscription/edit", form)

    def _title(self, text: str) -> str:
        return text.translate(answers.FULL_WIDTH) if self._is_freshrss else text

    def _contents(self, ids: Sequence[str]) -> list[ServerEntry]:
        """Return the entries of a batch: by halves where they are too large together, without one that is too large alone."""
        form = [("i", answers.sent_id(each)) for each in ids]
        try:
            answer = self._posted("stream/items/contents", form, query=[("output", "json")])
        except TooLargeError:
            half = len(ids) // 2
            return [] if not half else self._contents(ids[:half]) + self._contents(ids[half:])
        rows = self._read(answer, lambda found: answers.rows_of(found, "items"))
        return [entry for entry in map(self._entry, rows) if entry is not None]

    def _entry(self, row: Any) -> ServerEntry | None:
        known, states = answers.item_id(row.get("id")), answers.states_of(row)
        if not known:
            return None
        origin = row.get("origin")
        return ServerEntry(
            id=known,
            feed=answers.text_of(origin, "streamId") if isinstance(origin, dict) else "",
            link=answers.link_of(row),
            title=self._title(answers.text_of(row, "title")),
            html=answers.html_of(row),
            published=answers.moment_of(row),
            author=answers.text_of(row, "author"),
            labels=tuple(answers.labels_of(row)),
            enclosures=tuple(_files(row.get("enclosure"))),
            is_read="read" in states,
            is_starred="starred" in states,
        )

    def _steady_walk(self, stream: str, more: Form) -> tuple[frozenset[str], bool]:
        """Return the ids of a stream, and whether they are all: a walk of several pages is repeated until two agree."""
        found, pages = self._walk(stream, more)
        for _ in range(WALKS_LIMIT - 1):
            if pages < 2:
                return found, True
            again, pages = self._walk(stream, more)
            if again == found:
                return found, True
            found = again
        return found, pages < 2

    def _walk(self, stream: str, more: Form) -> tuple[frozenset[str], int]:
        """Return the ids of a stream, and the number of its pages."""
        found: set[str] = set()
        after = ""
        for pages in range(1, PAGES_LIMIT + 1):
            query = [("output", "json"), ("s", stream), ("n", str(IDS_AT_ONCE)), *more]
            query += [("c", after)] if after else []
            page = self._read(self._asked("stream/items/ids", query), answers.page_of)
            size = len(found)
            found.update(page.ids)
            # A page that brings nothing new and goes on would go on forever.
            if not page.continuation or page.continuation == after or len(found) == size:
                return frozenset(found), pages
            after = page.continuation
        return frozenset(found), PAGES_LIMIT

    def _tag(self, field: str, tag: str, ids: Collection[str], progress: Progress) -> None:
        for batch in batches(ids, MARKS_AT_ONCE):
            self._change("edit-tag", [(field, tag), *(("i", answers.sent_id(each)) for each in batch)])
            progress(batch)

    def _change(self, path: str, form: Form, *, wait_s: float = 20.0) -> None:
        """Send a change; raises SyncError where the answer is not OK."""
        answer = self._posted(path, form, wait_s=wait_s)
        if answer.status in {400, 404}:
            raise ServerFaultError(tr("{host} refuses this change", host=self._wire.host))
        self._wire.require_success(answer)
        if answer.body.read(16).strip() != b"OK":
            raise self._wire.wrong_answer()

    def _list(self, path: str, read: Callable[[Any], Value]) -> Value:
        return self._read(self._asked(path, [("output", "json")]), read)

    def _read(self, answer: Answer, read: Callable[[Any], Value]) -> Value:
        """Return what an answer says; raises SyncError."""
        found = self._wire.json(answer)
        try:
            return read(found)
        except WrongAnswerError as problem:
            raise self._wire.wrong_answer() from problem

    def _asked(self, path: str, query: Form) -> Answer:
        """Return the answer to a question; signs in once more where the server has forgotten us."""
        if not self._auth:
            self._log_in()
        answer = self._wire.get(API + path, query, self._known)
        if answer.status in {401, 403}:
            self._log_in()
            answer = self._wire.get(API + path, query, self._known)
        if answer.status in {401, 403}:
            raise self._refused()
        return answer

    def _posted(self, path: str, form: Form, *, query: Form = (), wait_s: float = 20.0) -> Answer:
        """Return the answer to a form: with another token where this one is over, after another sign-in where that is over."""
        for renew in (None, self._forget_token, self._forget_all, self._fail):
            if renew:
                renew()
            if not self._token:
                self._fetch_token()
            # The token and what is done stand in front: PHP reads the first thousand fields.
            fields = [("T", self._token), *query, *form]
            answer = self._wire.post(API + path, fields, self._known, wait_s=wait_s)
            if answer.status not in {401, 403}:
                break
        return answer

    def _forget_token(self) -> None:
        self._token = ""

    def _forget_all(self) -> None:
        self._auth = self._token = ""

    def _fail(self) -> None:
        raise self._refused()

    def _fetch_token(self) -> None:
        answer = self._asked("token", ())
        self._wire.require_success(answer)
        text = answer.body.read(1_000).decode("utf-8", "replace").strip()
        if not text or not text.isprintable() or " " in text or text[0] in "<[{":
            raise self._wire.other_program()
        self._token = text

    @property
    def _known(self) -> dict[str, str]:
        return {"Authorization": f"GoogleLogin auth={self._auth}"}

    def _log_in(self) -> None:
        form = [("Email", self._user), ("Passwd", self._password)]
        answer = self._wire.post("/accounts/ClientLogin", form, {})
        if answer.status in {400, 401, 403}:
            raise LoginError(
                tr("{host} does not accept this user and password; its API may have a password of its own", host=self._wire.host)
            )  # fmt: skip
        self._wire.require_success(answer)
        lines = answer.body.read(10_000).decode("utf-8", "replace").splitlines()
        found = next((line.removeprefix("Auth=").strip() for line in lines if line.startswith("Auth=")), "")
        if not found or not found.isascii() or not found.isprintable():
            raise self._wire.other_program()
        self._auth, self._token = found, ""

    def _refused(self) -> LoginError:
        return LoginError(
            tr("{host} lets us sign in, and then refuses us; try again later", host=self._wire.host)
        )


def _fail() -> dict[str, Any]:
    raise WrongAnswerError


def _files(rows: object) -> Iterator[MediaFile]:
    """Yield the files of an entry whose addresses may be shown."""
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, dict):
            continue
        address = safe_address(answers.text_of(row, "href") or answers.text_of(row, "url"))
        if address is not None and address.scheme in {"http", "https"}:
            length = answers.text_of(row, "length")
            size = int(length) if length.isdecimal() and len(length) < 16 else 0
            yield MediaFile(address.href, answers.text_of(row, "type")[:100], size)
