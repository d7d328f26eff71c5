"""``newsreader import``: imports feeds and read articles of other readers from a file."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.arguments import Parser
from reader.cli.commands.journal import import_file
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
  newsreader import newsboat                         all that newsboat has: feeds, articles, what was read
  newsreader import newsboat ~/.newsboat/urls        only its feeds; then newsreader refresh

the file: a list, or an object with one as "articles", of objects such as
  {"link": "https://example.com/a", "read": true, "starred": true, "tags": ["ai"]}
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument("kind", choices=("json", "opml", "newsboat"), help=tr("the file's format"))
    file = parser.add_argument(
        "file", metavar="FILE", nargs="?", default="",
        help=tr("the file to import; -: stdin; of newsboat: its folder, urls, cache.db or config"),
    )  # fmt: skip
    file.needed_unless = "newsboat"  # type: ignore[attr-defined]  # what newsboat has is found by itself
    add_folders(parser)


def run(options: Namespace) -> Exit:
    """Import the file; changes to articles are one act that can be undone."""
    if options.kind == "newsboat":
        from reader.cli.newsboat_import import import_newsboat

        return import_newsboat(options)
    with scanned_workspace(options) as workspace:
        if options.kind == "opml":
            return _import_opml(workspace, options)
        return import_file(workspace, options.file, as_json=options.json)


def _import_opml(workspace: "Workspace", options: Namespace) -> Exit:
    from reader.actions.feeds.interchange import import_opml

    data = read_named(options.file)
    done = import_opml(workspace, feeds_root(workspace, options), data, options.file, complain)
    return report_feeds(done, options)


def report_feeds(done: "ImportedFeeds", options: Namespace) -> Exit:
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


def read_named(name: str) -> bytes:
    """Return the bytes of a file, or of stdin for ``-``; raises NewsreaderError."""
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as problem:
        raise unreadable(name, problem) from problem
