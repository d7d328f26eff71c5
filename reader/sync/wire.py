"""Requests to one server: what fails becomes an error of the family with one sentence. Network."""

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode, urlsplit

from reader.feeds.following.schedule import retry_after, time_left
from reader.feeds.web.connection import FetchError
from reader.feeds.web.fetch import REDIRECTS, Answer, Fetcher, Message, StoppedError, TooLargeError
from reader.i18n import tr
from reader.sync.faults import BusyError, OtherServerError, ServerFaultError, UnreachableError
from reader.text import clean_line
from reader.text.typed_address import hide_logins

Form = Sequence[tuple[str, str]]
"""The fields of a form or a query, in their order: some servers read only the first thousand."""

FORM = "application/x-www-form-urlencoded"

QUIET_S = 20.0
"""How long a server may be silent."""

_NO_ANSWER = frozenset({502, 504})
"""What a proxy answers for a server that does not."""


class Wire:
    """Requests to a server at an address that the user has named."""

    def __init__(self, fetcher: Fetcher, address: str) -> None:
        self._fetcher = fetcher
        self.address = address.rstrip("/")
        """Where the paths of the API begin."""
        self._host = urlsplit(address).hostname or ""
        self.host = clean_line(self._host)
        """For sentences."""

    def get(self, path: str, query: Form, headers: Mapping[str, str]) -> Answer:
        """Return the answer to a question, whose status is 200 to 299 or 400 to 499; raises SyncError."""
        try:
            return self._sent(f"{path}?{urlencode(query)}" if query else path, Message(headers))
        except TooLargeError as problem:
            raise self.wrong_answer() from problem

    def post(self, path: str, form: Form, headers: Mapping[str, str], *, wait_s: float = QUIET_S) -> Answer:
        """Return the answer to a form; raises SyncError, and TooLargeError for an answer that is not taken whole."""
        sent = {**headers, "Content-Type": FORM}
        return self._sent(path, Message(sent, urlencode(form).encode("ascii"), "POST", wait_s))

    def send(
        self, method: str, path: str, body: Any, headers: Mapping[str, str], *, wait_s: float = QUIET_S
    ) -> Answer:
        """Return the answer to a request with JSON, or without a body for None; raises SyncError and TooLargeError."""
        data = None if body is None else json.dumps(body).encode()
        return self._sent(
            path, Message({**headers, "Content-Type": "application/json"}, data, method, wait_s)
        )

    def json(self, answer: Answer) -> Any:
        """Return the JSON of an answer; raises SyncError."""
        self.require_success(answer)
        try:
            return json.loads(answer.data)
        except (ValueError, RecursionError) as problem:
            raise self.other_program() from problem

    def require_success(self, answer: Answer) -> None:
        """Raise SyncError for an answer whose status is not one of success."""
        if answer.status in {404, 405, 410}:
            raise self.other_program()
        if answer.status >= 300:
            raise ServerFaultError(
                tr("{host} refuses this ({status}); try again later", host=self.host, status=answer.status)
            )

    def other_program(self) -> OtherServerError:
        """Return the error for an answer that no server of this kind gives."""
        address = clean_line(hide_logins(self.address), 200)
        return OtherServerError(
            tr("{address} does not answer as a server for feeds does; check the address", address=address)
        )

    def wrong_answer(self) -> ServerFaultError:
        """Return the error for an answer that lacks what it should have."""
        return ServerFaultError(tr("{host} gave a wrong answer, which was ignored", host=self.host))

    def _sent(self, path: str, message: Message) -> Answer:
        try:
            answer = self._fetcher.send(self.address + path, message, typed=self._host)
        except (StoppedError, TooLargeError):
            raise
        except FetchError as problem:
            raise UnreachableError(str(problem)) from problem
        if answer.status in REDIRECTS:
            to = clean_line(hide_logins(answer.headers.get("location", "")), 200)
            raise OtherServerError(
                tr("{host} sends us to {address}; if that is right, write it into the account", host=self.host, address=to)
            )  # fmt: skip
        self._require_at_work(answer)
        return answer

    def _require_at_work(self, answer: Answer) -> None:
        now_s = time.time()
        until = retry_after(now_s, answer.headers, answer.status)
        if answer.status == 429 or until:
            wait_s = max(60.0, until - now_s) if answer.status == 429 else max(1.0, until - now_s)
            sentence = tr("{host} asks us to wait {time}", host=self.host, time=time_left(wait_s))
            raise BusyError(sentence, wait_s)
        if answer.status == 503 and b"Service Unavailable!" in answer.body.read(200):
            raise OtherServerError(
                tr("The API of {host} is switched off; allow it in the settings there", host=self.host)
            )
        if answer.status in _NO_ANSWER:
            raise UnreachableError(tr("{host} is down; try again later", host=self.host))
        if answer.status >= 500:
            raise ServerFaultError(
                tr("{host} has an error of its own ({status}); try again later", host=self.host, status=answer.status)
            )  # fmt: skip
