"""What the list shows beside its scope: groups by some key, saved searches, a filter; asked in threads, shown on the loop."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from reader.actions.finding.lists import Lists, Narrowed
from reader.actions.finding.saved_searches import SavedSearch, forget_search, keep_search, saved_searches
from reader.actions.reading.trail import View
from reader.i18n import tr, trn
from reader.library import Counts, Scope
from reader.library.index.grouping import SOURCE, TAG, Kind, group_key
from reader.tui.list.first_group import first_of_all, largest

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.actions.workspace.workspace import Workspace
    from reader.library import Group
    from reader.tui.screen.reading_screen import ReadingScreen

BARS = 3
"""Rows of the window that the list does not have."""

SOON_S = 0.3
"""So long after a change saved searches and the filter are asked again: what changes in bursts is asked for once."""


def lists_of(workspace: "Workspace") -> Lists:
    """Return what the list shows at first, as the settings say."""
    settings = workspace.settings
    searches = saved_searches(settings, workspace.searches_file)
    return Lists(
        workspace.library,
        settings.group_by,
        searches,
        lambda: datetime.now(workspace.zone),
        settings.collapse,
    )


def found_told(counts: Counts, scope: Scope) -> str:
    """Return how many articles a filter finds, and how many of these the scope lists where that is not the same."""
    if not counts.total:
        return tr("No articles found")
    found = trn("1 article found", "{count:,} articles found", counts.total)
    listed = counts.total if scope is Scope.ALL else getattr(counts, scope)
    if listed == counts.total:
        return found
    among = {
        Scope.UNREAD: trn("1 is unread", "{count:,} are unread", listed),
        Scope.STARRED: trn("1 is starred", "{count:,} are starred", listed),
        Scope.LATER: trn("1 is kept for later", "{count:,} are kept for later", listed),
    }
    return f"{found} · {among[scope]}"


class ListFilter:
    """Keeps lists and sidebar in step; one question at a time."""

    def __init__(self, screen: "ReadingScreen", lists: Lists) -> None:
        self._screen, self._lists = screen, lists
        self._soon: Timer | None = None
        self._is_asking = self._is_old = False
        self._failing: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """What articles are grouped by."""
        return self._lists.key

    @property
    def query(self) -> str:
        """The query of the filter; empty: there is none."""
        return self._lists.narrowed.query if self._lists.narrowed else ""

    def group_to_open(self, groups: "Sequence[Group]") -> int:
        """Return which group opens where none of those that were open is left."""
        if self.key != TAG:
            return first_of_all(groups)
        return largest(groups, self._screen.sidebar.size.height or self._screen.app.size.height - BARS)

    @property
    def view(self) -> View:
        """What is listed, to come back to."""
        return View(self._lists.narrowed, self._screen.sidebar.model.scope)

    def counts(self) -> Counts:
        """Return how many articles can be listed, within the filter."""
        return self._lists.counts()

    def leave(self) -> None:
        """Drop the filter; whoever does that lists anew."""
        self._lists.widen()

    def bring_back(self, narrowed: Narrowed | None) -> None:
        """Take a former filter; whoever does that lists anew."""
        self._lists.narrowed = narrowed
        self.look_up_soon()

    def start(self, key: str) -> None:
        """Look up what needs asking, and group by the key that is wanted, if the index does not know that yet."""
        self.look_up_soon()
        if key == TAG and not self._lists.is_grouped_by(key):
            self._screen.in_worker(lambda: self._lists.group_by(key), lambda _: self._filled_in())
        elif not self._lists.is_grouped_by(key):
            self.group_by(key)

    def look_up_soon(self) -> None:
        """Ask again what the queries find, once things are quiet for a moment."""
        if self._lists.has_questions and self._soon is None:
            self._soon = self._screen.set_timer(SOON_S, self._look_up)

    def look_up_if_stale(self) -> None:
        """Ask again when the day has changed."""
        if self._lists.is_stale:
            self.look_up_soon()

    def _look_up(self) -> None:
        self._soon = None
        if self._is_asking:
            self._is_old = True
            return
        self._is_asking = True
        self._screen.in_worker(self._lists.run_queries, self._looked_up, self._asked)

    def _looked_up(self, is_news: bool) -> None:  # noqa: FBT001 - the result of a question, as workers hand it on
        if is_news and self._screen.sidebar.model.is_empty:
            self._screen.library_changed()  # which opens a group of what has come
        elif is_news:
            self._screen.renew(self._screen.sidebar.model.reload)

    def _asked(self) -> None:
        self._is_asking = False
        if self._is_old:
            self._is_old = False
            self.look_up_soon()

    def group_by(self, key: str) -> None:
        """Make groups of another key."""
        self._screen.say(tr("Grouping …"))
        self._screen.in_worker(lambda: self._lists.group_by(key), lambda _: self._grouped())

    def tell_failing(self, feeds: Iterable[str]) -> None:
        """Mark the groups of feeds that could not be had, wherever they stand in the list."""
        self._failing = frozenset(feeds)
        self._mark_failing()

    def _mark_failing(self) -> None:
        sidebar = self._screen.sidebar
        form = {SOURCE: "{name}", TAG: f"\1{Kind.FEED}:{{name}}"}.get(self.key, "")
        failing = frozenset(form.format(name=name) for name in self._failing if form)
        if failing != sidebar.failing:
            sidebar.failing = failing
            sidebar.refresh()

    def _filled_in(self) -> None:
        """Show the groups of articles without tags, which the index did not have; begin at the top if nothing was done yet."""
        self._mark_failing()
        self._show_anew()
        self._screen.welcome.first_scan_done()

    def _grouped(self) -> None:
        self._mark_failing()
        self._show_anew()
        self._screen.say(tr("Grouped by {key}", key=tr(group_key(self.key).meaning)))

    def narrow(self, query: str) -> None:
        """List only what a query finds."""
        self._screen.in_worker(lambda: self._lists.narrow(query), lambda _: self._narrowed())

    def _narrowed(self) -> None:
        self._show_anew()
        model = self._screen.sidebar.model
        if not model.is_empty and not model.cursor.article:
            model.put(model.first)
            model.step_article(1)
            self._screen.sidebar.cursor_moved()
        counts = self.counts()
        tell = self._screen.say if counts.total else self._screen.status.say_none
        tell(found_told(counts, model.scope))

    def widen(self) -> None:
        """List everything again."""
        if self._lists.narrowed:
            self._lists.widen()
            self._show_anew()

    def search_at(self, group: int) -> SavedSearch | None:
        """Return the saved search that stands as this group."""
        return self._lists.search_at(group)

    def save(self, name: str, query: str) -> None:
        """Save a search under a name, above the groups."""
        workspace = self._screen.workspace
        self._screen.in_worker(
            lambda: keep_search(workspace.searches_file, name, query),
            lambda _: self._show_searches(tr("{name} is above the groups now", name=name)),
        )

    def forget(self, name: str) -> None:
        """Forget a search that was saved by a key."""
        workspace = self._screen.workspace
        self._screen.in_worker(
            lambda: forget_search(workspace.searches_file, name),
            lambda _: self._show_searches(tr("{name} is deleted", name=name)),
        )

    def _show_searches(self, sentence: str) -> None:
        workspace = self._screen.workspace
        self._lists.searches = saved_searches(workspace.settings, workspace.searches_file)
        self._screen.say(sentence)
        self._screen.renew(self._screen.sidebar.model.reload)
        self.look_up_soon()

    def _show_anew(self) -> None:
        """Arrange the list: the cursor stays on its article where that is listed."""
        model = self._screen.sidebar.model
        self._screen.show_scope(model.scope, model.order)
