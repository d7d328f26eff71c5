"""Other clients of the real servers: they share no code with ours, so what they see is what is there."""

import json
from typing import Any, Protocol
from urllib.parse import urlencode

import urllib3

from tests.sync.real_miniflux import Miniflux

State = dict[str, tuple[bool, bool]]
"""What is read and starred, by the entries' links."""


class Phone(Protocol):
    """Another client of an account."""

    def state(self) -> State:
        """Return the account's state."""

    def mark(self, link: str, *, is_read: bool | None = None, is_starred: bool | None = None) -> None:
        """Mark an entry."""

    def empty(self) -> None:
        """Unsubscribe from everything."""


class MinifluxPage:
    """What Miniflux's own API does for an account, as its page and its apps do."""

    def __init__(self, server: Miniflux, key: str) -> None:
        self._server, self._key = server, key

    def call(self, method: str, path: str, body: Any = None) -> Any:
        """Return the answer of the server."""
        return self._server.call(method, path, body, key=self._key)

    def rows(self) -> list[dict[str, Any]]:
        """Return the entries."""
        found: list[dict[str, Any]] = self.call("GET", "/v1/entries?limit=1000")["entries"]
        return found

    def state(self) -> State:
        """Return the account's state."""
        return {row["url"]: (row["status"] == "read", row["starred"]) for row in self.rows()}

    def mark(self, link: str, *, is_read: bool | None = None, is_starred: bool | None = None) -> None:
        """Mark an entry."""
        [number] = [row["id"] for row in self.rows() if row["url"] == link]
        body: dict[str, Any] = {"entry_ids": [number]}
        if is_read is not None:
            body["status"] = "read" if is_read else "unread"
        if is_starred is not None:
            body["starred"] = is_starred
        self.call("PUT", "/v1/entries", body)

    def empty(self) -> None:
        """Unsubscribe from everything."""
        for feed in self.call("GET", "/v1/feeds"):
            self.call("DELETE", f"/v1/feeds/{feed['id']}")


class AnyPhone:
    """The shortest client of Google Reader's API that works at a server."""

    def __init__(self, address: str, user: str, password: str) -> None:
        self._address = address
        self._links: dict[str, str] = {}
        text = self._call("POST", "/accounts/ClientLogin", [("Email", user), ("Passwd", password)], {})
        auth = next(line[5:] for line in text.splitlines() if line.startswith("Auth="))
        self._known = {"Authorization": f"GoogleLogin auth={auth}"}
        self._token = self._get("token", []).strip()

    def state(self) -> State:
        """Return the account's state."""
        ids = [row["id"] for row in self._rows([("s", "user/-/state/com.google/reading-list")])]
        found: State = {}
        for begin in range(0, len(ids), 50):
            form = [("T", self._token), *(("i", each) for each in ids[begin : begin + 50])]
            for row in json.loads(self._post("stream/items/contents?output=json", form))["items"]:
                marks = {each.rpartition("/")[2] for each in row["categories"]}
                found[row["canonical"][0]["href"]] = ("read" in marks, "starred" in marks)
                self._links[row["canonical"][0]["href"]] = row["id"]
        return found

    def mark(self, link: str, *, is_read: bool | None = None, is_starred: bool | None = None) -> None:
        """Mark an entry."""
        self.state()
        for name, value in (("read", is_read), ("starred", is_starred)):
            if value is not None:
                form = [("T", self._token), ("a" if value else "r", f"user/-/state/com.google/{name}")]
                assert self._post("edit-tag", [*form, ("i", self._links[link])]).strip() == "OK"

    def empty(self) -> None:
        """Unsubscribe from everything."""
        for feed in json.loads(self._get("subscription/list", [("output", "json")]))["subscriptions"]:
            form = [("T", self._token), ("ac", "unsubscribe"), ("s", feed["id"])]
            self._post("subscription/edit", form)

    def _rows(self, query: list[tuple[str, str]]) -> list[dict[str, str]]:
        answer = json.loads(self._get("stream/items/ids", [("output", "json"), ("n", "5000"), *query]))
        rows: list[dict[str, str]] = answer["itemRefs"]
        return rows

    def _get(self, path: str, query: list[tuple[str, str]]) -> str:
        return self._call("GET", f"/reader/api/0/{path}?{urlencode(query)}", None, self._known)

    def _post(self, path: str, form: list[tuple[str, str]]) -> str:
        return self._call("POST", f"/reader/api/0/{path}", form, self._known)

    def _call(
        self, method: str, path: str, form: list[tuple[str, str]] | None, headers: dict[str, str]
    ) -> str:
        answer = urllib3.request(
            method, self._address + path, body=None if form is None else urlencode(form), retries=False,
            headers={**headers, "Content-Type": "application/x-www-form-urlencoded"}, timeout=120,
        )  # fmt: skip
        assert answer.status == 200, (path, answer.status, answer.data)
        return answer.data.decode()
