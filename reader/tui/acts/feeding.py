"""Commands about feeds: following one, asking them, how they are doing."""

from typing import TYPE_CHECKING

from reader.i18n import tr, trn
from reader.text import fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.actions.refreshing import Refreshed
    from reader.actions.subscribing import Followed, Found
    from reader.feeds.subscriptions import Subscription
    from reader.tui.choosing import Choice
    from reader.tui.reading_screen import ReadingScreen


PREVIEWED = 5
"""Titles that are shown of a feed before it is followed."""


class Feeding:
    """Follow, refresh, look at."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_refresh(self) -> None:
        """Ask all feeds now; what comes is listed as it comes."""
        if not self._screen.upkeep.feeds.roots:
            self._screen.say(tr("No feed is followed here; A follows one"))
        elif self._screen.upkeep.feeds.is_busy:
            self._screen.say(tr("Feeds are being refreshed already; g R stops that"))
        else:
            self._screen.upkeep.refresh_feeds(is_manual=True)

    def do_add_feed(self) -> None:
        """Follow a feed, by its address or by that of a page that names one."""
        from reader.tui.query_dialog import Asked, QueryDialog  # with its widgets 5 ms: only when asked for

        screen = self._screen
        found: list[Found] = []

        def check(address: str) -> None:
            # With what fetches 200 ms: in the thread of who asks.
            from reader.actions.subscribing import look_at, look_at_only
            from reader.feeds.fetch import Fetcher

            fetcher = Fetcher()
            found[:] = [look_at_only(look_at(address, fetcher), fetcher)]

        asked = Asked(
            tr("Follow a feed"), tr("the address of a feed, or of a page"),
            tr("enter looks at it · esc closes"), check, is_quick=False,
        )  # fmt: skip
        screen.app.push_screen(
            QueryDialog(asked), lambda typed: self._found(found[0]) if typed and found else None
        )

    def _found(self, found: "Found") -> None:
        if found.feed:
            self._ask_where(found.feed, found.titles)
        else:
            self._choose(found)

    def _choose(self, found: "Found") -> None:
        from reader.tui.choosing import Choice, ChoiceDialog, Words  # as above

        words = Words(
            tr("Which of its feeds?"), "", tr("Nothing matches"), tr("enter looks at it · esc closes")
        )
        candidates = found.candidates
        choices = (Choice(each.title or each.address, each.address) for each in candidates)
        self._screen.app.push_screen(
            ChoiceDialog(words, choices),
            lambda number: None if number is None else self._look_at(candidates[number].address, found.host),
        )

    def _look_at(self, address: str, host: str) -> None:
        def look() -> "Found":
            from reader.actions.subscribing import look_at
            from reader.feeds.fetch import Fetcher

            return look_at(address, Fetcher(), host=host)

        self._screen.in_worker(look, self._found)

    def _ask_where(self, feed: "Subscription", titles: "Sequence[str]") -> None:
        """Show what is in a feed, and ask for tags and a folder before it is followed."""
        from reader.actions.subscribing import placed_as_typed
        from reader.tui.query_dialog import Asked, QueryDialog  # as above

        count = trn("1 article", "{count:,} articles", len(titles))
        lines = [
            f"{feed.title or feed.address} · {count}",
            *(f"  {fit(title, 60)}" for title in titles[:PREVIEWED]),
        ]
        asked = Asked(
            "\n".join(lines), tr("tags, and with a slash a folder: news tech/"),
            tr("enter follows it · esc closes"), lambda typed: placed_as_typed(feed, typed),
        )  # fmt: skip
        self._screen.app.push_screen(
            QueryDialog(asked),
            lambda typed: None if typed is None else self._follow(placed_as_typed(feed, typed)),
        )

    def _follow(self, feed: "Subscription") -> None:
        desk = self._screen.desk

        def write() -> tuple[bool, bool]:
            from reader.actions.subscribing import follow, home_of_feeds
            from reader.actions.trusting import trust_of

            root = home_of_feeds(desk)
            return bool(follow(root, [feed], trust_of(desk))), any(
                folder.path == root for folder in desk.library.folders
            )

        def done(result: tuple[bool, bool]) -> None:
            is_new, is_open = result
            title = feed.title or feed.address
            if not is_new:
                self._screen.say(tr("{title} is followed already", title=title))
            elif is_open:
                self._screen.say(tr("{title} is followed", title=title))
                self._screen.upkeep.consent.look()
                self._screen.upkeep.refresh_feeds(is_manual=False)
            else:
                told = tr("{title} is followed: newsreader opens {folder} too, from the next start on",
                          title=title, folder=desk.feeds_folder)  # fmt: skip
                self._screen.say(told, warn=True)

        self._screen.in_worker(write, done)

    def do_stop_refresh(self) -> None:
        """Stop refreshing feeds."""
        feeds = self._screen.upkeep.feeds
        self._screen.say(
            tr("Refreshing feeds is stopped") if feeds.is_busy else tr("No feeds are being refreshed")
        )
        feeds.stop()

    def do_feeds(self) -> None:
        """Tell how each feed is doing; the chosen one's articles are listed."""

        def chosen(feed: "Followed") -> None:
            from reader.library.query.write import value_text

            self._screen.listing.narrow(f"source:{value_text(feed.title)}")

        self._choose_feed(
            tr("Feeds: articles, how many a week, last success"),
            tr("enter lists its articles · esc closes"),
            chosen,
        )

    def do_unfollow(self) -> None:
        """End following a feed; its articles stay."""
        screen = self._screen

        def chosen(feed: "Followed") -> None:
            from reader.tui.dialogs import QuestionDialog  # as above

            question = tr("Unfollow {title}? Its articles stay.", title=feed.title)
            screen.app.push_screen(QuestionDialog(question), lambda yes: end(feed) if yes else None)

        def end(feed: "Followed") -> None:
            def write() -> None:
                from reader.actions.subscribing import unfollow
                from reader.actions.trusting import trust_of

                unfollow(feed, trust_of(screen.desk))

            screen.in_worker(
                write, lambda _: screen.say(tr("{title} is not followed any more", title=feed.title))
            )

        self._choose_feed(tr("Unfollow which feed?"), tr("enter chooses it · esc closes"), chosen)

    def _choose_feed(self, title: str, hint: str, chosen: "Callable[[Followed], None]") -> None:
        screen, desk = self._screen, self._screen.desk
        roots = screen.upkeep.feeds.roots

        def look() -> "list[tuple[Followed | None, Choice]]":
            from reader.actions.subscribing import aside_of, followed
            from reader.tui.choosing import Choice

            feeds, problems = followed(roots)
            rows: list[tuple[Followed | None, Choice]] = [(None, Choice(problem)) for problem in problems]
            for feed in feeds:
                rows.append((feed, Choice(feed.title, aside_of(feed, desk.zone))))
                if feed.state.error:
                    rows.append((feed, Choice(feed.state.error, depth=1)))
            return rows

        def show(rows: "list[tuple[Followed | None, Choice]]") -> None:
            from reader.tui.choosing import ChoiceDialog, Words

            words = Words(title, tr("No feed is followed here; A follows one"), tr("No feed matches"), hint)

            def take(number: int | None) -> None:
                feed = rows[number][0] if number is not None else None
                if feed:
                    chosen(feed)

            screen.app.push_screen(ChoiceDialog(words, (choice for _, choice in rows)), take)

        screen.in_worker(look, show, opens=True)


def told_of(done: "Refreshed") -> str:
    """Return what came of a refresh, as a sentence."""
    parts = [trn("1 new article", "{count:,} new articles", done.added) if done.added else tr("Nothing new")]
    if done.left:
        parts.append(
            trn(
                "1 more comes with the next refresh", "{count:,} more come with the next refreshes", done.left
            )
        )
    if done.failed:
        parts.append(trn("1 feed failed", "{count} feeds failed", done.failed))
    if done.waiting:
        parts.append(trn("1 feed is not due yet", "{count} feeds are not due yet", done.waiting))
    if done.unagreed:
        parts.append(trn("1 feed waits for your yes", "{count} feeds wait for your yes", done.unagreed))
    return " · ".join(parts)
