"""``newsreader refresh``: fetches the feeds that are due; fit for cron and systemd."""

import json
import shlex
from argparse import SUPPRESS, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, index_arrived, scanned_workspace
from reader.cli.output import SCHEMA, Exit, complain, print_json, print_lines
from reader.cli.progress import ProgressReport, add_quiet
from reader.errors import JournalError
from reader.i18n import listed, tr, trn
from reader.log import phase
from reader.text import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.actions.accounts.turns import AccountTurn
    from reader.actions.feeds.fetching import Fetcher
    from reader.actions.feeds.noticing import Notice
    from reader.actions.feeds.subscribing import AllFollowed, Followed
    from reader.actions.workspace.workspace import Workspace
    from reader.feeds import Outcome
    from reader.sync import Account

NAMED = 20
"""Feeds that are named when some need the user's consent."""

FETCHED = "{done} of {total} feeds fetched"
"""The progress message."""

ENTRIES = "{done} of {total} entries fetched"
"""That of an account at a server."""

EXAMPLES = """\
examples:
  newsreader refresh                    the feeds that are due
  newsreader refresh --now              all of them, but none twice within a minute
  newsreader refresh --feed example     those whose title or address contains it
  newsreader refresh --accounts         only send and fetch what your accounts at servers have
  newsreader refresh --quiet --notice   for cron: a notice where there is something new
  newsreader refresh --json             for another program; exit code 4: some failed
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "--feed", default="", metavar="TEXT", help=tr("only feeds whose title or address contains it")
    )
    parser.add_flag("--now", tr("also feeds that are not due"))
    parser.add_flag("--accounts", tr("only your accounts at servers"))
    parser.add_flag(
        "--notice", tr("give one notice of new articles, by the setting notices, else on the desktop")
    )
    parser.add_flag("--progress", tr("print progress line by line, and at the end the result as JSON"))
    # Set by the screen when it starts this process: its file of answers about feeds.
    parser.add_argument("--answers", default="", help=SUPPRESS)
    add_folders(parser, rescan=False)
    add_quiet(parser)


def run(options: Namespace) -> Exit:
    """Refresh the feeds and print the result."""
    from reader.actions.feeds.fetching import new_fetcher
    from reader.actions.feeds.refresh_all import refresh_all
    from reader.actions.feeds.subscribing import followed, matching, roots_of
    from reader.actions.feeds.trusting import trust_of
    from reader.actions.workspace.ending import end_in_order_when_asked
    from reader.cli.commands.trust import ask_on_terminal

    tell = _progress_of(options)
    end_in_order_when_asked()
    with scanned_workspace(options) as workspace:
        if options.answers:
            workspace.trust_file = Path(options.answers)
        known = followed(roots_of(workspace.library))
        complain(*known.problems)
        wanted = [] if options.accounts else matching(known.feeds, options.feed)
        trust = trust_of(workspace)
        if not options.progress and not options.json:
            ask_on_terminal(list(dict.fromkeys(each.root for each in wanted)), trust)
        fetcher = new_fetcher(workspace.settings)
        general: list[str] = []
        tell(0, len(wanted))
        with phase("refresh", feeds=len(wanted)) as logged:
            outcomes = list(
                refresh_all(wanted, fetcher, trust, tell, is_manual=options.now, complain=general.append)
            )
            turns = [] if options.feed else _account_turns(workspace, options, fetcher)
            outcomes += [turn.outcome for turn in turns]
            logged.note(**_counted(outcomes))
        problems, is_done = _imported(workspace, outcomes, fetcher)
        general += [trust.notice] if trust.notice else []
        complain(*general, *problems)
        index_arrived(
            workspace, (file for outcome in outcomes for file in (*outcome.added, *outcome.updated))
        )
        result = _Result(wanted, outcomes, turns, (*known.problems, *general))
        _print_result(workspace, result, options)
    if known.is_damaged:
        return Exit.FAILED
    if not wanted and not turns:
        return _nothing_wanted(known, options)
    return _exit_of(outcomes, is_done=is_done, is_short=bool(general or known.unused))


class _Result(NamedTuple):
    """What a refresh was asked for, and what came of it."""

    wanted: "list[Followed]"
    outcomes: "list[Outcome]"
    """Of feeds, then of accounts."""
    turns: "list[AccountTurn]"
    problems: tuple[str, ...]
    """Sentences that concern no single feed."""


def _account_turns(workspace: "Workspace", options: Namespace, fetcher: "Fetcher") -> "list[AccountTurn]":
    """Take a turn with each account at a server; nothing of that is loaded where there are none."""
    if not workspace.paths.accounts.exists():
        return []
    from reader.actions.accounts.adding import accounts_of
    from reader.actions.accounts.turns import take_turns

    complain(*accounts_of(workspace.paths).problems)
    report = ProgressReport(ENTRIES, is_quiet=options.quiet or options.json)

    def arrived(account: "Account", done: int, total: int) -> None:
        if options.progress:
            print(f"{escaped(account.name)} {done}/{total}", flush=True)
        else:
            report(done, total)

    return take_turns(workspace, fetcher, arrived, is_manual=options.now)


def _print_result(workspace: "Workspace", result: _Result, options: Namespace) -> None:
    outcomes = result.outcomes
    if options.progress:
        done = _progress(result, _failing(workspace, result))
        done["notice"] = _notice(workspace, outcomes) if options.notice else None
        print_lines([escaped(json.dumps(done, ensure_ascii=False))])
    elif options.json:
        feeds = outcomes[: len(outcomes) - len(result.turns)]
        print_json({
            "feeds": [_values(outcome, _folder_of(outcome, result.wanted)) for outcome in feeds],
            "accounts": [_account_values(turn) for turn in result.turns],
        })  # fmt: skip
    elif not options.quiet and not (
        outcomes and all(each.is_offline or each.is_unwritten for each in outcomes)
    ):
        print_lines([_summary(result)])
    if options.notice and not options.progress:
        _give_notice(workspace, outcomes)
    complain(*_complaints(outcomes, is_manual=options.now), *_unagreed(outcomes, result.wanted))


def _nothing_wanted(known: "AllFollowed", options: Namespace) -> Exit:
    """Print why no feed was refreshed, unless a mistake in a file was reported; return the exit code."""
    if options.accounts:
        complain(tr("There are no accounts; newsreader account add ADDRESS adds one"))
    elif known.feeds:
        complain(tr("No feed's title or address contains {text}", text=options.feed))
    elif known.is_nothing_known:
        complain(tr("No feeds here; newsreader add ADDRESS follows one"))
    else:  # the mistake was reported
        return Exit.FAILED
    return Exit.NOTHING_FOUND


def _failing(workspace: "Workspace", result: _Result) -> list[str]:
    """Return the titles of the feeds whose last fetch failed, now or earlier, and the names of the accounts."""
    from reader.actions.feeds.subscribing import followed, roots_of

    failed = {outcome.feed.address for outcome in result.outcomes if outcome.error and not outcome.is_offline}
    known = followed(roots_of(workspace.library)).feeds
    feeds = [each.title for each in known if each.state.error or each.feed.address in failed]
    return [*feeds, *(turn.account.name for turn in result.turns if turn.error and not turn.is_offline)]


def _exit_of(outcomes: "list[Outcome]", *, is_done: bool, is_short: bool) -> Exit:
    """Return the exit code; ``is_done``: the index was updated; ``is_short``: something failed that concerns no single feed."""
    if all(outcome.waits_for_yes for outcome in outcomes):
        return Exit.FAILED
    is_any_had = any(not outcome.error and not outcome.held for outcome in outcomes)
    if not is_done or (any(outcome.is_unwritten for outcome in outcomes) and not is_any_had):
        return Exit.FAILED
    is_short = is_short or any(outcome.error or outcome.waits_for_yes for outcome in outcomes)
    return Exit.SOME_FAILED if is_short else Exit.OK


def _progress_of(options: Namespace) -> "Callable[[int, int], None]":
    """Return what reports progress, called with the feeds that are done and their total."""
    if options.progress:
        return _print_progress
    return ProgressReport(FETCHED, is_quiet=options.quiet)


def _print_progress(done: int, total: int) -> None:
    print(f"{done}/{total}", flush=True)


def _counted(outcomes: "list[Outcome]") -> dict[str, int]:
    """Return the counts of a refresh for the log."""
    added, failed = sum(len(each.added) for each in outcomes), sum(bool(each.error) for each in outcomes)
    return {"added": added, "failed": failed}


def _imported(
    workspace: "Workspace", outcomes: "list[Outcome]", fetcher: "Fetcher"
) -> tuple[list[str], bool]:
    """Update the index and apply the rules; return failures as sentences, and whether the journal could be written."""
    from reader.actions.feeds.refresh_all import import_arrivals

    try:
        return import_arrivals(workspace, outcomes, fetcher), True
    except JournalError as problem:
        count = sum(len(outcome.added) for outcome in outcomes)
        sentence = trn(
            "The rules were not applied to 1 new article. {problem}",
            "The rules were not applied to {count:,} new articles. {problem}",
            count,
            problem=problem,
        )
        return [sentence], False


def _progress(result: _Result, failing: list[str]) -> dict[str, object]:
    """Return the result for the screen; ``failing`` are titles of feeds and names of accounts."""
    outcomes = result.outcomes
    return {
        "schema": SCHEMA,
        "added": sum(len(outcome.added) for outcome in outcomes),
        "failed": sum(bool(outcome.error) and not outcome.is_offline for outcome in outcomes),
        "waiting": sum(outcome.waits_s > 0 for outcome in outcomes),
        "unagreed": sum(outcome.waits_for_yes for outcome in outcomes),
        "left": sum(outcome.left for outcome in outcomes),
        "elsewhere": sum(outcome.is_elsewhere for outcome in outcomes),
        "failing": failing,
        "problems": list(result.problems),
        "unsent": sum(turn.done.waiting for turn in result.turns),
    }


def _notice(workspace: "Workspace", outcomes: "list[Outcome]") -> "Notice | None":
    from reader.actions.feeds.noticing import notice_of  # only where notices are wanted

    return notice_of(workspace, [path for outcome in outcomes for path in outcome.added])


def _give_notice(workspace: "Workspace", outcomes: "list[Outcome]") -> None:
    """Show a notice of what has arrived, or complain that it cannot be shown."""
    from reader.cli.noticing import give_notice

    if notice := _notice(workspace, outcomes):
        give_notice(notice, workspace.settings.notices)


def _folder_of(outcome: "Outcome", feeds: "list[Followed]") -> str:
    same = [each for each in feeds if each.feed.address == outcome.feed.address]
    return str(next((each for each in same if each.feed is outcome.feed), same[0]).root) if same else ""


def _values(outcome: "Outcome", folder: str) -> dict[str, object]:
    return {
        "address": outcome.feed.address, "title": outcome.feed.title, "folder": folder, "added": [str(path) for path in outcome.added],
        "updated": [str(path) for path in outcome.updated], "parked": outcome.parked, "error": outcome.error,
        "waits_s": round(outcome.waits_s), "held": outcome.held, "incomplete": list(outcome.incomplete),
        "waits_for_yes": outcome.waits_for_yes,
        "left": outcome.left,
    }  # fmt: skip


def _account_values(turn: "AccountTurn") -> dict[str, object]:
    return {
        "name": turn.account.name, "address": turn.account.address, "added": [str(path) for path in turn.done.added],
        "taken": turn.done.taken, "unsent": turn.done.waiting, "error": turn.error, "held": turn.held,
    }  # fmt: skip


def _complaints(outcomes: "list[Outcome]", *, is_manual: bool) -> "Iterator[str]":
    """Yield a sentence per failure, one for all without a network; ``is_manual``: also why a feed was not fetched."""
    offline = [outcome for outcome in outcomes if outcome.is_offline]
    for outcome in outcomes:
        is_told_elsewhere = outcome.is_offline or outcome.waits_for_yes
        message = "" if is_told_elsewhere else outcome.error or (outcome.held if is_manual else "")
        for sentence in filter(None, (message, *outcome.incomplete)):
            yield tr("{name}: {why}", name=outcome.feed.short_title, why=sentence)
    if offline:
        count = len(offline)
        yield trn("No network: 1 feed was not fetched", "No network: {count:,} feeds were not fetched", count)


def _unagreed(outcomes: "list[Outcome]", feeds: "list[Followed]") -> "Iterator[str]":
    """Yield a sentence about the feeds that need consent, with the command to give it; nothing without such feeds."""
    waiting = {id(outcome.feed): outcome.feed for outcome in outcomes if outcome.waits_for_yes}
    if waiting:
        folders = dict.fromkeys(str(each.root) for each in feeds if id(each.feed) in waiting)
        names = [feed.short_title for feed in waiting.values()]
        more = [tr("and {count:,} more", count=len(names) - NAMED)] if len(names) > NAMED else []
        yield trn(
            "1 feed is skipped until you agree to it (newsreader trust {folders}): {feeds}",
            "{count:,} feeds are skipped until you agree to them (newsreader trust {folders}): {feeds}",
            len(names), folders=shlex.join(folders), feeds=listed([*names[:NAMED], *more]),
        )  # fmt: skip


def _summary(result: _Result) -> str:
    outcomes = result.outcomes
    added = sum(len(outcome.added) for outcome in outcomes)
    updated = sum(len(outcome.updated) for outcome in outcomes)
    parked = sum(outcome.parked for outcome in outcomes)
    waiting = sum(outcome.waits_s > 0 for outcome in outcomes)
    parts = [trn("1 new article", "{count:,} new articles", added)]
    if updated:
        parts.append(trn("1 updated", "{count:,} updated", updated))
    if parked:
        parts.append(
            trn(
                "1 update of a file that you changed is in .newsreader/updates",
                "{count:,} updates of files that you changed are in .newsreader/updates",
                parked,
            )
        )
    if left := sum(outcome.left for outcome in outcomes):
        parts.append(
            trn("1 more comes with the next refresh", "{count:,} more come with the next refreshes", left)
        )
    if unsent := sum(turn.done.waiting for turn in result.turns):
        parts.append(
            trn(
                "marks of 1 article are still to be sent",
                "marks of {count:,} articles are still to be sent",
                unsent,
            )
        )
    if waiting:
        parts.append(trn("1 feed is not due yet", "{count:,} feeds are not due yet", waiting))
    return " · ".join(parts)
