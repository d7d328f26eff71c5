"""Takes turns with the accounts: sends marks, brings entries, and keeps away from servers that fail. Network and disk."""

import sqlite3
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.actions.accounts.account_file import memory_file
from reader.actions.accounts.logging_in import log_in
from reader.errors import NewsreaderError
from reader.feeds.following.subscriptions import Subscription
from reader.feeds.refresh.one_feed import Outcome
from reader.files.lock import try_lock
from reader.i18n import tr, trn
from reader.log import logger
from reader.refusal import refusal_there
from reader.sync.accounts import Account, load_accounts
from reader.sync.faults import BusyError, LoginError, OtherServerError, UnreachableError
from reader.sync.memory import Memory
from reader.sync.turn import Done, run_turn, waiting
from reader.text import clean_line

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace
    from reader.feeds.web.fetch import Fetcher

FIRST_WAIT_S, LONGEST_WAIT_S = 60.0, 3600.0
"""After a failure a server is left alone for this long, each time twice as long, until the longest."""

HOPELESS_WAIT_S = 6 * 3600.0
"""After a failure that only the user can mend."""

Arrived = Callable[[Account, int, int], None]
"""Takes an account, how many of its new entries are here, and of how many."""


class AccountTurn(NamedTuple):
    """What came of a turn with one account."""

    account: Account
    """With which."""
    done: Done = Done()
    """What was done; of a failed turn only ``waiting`` counts."""
    error: str = ""
    """Why it failed, as a sentence; empty: it did not."""
    held: str = ""
    """Why there was none, as a sentence."""
    is_offline: bool = False
    """The server could not be reached."""

    @property
    def outcome(self) -> Outcome:
        """The same as that of a feed which is called like the account."""
        feed = Subscription(self.account.address, self.account.name)
        return Outcome(
            feed, self.done.added, is_new=False, error=self.error, held=self.held, incomplete=tuple(filter(None, [self.refused]))
        )  # fmt: skip

    @property
    def refused(self) -> str:
        """A sentence about marks that the server takes and does not keep; empty: there are none."""
        if not self.done.refused:
            return ""
        return trn(
            "the server has not kept 1 mark; it is sent again",
            "the server has not kept {count:,} marks; they are sent again",
            self.done.refused,
        )


def take_turns(
    workspace: "Workspace", fetcher: "Fetcher", arrived: Arrived = lambda *_: None, *, is_manual: bool = False
) -> list[AccountTurn]:
    """Return what came of a turn with each account whose server is not left alone at present; blocks.

    ``is_manual``: the user asks for it now, so only a server's own wish to be left alone counts. Nothing is done where the
    folder of feeds is not open, in which the entries become files.
    """
    if not workspace.is_open(workspace.paths.subscriptions):
        return []
    accounts = load_accounts(workspace.paths.config).accounts
    return [_turn(workspace, each, fetcher, arrived, is_manual=is_manual) for each in accounts]


def unsent(workspace: "Workspace", accounts: Sequence[Account] | None = None) -> int:
    """Return how many articles have marks that a server does not have yet; takes a tenth of a second for 20,000 entries."""
    found = load_accounts(workspace.paths.config).accounts if accounts is None else accounts
    total = 0
    for file in (memory_file(workspace.paths, each) for each in found):
        if file.exists():
            with Memory(file) as memory:
                total += waiting(workspace.library, memory)
    return total


def _turn(
    workspace: "Workspace", account: Account, fetcher: "Fetcher", arrived: Arrived, *, is_manual: bool
) -> AccountTurn:  # fmt: skip
    file, now_s = memory_file(workspace.paths, account), time.time()
    try:
        with Memory(file) as memory, try_lock(file.with_suffix(".lock")) as is_free:
            if not is_free:
                return AccountTurn(account, held=tr("Another newsreader is speaking with its server"))
            if memory.waits_until_s > now_s and (memory.is_asked_to_wait or not is_manual):
                count = Done(waiting=waiting(workspace.library, memory))
                return AccountTurn(account, count, held=memory.error or tr("It is not due yet"))
            return _begun(workspace, account, memory, fetcher, arrived)
    except OSError as problem:
        return AccountTurn(account, error=_unwritten(file.parent, problem))
    except sqlite3.DatabaseError:
        logger(__name__).exception("what a server said last cannot be read")
        file.replace(file.with_suffix(".damaged"))
        sentence = tr("What the server said last was damaged; the next refresh asks for all of it again")
        return AccountTurn(account, error=sentence)


def _begun(
    workspace: "Workspace", account: Account, memory: Memory, fetcher: "Fetcher", arrived: Arrived
) -> AccountTurn:
    library, root = workspace.library, workspace.paths.subscriptions
    try:
        done = run_turn(
            library, workspace.journal, memory, server=log_in(account, fetcher), root=root,
            arrived=lambda count, total: arrived(account, count, total),
        )  # fmt: skip
    except OSError as problem:
        return AccountTurn(account, error=_unwritten(root, problem))
    except NewsreaderError as problem:
        sentence = clean_line(str(problem))
        _leave_alone(memory, problem, sentence)
        left = Done(waiting=waiting(library, memory))
        return AccountTurn(account, left, error=sentence, is_offline=isinstance(problem, UnreachableError))
    memory.succeed()
    return AccountTurn(account, done)


def _unwritten(folder: Path, problem: OSError) -> str:
    sentence = tr("{folder} cannot be written to: {reason}", folder=folder, reason=refusal_there(problem))
    return clean_line(sentence)


def _leave_alone(memory: Memory, problem: NewsreaderError, sentence: str) -> None:
    """Write down for how long nothing is asked of a server that failed."""
    if isinstance(problem, BusyError):
        wait_s = problem.wait_s
    elif isinstance(problem, LoginError | OtherServerError):
        wait_s = HOPELESS_WAIT_S
    else:
        wait_s = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2 ** min(memory.failures, 10))
    memory.fail(sentence, time.time() + wait_s, is_asked=isinstance(problem, BusyError))
