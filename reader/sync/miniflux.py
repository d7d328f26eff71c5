"""Speaks Miniflux's own API, which marks thousands at once and knows what has changed since a moment. Network.

It needs no integration to be switched on. A key of the API is better than a password, which costs the server a tenth of a
second of CPU with each request. Entries come by ranges of ids, since the API has no list of ids to fetch. Ids are those of Google Reader's API at the same
server, so that an account may change between the two.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import urlencode

from reader.article.media import MediaFile
from reader.feeds.web.fetch import Answer, Fetcher, TooLargeError, basic
from reader.i18n import tr
from reader.sync import answers
from reader.sync.answers import WrongAnswerError
from reader.sync.batches import batches, ignore
from reader.sync.faults import LoginError, OtherServerError, ServerFaultError
from reader.sync.server import Mark, Progress, ServerEntry, ServerFeed, ServerInfo, States
from reader.sync.wire import Wire
from reader.text import safe_address

IDS_AT_ONCE = 10_000
"""Ids on a page, as many as the server gives."""

PAGES_LIMIT = 1_000
"""Pages of one walk."""

ENTRIES_AT_ONCE = 250
"""Entries whose texts are fetched by one request."""

MARKS_AT_ONCE = 5_000
"""Entries that are marked by one request."""

WALKS_LIMIT = 4
"""How often a list that changes meanwhile is read."""

OVERLAP_S = 600.0
"""How much earlier than asked changes are looked for: clocks differ."""

FOLLOW_S = 120.0
"""How long the server may take to fetch a feed that is new to it."""

FEED = "feed/"
"""How the id of a feed begins, as in Google Reader's API."""

_MARKS: Mapping[Mark, Mapping[str, Any]] = {
    Mark.READ: {"status": "read"}, Mark.UNREAD: {"status": "unread"},
    Mark.STAR: {"starred": True}, Mark.UNSTAR: {"starred": False},
}  # fmt: skip

Value = TypeVar("Value")


class Miniflux:
    """An account at a server; ``reader.sync.server.Server`` says what its methods do."""

    def __init__(self, fetcher: Fetcher, address: str, user: str, password: str) -> None:
        """Without a user the password is a key of the API."""
        self._wire = Wire(fetcher, address)
        self._known = basic(user, password) if user else {"X-Auth-Token": password}
        self._has_user = bool(user)

    def check(self) -> ServerInfo:
        """Return what the server is."""
        me = self._found("/v1/me", _mapping)
        version = answers.text_of(self._found("/v1/version", _mapping), "version")
        self._ids({"limit": "1"})
        return ServerInfo("Miniflux", version, answers.text_of(me, "username"), has_labels=False)

    def feeds(self) -> list[ServerFeed]:
        """Return the subscriptions."""
        return [
            ServerFeed(
                id=FEED + answers.text_of(row, "id"),
                title=answers.text_of(row, "title"),
                address=answers.text_of(row, "feed_url"),
                site=answers.text_of(row, "site_url"),
                folder=answers.text_of(row.get("category") or {}, "title"),
            )
            for row in self._found("/v1/feeds", _rows)
        ]

    def labels(self) -> list[str]:
        """Return nothing: entries have no labels there."""
        return []

    def states(self, since_s: float = 0.0) -> States:
        """Return which entries there are and what is unread and starred; ``since_s`` asks for the newest 10,000 alone."""
        ids, _ = self._ids({}, pages=1 if since_s else PAGES_LIMIT)
        unread, is_whole = self._steady_ids({"status": "unread"})
        starred, are_stars_whole = self._steady_ids({"starred": "true"})
        return States(ids | unread | starred, unread, starred, is_whole and are_stars_whole)

    def is_changed(self, since_s: float) -> bool:
        """Return whether an entry came or was marked since a moment."""
        query = {"changed_after": str(max(1, int(since_s - OVERLAP_S))), "limit": "1"}
        found = self._found("/v1/entries?" + urlencode(query), _mapping)
        return found.get("total") != 0

    def entries(self, ids: Sequence[str]) -> Iterator[ServerEntry]:
        """Yield entries by ranges of ids."""
        wanted = sorted({int(each) for each in ids if each.isdecimal()})
        for batch in batches(wanted, ENTRIES_AT_ONCE):
            yield from self._range(batch)

    def mark(self, mark: Mark, ids: Collection[str], progress: Progress = ignore) -> None:
        """Mark entries in batches."""
        for batch in batches(ids, MARKS_AT_ONCE):
            numbers = [int(each) for each in batch if each.isdecimal()]
            if numbers:
                self._change("PUT", "/v1/entries", {"entry_ids": numbers, **_MARKS[mark]})
            progress(batch)

    def label(self, name: str, ids: Collection[str], *, is_added: bool, progress: Progress = ignore) -> None:  # noqa: ARG002
        """Raise SyncError: entries have no labels there."""
        raise ServerFaultError(tr("{host} refuses this change", host=self._wire.host))

    def follow(self, address: str, title: str = "", folder: str = "") -> None:
        """Subscribe to a feed."""
        made: dict[str, Any] = {"feed_url": address}
        if folder:
            made["category_id"] = self._category(folder)
        answer = self._change("POST", "/v1/feeds", made, wait_s=FOLLOW_S)
        if title:
            number = answers.text_of(self._read(answer, _mapping), "feed_id")
            self.rename(FEED + number, title)

    def unfollow(self, feed: str) -> None:
        """Unsubscribe from a feed by its id."""
        self._change("DELETE", self._path(feed), None)

    def rename(self, feed: str, title: str) -> None:
        """Give a feed a title."""
        self._change("PUT", self._path(feed), {"title": title})

    def move(self, feed: str, folder: str, before: str = "") -> None:  # noqa: ARG002 - a feed is in one folder
        """Move a feed to a folder; into the first one where it is empty, since each feed is in one."""
        self._change("PUT", self._path(feed), {"category_id": self._category(folder)})

    def _category(self, name: str) -> int:
        """Return the number of a folder, which is made where it is missing."""
        rows = self._found("/v1/categories", _rows)
        titles = [answers.text_of(row, "title") for row in rows]
        if rows and (not name or name in titles):
            return _number(rows[titles.index(name) if name else 0])
        answer = self._change("POST", "/v1/categories", {"title": name})
        return self._read(answer, lambda found: _number(_mapping(found)))

    def _path(self, feed: str) -> str:
        number = feed.removeprefix(FEED)
        if not number.isdecimal():
            raise ServerFaultError(tr("{host} refuses this change", host=self._wire.host))
        return f"/v1/feeds/{number}"

    def _range(self, wanted: list[int]) -> Iterator[ServerEntry]:
        """Yield entries by ascending numbers: all between the first and the last, of which the wanted ones are taken."""
        size = ENTRIES_AT_ONCE
        left = wanted
        while left:
            query = {
                "after_entry_id": str(left[0] - 1), "before_entry_id": str(left[-1] + 1),
                "order": "id", "direction": "asc", "limit": str(size),
            }  # fmt: skip
            try:
                rows = self._found(
                    "/v1/entries?" + urlencode(query), lambda found: answers.rows_of(found, "entries")
                )
            except TooLargeError:
                if size == 1:
                    left = left[1:]  # that one alone is too large
                size = max(1, size // 4)
                continue
            numbers = set(left)
            for row in rows:
                if _number(row) in numbers:
                    yield _entry(row)
            reached = max(map(_number, rows)) if len(rows) == size else left[-1]
            left = [number for number in left if number > reached]

    def _steady_ids(self, query: Mapping[str, str]) -> tuple[frozenset[str], bool]:
        """Return ids, and whether they are all: a walk of several pages is repeated until two agree."""
        found, is_one = self._ids(query)
        for _ in range(WALKS_LIMIT - 1):
            if is_one:
                return found, True
            again, is_one = self._ids(query)
            if again == found:
                return found, True
            found = again
        return found, is_one

    def _ids(self, query: Mapping[str, str], pages: int = PAGES_LIMIT) -> tuple[frozenset[str], bool]:
        """Return ids, the newest first, and whether they came on one page."""
        found: set[str] = set()
        for page in range(pages):
            asked = {"limit": str(IDS_AT_ONCE), "offset": str(page * IDS_AT_ONCE), **query}
            rows, total = self._found("/v1/entries/ids?" + urlencode(asked), _ids_of)
            found.update(rows)
            if (page + 1) * IDS_AT_ONCE >= total or not rows or "limit" in query:
                return frozenset(found), page == 0
        return frozenset(found), False

    def _found(self, path: str, read: Callable[[Any], Value]) -> Value:
        """Return what an answer to a question says."""
        answer = self._wire.send("GET", path, None, self._known)
        self._require_login(answer)
        if answer.status in {400, 404} and path.startswith("/v1/entries/ids"):
            raise OtherServerError(
                tr(
                    "Miniflux at {host} is too old; update it, or use Google Reader's API",
                    host=self._wire.host,
                )
            )
        return self._read(answer, read)

    def _read(self, answer: Answer, read: Callable[[Any], Value]) -> Value:
        found = self._wire.json(answer)
        try:
            return read(found)
        except WrongAnswerError as problem:
            raise self._wire.wrong_answer() from problem

    def _change(self, method: str, path: str, body: Any, *, wait_s: float = 20.0) -> Answer:
        answer = self._wire.send(method, path, body, self._known, wait_s=wait_s)
        self._require_login(answer)
        if answer.status in {400, 404}:
            raise ServerFaultError(tr("{host} refuses this change", host=self._wire.host))
        self._wire.require_success(answer)
        if answer.status not in {201, 204}:
            raise self._wire.wrong_answer()  # what answers all with 200 has done nothing
        return answer

    def _require_login(self, answer: Answer) -> None:
        if answer.status in {401, 403}:
            host = self._wire.host
            if self._has_user:
                raise LoginError(tr("{host} does not accept this user and password", host=host))
            raise LoginError(tr("{host} does not accept this API key", host=host))


def _entry(row: Mapping[str, Any]) -> ServerEntry:
    try:
        published = datetime.fromisoformat(answers.text_of(row, "published_at")).astimezone(UTC)
    except ValueError:
        published = None
    return ServerEntry(
        id=str(_number(row)),
        feed=FEED + answers.text_of(row, "feed_id"),
        link=answers.text_of(row, "url"),
        title=answers.text_of(row, "title"),
        html=answers.text_of(row, "content"),
        published=published,
        author=answers.text_of(row, "author"),
        labels=(),
        enclosures=tuple(_files(row.get("enclosures"))),
        is_read=row.get("status") == "read",
        is_starred=row.get("starred") is True,
    )


def _files(rows: object) -> Iterator[MediaFile]:
    for row in rows if isinstance(rows, list) else ():
        address = safe_address(answers.text_of(row, "url")) if isinstance(row, dict) else None
        if address is not None and address.scheme in {"http", "https"}:
            size = row.get("size")
            known = size if isinstance(size, int) and 0 < size < 1 << 50 else 0
            yield MediaFile(address.href, answers.text_of(row, "mime_type")[:100], known)


def _ids_of(found: object) -> tuple[list[str], int]:
    answer = _mapping(found)
    rows, total = answer.get("entry_ids"), answer.get("total")
    if not isinstance(rows, list) or not isinstance(total, int):
        raise WrongAnswerError("entry_ids")
    ids = [answers.item_id(each) for each in rows]
    if not all(ids):
        raise WrongAnswerError("entry_ids")
    return ids, total


def _number(row: Mapping[str, Any]) -> int:
    number = row.get("id")
    if not isinstance(number, int):
        raise WrongAnswerError("id")
    return number


def _mapping(found: object) -> Mapping[str, Any]:
    if not isinstance(found, dict):
        raise WrongAnswerError("object")
    return found


def _rows(found: object) -> list[Mapping[str, Any]]:
    if not isinstance(found, list):
        raise WrongAnswerError("list")
    return [_mapping(row) for row in found]
