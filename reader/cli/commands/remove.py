"""``newsreader remove``: unfollows a feed; its articles stay unless ``--articles`` is given."""

import time
from argparse import Namespace
from typing import TYPE_CHECKING

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, scanned_workspace
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.errors import NewsreaderError, UsageError
from reader.i18n import tr, trn
from reader.refusal import refusal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

EXAMPLES = """\
examples:
  newsreader remove example.com           the feed whose title or address contains it
  newsreader remove example.com --articles
                                          also delete its articles, except those you changed
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument("feed", metavar="FEED", help=tr("part of its title or address"))
    parser.add_flag(
        "--articles", tr("also delete its articles, except those you changed; cannot be done later")
    )
    add_folders(parser, rescan=False)


def run(options: Namespace) -> Exit:
    """Unfollow the feed."""
    from reader.actions.feeds.subscribing import followed, matching, roots_of, unfollow, unfollow_and_clear
    from reader.actions.feeds.trusting import trust_of

    if not options.feed.strip():
        raise UsageError(tr("Name a feed by part of its title or address"))
    with scanned_workspace(options) as workspace:
        all_feeds = followed(roots_of(workspace.library))
        complain(*all_feeds.problems)
        found = matching(all_feeds.feeds, options.feed)
        exact = [each for each in found if options.feed in {each.title, each.feed.address}]
        if len(exact or found) != 1:
            complain(
                tr("Several feeds' title or address contains {text}:", text=options.feed)
                if found
                else tr("No feed's title or address contains {text}", text=options.feed)
            )
            if options.json:
                names = ("address", "title", "folder")
                rows = ((each.feed.address, each.title, str(each.root)) for each in found)
                print_json({"candidates": [dict(zip(names, row, strict=True)) for row in rows]})
            else:
                print_lines(f"{each.short_address}  {each.short_title}" for each in found)
            return Exit.FAILED if found or all_feeds.is_damaged else Exit.NOTHING_FOUND
        [feed] = exact or found
        deleted: Sequence[Path] = ()
        kept: Sequence[Path] = ()
        try:
            if options.articles:
                deleted, kept = unfollow_and_clear(feed, time.time(), trust_of(workspace))
            else:
                unfollow(feed, trust_of(workspace))
        except NewsreaderError as problem:
            complain(str(problem))
            return Exit.FAILED
        except OSError as problem:
            complain(tr("{folder} cannot be written: {problem}", folder=feed.root, problem=refusal(problem)))
            return Exit.FAILED
        workspace.library.scan_paths(deleted)
    if options.json:
        gone, stays = [str(path) for path in deleted], [str(path) for path in kept]
        about = {"address": feed.feed.address, "title": feed.title, "folder": str(feed.root)}
        print_json({**about, "deleted": gone, "kept": stays})
        return Exit.OK
    sentences = [tr("{title} is no longer followed", title=feed.short_title)]
    if options.articles:
        sentences.append(trn("1 article deleted", "{count:,} articles deleted", len(deleted)))
    print_lines(sentences)
    for path in kept:
        complain(tr("{file} stays: you changed it", file=path))
    return Exit.OK
