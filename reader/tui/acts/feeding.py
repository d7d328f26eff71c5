"""Commands about feeds: following one, asking them, how they are doing."""

from typing import TYPE_CHECKING

from reader.errors import NewsreaderError, UsageError
from reader.i18n import tr, trn
from reader.text import fit
from reader.tui.keys.keymap import show_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from reader.actions.feeds.probing import FeedLookup
    from reader.actions.feeds.subscribing import Followed
    from reader.feeds import Subscription
    from reader.tui.dialogs.choosing import Choice
    from reader.tui.screen.reading_screen import ReadingScreen


PREVIEWED = 5
"""Titles that are shown of a feed before it is followed."""


class Feeding:
    """Follow, refresh, look at."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen
        self._address = ""
        """What was typed last, and is not followed yet: nobody types it twice."""

    def do_refresh_feeds(self) -> None:
        """Refresh all feeds now; what comes is listed as it comes."""
        self._with_folder(self._refresh)

    def _refresh(self) -> None:
        refreshing = self._screen.background.refreshing
        if not refreshing.feeds.roots:
            self._screen.say(tr("No feed is followed here; A follows one"))
        elif refreshing.is_under_way:
            self._screen.say(tr("Feeds are already being refreshed; g R stops that"))
        else:
            refreshing.refresh(is_manual=True)

    def _with_folder(self, then: "Callable[[], None]") -> None:
        """Open the folder of feeds if the only feeds are there, or another process has made it; then go on."""
        from reader.actions.feeds.feeds_folder import is_closed, is_wanted

        workspace, refreshing = self._screen.workspace, self._screen.background.refreshing
        if is_wanted(workspace) or (not refreshing.feeds.roots and is_closed(workspace)):
            refreshing.open_folder(then)
        else:
            then()

    def do_add_feed(self) -> None:
        """Follow a feed, by its address or by that of a page that names one."""
        from reader.tui.dialogs.query_dialog import (  # with its widgets 5 ms: only when asked for
            QueryDialog,
            QueryRequest,
        )

        screen = self._screen
        found: dict[str, FeedLookup] = {}

        def check(address: str) -> None:
            self._address = address
            if not address:
                raise UsageError(tr("Type an address first"))
            # With what fetches 200 ms: in the thread of who asks.
            from reader.actions.feeds.fetching import new_fetcher
            from reader.actions.feeds.probing import probe_address, single_feed
            from reader.actions.feeds.subscribing import refuse_followed

            fetcher = new_fetcher()
            probed = single_feed(probe_address(address, fetcher), fetcher)
            if probed.feed:
                refuse_followed(screen.workspace, probed.feed.address)
            found[address] = probed

        asked = QueryRequest(
            tr("Follow a feed"), tr("the address of a feed, or of a page"),
            tr("enter looks it up · esc closes"), check, is_quick=False, busy=tr("Looking it up … · esc stops"),
        )  # fmt: skip
        screen.app.push_screen(
            QueryDialog(asked, self._address), lambda typed: self._found(found[typed]) if typed else None
        )

    def _found(self, found: "FeedLookup") -> None:
        if found.feed:
            self._ask_where(found.feed, found.titles, found.damage)
        else:
            self._choose(found)

    def _choose(self, found: "FeedLookup") -> None:
        from reader.tui.dialogs.choosing import Choice, ChoiceDialog, DialogTexts  # as above

        words = DialogTexts(
            tr("Which of its feeds?"), "", tr("Nothing matches"), tr("enter looks it up · esc closes")
        )
        candidates = found.candidates
        choices = (Choice(each.title or each.address, each.address) for each in candidates)
        self._screen.app.push_screen(
            ChoiceDialog(words, choices),
            lambda number: None if number is None else self._look_at(candidates[number].address, found.host),
        )

    def _look_at(self, address: str, host: str) -> None:
        def look() -> "FeedLookup":
            from reader.actions.feeds.fetching import new_fetcher
            from reader.actions.feeds.probing import probe_address
            from reader.actions.feeds.subscribing import refuse_followed

            found = probe_address(address, new_fetcher(), host=host)
            if found.feed:
                refuse_followed(self._screen.workspace, found.feed.address)
            return found

        self._screen.in_worker(look, self._found, opens=True)

    def _ask_where(self, feed: "Subscription", titles: "Sequence[str]", damage: str) -> None:
        """Show what is in a feed, ask for tags and a folder, and follow it."""
        from reader.actions.feeds.subscribing import with_typed_tags_and_folder
        from reader.tui.dialogs.query_dialog import (  # with its widgets 5 ms: only when asked for
            QueryDialog,
            QueryRequest,
        )

        count = trn("1 article", "{count:,} articles", len(titles))
        lines = [
            f"{feed.title or feed.address} · {count}",
            *(f"  {fit(title, 60)}" for title in titles[:PREVIEWED]),
        ]
        if damage:
            lines += ["", damage]
        if self._screen.workspace.is_sample:
            lines += ["", tr("From the next start, your feeds replace the sample.")]
        asked = QueryRequest(
            "\n".join(lines), tr("tags; a word with a slash is a folder: news tech/"),
            tr("enter follows it · esc closes"), lambda typed: self._follow(with_typed_tags_and_folder(feed, typed)),
        )  # fmt: skip
        self._screen.app.push_screen(QueryDialog(asked))

    def _follow(self, feed: "Subscription") -> None:
        """Follow a feed. In a thread. Raises NewsreaderError: nothing has changed then."""
        from reader.actions.feeds.subscribing import follow, home_of_feeds
        from reader.actions.feeds.trusting import trust_of

        workspace = self._screen.workspace
        root = home_of_feeds(workspace)
        is_new = bool(follow(root, [feed], trust_of(workspace)))
        self._screen.call_later(self._followed, root, feed.title or feed.address, is_new=is_new)

    def _followed(self, root: "Path", title: str, *, is_new: bool) -> None:
        screen, self._address = self._screen, ""
        if is_new:
            screen.say(tr("Following {title} · fetching its articles …", title=title))
        else:
            screen.say(tr("{title} is already followed", title=title))

        def open_it() -> str:
            """Return why the folder cannot be opened now."""
            try:
                if not screen.workspace.is_open(root):  # where a scan is under way, when that is done
                    screen.background.refreshing.open_now()
            except NewsreaderError as problem:
                return str(problem)
            return ""

        def opened(problem: str) -> None:
            screen.background.consent.look()
            if problem:
                sentence = tr(
                    "{title} is followed; its articles show at the next start: {problem}",
                    title=title, problem=problem,
                )  # fmt: skip
                screen.say(sentence, warn=True)
            elif is_new:
                screen.background.refreshing.refresh_followed(title)

        screen.in_worker(open_it, opened)

    def do_stop_refreshing(self) -> None:
        """Stop refreshing feeds."""
        refreshing = self._screen.background.refreshing
        if refreshing.is_under_way:
            self._screen.say(tr("The refresh is stopped"))
            refreshing.stop()
        else:
            self._screen.say(tr("No feed is being refreshed"))

    def do_list_feeds(self) -> None:
        """Tell how each feed is doing; the chosen one's articles are listed."""

        def chosen(feed: "Followed") -> None:
            from reader.actions.finding.querying import source_query

            self._screen.listing.narrow(source_query(feed.title))

        self._choose_feed(
            tr("Feeds: articles, how many a week, last success"),
            tr("enter lists its articles · esc closes"),
            chosen,
        )

    def do_unfollow_feed(self) -> None:
        """End following a feed; its articles stay."""
        screen = self._screen

        def chosen(feed: "Followed") -> None:
            from reader.tui.dialogs.standard import QuestionDialog  # as above

            question = tr("Unfollow {title}? Its articles stay.", title=feed.short_title)
            screen.app.push_screen(QuestionDialog(question), lambda yes: end(feed) if yes else None)

        def end(feed: "Followed") -> None:
            def write() -> None:
                from reader.actions.feeds.subscribing import unfollow
                from reader.actions.feeds.trusting import trust_of

                unfollow(feed, trust_of(screen.workspace))

            screen.in_worker(
                write, lambda _: screen.say(tr("{title} is no longer followed", title=feed.short_title))
            )

        self._choose_feed(tr("Unfollow which feed?"), tr("enter chooses it · esc closes"), chosen)

    def _choose_feed(self, title: str, hint: str, chosen: "Callable[[Followed], None]") -> None:
        self._with_folder(lambda: self._offer_feeds(title, hint, chosen))

    def _offer_feeds(self, title: str, hint: str, chosen: "Callable[[Followed], None]") -> None:
        screen, workspace = self._screen, self._screen.workspace
        roots = screen.background.feeds.roots
        key = show_keys(next(iter(screen.keymap.keys["trust_feeds"]), ""))
        waits = tr("It waits for your consent: {key} shows what it wants", key=key)

        def look() -> "list[tuple[Followed | None, Choice]]":
            from reader.actions.feeds.subscribing import feed_columns, followed, waiting_of
            from reader.actions.feeds.trusting import trust_of
            from reader.tui.dialogs.choosing import Choice

            found, short = followed(roots), screen.background.consent.short
            waiting = waiting_of(found.feeds, trust_of(workspace))
            rows: list[tuple[Followed | None, Choice]] = [
                (None, Choice(short(each))) for each in found.problems
            ]
            for feed in found.feeds:
                rows.append((feed, Choice(feed.short_title, feed_columns(feed, workspace.zone))))
                if (feed.root, feed.feed.address) in waiting:
                    rows.append((feed, Choice(waits, depth=1)))
                if feed.state.error:
                    rows.append((feed, Choice(feed.state.error, depth=1)))
            return rows

        def show(rows: "list[tuple[Followed | None, Choice]]") -> None:
            from reader.tui.dialogs.choosing import ChoiceDialog, DialogTexts

            words = DialogTexts(
                title, tr("No feed is followed here; A follows one"), tr("No feed matches"), hint
            )

            def take(number: int | None) -> None:
                feed = rows[number][0] if number is not None else None
                if feed:
                    chosen(feed)

            screen.app.push_screen(ChoiceDialog(words, (choice for _, choice in rows)), take)

        screen.in_worker(look, show, opens=True)
