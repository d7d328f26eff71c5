"""Writes accounts into ``accounts.toml``, and their passwords into files that only the user may read. Disk."""

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from reader.actions.feeds.passwords import password_file, write_password
from reader.errors import NewsreaderError, UsageError
from reader.files.lock import locked
from reader.files.whole import read_whole, write_whole
from reader.i18n import listed, tr
from reader.paths import Paths
from reader.refusal import refusal
from reader.sync.accounts import Account, load_accounts
from reader.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from tomlkit import TOMLDocument

_HEAD = "# Accounts at servers of feeds; newsreader account changes this file.\n"


def account_named(paths: Paths, name: str) -> Account:
    """Return the account of a name, in any case; the only one for an empty name. Raises UsageError."""
    accounts = load_accounts(paths.config).accounts
    found = [each for each in accounts if not name or each.name.casefold() == name.casefold()]
    if len(found) == 1:
        return found[0]
    if not accounts:
        raise UsageError(tr("There are no accounts; newsreader account add ADDRESS adds one"))
    names = listed([each.name for each in accounts])
    if not name:
        raise UsageError(tr("There are several accounts, name one by --account: {names}", names=names))
    raise UsageError(tr("There is no account {name}; there are {names}", name=clean_line(name), names=names))


def free_name(paths: Paths, address: str) -> str:
    """Return what a new account is called that was given no name: its host, and a number if that is taken."""
    host = urlsplit(address).hostname or "account"
    taken = {each.name.casefold() for each in load_accounts(paths.config).accounts}
    numbered = (f"{host} {number}" for number in range(2, 100))
    return host if host not in taken else next(name for name in numbered if name not in taken)


def keep_password(paths: Paths, account: Account, password: str) -> Account:
    """Write a password into a file that only the user may read, and return the account with the command that prints it."""
    return account._replace(
        password_command=("cat", str(write_password(_password_file(paths, account), password)))
    )


def add_account(paths: Paths, account: Account) -> None:
    """Write an account into the file. Raises UsageError for a name that is taken, and NewsreaderError."""

    def add(document: "TOMLDocument", known: list[Any]) -> None:
        import tomlkit

        if any(str(row.get("name", "")).casefold() == account.name.casefold() for row in known):
            raise UsageError(
                tr(
                    "There is an account {name} already: choose another --name, or remove it first",
                    name=account.name,
                )
            )
        row = tomlkit.table()
        for key, value in account._asdict().items():
            if value:  # without a user the password is a key
                row[key] = list(value) if isinstance(value, tuple) else value
        if "account" not in document:
            document["account"] = tomlkit.aot()
        elif known:
            known[-1].add(tomlkit.nl())
        document["account"].append(row)

    _change(paths, add)


def remove_account(paths: Paths, account: Account) -> None:
    """Take an account out of the file, with the password that was kept for it; its articles stay. Raises NewsreaderError."""

    def remove(document: "TOMLDocument", known: list[Any]) -> None:
        for row in [row for row in known if row.get("name") == account.name]:
            known.remove(row)
        if not known:
            document.pop("account", None)

    _change(paths, remove)
    _password_file(paths, account).unlink(missing_ok=True)
    for file in memory_file(paths, account).parent.glob(f"{account.id}*"):
        file.unlink(missing_ok=True)


def memory_file(paths: Paths, account: Account) -> Path:
    """Return the file of what an account's server said last."""
    return paths.data / "accounts" / f"{account.id}.sqlite"


def shown_command(account: Account) -> str:
    """Return the command that prints the password, as a shell takes it."""
    return shlex.join(account.password_command)


def _password_file(paths: Paths, account: Account) -> Path:
    return password_file(paths.trust, account.address, account.user)


def _change(paths: Paths, change: "Callable[[TOMLDocument, list[Any]], None]") -> None:
    """Change the file, comments and all else kept; one with a mistake in its TOML is left alone."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    file = paths.accounts
    try:
        paths.state.mkdir(parents=True, exist_ok=True)
        with locked(paths.state / "accounts.lock"):
            text = read_whole(file).decode("utf-8-sig") if os.path.lexists(file) else _HEAD
            document = tomlkit.parse(text)
            known: Any = document.get("account", [])
            change(document, known if isinstance(known, list) else [])
            write_whole(Path(os.path.realpath(file)), document.as_string().encode(), is_lasting=True)
    except (TOMLKitError, UnicodeDecodeError) as problem:
        problems = load_accounts(paths.config).problems
        sentence = problems[0] if problems else clean_line(str(problem))
        raise NewsreaderError(
            tr("Nothing is changed until this is fixed: {fault}", fault=sentence)
        ) from problem
    except OSError as problem:
        raise NewsreaderError(
            tr("{file} cannot be written: {problem}", file=file, problem=refusal(problem))
        ) from problem
