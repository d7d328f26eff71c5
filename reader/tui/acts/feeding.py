"""Commands about feeds: following one, asking them, how they are doing."""

from typing import TYPE_CHECKING

from reader.i18n import tr, trn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.actions.refreshing import Refreshed
    from reader.actions.subscribing import Found
    from reader.feeds.discovery import Candidate
    from reader.feeds.subscriptions import Subscription
    from reader.tui.reading_screen import ReadingScreen


class Feeding:
    """Follow, refresh, look at."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_refresh(self) -> None:
        """Ask all feeds now; what comes is listed as it comes."""
        if not self._screen.upkeep.feeds.roots:
            self._screen.say(tr("No feed is followed in these folders; A follows one"))
            return
        self._screen.upkeep.refresh_feeds(is_manual=True)

    def do_add_feed(self) -> None:
        """Follow a feed, by its address or by that of a page that names one."""
        from reader.tui.query_dialog import Asked, QueryDialog  # with its widgets 5 ms: only when asked for

        screen = self._screen
        found: list[Found] = []

        def check(address: str) -> None:
            from reader.actions.subscribing import (
                look_at,  # with what fetches 200 ms: in the thread of who asks
            )
            from reader.feeds.fetch import Fetcher

            found[:] = [look_at(address, Fetcher())]

        asked = Asked(
            tr("Follow a feed"), tr("the address of a feed, or of a page"),
            tr("enter looks at it · esc closes"), check,
        )  # fmt: skip
        screen.app.push_screen(
            QueryDialog(asked), lambda typed: self._found(found[0]) if typed and found else None
        )

    def _found(self, found: "Found") -> None:
        if found.feed:
            self._follow(found.feed)
        elif len(found.candidates) == 1:
            self._look_at(found.candidates[0].address)
        else:
            self._choose(found.candidates)

    def _choose(self, candidates: "Sequence[Candidate]") -> None:
        from reader.tui.choosing import Choice, ChoiceDialog, Words  # as above

        words = Words(
            tr("Which of its feeds?"), "", tr("Nothing matches"), tr("enter follows it · esc closes")
        )
        choices = (Choice(each.title or each.address, each.address) for each in candidates)
        self._screen.app.push_screen(
            ChoiceDialog(words, choices),
            lambda number: None if number is None else self._look_at(candidates[number].address),
        )

    def _look_at(self, address: str) -> None:
        def look() -> "Found":
            from reader.actions.subscribing import look_at
            from reader.feeds.fetch import Fetcher

            return look_at(address, Fetcher())

        self._screen.in_worker(look, lambda found: self._follow(found.feed) if found.feed else None)

    def _follow(self, feed: "Subscription") -> None:
        desk = self._screen.desk

        def write() -> tuple[bool, bool]:
            from reader.actions.subscribing import follow, home_of_feeds

            root = home_of_feeds(desk.library, desk.feeds_folder)
            return bool(follow(root, [feed])), any(folder.path == root for folder in desk.library.folders)

        def done(result: tuple[bool, bool]) -> None:
            is_new, is_open = result
            title = feed.title or feed.address
            if not is_new:
                self._screen.say(tr("{title} is followed already", title=title))
            elif is_open:
                self._screen.say(tr("{title} is followed", title=title))
                self._screen.upkeep.refresh_feeds(is_manual=False)
            else:
                told = tr("{title} is followed: newsreader opens {folder} too, from the next start on",
                          title=title, folder=desk.feeds_folder)  # fmt: skip
                self._screen.say(told, warn=True)

        self._screen.in_worker(write, done)

    def do_feeds(self) -> None:
        """Tell how each feed is doing."""
        screen, desk = self._screen, self._screen.desk
        roots = screen.upkeep.feeds.roots

        def look() -> list[str]:
            from reader.actions.subscribing import followed, line_of

            feeds, problems = followed(roots)
            lines = list(problems)
            for each in feeds:
                lines.append(line_of(each, desk.zone))
                if each.state.error:
                    lines.append(f"{'':>25}{each.state.error}")
            return lines or [tr("No feed is followed in these folders; A follows one")]

        def show(lines: list[str]) -> None:
            from reader.tui.dialogs import LinesDialog  # as above

            screen.app.push_screen(LinesDialog(tr("Feeds: articles, last success"), lines))

        screen.in_worker(look, show)


def told_of(done: "Refreshed") -> str:
    """Return what came of a refresh, as a sentence."""
    parts = [trn("1 new article", "{count:,} new articles", done.added) if done.added else tr("Nothing new")]
    if done.failed:
        parts.append(trn("1 feed failed", "{count} feeds failed", done.failed))
    if done.waiting:
        parts.append(trn("1 feed is not due yet", "{count} feeds are not due yet", done.waiting))
    return " · ".join(parts)
