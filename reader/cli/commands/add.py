"""``newsreader add``: follows feeds, by their address or that of a page."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from reader.cli.exits import Exit
from reader.cli.opening import add_folders, looked_over
from reader.cli.output import complain, print_json, print_lines
from reader.errors import NewsreaderError
from reader.i18n import tr, trn

EXAMPLES = """\
examples:
  newsreader add https://example.com/feed.xml     a feed
  newsreader add example.com --tag news           a page: the feed that it names
  newsreader add https://github.com/owner/name    releases; YouTube, Reddit, Substack, Mastodon too
  newsreader add -f ~/articles example.com        into the feeds.toml of a folder of one's own

"""


def options(parser: ArgumentParser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "address", nargs="+", metavar="ADDRESS", help=tr("of a feed, or of a page that names one")
    )
    parser.add_argument(
        "--tag",
        action="append",
        default=[],
        metavar="TAG",
        help=tr("a tag for its articles; may be given again"),
    )
    parser.add_argument("--title", default="", help=tr("what you call it; else as it calls itself"))
    parser.add_argument(
        "--into", default="", metavar="DIR", help=tr("where its articles go, inside the folder of feeds")
    )
    parser.add_argument(
        "--guess",
        action="store_true",
        help=tr("where a page names no feed, try the usual addresses of feeds"),
    )
    add_folders(parser)
    parser.add_argument("--json", action="store_true", help=tr("as JSON"))


def run(options: Namespace) -> Exit:
    """Add each, ask it once, and say what came."""
    from reader.actions.subscribing import (
        follow,
        home_of_feeds,
        look_at,
        look_at_only,
        of_root,
        placed,
        refresh_all,
    )
    from reader.feeds.fetch import Fetcher
    from reader.feeds.refresh import Order
    from reader.paths import standard_paths

    fetcher = Fetcher()
    failed = False
    added: list[dict[str, object]] = []
    with looked_over(options) as desk:
        root = (
            Path(options.folder[0]).absolute()
            if options.folder
            else home_of_feeds(desk.library, standard_paths().subscriptions)
        )
        for address in options.address:
            try:
                found = look_at_only(look_at(address, fetcher, is_guessing=options.guess), fetcher)
                if found.feed is None:
                    failed = True
                    complain(tr("{address} names several feeds; add one of them:", address=address))
                    print_lines(f"{each.address}  {each.title}" for each in found.candidates)
                    continue
                feed = placed(found.feed, f"{options.into}/" if options.into else "")
                feed = feed._replace(tags=tuple(options.tag), title=options.title or feed.title)
                is_new = bool(follow(root, [feed]))
                outcomes = list(refresh_all(of_root(root, [feed]), fetcher, Order(), lambda *_: None))
            except NewsreaderError as problem:
                failed = True
                complain(f"{address}: {problem}")
                continue
            count = sum(len(outcome.added) for outcome in outcomes)
            added.append(
                {
                    "address": feed.address,
                    "title": feed.title,
                    "folder": str(root),
                    "new": is_new,
                    "articles": count,
                }
            )
            if not options.json:
                told = trn(
                    "{title}: 1 article",
                    "{title}: {count:,} articles",
                    count,
                    title=feed.title or feed.address,
                )
                print_lines(
                    [told if is_new else tr("{title} is followed already", title=feed.title or feed.address)]
                )
    if options.json:
        print_json({"feeds": added})
    return Exit.FAILED if failed else Exit.OK
