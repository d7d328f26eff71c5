"""Opens the library for a command, and scans its folders first where that is quick."""

import os
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli.arguments import Parser
from reader.cli.output import complain
from reader.cli.progress import keep_still, reading_articles
from reader.errors import IndexDamagedError, IndexUnusableError, UsageError
from reader.i18n import tr, trn
from reader.log import attach

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace
    from reader.library import Changes, Progress

SMALL = 10_000
"""Articles up to which a command scans the folders first (50 ms); with more it does so only with ``--rescan``."""


@contextmanager
def opened(
    named: Sequence[str], flags: Mapping[str, Any], *, is_strict: bool = True, with_feeds: bool = False
) -> Iterator["Workspace"]:
    """Open the named folders, else those that the screen would open; raises UsageError, NewsreaderError.

    ``is_strict``: an act that cannot be written is an error, JournalError; else it waits in the journal. ``with_feeds``:
    as for ``open_workspace``.
    """
    # The library and all below it, 60 ms: --help need not pay for it.
    from reader.actions.workspace.workspace import open_workspace
    from reader.paths import standard_paths

    attach()
    if "" in named:
        raise UsageError(tr("A folder's name is empty: is a shell variable unset?"))
    for folder in named:
        if "://" in folder and not Path(folder).exists():
            from reader.cli.suggesting import no_folder  # only if one is named

            raise no_folder(folder)
    folders = [Path(folder) for folder in named]
    with open_workspace(
        folders, flags, standard_paths(), os.environ, is_strict=is_strict, with_feeds=with_feeds
    ) as workspace:
        keep_still(on=workspace.settings.is_still)
        yield workspace


def add_folders(parser: Parser, *, rescan: bool = True) -> None:
    """Add the options of commands that use a library; ``rescan``: new files change their result."""
    parser.add_argument("-f", "--folder", action="append", default=[], metavar="FOLDER",
                        help=tr("a folder of articles, or one file; can be repeated"))  # fmt: skip
    if rescan:
        parser.add_flag("--rescan", tr("scan the folders first, however many files there are"))


def feeds_root(workspace: "Workspace", options: Namespace) -> Path:
    """Return the folder whose ``feeds.toml`` a command edits: the first that is named, else that of the workspace."""
    from reader.actions.feeds.subscribing import home_of_feeds  # 60 ms: only for commands about feeds

    return Path(options.folder[0]).absolute() if options.folder else home_of_feeds(workspace)


def add_query(parser: Parser) -> None:
    """Add the words of a query."""
    parser.takes_query = True
    parser.add_argument(
        "query", nargs="*", metavar="QUERY", help=tr("words, tag:ai, is:unread, date:>2025 …")
    )


@contextmanager
def scanned_workspace(options: Namespace) -> Iterator["Workspace"]:
    """Open the folders of ``add_folders``, up to date with the journal and, where that is quick, with the files."""
    with opened(options.folder, {}) as workspace:
        notices: Sequence[str] = ()
        workspace.journal.exchange()
        workspace.library.catch_up()
        if getattr(options, "rescan", False) or workspace.library.articles.counts().total <= SMALL:
            notices = scanned(workspace, reading_articles(options)).notices
        else:  # else lengths, languages and sources would be missing
            workspace.library.read_rest(reading_articles(options))
            if waiting := workspace.library.articles.count_waiting():
                notices = (trn("1 text not indexed yet", "{count:,} texts not indexed yet", waiting),)
        complain(*workspace.warnings, *workspace.journal.take_problems(), *notices)
        yield workspace
        workspace.journal.sync()
        workspace.journal.exchange()


def say_if_sample(workspace: "Workspace") -> None:
    """Complain if only the sample is open, which a script would take for the user's articles."""
    if workspace.is_sample:
        complain(
            tr("These are the sample's articles: name a folder with -f, or follow a feed with newsreader add")
        )


def index_words(workspace: "Workspace", words: Sequence[str]) -> None:
    """Index the words of new articles for a query of words; complain if some are left unread."""
    from reader.actions.finding.naming import named_in
    from reader.actions.finding.new_words import read_new_words  # only for those who ask

    try:
        if sentence := read_new_words(workspace.library, named_in(workspace.library, words).query):
            complain(sentence)
    except IndexUnusableError as problem:  # words are found in titles only
        complain(str(problem))


def index_arrived(workspace: "Workspace", files: Iterable[Path]) -> None:
    """Index the words of articles that have just arrived."""
    from reader.actions.finding.new_words import read_words_of  # only where something has arrived

    if workspace.settings.index_words:
        try:
            read_words_of(workspace.library, set(files))
        except IndexUnusableError as problem:
            complain(str(problem))


def scanned(workspace: "Workspace", on_progress: Callable[["Progress"], None] = lambda _: None) -> "Changes":
    """Scan the folders and return the changes; raises IndexDamagedError."""
    changes = workspace.library.scan(on_progress)
    if changes.is_damaged:
        raise IndexDamagedError(changes.notices[-1])
    return changes
