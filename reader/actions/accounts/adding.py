"""Adds an account that a server accepts, and looks at those there are. Network and disk."""

import ipaddress
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from reader.actions.accounts.account_file import add_account, free_name, keep_password, memory_file
from reader.actions.accounts.logging_in import find_server, log_in
from reader.actions.workspace.workspace import FEEDS_FILE
from reader.errors import NewsreaderError, UsageError
from reader.files.whole import write_whole
from reader.i18n import tr
from reader.paths import Paths
from reader.refusal import refusal
from reader.sync.accounts import GREADER, MINIFLUX, Account, Accounts, ignored_files, load_accounts
from reader.sync.memory import Memory
from reader.text import clean_line, safe_address

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace
    from reader.feeds.web.fetch import Fetcher
    from reader.sync.server import ServerInfo

KIND_NAMES = {GREADER: "Google Reader", MINIFLUX: "Miniflux"}
"""What is spoken to a server, by the values of ``kind``."""


class Wanted(NamedTuple):
    """An account as the user names it."""

    address: str
    """As it was typed."""
    user: str
    """Empty: the password is a key of Miniflux's API."""
    password: str
    """What the user typed, or the program printed."""
    name: str = ""
    """Empty: the server's host."""
    kind: str = ""
    """Empty: what answers counts."""
    command: tuple[str, ...] = ()
    """What prints the password from now on; empty: it is kept in a file."""


class Added(NamedTuple):
    """An account that was added."""

    account: Account
    """As it is in the file."""
    info: "ServerInfo"
    """What the server says of itself."""


def add(paths: Paths, wanted: Wanted, fetcher: "Fetcher") -> Added:
    """Sign in, then write the account down. Raises NewsreaderError, and then nothing has changed."""
    address = typed_address(wanted.address)
    found = find_server(address, wanted.user, wanted.password, wanted.kind, fetcher)
    name = clean_line(wanted.name or free_name(paths, found.address)).strip()
    account = Account(name, found.kind, found.address, wanted.user, wanted.command)
    same = [each for each in load_accounts(paths.config).accounts if each.id == account.id]
    if same:
        raise UsageError(tr("This is the account {name}, which you have already", name=same[0].name))
    if not wanted.command:
        account = keep_password(paths, account, wanted.password)
    _prepare_folder(paths)
    add_account(paths, account)
    return Added(account, found.info)


def accounts_of(paths: Paths) -> Accounts:
    """Return the accounts, and what is wrong in their file."""
    return load_accounts(paths.config)


def files_ignored(workspace: "Workspace") -> list[str]:
    """Return a sentence for each file of accounts that lies in an open folder, where it is not read."""
    return ignored_files(folder.path for folder in workspace.library.folders)


def check(account: Account, fetcher: "Fetcher") -> "ServerInfo":
    """Sign in and return what the server is; raises NewsreaderError."""
    return log_in(account, fetcher).check()


def last_error(paths: Paths, account: Account) -> str:
    """Return why the last turn with an account failed, as a sentence; empty: it did not."""
    file = memory_file(paths, account)
    if not file.exists():
        return ""
    with Memory(file) as memory:
        return memory.error


def describe(info: "ServerInfo", kind: str) -> str:
    """Return what a server is: its program and version, and who is signed in."""
    program = " ".join(
        filter(None, (info.name or tr("a server for {kind}", kind=KIND_NAMES[kind]), info.version))
    )
    return tr(
        "{program}, signed in as {user}", program=clean_line(program), user=clean_line(info.user) or "?"
    )


def is_open_wire(address: str) -> bool:
    """Return whether a password goes to another machine's public address without https."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if parts.scheme != "http" or host == "localhost" or "." not in host + (":" if ":" in host else ""):
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:
        return True


def typed_address(typed: str) -> str:
    """Return the address of a server as it was typed, with https:// where it has no scheme. Raises UsageError."""
    address = typed.strip()
    if "://" not in address:
        address = f"https://{address}"
    checked = safe_address(address)
    if checked is None or checked.scheme not in {"http", "https"} or "@" in urlsplit(address).netloc:
        raise UsageError(tr("address should begin with https:// or http:// and hold no login"))
    return checked.href


def _prepare_folder(paths: Paths) -> None:
    """Make the folder of feeds, so that it is opened beside the user's folders."""
    file = paths.subscriptions / FEEDS_FILE
    try:
        if not file.exists():
            write_whole(file, b"", is_shared=True)
    except OSError as problem:
        raise NewsreaderError(
            tr("{file} cannot be written: {problem}", file=file, problem=refusal(problem))
        ) from problem
