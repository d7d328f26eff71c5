"""``newsreader import``: imports feeds and read articles of other readers from a file."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.arguments import Parser
from reader.cli.commands.journal import import_file, report_import
from reader.cli.opening import add_folders, feeds_root, scanned_workspace
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.i18n import tr, trn
from reader.refusal import unreadable

if TYPE_CHECKING:
    from reader.actions.feeds.interchange import ImportedFeeds
    from reader.actions.workspace.workspace import Workspace

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


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument("kind", choices=("json", "opml", "newsboat"), help=tr("the file's format"))
    parser.add_argument(
        "file", metavar="FILE", help=tr("the file to import; -: stdin; of newsboat: urls or cache.db")
    )
    add_folders(parser)


def run(options: Namespace) -> Exit:
    """Import the file; changes to articles are one act that can be undone."""
    with scanned_workspace(options) as workspace:
        if options.kind == "opml":
            return _import_opml(workspace, options)
        if options.kind == "newsboat":
            return _import_newsboat(workspace, options)
        return import_file(workspace, options.file, as_json=options.json)


def _import_opml(workspace: "Workspace", options: Namespace) -> Exit:
    from reader.actions.feeds.interchange import import_opml

    data = _read(options.file)
    done = import_opml(workspace, feeds_root(workspace, options), data, options.file, complain)
    return _report(done, options)


def _import_newsboat(workspace: "Workspace", options: Namespace) -> Exit:
    from reader.actions.feeds.interchange import (
        import_newsboat_cache,
        import_newsboat_urls,
        is_newsboat_cache,
    )

    data = _read(options.file)
    if is_newsboat_cache(data):
        return report_import(import_newsboat_cache(workspace, Path(options.file)), as_json=options.json)
    return _report(import_newsboat_urls(workspace, feeds_root(workspace, options), data, complain), options)


def _report(done: "ImportedFeeds", options: Namespace) -> Exit:
    """Print how many feeds of a list are new; return the exit code."""
    if options.json:
        print_json({"added": done.added, "known": done.total - done.added, "left_out": list(done.left_out)})
    else:
        sentence = trn(
            "1 feed is new; newsreader refresh fetches it",
            "{count:,} feeds are new; newsreader refresh fetches them",
            done.added,
        )
        print_lines([sentence])
    if not done.is_whole:
        return Exit.FAILED
    return Exit.OK if done.total else Exit.NOTHING_FOUND


def _read(name: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as problem:
        raise unreadable(name, problem) from problem
