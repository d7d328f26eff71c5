"""The command that adds an account at a server of feeds."""

from typing import TYPE_CHECKING

from reader.errors import UsageError
from reader.i18n import tr
from reader.tui.acts.asking import type_text
from reader.tui.acts.topic import Roles, Topic
from reader.tui.dialogs.requests import QueryRequest

if TYPE_CHECKING:
    from reader.actions.accounts.adding import Added
    from reader.tui.control.refreshing import Refreshing


class Joining(Topic):
    """Asks for address, user and password, and takes the first turn."""

    def __init__(self, roles: Roles, refreshing: "Refreshing") -> None:
        super().__init__(roles)
        self._refreshing = refreshing
        self._address = self._user = ""
        """What was typed last: it stands in the lines the next time."""

    def do_add_account(self) -> None:
        """Read with a server that fetches feeds for all devices of the user."""

        def check(address: str) -> None:
            from reader.actions.accounts.adding import typed_address

            if not address:
                raise UsageError(tr("Type an address first"))
            typed_address(address)

        request = QueryRequest(
            tr("Add an account at FreshRSS, Miniflux or another server"), tr("the address of the server"),
            tr("enter goes on · esc closes"), check,
        )  # fmt: skip
        type_text(self._tell, request, self._ask_user, self._address)

    def _ask_user(self, address: str) -> None:
        self._address = address
        request = QueryRequest(
            tr("Who signs in at {address}", address=address), tr("nothing, if you have an API key of Miniflux"),
            tr("enter goes on · esc closes"), lambda _: None,
        )  # fmt: skip
        type_text(self._tell, request, self._ask_password, self._user)

    def _ask_password(self, user: str) -> None:
        self._user = user
        added: list[Added] = []

        def check(password: str) -> None:
            from reader.actions.accounts.adding import Wanted, add
            from reader.actions.feeds.fetching import new_fetcher

            if not password:
                raise UsageError(tr("Type it first"))
            workspace = self._workspace
            wanted = Wanted(self._address, user, password)
            added.append(add(workspace.paths, wanted, new_fetcher(workspace.settings)))

        request = QueryRequest(
            tr("The password of {user}", user=user) if user else tr("The API key"), tr("it is kept in a file that only you can read"),
            tr("enter signs in · esc closes"), check, is_quick=False, busy=tr("Signing in … · esc stops"), is_hidden=True,
        )  # fmt: skip
        type_text(self._tell, request, lambda _: self._added(added[-1]))

    def _added(self, added: "Added") -> None:
        from reader.actions.accounts.adding import describe

        account = added.account
        self._address = self._user = ""
        self._tell.say(tr("{name}: {why}", name=account.name, why=describe(added.info, account.kind)))
        if self._workspace.is_open(self._workspace.paths.subscriptions):
            self._refreshing.refresh(is_manual=True)
        else:
            self._refreshing.open_folder(lambda: self._refreshing.refresh(is_manual=True))
