"""``newsreader feeds``: what is followed, and how each feed is doing; OPML out."""

from argparse import ArgumentParser, Namespace

from reader.cli.exits import Exit
from reader.cli.opening import add_folders, looked_over
from reader.cli.output import complain, moment, print_json, print_lines
from reader.i18n import tr

EXAMPLES = """\
examples:
  newsreader feeds                     title, articles, last success, failure
  newsreader feeds --opml > feeds.opml for another reader
  newsreader feeds --json

to end following one: newsreader remove, or take it out of feeds.toml; its articles stay

"""


def options(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    add_folders(parser)
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--opml", action="store_true", help=tr("as OPML"))
    forms.add_argument("--json", action="store_true", help=tr("as JSON"))


def run(options: Namespace) -> Exit:
    """Print them."""
    from reader.actions.subscribing import followed, line_of, roots_of
    from reader.feeds.opml import write_opml

    with looked_over(options) as desk:
        found = followed(roots_of(desk.library))
        feeds = found.feeds
        for problem in found.problems:
            complain(problem)
        if options.opml:
            print_lines(
                [write_opml(each.feed._replace(title=each.feed.title or each.state.title) for each in feeds)]
            )
        elif options.json:
            print_json({"feeds": [
                {
                    "address": each.feed.address, "title": each.feed.title or each.state.title, "folder": str(each.root),
                    "tags": list(each.feed.tags), "articles": each.state.articles, "error": each.state.error,
                    "succeeded": moment(each.state.succeeded_s, desk.zone), "next": moment(each.state.next_s, desk.zone),
                }
                for each in feeds
            ]})  # fmt: skip
        else:
            print_lines(
                "  ".join(filter(None, [line_of(each, desk.zone), each.state.error])) for each in feeds
            )
    if found.is_nothing_known:
        complain(tr("No feed is followed here: newsreader add ADDRESS"))
        return Exit.NOTHING_FOUND
    return Exit.FAILED if found.is_damaged or not feeds else Exit.OK
