"""What the list shows beside its scope: groups by some key, saved searches, a filter; found in threads, shown on the loop."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from reader.actions.finding.lists import Lists
from reader.actions.finding.narrowed import Narrowed
from reader.actions.finding.saved_searches import SavedSearch, forget_search, keep_search
from reader.actions.finding.watching import Watcher, forget_word, keep_word, watches
from reader.actions.reading.trail import View
from reader.i18n import tr, trn
from reader.library import Counts, Scope
from reader.library.index.grouping import SOURCE, TAG, Kind, group_key
from reader.library.query.orders import MENU, refuse_order, written
from reader.tui.early.begun_list import searches_above
from reader.tui.list.first_group import BARS, opened_first

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.actions.workspace.workspace import Workspace
    from reader.library import Group
    from reader.tui.control.roles import Tell
    from reader.tui.control.updates import Updates
    from reader.tui.list.sidebar import Sidebar
    from reader.tui.page.watch_marks import WatchMarks


def found_sentence(counts: Counts, scope: Scope) -> str:
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


def not_indexed_sentence(count: int) -> str:
    """Return of how many articles only the headers were read: what is found may become more."""
    return trn("1 text not indexed yet", "{count:,} texts not indexed yet", count)


def meaning_of(key: str, inner: str = "") -> str:
    """Return what groups are made of, and the groups in them, as a phrase for: grouped by."""
    name = tr(group_key(key).meaning)
    return tr("{keys}, then {inner}", keys=name, inner=tr(group_key(inner).meaning)) if inner else name


class ListFilter:
    """Groups, narrows and widens the list; the cursor stays on its article where that is listed."""

    def __init__(
        self, tell: "Tell", workspace: "Workspace", lists: Lists, sidebar: "Sidebar", updates: "Updates",
        *, marks: "WatchMarks",
    ) -> None:  # fmt: skip
        """Take the ``marks`` of watch words on the page."""
        self._tell, self._workspace, self._lists = tell, workspace, lists
        self._sidebar, self._updates, self._marks = sidebar, updates, marks
        self._failing: frozenset[str] = frozenset()
        self.watcher = Watcher()
        """Finds the watch words in texts."""
        self.searched = ""
        """What was searched for last in all articles: it can be saved as the filter can."""

    @property
    def key(self) -> str:
        """What articles are grouped by."""
        return self._lists.key

    @property
    def query(self) -> str:
        """The query of the filter; empty: there is none."""
        return self._lists.narrowed.query if self._lists.narrowed else ""

    @property
    def view(self) -> View:
        """What is listed, to come back to."""
        return View(self._lists.narrowed, self._sidebar.model.scope)

    def counts(self) -> Counts:
        """Return how many articles can be listed, within the filter."""
        return self._lists.counts()

    def group_to_open(self, groups: "Sequence[Group]") -> int:
        """Return which group opens where none of those that were open is left."""
        rows = self._sidebar.size.height or self._sidebar.app.size.height - BARS
        return opened_first(self.key, groups, rows)

    @property
    def keys(self) -> tuple[str, ...]:
        """What articles are grouped by, and what the groups are grouped by, if they are."""
        inner = self._lists.levels.key
        return (self.key, inner) if inner else (self.key,)

    def start(self, keys: tuple[str, ...], grouped: "Callable[[], None]") -> None:
        """Run the queries, and group by the keys that are wanted, if the index does not know these yet.

        ``grouped`` is called once groups of articles without tags are there that the index did not have.
        """
        self._updates.queries.start()
        if keys == (TAG,) and not self._lists.is_grouped_by(TAG):

            def done() -> None:
                self._list_again()
                grouped()

            self._tell.in_worker(lambda: self._lists.group_by(TAG), lambda _: done())
        elif not self._lists.is_grouped_by(*keys):
            self.group_by(*keys)

    def group_by(self, key: str, inner: str = "") -> None:
        """Make groups of another key, and groups of ``inner`` in these."""

        def done() -> None:
            self._list_again()
            self._tell.say(tr("Grouped by {key}", key=meaning_of(*self.keys)))

        self._tell.say(tr("Grouping …"))
        self._tell.in_worker(lambda: self._lists.group_by(key, inner), lambda _: done())

    def order_of(self, group: "Group") -> str:
        """Return in which order the articles of a group stand, as queries write it."""
        return self._lists.sorter.order_of(group.id)

    def sort(self, order: str) -> None:
        """Put the articles of the cursor's group in another order; the cursor stays on its article. Raises UsageError."""
        order, model = written(order) or refuse_order(order), self._sidebar.model
        if not model.sections:
            return
        group = model.sections[model.slot.section].group

        def done() -> None:
            self._updates.renew()
            label, name = self._lists.label(group), MENU.get(order, order)
            self._tell.say(tr("{group}: {order}", group=label, order=tr(name)))

        self._tell.in_worker(lambda: self._lists.sort(group, order), lambda _: done())

    def narrow(self, query: str) -> None:
        """List only what a query finds."""

        def narrow() -> None:
            self._lists.narrow(query)
            self._lists.prepare()

        self._tell.in_worker(narrow, lambda _: self._narrowed())

    def _narrowed(self) -> None:
        self._list_again()
        model = self._sidebar.model
        if not model.is_empty and not model.cursor.article:
            model.put(model.first)
            model.step_article(1)
            self._sidebar.cursor_moved()
        counts = self.counts()
        say = self._tell.say if counts.total else self._tell.say_missing
        sentence = found_sentence(counts, model.scope)
        if waiting := self._workspace.library.articles.count_waiting():
            sentence += f" · {not_indexed_sentence(waiting)}"
        say(sentence)

    def widen(self) -> None:
        """List everything again."""
        if self._lists.narrowed:
            self.leave()
            self._tell.in_worker(self._lists.prepare, lambda _: self._list_again())

    def leave(self) -> None:
        """Drop the filter; the caller reads the list again."""
        self._lists.widen()

    def bring_back(self, narrowed: Narrowed | None) -> None:
        """Take a former filter; the caller reads the list again."""
        self._lists.listed.narrowed = narrowed
        self._updates.queries.run_soon()

    def show_failing(self, feeds: Iterable[str]) -> None:
        """Put a symbol beside the groups of feeds that could not be fetched."""
        self._failing = frozenset(feeds)
        self._show_failing()

    def _show_failing(self) -> None:
        form = {SOURCE: "{name}", TAG: f"\1{Kind.FEED}:{{name}}"}
        forms = [form[key] for key in self.keys if key in form]
        self._sidebar.failing = frozenset(form.format(name=name) for name in self._failing for form in forms)

    def search_at(self, group: int) -> SavedSearch | None:
        """Return the saved search that stands as this group."""
        return self._lists.search_at(group)

    def save(self, name: str, query: str) -> None:
        """Save a search under a name, above the groups."""
        file = self._workspace.paths.searches
        sentence = tr("{name} is above the groups now", name=name)
        self._change_searches(lambda: keep_search(file, name, query), sentence)

    def forget(self, name: str) -> None:
        """Forget a search that was saved by a key."""
        self._forget(forget_search, self._workspace.paths.searches, name)

    def forget_word(self, word: str) -> None:
        """Watch for a word no longer that was kept by a key."""
        self._forget(forget_word, self._workspace.paths.watch_words, word)

    def _forget(self, act: "Callable[[Path, str], None]", file: "Path", name: str) -> None:
        self._change_searches(lambda: act(file, name), tr("{name} is deleted", name=name))

    def watch(self, word: str, ends: str) -> None:
        """Mark a word wherever it stands from now on, with a group above the others; ``ends`` is the key that ends that."""
        file = self._workspace.paths.watch_words
        sentence = tr("{word} is watched for now; {key} on its group ends that", word=word, key=ends)
        self._change_searches(lambda: keep_word(file, word), sentence)

    def show_watch_words(self) -> None:
        """Mark the watch words in force in list and page."""
        self._mark_words(self._watcher())

    def _watcher(self) -> Watcher:
        """Return what finds the watch words in force. Their regexes take 15 ms: for a thread, once the screen stands."""
        return Watcher(watches(self._workspace.settings, self._workspace.paths.watch_words))

    def _mark_words(self, watcher: Watcher) -> None:
        self.watcher = watcher
        self._sidebar.mark_words(watcher)
        self._marks.use(watcher)

    def _change_searches(self, act: "Callable[[], None]", sentence: str) -> None:
        """Do something in a thread that changes what stands above the groups, and show it."""

        def change() -> tuple[tuple[SavedSearch, ...], Watcher]:
            act()
            return searches_above(self._workspace), self._watcher()

        def done(found: tuple[tuple[SavedSearch, ...], Watcher]) -> None:
            self._lists.searches, watcher = found
            self._tell.say(sentence)
            self._mark_words(watcher)
            self._updates.renew()
            self._updates.queries.run_soon()

        self._tell.in_worker(change, done)

    def _list_again(self) -> None:
        self._show_failing()
        model = self._sidebar.model
        self._updates.show_scope(model.scope, model.order)
