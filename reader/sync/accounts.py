"""The accounts of the user at servers: ``accounts.toml`` in the folder of settings, and nowhere else. Disk.

It names programs that print passwords, which are run, so one that lies in a folder of articles is never read.
"""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from reader.errors import UsageError
from reader.files.digest import digest
from reader.i18n import listed, tr
from reader.paths import ACCOUNTS_FILE
from reader.text import clean_line, safe_address
from reader.toml.faults import Rows
from reader.toml.reading import read_toml

GREADER = "greader"
"""Google Reader's API."""

MINIFLUX = "miniflux"
"""Miniflux's own API."""

KINDS = (GREADER, MINIFLUX)
"""What an account's server can speak."""

ACCOUNTS_LIMIT = 20
"""Accounts that are used."""

_KEYS = ("name", "kind", "address", "user", "password_command")
_NAME_CHARS = 60


class Account(NamedTuple):
    """An account at a server."""

    name: str
    """What the user calls it; one line. Of two with one name the first counts."""
    kind: str
    """One of ``KINDS``."""
    address: str
    """Where its API is."""
    user: str
    """Who signs in; empty: the password is a key of Miniflux's API."""
    password_command: tuple[str, ...]
    """A program that prints the password, and its arguments."""

    @property
    def id(self) -> str:
        """What its files are called after: another user or server is another account."""
        return digest(f"{self.kind}\0{self.address}\0{self.user}")


class Accounts(NamedTuple):
    """What the file says."""

    accounts: tuple[Account, ...]
    """In their order."""
    problems: tuple[str, ...]
    """A sentence for each mistake, with file and line."""


def load_accounts(config: Path) -> Accounts:
    """Return the accounts in a folder of settings; none where there is no file."""
    found = read_toml(config / ACCOUNTS_FILE, Rows("account", frozenset({"address"})))
    problems = list(found.faults)
    accounts: dict[str, Account] = {}
    rows = found.values.get("account", [])
    for at, row in enumerate(rows[:ACCOUNTS_LIMIT] if isinstance(rows, list) else []):
        try:
            account = _account(row)
        except UsageError as problem:
            where = found.where("account", at)
            problems.append(tr("{where}: {problem}", where=where, problem=problem))
        else:
            accounts.setdefault(account.name, account)
    return Accounts(tuple(accounts.values()), tuple(problems))


def ignored_files(folders: Iterable[Path]) -> list[str]:
    """Return a sentence for each ``accounts.toml`` that lies in a folder of articles, where it is not read."""
    files = [folder / ACCOUNTS_FILE for folder in folders]
    return [
        tr("{file} is ignored: accounts belong into the folder of your settings", file=clean_line(str(file)))
        for file in files
        if os.path.lexists(file)
    ]


def _account(row: Any) -> Account:
    if not isinstance(row, dict):
        raise UsageError(tr("an account is a table: [[account]]"))
    if unknown := [str(key) for key in row if key not in _KEYS]:
        raise UsageError(tr("an account has no {names}", names=listed([clean_line(key) for key in unknown])))
    texts = {key: row.get(key, "") for key in ("name", "address", "user")}
    kind, command = row.get("kind", GREADER), row.get("password_command")
    needed = [key for key in texts if key != "user" or kind != MINIFLUX]
    wrong = [
        key
        for key, text in texts.items()
        if not isinstance(text, str) or (key in needed and not text.strip())
    ]
    if wrong:
        raise UsageError(tr("an account needs {names}", names=listed(wrong)))
    if kind not in KINDS:
        raise UsageError(tr("kind should be {kinds}", kinds=listed(KINDS)))
    if not isinstance(command, list) or not command or not all(isinstance(w, str) and w for w in command):
        raise UsageError(tr("password_command should be a list of words"))
    address = safe_address(texts["address"].strip())
    if address is None or address.scheme not in {"http", "https"}:
        raise UsageError(tr("address should begin with https:// or http:// and hold no login"))
    return Account(
        clean_line(texts["name"], _NAME_CHARS).strip(), kind, address.href.rstrip("/"), texts["user"], tuple(command)
    )  # fmt: skip
