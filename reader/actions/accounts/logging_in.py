"""Signs in to servers: which of them answers at an address, and with the password that a program prints. Network."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.sync.accounts import GREADER, MINIFLUX
from reader.sync.faults import LoginError, OtherServerError, ServerFaultError, SyncError
from reader.text import clean_line

if TYPE_CHECKING:
    from reader.feeds.web.fetch import Fetcher
    from reader.sync.accounts import Account
    from reader.sync.server import Server, ServerInfo

FRESHRSS_API = "/api/greader.php"
"""Where FreshRSS has its API, behind the address of its pages."""


class Found(NamedTuple):
    """A server that accepts an account."""

    kind: str
    """What is spoken to it: one of ``KINDS``."""
    address: str
    """Where its API is."""
    info: "ServerInfo"
    """What it says of itself."""


def server_at(kind: str, address: str, user: str, password: str, fetcher: "Fetcher") -> "Server":
    """Return what speaks to a server; nothing is asked yet."""
    if kind == MINIFLUX:
        from reader.sync.miniflux import Miniflux

        return Miniflux(fetcher, address, user, password)
    from reader.sync.greader import GoogleReader

    return GoogleReader(fetcher, address, user, password)


def printed_password(command: Sequence[str]) -> str:
    """Return what a program prints, without the end of its line; raises NewsreaderError."""
    from reader.feeds.trust.programs import output_of

    printed = output_of(command).decode("utf-8", "replace").rstrip("\r\n")
    if not printed:
        raise NewsreaderError(tr("{program} prints no password", program=clean_line(command[0])))
    return printed


def log_in(account: "Account", fetcher: "Fetcher") -> "Server":
    """Return the server of an account, with its password; nothing is asked of it yet. Raises NewsreaderError."""
    return server_at(
        account.kind, account.address, account.user, printed_password(account.password_command), fetcher
    )


def find_server(address: str, user: str, password: str, kind: str, fetcher: "Fetcher") -> Found:
    """Return which server accepts user and password at an address, which may be that of its pages.

    Without a user the password is a key of Miniflux's API. ``kind`` is one of ``KINDS``, or empty: what answers counts.
    Raises SyncError: a refused login rather than that something else answers.
    """
    refused: SyncError | None = None
    for each_kind, place in _places(address.rstrip("/"), user, kind):
        try:
            return Found(each_kind, place, server_at(each_kind, place, user, password, fetcher).check())
        except LoginError as problem:
            refused = problem
        except (OtherServerError, ServerFaultError) as problem:
            refused = refused or problem
    assert refused is not None
    raise refused


def _places(address: str, user: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield what may be spoken where, the likelier first."""
    base = address.removesuffix("/v1")
    if kind != GREADER and not address.endswith(".php"):
        yield MINIFLUX, base
    if kind == MINIFLUX or not user:
        return
    if not address.endswith(".php"):
        yield GREADER, base + FRESHRSS_API
    yield GREADER, base
