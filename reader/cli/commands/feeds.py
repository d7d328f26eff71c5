"""``newsreader feeds``: lists the followed feeds and their state; exports OPML."""

import shlex
from argparse import Namespace

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, scanned_workspace
from reader.cli.output import Exit, complain, moment, print_json, print_lines
from reader.i18n import tr

EXAMPLES = """\
examples:
  newsreader feeds                       articles, new ones in a week, last success, title, failure
  newsreader feeds --opml > feeds.opml   for another reader
  newsreader feeds --json

to unfollow one: newsreader remove, or delete it from feeds.toml; its articles stay
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    add_folders(parser, rescan=False)
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--opml", action="store_true", help=tr("print OPML"))
    forms.add_argument("--json", action="store_true", help=tr("print JSON"))


def run(options: Namespace) -> Exit:
    """Print the feeds."""
    from reader.actions.feeds.subscribing import feed_line, followed, roots_of, waiting_of
    from reader.actions.feeds.trusting import trust_of

    with scanned_workspace(options) as workspace:
        found = followed(roots_of(workspace.library))
        feeds = found.feeds
        complain(*found.problems)
        waiting = waiting_of(feeds, trust_of(workspace))
        if options.opml:
            from reader.actions.feeds.interchange import as_opml  # with what reads XML 30 ms

            print_lines([as_opml(feeds)])
            for each in feeds:
                if each.feed.command:
                    complain(tr("left out: {title} is printed by a program of yours", title=each.short_title))
        elif options.json:
            print_json({"feeds": [
                {
                    "address": each.feed.address, "title": each.feed.title or each.state.title, "folder": str(each.root),
                    "tags": list(each.feed.tags), "articles": each.state.articles, "error": each.state.error,
                    "succeeded": moment(each.state.succeeded_s, workspace.zone), "next": moment(each.state.next_s, workspace.zone),
                    "waits_for_yes": (each.root, each.feed.address) in waiting,
                }
                for each in feeds
            ]})  # fmt: skip
        else:
            waits = tr("waits for your consent")
            print_lines(
                "  ".join(filter(None, [
                    feed_line(each, workspace.zone), waits if (each.root, each.feed.address) in waiting else "", each.state.error,
                ]))
                for each in feeds
            )  # fmt: skip
            for root in sorted({root for root, _ in waiting}):
                complain(
                    tr(
                        "To see what waits and answer: newsreader trust {folder}",
                        folder=shlex.quote(str(root)),
                    )
                )
    if found.is_nothing_known:
        complain(tr("No feeds here; newsreader add ADDRESS follows one"))
        return Exit.NOTHING_FOUND
    return Exit.FAILED if found.is_damaged or not feeds else Exit.OK
