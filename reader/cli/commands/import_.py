"""``newsreader import``: what was done elsewhere, from a file."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.commands.journal import import_file
from reader.cli.exits import Exit
from reader.cli.opening import add_folders, feeds_root, scanned_workspace
from reader.cli.output import complain, print_json, print_lines
from reader.errors import NewsreaderError, UsageError
from reader.i18n import tr, trn
from reader.refusal import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.actions.workspace.workspace import Workspace
    from reader.feeds.following.subscriptions import Subscription

EXAMPLES = """\
examples:
  newsreader import json old.json                    articles by link, id or path, with read, starred, later, tags
  other-reader export | newsreader import json -
  newsreader import opml feeds.opml                  the feeds of another reader
  newsreader import newsboat ~/.newsboat/urls        its feeds; then newsreader refresh
  newsreader import newsboat ~/.newsboat/cache.db    what was read and flagged in it

the file: a list, or an object with one as "articles", of objects such as
  {"link": "https://example.com/a", "read": true, "starred": true, "tags": ["ai"]}
"""


def options(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("kind", choices=("json", "opml", "newsboat"), help=tr("what the file is"))
    parser.add_argument("file", metavar="FILE", help=tr("its name; -: stdin; of newsboat: urls or cache.db"))
    add_folders(parser)
    parser.add_argument("--json", action="store_true", help=tr("the result as JSON"))


def run(options: Namespace) -> Exit:
    """Take it over, as one act that undo takes back."""
    with scanned_workspace(options) as workspace:
        if options.kind == "opml":
            return _import_opml(workspace, options)
        if options.kind == "newsboat":
            return _import_newsboat(workspace, options)
        return import_file(workspace, options.file, as_json=options.json)


def _import_newsboat(workspace: "Workspace", options: Namespace) -> Exit:
    from reader.actions.changes.export import take_entries
    from reader.feeds.interchange.newsboat import read_marks, read_urls

    data = _read(options.file)
    if not data.startswith(b"SQLite format 3"):
        urls = read_urls(data.decode("utf-8", "replace"))
        for line in urls.left_out:
            complain(tr("left out, no feed of the web: {line}", line=line))
        are_kept = _keep_queries(workspace, urls.queries)
        code = _follow_all(workspace, urls.feeds, options)
        return code if are_kept else Exit.FAILED
    done = take_entries(read_marks(Path(options.file)), workspace.journal, workspace.library)
    workspace.journal.sync()
    if options.json:
        print_json(done._asdict())
    else:
        print_lines([trn("1 article changed", "{count:,} articles changed", done.changed)])
    return Exit.OK if done.known else Exit.NOTHING_FOUND


def _keep_queries(workspace: "Workspace", queries: "Sequence[tuple[str, str]]") -> bool:
    """Save query feeds as searches above the groups; return whether all that are understood could be written.

    What one of the program's own searches cannot say is left out, and said.
    """
    from reader.actions.finding.saved_searches import keep_search
    from reader.feeds.interchange.newsboat_query import translated

    are_kept, saved = True, []
    for name, query in queries:
        try:
            keep_search(workspace.searches_file, name, translated(query))
            saved.append(name)
        except UsageError as problem:
            complain(tr("left out, the query feed {name}: {problem}", name=name, problem=problem))
        except NewsreaderError as problem:
            complain(tr("the query feed {name} is not saved: {problem}", name=name, problem=problem))
            are_kept = False
    if saved:
        complain(tr("saved as searches above the groups: {names}", names=", ".join(saved)))
    return are_kept


def _import_opml(workspace: "Workspace", options: Namespace) -> Exit:
    from reader.feeds.interchange.opml import FEEDS_LIMIT, is_cut_off, read_opml

    data = _read(options.file)
    feeds = read_opml(data, options.file)
    if len(feeds) >= FEEDS_LIMIT:
        complain(tr("only the first {count:,} feeds are taken", count=FEEDS_LIMIT))
    code = _follow_all(workspace, feeds, options)
    if is_cut_off(data):
        complain(tr("{file} is damaged or cut off: only its first feeds are taken", file=options.file))
        return Exit.FAILED
    return code


def _follow_all(workspace: "Workspace", feeds: "Sequence[Subscription]", options: Namespace) -> Exit:
    from reader.actions.feeds.subscribing import follow
    from reader.actions.feeds.trusting import trust_of

    added = follow(feeds_root(workspace, options), feeds, trust_of(workspace))
    if options.json:
        print_json({"added": added, "known": len(feeds) - added})
    else:
        sentence = trn(
            "1 feed is new; newsreader refresh fetches it",
            "{count:,} feeds are new; newsreader refresh fetches them",
            added,
        )
        print_lines([sentence])
    return Exit.OK if feeds else Exit.NOTHING_FOUND


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as problem:
        raise NewsreaderError(
            tr("{file} cannot be read: {problem}", file=name, problem=said(problem))
        ) from problem
