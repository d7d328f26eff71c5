"""``newsreader save``: makes articles of pages of the web, to be read later."""

from argparse import ArgumentParser, Namespace

from reader.cli.exits import Exit
from reader.cli.opening import add_folders, feeds_root, looked_over
from reader.cli.output import complain, print_json, print_lines
from reader.errors import NewsreaderError
from reader.i18n import tr

EXAMPLES = """\
examples:
  newsreader save https://example.com/essay      the page, without what stands around its text
  newsreader save example.com/essay --tag later  with a tag

"""


def options(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument("address", nargs="+", metavar="ADDRESS", help=tr("of a page"))
    parser.add_argument(
        "--tag", action="append", default=[], metavar="TAG", help=tr("a tag for it; may be given again")
    )
    add_folders(parser)
    parser.add_argument("--json", action="store_true", help=tr("as JSON"))


def run(options: Namespace) -> Exit:
    """Save each, and say where."""
    from reader.actions.whole_articles import save
    from reader.feeds.fetch import Fetcher

    fetcher, saved = Fetcher(), []
    with looked_over(options) as desk:
        root = feeds_root(desk, options)
        for address in options.address:
            try:
                saved.append(save(root, address, options.tag, fetcher))
            except NewsreaderError as problem:
                complain(f"{address}: {problem}")
        desk.library.scan_paths([each.file for each in saved])
    if options.json:
        print_json({
            "saved": [{"file": str(each.file), "title": each.title, "new": each.is_new} for each in saved]
        })  # fmt: skip
    else:
        print_lines(f"{each.title}  {each.file}" for each in saved)
    return Exit.OK if len(saved) == len(options.address) else Exit.FAILED
