"""The folders of articles, and the feeds that they follow."""

import os
import shlex
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from reader.cli.doctor.finding import Finding, Situation, note, ok, wrong
from reader.i18n import tr, trn

NAMED = 5
"""Feeds that are named one by one."""


def check_library(situation: Situation) -> Iterator[Finding]:
    """Look at the folders that are opened: they are there, and their files can be read."""
    workspace = situation.workspace
    if workspace is None:
        return
    if workspace.is_sample:
        yield note(
            tr("No folder is open but the sample"),
            tr("name one: newsreader ~/articles; or follow a feed: newsreader add ADDRESS"),
        )
    for folder in workspace.library.folders:
        path = Path(folder.path)
        if not path.exists():
            yield wrong(
                tr("The folder {folder} does not exist", folder=path),
                tr("has it moved? name it where it is now"),
            )
        elif not os.access(path, os.R_OK | (os.X_OK if path.is_dir() else 0)):
            yield wrong(tr("The folder {folder} cannot be read", folder=path), tr("make it readable for you"))
        else:
            yield ok(tr("articles: {folder}", folder=path))
    for setting in situation.settings.folders:
        if not Path(setting).expanduser().exists():
            yield wrong(
                tr("The setting folders names {folder}, which does not exist", folder=setting),
                tr("to change it: newsreader config edit"),
            )
    problems = workspace.library.articles.count_problems()
    if problems:
        yield note(
            trn("1 file has a problem", "{count:,} files have problems", problems),
            tr("to see them: newsreader list is:problem"),
        )


def check_feeds(situation: Situation) -> Iterator[Finding]:
    """Look at the feeds: their files are right, they are agreed to, and they were fetched last time."""
    workspace = situation.workspace
    if workspace is None:
        return
    from reader.actions.feeds.subscribing import followed, roots_of, waiting_of
    from reader.actions.feeds.trusting import trust_of

    roots = roots_of(workspace.library)
    found = followed(roots)
    for problem in found.problems:
        yield wrong(problem, tr("change feeds.toml there"))
    if not found.feeds:
        yield note(tr("No feed is followed"), tr("to follow one: newsreader add ADDRESS"))
        return
    waiting = waiting_of(found.feeds, trust_of(workspace))
    for root in sorted({root for root, _ in waiting}):
        yield note(
            tr("Feeds in {folder} wait for your consent", folder=root),
            tr("to see what they want and answer: newsreader trust {folder}", folder=shlex.quote(str(root))),
        )
    failing = [each for each in found.feeds if each.state.error]
    for each in islice(failing, NAMED):
        yield wrong(f"{each.short_title}: {each.state.error}", tr("to try again: newsreader refresh"))
    if len(failing) > NAMED:
        more = len(failing) - NAMED
        yield wrong(
            trn("1 more feed fails", "{count} more feeds fail", more), tr("to see all: newsreader feeds")
        )
    yield ok(trn("1 feed is followed", "{count:,} feeds are followed", len(found.feeds)))


def check_online(situation: Situation) -> Iterator[Finding]:
    """Ask each feed that is agreed to, with ``--online``."""
    workspace = situation.workspace
    if workspace is None or not situation.is_online:
        return
    from reader.actions.feeds.fetching import new_fetcher
    from reader.actions.feeds.probing import why_silent
    from reader.actions.feeds.subscribing import followed, roots_of, waiting_of
    from reader.actions.feeds.trusting import trust_of

    feeds = followed(roots_of(workspace.library)).feeds
    waiting = waiting_of(feeds, trust_of(workspace))
    fetcher, answering = new_fetcher(situation.settings), 0
    for each in feeds:
        if (each.root, each.feed.address) in waiting or each.feed.command:
            continue
        if fault := why_silent(each.feed, fetcher):
            yield wrong(f"{each.short_title}: {fault}", tr("open its address in a browser: has it moved?"))
        else:
            answering += 1
    yield ok(trn("1 feed answers", "{count:,} feeds answer", answering))
