"""``newsreader import``: what was done elsewhere, from a file."""

from argparse import ArgumentParser, Namespace

from reader.cli.commands.journal import import_file
from reader.cli.exits import Exit
from reader.cli.opening import add_folders, looked_over
from reader.i18n import tr

EXAMPLES = """\
examples:
  newsreader import json old.json                    articles by link, id or path, with read, starred, later, tags
  other-reader export | newsreader import json -

the file: a list, or an object with one as "articles", of objects such as
  {"link": "https://example.com/a", "read": true, "starred": true, "tags": ["ai"]}

"""


def options(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("kind", choices=("json",), help=tr("what the file is"))
    parser.add_argument("file", metavar="FILE", help=tr("its name; -: stdin"))
    add_folders(parser)
    parser.add_argument("--json", action="store_true", help=tr("the result as JSON"))


def run(options: Namespace) -> Exit:
    """Take it over, as one act that undo takes back."""
    with looked_over(options) as desk:
        return import_file(desk, options.file, as_json=options.json)
