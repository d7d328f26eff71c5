"""``newsreader add``: follows feeds, by their address or that of a page."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.cli.arguments import Parser
from reader.cli.asking import agrees
from reader.cli.opening import add_folders, feeds_root, index_arrived, scanned_workspace
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.errors import NewsreaderError
from reader.i18n import tr, trn
from reader.text.typed_address import hide_logins

if TYPE_CHECKING:
    from reader.actions.feeds.fetching import Fetcher
    from reader.actions.feeds.probing import FeedLookup
    from reader.actions.workspace.workspace import Workspace

EXAMPLES = """\
examples:
  newsreader add https://example.com/feed.xml     a feed
  newsreader add example.com --tag news           a page: the feed that it links to
  newsreader add https://github.com/owner/name    releases; YouTube, Reddit, Substack, Mastodon too
  newsreader add -f ~/articles example.com        into the feeds.toml of your own folder
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument(
        "address",
        nargs="+",
        metavar="ADDRESS",
        help=tr("the address of a feed, or of a page that links to one"),
    )
    parser.add_argument(
        "--tag",
        action="append",
        default=[],
        metavar="TAG",
        help=tr("a tag for its articles; can be repeated"),
    )
    parser.add_argument("--title", default="", help=tr("your name for it; default: its own title"))
    parser.add_argument("--into", default="", metavar="DIR", help=tr("the subfolder for its articles"))
    parser.add_flag("--guess", tr("if a page links to no feed, try the usual addresses"))
    add_folders(parser, rescan=False)


def run(options: Namespace) -> Exit:
    """Follow each feed, fetch it once, and print the result."""
    from reader.actions.feeds.fetching import new_fetcher
    from reader.actions.workspace.ending import end_in_order_when_asked

    end_in_order_when_asked()
    failed = False
    added: list[_Added] = []
    candidates: list[dict[str, str]] = []
    with scanned_workspace(options) as workspace:
        fetcher = new_fetcher(workspace.settings)
        root = feeds_root(workspace, options)
        for address in options.address:
            shown = hide_logins(address.strip())
            try:
                found = _added(address, root, workspace, options, fetcher)
            except NewsreaderError as problem:
                sentence = hide_logins(str(problem)) if "@" in address else str(problem)
                complain(sentence if shown in sentence else tr("{name}: {why}", name=shown, why=sentence))
                found = None
            except SeveralFeeds as several:
                complain(tr("{address} links to several feeds; add one of them:", address=shown))
                candidates += [each._asdict() for each in several.found.candidates]
                found = None
            failed = failed or found is None or bool(found.error)
            added += [found] if found else []
    for each in added:
        if each.error:
            complain(
                tr(
                    "{title} is followed, but not everything was fetched. {error}",
                    title=each.title,
                    error=each.error,
                )
            )
    if options.json:
        more = {"candidates": candidates} if candidates else {}
        print_json({"feeds": [each._asdict() for each in added], **more})
    else:
        print_lines(f"{each['address']}  {each['title']}" for each in candidates)
        print_lines(_sentence(each) for each in added if each.articles or not each.error)
    return Exit.FAILED if failed else Exit.OK


class SeveralFeeds(Exception):  # noqa: N818 - no fault, a question
    """A page names several feeds, so one has to be chosen."""

    def __init__(self, found: "FeedLookup") -> None:
        super().__init__()
        self.found = found
        """What the page names."""


class _Added(NamedTuple):
    address: str
    title: str
    folder: str
    new: bool
    articles: int
    error: str


def _added(
    address: str, root: Path, workspace: "Workspace", options: Namespace, fetcher: "Fetcher"
) -> _Added:
    """Follow the feed at an address; raises NewsreaderError, and SeveralFeeds if there are several."""
    from reader.actions.feeds.passwords import keep_new_password, where_it_is_kept
    from reader.actions.feeds.refresh_all import import_arrivals, refresh_all
    from reader.actions.feeds.subscribing import follow, followed_in, subscription_at, with_tags_and_folder
    from reader.actions.feeds.trusting import trust_of
    from reader.actions.workspace.workspace import FEEDS_FILE

    found = _looked_up(address, options, fetcher)
    if found.feed is None:
        raise SeveralFeeds(found)
    feed = with_tags_and_folder(found.feed, options.tag, options.into)
    feed = feed._replace(title=options.title or feed.title)
    trust = trust_of(workspace)
    feed = keep_new_password(workspace, root, feed, found.password)
    if feed.password_command:
        complain(where_it_is_kept(feed))
    is_new = bool(follow(root, [feed], trust))
    if not is_new:  # it stays as feeds.toml has it
        feed = subscription_at(root, feed.address)
    outcomes = list(refresh_all(followed_in(root, [feed]), fetcher, trust))
    complain(*import_arrivals(workspace, outcomes, fetcher))
    index_arrived(workspace, (file for outcome in outcomes for file in outcome.added))
    count = sum(len(outcome.added) for outcome in outcomes)
    error = next((outcome.error for outcome in outcomes if outcome.error), "")
    title = followed_in(root, [feed])[0].title
    if not is_new and (options.tag or options.title or options.into):
        complain(
            tr("{title} is already followed; its title, tags and folder are in {file}",
               title=title, file=root / FEEDS_FILE)
        )  # fmt: skip
    return _Added(feed.address, title, str(root), is_new, count, error)


def _looked_up(address: str, options: Namespace, fetcher: "Fetcher") -> "FeedLookup":
    """Return what lies at an address; on a terminal, ask where that takes more. Raises NewsreaderError."""
    from reader.actions.feeds.fetching import NoHttpsError
    from reader.actions.feeds.probing import (
        NothingNamedError,
        as_http,
        http_question,
        probe_address,
        single_feed,
    )

    def look(at: str, *, is_guessing: bool) -> "FeedLookup":
        return single_feed(probe_address(at, fetcher, is_guessing=is_guessing), fetcher)

    at = address
    try:
        try:
            return look(at, is_guessing=options.guess)
        except NoHttpsError:
            if not agrees(http_question(address)):
                raise
            at = as_http(address)
            return look(at, is_guessing=options.guess)
    except NothingNamedError as refusal:
        if options.guess:
            raise
        if agrees(tr("This is not a feed and links to none. Try the usual addresses of feeds there?")):
            return look(at, is_guessing=True)
        sentence = tr(
            "This is not a feed and links to none; newsreader add --guess tries the usual addresses"
        )
        raise NewsreaderError(sentence) from refusal


def _sentence(added: _Added) -> str:
    title = added.title or added.address
    if not added.new:
        return tr("{title} is already followed", title=title)
    return trn("{title}: 1 article", "{title}: {count:,} articles", added.articles, title=title)
