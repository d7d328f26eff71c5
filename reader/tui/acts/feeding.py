"""Commands about feeds: following one, refreshing them, how they are doing."""

from typing import TYPE_CHECKING

from reader.errors import NewsreaderError, UsageError
from reader.i18n import tr, trn
from reader.text import fit
from reader.tui.acts.asking import choose, confirm, type_text
from reader.tui.acts.topic import Roles, Topic
from reader.tui.dialogs.requests import Choice, DialogTexts, QueryRequest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.actions.feeds.probing import FeedLookup
    from reader.actions.feeds.subscribing import Followed
    from reader.feeds import Subscription
    from reader.tui.control.list_filter import ListFilter
    from reader.tui.control.refreshing import Refreshing


PREVIEWED = 5
"""Titles that are shown of a feed before it is followed."""


class Feeding(Topic):
    """Follows, refreshes and lists feeds."""

    def __init__(self, roles: Roles, refreshing: "Refreshing", list_filter: "ListFilter") -> None:
        super().__init__(roles)
        self._refreshing, self._filter = refreshing, list_filter
        self._address = ""
        """What was typed last, and is not followed yet: it stands in the line the next time."""

    @property
    def _no_feed(self) -> str:
        return tr("No feed is followed here; {key} follows one", key=self._keymap.how("add_feed"))

    def do_refresh_feeds(self) -> None:
        """Refresh all feeds now; what comes is listed as it comes."""
        self._with_folder(self._refresh)

    def _refresh(self, only: str = "") -> None:
        refreshing = self._refreshing
        if not refreshing.feeds.roots:
            self._tell.say(self._no_feed)
        elif refreshing.is_under_way:
            self._tell.say(
                tr(
                    "Feeds are already being refreshed; {key} stops that",
                    key=self._keymap.how("stop_refreshing"),
                )
            )
        else:
            refreshing.refresh(is_manual=True, only=only)

    def refresh(self, only: str) -> None:
        """Refresh the feeds whose titles or addresses have this text; empty: all."""
        self._with_folder(lambda: self._refresh(only))

    def follow(self, address: str) -> None:
        """Look an address up, to follow its feed."""
        self._address = address
        self.do_add_feed()

    def do_refresh_feed(self) -> None:
        """Refresh the feed that the chosen article is from."""
        if row := self._row():
            if row.source:
                self._with_folder(lambda: self._refresh(row.source))
            else:
                self._tell.say(tr("This article is not from a feed"))

    def _with_folder(self, then: "Callable[[], None]") -> None:
        """Open the folder of feeds if the only feeds are there, or another process has made it; then go on."""
        from reader.actions.feeds.feeds_folder import is_closed, is_wanted

        workspace, refreshing = self._workspace, self._refreshing
        if is_wanted(workspace) or (not refreshing.feeds.roots and is_closed(workspace)):
            refreshing.open_folder(then)
        else:
            then()

    def do_add_feed(self) -> None:
        """Follow a feed, by its address or by that of a page that names one."""
        found: dict[str, FeedLookup | None] = {}

        def check(address: str) -> None:
            self._address = address
            if not address:
                raise UsageError(tr("Type an address first"))
            # With what fetches 200 ms: in the thread that asks.
            from reader.actions.feeds.fetching import NoHttpsError

            try:
                found[address] = self._looked_up(address)
            except NoHttpsError:
                found[address] = None

        request = QueryRequest(
            tr("Follow a feed"), tr("the address of a feed, or of a page"),
            tr("enter looks it up · esc closes"), check, is_quick=False, busy=tr("Looking it up … · esc stops"),
        )  # fmt: skip

        def take(typed: str) -> None:
            if lookup := found[typed]:
                self._found(lookup)
            else:
                self._offer_http(typed)

        type_text(self._tell, request, take, self._address)

    def _looked_up(self, address: str) -> "FeedLookup":
        """Return what lies at an address that was typed. In a thread. Raises NewsreaderError."""
        from reader.actions.feeds.fetching import new_fetcher
        from reader.actions.feeds.probing import probe_address, single_feed
        from reader.actions.feeds.subscribing import refuse_followed

        fetcher = new_fetcher(self._workspace.settings)
        probed = single_feed(probe_address(address, fetcher), fetcher)
        if probed.feed:
            refuse_followed(self._workspace, probed.feed.address)
        return probed

    def _offer_http(self, address: str) -> None:
        """Ask whether an address may be fetched by http, as its host does not answer by https."""
        from reader.actions.feeds.probing import as_http, http_question

        def look() -> None:
            self._tell.in_worker(lambda: self._looked_up(as_http(address)), self._found, opens=True)

        confirm(self._tell, http_question(address), look)

    def _found(self, found: "FeedLookup") -> None:
        if found.feed:
            self._ask_where(found.feed, found)
        else:
            self._choose(found)

    def _choose(self, found: "FeedLookup") -> None:
        words = DialogTexts(
            tr("Which of its feeds?"), "", tr("Nothing matches"), tr("enter looks it up · esc closes")
        )
        candidates = found.candidates
        choices = (Choice(each.title or each.address, each.address) for each in candidates)
        choose(self._tell, words, choices, lambda number: self._look_at(candidates[number].address, found))

    def _look_at(self, address: str, page: "FeedLookup") -> None:
        def look() -> "FeedLookup":
            from reader.actions.feeds.fetching import new_fetcher
            from reader.actions.feeds.probing import probe_address
            from reader.actions.feeds.subscribing import refuse_followed

            fetcher = new_fetcher(self._workspace.settings)
            found = probe_address(address, fetcher, host=page.host, login=page.login)
            if found.feed:
                refuse_followed(self._workspace, found.feed.address)
            return found

        self._tell.in_worker(look, self._found, opens=True)

    def _ask_where(self, feed: "Subscription", found: "FeedLookup") -> None:
        """Show what is in a feed, ask for tags and a folder, and follow it."""
        from reader.actions.feeds.subscribing import with_typed_tags_and_folder

        titles = found.titles
        count = trn("1 article", "{count:,} articles", len(titles))
        lines = [
            f"{feed.title or feed.address} · {count}",
            *(f"  {fit(title, 60)}" for title in titles[:PREVIEWED]),
        ]
        if found.damage:
            lines += ["", found.damage]
        if found.password:
            lines += ["", tr("Its password goes into a file that only you can read, not into feeds.toml.")]
        if self._workspace.is_sample:
            lines += ["", tr("From the next start, your feeds replace the sample.")]
        request = QueryRequest(
            "\n".join(lines), tr("tags; a word with a slash is a folder: news tech/"),
            tr("enter follows it · esc closes"), lambda typed: self._follow(with_typed_tags_and_folder(feed, typed), found.password),
        )  # fmt: skip
        type_text(self._tell, request)

    def _follow(self, feed: "Subscription", password: str) -> None:
        """Follow a feed. In a thread. Raises NewsreaderError: nothing has changed then."""
        from reader.actions.feeds.passwords import keep_new_password
        from reader.actions.feeds.subscribing import follow, home_of_feeds
        from reader.actions.feeds.trusting import trust_of

        workspace = self._workspace
        root = home_of_feeds(workspace)
        feed = keep_new_password(workspace, root, feed, password)
        is_new = bool(follow(root, [feed], trust_of(workspace)))
        self._tell.call_later(self._followed, root, feed.title or feed.address, is_new=is_new)

    def _followed(self, root: "Path", title: str, *, is_new: bool) -> None:
        self._address = ""
        if is_new:
            self._tell.say(tr("Following {title} · fetching its articles …", title=title))
        else:
            self._tell.say(tr("{title} is already followed", title=title))

        def open_it() -> str:
            """Return why the folder cannot be opened now."""
            try:
                if not self._workspace.is_open(root):
                    self._refreshing.open_now()  # where a scan is under way, when that is done
            except NewsreaderError as problem:
                return str(problem)
            return ""

        def opened(problem: str) -> None:
            self._refreshing.consent.look()
            if problem:
                sentence = tr(
                    "{title} is followed; its articles show at the next start: {problem}",
                    title=title, problem=problem,
                )  # fmt: skip
                self._tell.say(sentence, warn=True)
            elif is_new:
                self._refreshing.refresh_followed(title)

        self._tell.in_worker(open_it, opened)

    def do_stop_refreshing(self) -> None:
        """Stop refreshing feeds."""
        refreshing = self._refreshing
        if refreshing.is_under_way:
            self._tell.say(tr("The refresh is stopped"))
            refreshing.stop()
        else:
            self._tell.say(tr("No feed is being refreshed"))

    def do_list_feeds(self) -> None:
        """Show how each feed is doing; the chosen one's articles are listed."""

        def chosen(feed: "Followed") -> None:
            from reader.actions.finding.querying import source_query

            self._filter.narrow(source_query(feed.title))

        self._choose_feed(
            tr("Feeds: articles, how many a week, last success"),
            tr("enter lists its articles · esc closes"),
            chosen,
        )

    def do_unfollow_feed(self) -> None:
        """End following a feed; its articles stay."""

        def chosen(feed: "Followed") -> None:
            question = tr("Unfollow {title}? Its articles stay.", title=feed.short_title)
            confirm(self._tell, question, lambda: end(feed))

        def end(feed: "Followed") -> None:
            def write() -> None:
                from reader.actions.feeds.subscribing import unfollow
                from reader.actions.feeds.trusting import trust_of

                unfollow(feed, trust_of(self._workspace))

            sentence = tr("{title} is no longer followed", title=feed.short_title)
            self._tell.in_worker(write, lambda _: self._tell.say(sentence))

        self._choose_feed(tr("Unfollow which feed?"), tr("enter chooses it · esc closes"), chosen)

    def _choose_feed(self, title: str, hint: str, chosen: "Callable[[Followed], None]") -> None:
        self._with_folder(lambda: self._offer_feeds(title, hint, chosen))

    def _offer_feeds(self, title: str, hint: str, chosen: "Callable[[Followed], None]") -> None:
        workspace, consent = self._workspace, self._refreshing.consent
        roots = self._refreshing.feeds.roots
        key = self._keymap.first("trust_feeds")
        waits = tr("It waits for your consent: {key} shows what it wants", key=key)

        def look() -> "list[tuple[Followed | None, Choice]]":
            from reader.actions.feeds.subscribing import feed_columns, followed, waiting_of
            from reader.actions.feeds.trusting import trust_of

            found, short = followed(roots), consent.short
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
            words = DialogTexts(title, self._no_feed, tr("No feed matches"), hint)

            def take(number: int) -> None:
                if feed := rows[number][0]:
                    chosen(feed)

            choose(self._tell, words, (choice for _, choice in rows), take)

        self._tell.in_worker(look, show, opens=True)
