"""``newsreader account``: accounts at servers of feeds, such as FreshRSS and Miniflux."""

import os
import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from reader.cli.arguments import Parser
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.errors import NewsreaderError, UsageError
from reader.i18n import tr, trn

if TYPE_CHECKING:
    from reader.actions.feeds.fetching import Fetcher
    from reader.paths import Paths
    from reader.sync import Account

EXAMPLES = """\
examples:
  newsreader account add rss.example.org --user bee
                                       asks for the password, signs in, and keeps the account
  newsreader account add http://localhost:8080
                                       Miniflux with an API key: no user, the key is the password
  newsreader account                   the accounts, and what failed last
  newsreader account check             what each server is, and what is wrong
  newsreader account feeds             what the server fetches for you
  newsreader account follow https://example.com/feed --into News
  newsreader account rename example.com "Example"
  newsreader account move example.com Technology
  newsreader account unfollow example.com
  newsreader account remove rss.example.org

newsreader refresh takes turns with them: new entries become files, marks go both ways
"""

ACTS = {
    "list": (0, 0), "add": (1, 1), "check": (0, 1), "remove": (1, 1), "feeds": (0, 0), "follow": (1, 1), "unfollow": (1, 1),
    "rename": (2, 2), "move": (2, 2),
}  # fmt: skip
"""The values of ``act``, and how many words each takes: at least, at most."""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument("act", nargs="?", choices=tuple(ACTS), default="list", help=tr("what to do"))
    parser.add_argument(
        "words", nargs="*", metavar="WORD", help=tr("an address, the name of an account, or a feed")
    )
    parser.add_argument(
        "--name", default="", metavar="NAME", help=tr("what the account is called: else its host")
    )
    parser.add_argument(
        "--user", default="", metavar="USER", help=tr("who signs in; none: the password is an API key")
    )
    parser.add_argument(
        "--password-command",
        default="",
        metavar="COMMAND",
        help=tr("a program that prints the password, with its arguments"),
    )
    parser.add_argument(
        "--kind",
        default="",
        choices=("greader", "miniflux"),
        help=tr("what the server speaks: else it is tried"),
    )
    parser.add_argument(
        "--account", default="", metavar="NAME", help=tr("which account, where there are several")
    )
    parser.add_argument("--title", default="", metavar="TITLE", help=tr("the title of the feed"))
    parser.add_argument("--into", default="", metavar="FOLDER", help=tr("the folder of the feed"))


def run(options: Namespace) -> Exit:
    """Do the act that was named."""
    from reader.actions.accounts.adding import accounts_of
    from reader.paths import standard_paths

    act, words = options.act, options.words
    least, most = ACTS[act]
    if len(words) < least:
        missing = {"add": tr("Name the server's address: newsreader account add ADDRESS --user NAME")}
        raise UsageError(
            missing.get(act)
            or tr("{act} needs {count} words: see newsreader account --help", act=act, count=least)
        )
    if len(words) > most:
        raise UsageError(tr("{act} takes no more words", act=act))
    paths = standard_paths()
    complain(*accounts_of(paths).problems)
    match act:
        case "list":
            return _list(paths, as_json=options.json)
        case "add":
            return _add(paths, options)
        case "check":
            return _check(paths, words, as_json=options.json)
        case "remove":
            return _remove(paths, words[0], as_json=options.json)
        case _:
            return _change_feeds(paths, options)


def _fetcher(paths: "Paths") -> "Fetcher":
    from reader.actions.feeds.fetching import new_fetcher
    from reader.actions.workspace.preferences import load_preferences

    return new_fetcher(load_preferences(paths, os.environ, {}).settings)


def _list(paths: "Paths", *, as_json: bool) -> Exit:
    from reader.actions.accounts.adding import accounts_of, last_error

    accounts = accounts_of(paths).accounts
    rows = [(each, last_error(paths, each)) for each in accounts]
    if as_json:
        print_json({"accounts": [{**_values(each), "error": error} for each, error in rows]})
    elif accounts:
        print_lines(
            "  ".join(filter(None, (each.name, each.kind, each.address, each.user, error)))
            for each, error in rows
        )
    else:
        complain(tr("There are no accounts; newsreader account add ADDRESS adds one"))
        return Exit.NOTHING_FOUND
    return Exit.OK


def _values(account: "Account") -> dict[str, object]:
    return {"name": account.name, "speaks": account.kind, "address": account.address, "user": account.user}


def _add(paths: "Paths", options: Namespace) -> Exit:
    import shlex

    from reader.actions.accounts.adding import Wanted, add, describe, is_open_wire
    from reader.actions.accounts.logging_in import printed_password

    user = options.user or _asked_user(options)
    try:
        command = tuple(shlex.split(options.password_command))
    except ValueError as problem:
        raise UsageError(tr("--password-command lacks a closing quotation mark")) from problem
    password = printed_password(command) if command else _typed_password(user)
    added = add(
        paths, Wanted(options.words[0], user, password, options.name, options.kind, command), _fetcher(paths)
    )
    account = added.account
    if is_open_wire(account.address):
        complain(
            tr("The password goes to {address} unencrypted: use https where you can", address=account.address)
        )
    if options.json:
        seen = {"server": added.info.name, "version": added.info.version, "error": ""}
        print_json({"accounts": [{**_values(account), **seen}]})
        return Exit.OK
    print_lines([f"{account.name}: {describe(added.info, account.kind)}"])
    if not command:
        complain(
            tr("The password is in {file}, which only you can read", file=account.password_command[-1]),
            tr("newsreader refresh fetches what is there; the screen does so by itself"),
        )
    return Exit.OK


def _asked_user(options: Namespace) -> str:
    if options.password_command or options.kind == "miniflux" or not _is_terminal():
        return ""
    sys.stderr.write(tr("User (empty: the password is an API key): "))
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _typed_password(user: str) -> str:
    """Return what a person types unseen, or the first line that a script gives; raises UsageError for nothing."""
    if _is_terminal():
        from getpass import getpass

        typed = getpass(tr("Password: ") if user else tr("API key: "), sys.stderr)
    else:
        typed = sys.stdin.readline().rstrip("\r\n") if sys.stdin else ""
    if not typed:
        raise UsageError(tr("A password is needed: type it, give it on stdin, or name a --password-command"))
    return typed


def _is_terminal() -> bool:
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def _check(paths: "Paths", words: list[str], *, as_json: bool) -> Exit:
    from reader.actions.accounts.account_file import account_named
    from reader.actions.accounts.adding import accounts_of, check, describe

    accounts = [account_named(paths, words[0])] if words else list(accounts_of(paths).accounts)
    if not accounts:
        return _list(paths, as_json=as_json)
    fetcher, rows, failed = _fetcher(paths), [], 0
    for account in accounts:
        row: dict[str, object] = {**_values(account), "server": "", "version": "", "error": ""}
        try:
            info = check(account, fetcher)
            row |= {"server": info.name, "version": info.version}
            if not as_json:
                print_lines([f"{account.name}: {describe(info, account.kind)}"])
        except NewsreaderError as problem:
            failed += 1
            row["error"] = str(problem)
            complain(tr("{name}: {why}", name=account.name, why=problem))
        rows.append(row)
    if as_json:
        print_json({"accounts": rows})
    return Exit.OK if not failed else Exit.FAILED if failed == len(accounts) else Exit.SOME_FAILED


def _remove(paths: "Paths", name: str, *, as_json: bool) -> Exit:
    from reader.actions.accounts.account_file import account_named, remove_account

    account = account_named(paths, name)
    remove_account(paths, account)
    if as_json:
        print_json({"removed": account.name})
    else:
        print_lines(
            [
                tr(
                    "{name} was removed here; its articles stay, and nothing changes at the server",
                    name=account.name,
                )
            ]
        )
    return Exit.OK


def _change_feeds(paths: "Paths", options: Namespace) -> Exit:
    from reader.actions.accounts.account_file import account_named
    from reader.actions.accounts.server_feeds import ServerFeeds

    account = account_named(paths, options.account)
    feeds = ServerFeeds(account, _fetcher(paths))
    match options.act:
        case "follow":
            feeds.follow(options.words[0], options.title, options.into)
        case "unfollow":
            feeds.unfollow(options.words[0])
        case "rename":
            feeds.rename(*options.words)
        case "move":
            feeds.move(*options.words)
    if options.json:
        names = ("inside", "title", "address")
        print_json({"feeds": [dict(zip(names, row, strict=True)) for row in feeds.rows()]})
    elif options.act == "feeds":
        print_lines("  ".join(filter(None, row)) for row in feeds.rows())
    else:
        count = len(feeds)
        print_lines(
            [trn("{name} fetches 1 feed now", "{name} fetches {count:,} feeds now", count, name=account.name)]
        )
    return Exit.OK
