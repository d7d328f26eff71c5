"""``newsreader import``: what was done elsewhere, from a file."""

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.commands.journal import import_file
from reader.cli.exits import Exit
from reader.cli.opening import add_folders, looked_over
from reader.cli.output import print_json, print_lines
from reader.errors import NewsreaderError
from reader.i18n import tr, trn

if TYPE_CHECKING:
    from reader.actions.desk import Desk

EXAMPLES = """\
examples:
  newsreader import json old.json                    articles by link, id or path, with read, starred, later, tags
  other-reader export | newsreader import json -
  newsreader import opml feeds.opml                  the feeds of another reader

the file: a list, or an object with one as "articles", of objects such as
  {"link": "https://example.com/a", "read": true, "starred": true, "tags": ["ai"]}

"""


def options(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("kind", choices=("json", "opml"), help=tr("what the file is"))
    parser.add_argument("file", metavar="FILE", help=tr("its name; -: stdin"))
    add_folders(parser)
    parser.add_argument("--json", action="store_true", help=tr("the result as JSON"))


def run(options: Namespace) -> Exit:
    """Take it over, as one act that undo takes back."""
    with looked_over(options) as desk:
        if options.kind == "opml":
            return _import_opml(desk, options)
        return import_file(desk, options.file, as_json=options.json)


def _import_opml(desk: "Desk", options: Namespace) -> Exit:
    from reader.actions.subscribing import follow, home_of_feeds
    from reader.feeds.subscriptions import read_opml
    from reader.paths import standard_paths

    try:
        data = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
    except OSError as problem:
        raise NewsreaderError(
            tr("{file} cannot be read: {problem}", file=options.file, problem=problem)
        ) from problem
    root = (
        Path(options.folder[0]).absolute()
        if options.folder
        else home_of_feeds(desk.library, standard_paths().subscriptions)
    )
    feeds = read_opml(data)
    added = sum(follow(root, feed) for feed in feeds)
    if options.json:
        print_json({"added": added, "known": len(feeds) - added})
    else:
        print_lines(
            [
                trn(
                    "1 feed is new; newsreader refresh asks it",
                    "{count:,} feeds are new; newsreader refresh asks them",
                    added,
                )
            ]
        )
    return Exit.OK if feeds else Exit.NOTHING_FOUND
