"""``newsreader import``: imports feeds and read articles of other readers from a file."""

from argparse import Namespace
from typing import TYPE_CHECKING

from reader.cli.arguments import Parser
from reader.cli.commands.journal import import_file
from reader.cli.importing import read_named, report_feeds
from reader.cli.opening import add_folders, feeds_root, scanned_workspace
from reader.cli.output import Exit, complain
from reader.i18n import tr

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace

EXAMPLES = """\
examples:
  newsreader import json old.json                    articles by link, id or path, with read, starred, later, tags
  other-reader export | newsreader import json -
  newsreader import opml feeds.opml                  the feeds of another reader
  newsreader import newsboat                         all that newsboat has: feeds, articles, what was read
  newsreader import newsboat ~/.newsboat/urls        only its feeds; then newsreader refresh
  newsreader import newsboat ~/.newsboat/cache.db    only articles, and what was read and flagged

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
