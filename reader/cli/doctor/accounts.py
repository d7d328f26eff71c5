"""Checks of accounts at servers: their file, and with ``--online`` whether each lets us in."""

from typing import TYPE_CHECKING

from reader.cli.doctor.finding import note, ok, wrong
from reader.errors import NewsreaderError
from reader.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.cli.doctor.finding import Finding, Situation


def check_accounts(situation: "Situation") -> "Iterator[Finding]":
    """Look at the accounts of the user, and for one that lies where it is not read; nothing where there are none."""
    from reader.actions.accounts.adding import accounts_of, check, describe, files_ignored, last_error

    found = accounts_of(situation.paths)
    for problem in found.problems:
        yield wrong(problem, tr("change the file there"))
    if situation.workspace is not None:
        for sentence in files_ignored(situation.workspace):
            yield note(sentence)
    if not found.accounts:
        return
    if situation.is_online:
        from reader.actions.feeds.fetching import new_fetcher

        fetcher = new_fetcher(situation.settings)
    for account in found.accounts:
        try:
            said = describe(check(account, fetcher), account.kind) if situation.is_online else account.address
            error = "" if situation.is_online else last_error(situation.paths, account)
        except NewsreaderError as problem:
            error = str(problem)
        if error:
            yield wrong(
                tr("{name}: {why}", name=account.name, why=error),
                tr("to look closer: newsreader account check"),
            )
        else:
            yield ok(tr("{name}: {why}", name=account.name, why=said))
