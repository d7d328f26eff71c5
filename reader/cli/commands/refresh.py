"""``newsreader refresh``: asks the feeds that are due, for cron and systemd as well."""

import json
import shlex
from argparse import SUPPRESS, ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.exits import Exit
from reader.cli.opening import add_folders, read_arrived, scanned_workspace
from reader.cli.output import SCHEMA, complain, print_json, print_lines
from reader.cli.progress import ProgressReport, add_quiet
from reader.errors import JournalError
from reader.i18n import tr, trn
from reader.log import phase
from reader.text import escaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.actions.feeds.subscribing import AllFollowed, Followed
    from reader.actions.workspace.workspace import Workspace
    from reader.feeds.refresh.one_feed import Outcome
    from reader.feeds.web.fetch import Fetcher

NAMED = 20
"""Feeds that are named of those that wait for a yes."""

FETCHED = "{done} of {total} feeds fetched"
"""The sentence of progress."""

EXAMPLES = """\
examples:
  newsreader refresh                    the feeds that are due
  newsreader refresh --now              all of them, but none twice within a minute
  newsreader refresh --feed example     those whose title or address has it
  newsreader refresh --json             for another program; exit code 4: some failed
"""


def options(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "--feed", default="", metavar="TEXT", help=tr("only feeds whose title or address has it")
    )
    parser.add_argument("--now", action="store_true", help=tr("those that are not due too"))
    parser.add_argument(
        "--progress",
        action="store_true",
        help=tr("how far it is, a line each, and at last an object of JSON: what came, what failed"),
    )
    # Where the screen keeps the answers whose process this is.
    parser.add_argument("--answers", default="", help=SUPPRESS)
    add_folders(parser, rescan=False)
    add_quiet(parser)
    parser.add_argument("--json", action="store_true", help=tr("as JSON"))


def run(options: Namespace) -> Exit:
    """Ask them, and say what came."""
    from reader.actions.feeds.subscribing import followed, matching, refresh_all, roots_of
    from reader.actions.feeds.trusting import trust_of
    from reader.cli.commands.trust import ask_on_terminal
    from reader.cli.ending import end_in_order_when_asked
    from reader.feeds.refresh.run import RefreshOptions
    from reader.feeds.web.fetch import Fetcher

    tell = _teller(options)
    end_in_order_when_asked()
    with scanned_workspace(options) as workspace:
        if options.answers:
            workspace.trust_file = Path(options.answers)
        known = followed(roots_of(workspace.library))
        for problem in known.problems:
            complain(problem)
        wanted = matching(known.feeds, options.feed)
        trust = trust_of(workspace)
        if not options.progress and not options.json:
            ask_on_terminal(list(dict.fromkeys(each.root for each in wanted)), trust)
        fetcher = Fetcher()
        general: list[str] = []
        order = RefreshOptions(is_manual=options.now, complain=general.append)
        tell(0, len(wanted))
        with phase("refresh", feeds=len(wanted)) as logged:
            outcomes = list(refresh_all(wanted, fetcher, order, tell, trust))
            logged.note(**_counted(outcomes))
        problems, is_done = _taken_in(workspace, outcomes, fetcher)
        general += [trust.notice] if trust.notice else []
        for problem in (*general, *problems):
            complain(problem)
        read_arrived(workspace, (file for outcome in outcomes for file in (*outcome.added, *outcome.updated)))
        if options.progress:
            failing = _failing(workspace, outcomes)
            done = _progress(outcomes, failing, [*known.problems, *general])
            print_lines([escaped(json.dumps(done, ensure_ascii=False))])
        elif options.json:
            print_json({"feeds": [_values(outcome, _folder_of(outcome, wanted)) for outcome in outcomes]})
        elif not options.quiet and not (
            outcomes and all(each.is_offline or each.is_unwritten for each in outcomes)
        ):
            print_lines(_told(outcomes))
        for sentence in (*_complaints(outcomes, is_manual=options.now), *_unagreed(outcomes, wanted)):
            complain(sentence)
    if known.is_damaged:
        return Exit.FAILED
    if not wanted:
        return _nothing_wanted(known, options.feed)
    return _exit_of(outcomes, is_done=is_done, is_short=bool(general or known.unused))


def _nothing_wanted(known: "AllFollowed", text: str) -> Exit:
    """Say why no feed was asked, where that is no mistake in a file, and return the exit code."""
    if known.feeds:
        complain(tr("No feed has {text} in its title or address", text=text))
    elif known.is_nothing_known:
        complain(tr("No feeds are followed here: newsreader add ADDRESS"))
    else:  # what is wrong was said
        return Exit.FAILED
    return Exit.NOTHING_FOUND


def _failing(workspace: "Workspace", outcomes: "list[Outcome]") -> list[str]:
    """Return the titles of the feeds that could not be had, now or when they were asked last."""
    from reader.actions.feeds.subscribing import followed, roots_of

    failed = {outcome.feed.address for outcome in outcomes if outcome.error and not outcome.is_offline}
    known = followed(roots_of(workspace.library)).feeds
    return [each.title for each in known if each.state.error or each.feed.address in failed]


def _exit_of(outcomes: "list[Outcome]", *, is_done: bool, is_short: bool) -> Exit:
    """Return the exit code; ``is_done``: what came could be listed, ``is_short``: something failed that is of no one feed."""
    if all(outcome.waits_for_yes for outcome in outcomes):
        return Exit.FAILED
    is_any_had = any(not outcome.error and not outcome.held for outcome in outcomes)
    if not is_done or (any(outcome.is_unwritten for outcome in outcomes) and not is_any_had):
        return Exit.FAILED
    is_short = is_short or any(outcome.error or outcome.waits_for_yes for outcome in outcomes)
    return Exit.SOME_FAILED if is_short else Exit.OK


def _teller(options: Namespace) -> "Callable[[int, int], None]":
    """Return what says how many feeds are done, of how many."""
    if options.progress:
        return _print_progress
    return ProgressReport(FETCHED, is_quiet=options.quiet)


def _print_progress(done: int, total: int) -> None:
    print(f"{done}/{total}", flush=True)


def _counted(outcomes: "list[Outcome]") -> dict[str, int]:
    """Return what is logged of a refresh."""
    added, failed = sum(len(each.added) for each in outcomes), sum(bool(each.error) for each in outcomes)
    return {"added": added, "failed": failed}


def _taken_in(
    workspace: "Workspace", outcomes: "list[Outcome]", fetcher: "Fetcher"
) -> tuple[list[str], bool]:
    """List what came, and do what the rules say; return what could not be done, and whether what was could be written."""
    from reader.actions.feeds.subscribing import take_in

    try:
        return take_in(workspace, outcomes, fetcher), True
    except JournalError as problem:
        count = sum(len(outcome.added) for outcome in outcomes)
        sentence = trn(
            "What the rules say of 1 new article is not done. {problem}",
            "What the rules say of {count:,} new articles is not done. {problem}",
            count,
            problem=problem,
        )
        return [sentence], False


def _progress(outcomes: "list[Outcome]", failing: list[str], problems: list[str]) -> dict[str, object]:
    """Return what the screen is told: ``failing`` are titles of feeds, ``problems`` sentences about none of them."""
    return {
        "schema": SCHEMA,
        "added": sum(len(outcome.added) for outcome in outcomes),
        "failed": sum(bool(outcome.error) and not outcome.is_offline for outcome in outcomes),
        "waiting": sum(outcome.waits_s > 0 for outcome in outcomes),
        "unagreed": sum(outcome.waits_for_yes for outcome in outcomes),
        "left": sum(outcome.left for outcome in outcomes),
        "elsewhere": sum(outcome.is_elsewhere for outcome in outcomes),
        "failing": failing,
        "problems": problems,
    }


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


def _complaints(outcomes: "list[Outcome]", *, is_manual: bool) -> "Iterator[str]":
    """Yield what failed; without a network that is one line. Who asks by hand hears why a feed was not asked."""
    offline = [outcome for outcome in outcomes if outcome.is_offline]
    for outcome in outcomes:
        is_told_elsewhere = outcome.is_offline or outcome.waits_for_yes
        message = "" if is_told_elsewhere else outcome.error or (outcome.held if is_manual else "")
        for sentence in filter(None, (message, *outcome.incomplete)):
            yield f"{outcome.feed.short_title}: {sentence}"
    if offline:
        count = len(offline)
        yield trn(
            "There is no network: 1 feed was not fetched",
            "There is no network: {count:,} feeds were not fetched",
            count,
        )


def _unagreed(outcomes: "list[Outcome]", feeds: "list[Followed]") -> "Iterator[str]":
    """Yield which feeds wait for a yes, and the command by which it is given: one line for all of them."""
    waiting = {id(outcome.feed): outcome.feed for outcome in outcomes if outcome.waits_for_yes}
    if waiting:
        folders = dict.fromkeys(str(each.root) for each in feeds if id(each.feed) in waiting)
        names = [feed.short_title for feed in waiting.values()]
        more = [tr("and {count:,} more", count=len(names) - NAMED)] if len(names) > NAMED else []
        yield trn(
            "1 feed is skipped until you agree to it (newsreader trust {folders}): {feeds}",
            "{count:,} feeds are skipped until you agree to them (newsreader trust {folders}): {feeds}",
            len(names), folders=shlex.join(folders), feeds=", ".join([*names[:NAMED], *more]),
        )  # fmt: skip


def _told(outcomes: "list[Outcome]") -> list[str]:
    added = sum(len(outcome.added) for outcome in outcomes)
    updated = sum(len(outcome.updated) for outcome in outcomes)
    parked = sum(outcome.parked for outcome in outcomes)
    waiting = sum(outcome.waits_s > 0 for outcome in outcomes)
    parts = [trn("1 new article", "{count:,} new articles", added)]
    if updated:
        parts.append(trn("1 updated", "{count:,} updated", updated))
    if parked:
        parts.append(
            tr("{count:,} updates of files that you have changed lie in .newsreader/updates", count=parked)
        )
    if left := sum(outcome.left for outcome in outcomes):
        parts.append(
            trn("1 more comes with the next refresh", "{count:,} more come with the next refreshes", left)
        )
    if waiting:
        parts.append(trn("1 feed is not due yet", "{count:,} feeds are not due yet", waiting))
    return [" · ".join(parts)]
