"""Commands that say what the list shows: groups by some key, a filter, saved searches; and that go to a group."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.library.index.grouping import GROUP_KEYS, keys_of
from reader.text.initials import typed_for
from reader.tui.acts.asking import choose, confirm, type_text
from reader.tui.acts.topic import Roles, Topic
from reader.tui.control.list_filter import meaning_of
from reader.tui.dialogs.requests import Choice, DialogTexts, QueryRequest

if TYPE_CHECKING:
    from reader.tui.control.list_filter import ListFilter


WORD_LENGTH = 60
"""Characters of what is selected that are taken as a word to watch for."""

TWO_LEVELS = (("tag", "source"), ("folder", "source"))
"""The pairs of keys that are offered."""


class Filtering(Topic):
    """Groups, filters and goes to groups."""

    def __init__(self, roles: Roles, list_filter: "ListFilter") -> None:
        super().__init__(roles)
        self._filter = list_filter

    def do_choose_grouping(self) -> None:
        """Choose what articles are grouped by."""
        more = sorted(self._library.questions.keys() - {key.name for key in GROUP_KEYS})
        pairs = dict.fromkeys((*TWO_LEVELS, keys_of(self._workspace.settings.group_by), self._filter.keys))
        ways: list[tuple[str, ...]] = [
            *((key.name,) for key in GROUP_KEYS), *(pair for pair in pairs if len(pair) == 2), *((key,) for key in more),
        ]  # fmt: skip
        chosen = ways.index(self._filter.keys) if self._filter.keys in ways else 0

        def choices() -> Iterator[Choice]:
            yield from (Choice(meaning_of(*way), " ".join(way)) for way in ways[: len(ways) - len(more)])
            yield from (Choice(key, tr("front matter")) for key in more)

        words = DialogTexts(tr("Group by"), tr("There is nothing to group by"), tr("Nothing matches"),
                      tr("enter groups · esc closes"))  # fmt: skip
        choose(
            self._tell, words, choices(), lambda number: self._filter.group_by(*ways[number]), chosen=chosen
        )

    def do_sort_articles(self) -> None:
        """Choose the order of the articles in the group of the cursor."""
        from reader.library.query.orders import MENU

        model = self._list.model
        if not model.sections:
            self._tell.refuse(tr("No articles are listed here"))
            return
        group, orders = model.sections[model.slot.section].group, list(MENU)
        order = self._filter.order_of(group)
        words = DialogTexts(
            tr("Sort {group}", group=model.label(model.slot.section)), "", tr("No order matches"),
            tr("enter sorts this group, and keeps it so · esc closes"),
        )  # fmt: skip
        choices = (Choice(tr(name), other_names=(written,)) for written, name in MENU.items())
        chosen = orders.index(order) if order in orders else 0
        choose(self._tell, words, choices, lambda number: self._filter.sort(orders[number]), chosen=chosen)

    def do_go_to_group(self) -> None:
        """Choose a group, open it and go there."""
        model = self._list.model
        groups = [section.group for section in model.sections]

        counts = [self._list.counted(group) for group in groups]
        choices = (
            Choice(label, f"{count:,}" if count else "", other_names=typed_for(label))
            for at, count in enumerate(counts)
            for label in (model.label(at),)
        )
        words = DialogTexts(tr("Go to a group"), tr("No articles are listed here"), tr("No group matches"),
                      tr("enter opens it · esc closes"))  # fmt: skip
        chosen = model.slot.section if model.sections else 0
        choose(
            self._tell, words, choices, lambda number: self.open_group(groups[number].id),
            chosen=chosen, best_first=True,
        )  # fmt: skip

    def do_choose_search(self) -> None:
        """Choose a saved search, open it and go there."""
        model = self._list.model
        groups = [section.group for section in model.sections if section.group.is_search]
        choices = (Choice(group.name, f"{group.total:,}") for group in groups)
        words = DialogTexts(tr("Saved searches"), tr("No search is saved"), tr("No search matches"),
                      tr("enter opens it · esc closes"))  # fmt: skip
        choose(self._tell, words, choices, lambda number: self.open_group(groups[number].id), best_first=True)

    def open_group(self, group: int) -> None:
        """Open a group, or a saved search, and go there."""
        if self._list.model.open_group(group):
            self._focus.leave_page()
            self._list.cursor_moved()

    def narrow(self, query: str) -> None:
        """List only what a query finds."""
        self._filter.narrow(query)

    def do_filter_list(self) -> None:
        """List only what a query finds; an empty one lists everything again."""
        questions = self._library.questions
        request = QueryRequest(
            tr("Filter the list"),
            tr("words, tag:ai, is:starred, date:>2025 …"),
            tr("tab completes · enter filters, empty lists all · esc closes"),
            questions.check,
            questions.completions,
        )

        def take(query: str) -> None:
            if query:
                self._filter.narrow(query)
            else:
                self._filter.widen()

        type_text(self._tell, request, take, self._filter.query)

    def do_clear_filter(self) -> None:
        """List everything again."""
        if self._filter.query:
            self._filter.widen()
        else:
            self._tell.say(tr("There is no filter"))

    def do_save_search(self) -> None:
        """Give the filter, or what was searched for last, a name: it stands above the groups from then on."""
        from reader.actions.finding.saved_searches import check_name

        query = self._filter.query or self._filter.searched
        if not query:
            self._tell.refuse(tr("Nothing to save: filter the list or search first"))
            return
        request = QueryRequest(
            tr("Save the search: {query}", query=query),
            tr("its name"),
            tr("enter saves it above the groups · esc closes"),
            check_name,
        )

        type_text(self._tell, request, lambda name: self._filter.save(name, query) if name else None)

    def do_add_watch_word(self) -> None:
        """Ask for a word to watch for, filled with what is selected on the page."""
        from reader.actions.finding.watching import check_word

        request = QueryRequest(
            tr("Watch for a word"), tr("a word or a phrase"),
            tr("enter marks it everywhere · esc closes"), check_word,
        )  # fmt: skip
        chosen = " ".join((self._selection.get_selected_text() or "").split())[:WORD_LENGTH]
        type_text(self._tell, request, self._watch, chosen)

    def _watch(self, word: str) -> None:
        if word:
            self._filter.watch(word, self._keymap.how("delete_search"))

    def do_delete_search(self) -> None:
        """Forget the saved search under the cursor."""
        search = self._filter.search_at(self._list.model.cursor.group)
        if search is None:
            self._tell.say(tr("The cursor is not on a saved search"))
        elif search.colour and search.is_kept:
            question = tr("Watch for {word} no longer?", word=search.name)
            confirm(self._tell, question, lambda: self._filter.forget_word(search.name))
        elif search.colour:
            self._tell.say(tr("{name} is defined in config.toml: a table [[watch]]", name=search.name))
        elif not search.is_kept:
            self._tell.say(tr("{name} is defined in config.toml: searches or top_groups", name=search.name))
        else:
            question = tr("Delete the saved search {name}? Its articles stay.", name=search.name)
            confirm(self._tell, question, lambda: self._filter.forget(search.name))
