"""Commands that say what the list shows: groups by some key, a filter, saved searches; and that go to a group."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.library.index.grouping import GROUP_KEYS

if TYPE_CHECKING:
    from reader.tui.screen.reading_screen import ReadingScreen


class Filtering:
    """What is listed, and how."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_choose_grouping(self) -> None:
        """Choose what articles are grouped by."""
        from reader.tui.dialogs.choosing import Choice, ChoiceDialog, DialogTexts

        screen = self._screen
        keys = [key.name for key in GROUP_KEYS]
        names = [tr(key.meaning) for key in GROUP_KEYS]
        more = sorted(screen.workspace.library.questions.keys() - {*keys})
        keys += more
        chosen = keys.index(screen.listing.key) if screen.listing.key in keys else 0

        def choices() -> Iterator[Choice]:
            yield from (Choice(name, key) for name, key in zip(names, keys, strict=False))
            yield from (Choice(key, tr("front matter")) for key in more)

        words = DialogTexts(tr("Group by"), tr("There is nothing to group by"), tr("Nothing matches"),
                      tr("enter groups · esc closes"))  # fmt: skip
        screen.app.push_screen(
            ChoiceDialog(words, choices(), chosen=chosen),
            lambda number: None if number is None else screen.listing.group_by(keys[number]),
        )

    def do_go_to_group(self) -> None:
        """Choose a group, open it and go there."""
        from reader.tui.dialogs.choosing import Choice, ChoiceDialog, DialogTexts  # as above

        screen, model = self._screen, self._screen.sidebar.model
        groups = [section.group for section in model.sections]

        def go(number: int | None) -> None:
            if number is not None and model.open_group(groups[number].id):
                screen.leave_page()
                screen.sidebar.cursor_moved()

        counts = [screen.sidebar.counted(group) for group in groups]
        choices = (Choice(model.label(at), f"{count:,}" if count else "") for at, count in enumerate(counts))
        words = DialogTexts(tr("Go to a group"), tr("No articles are listed here"), tr("No group matches"),
                      tr("enter opens it · esc closes"))  # fmt: skip
        chosen = model.spot.section if model.sections else 0
        screen.app.push_screen(ChoiceDialog(words, choices, chosen=chosen, best_first=True), go)

    def do_filter_list(self) -> None:
        """List only what a query finds; an empty one lists everything again."""
        from reader.tui.dialogs.query_dialog import QueryDialog, QueryRequest  # as above

        screen, questions = self._screen, self._screen.workspace.library.questions
        asked = QueryRequest(
            tr("Filter the list"),
            tr("words, tag:ai, is:starred, date:>2025 …"),
            tr("tab completes · enter filters, empty lists all · esc closes"),
            questions.check,
            questions.completions,
        )

        def chosen(query: str | None) -> None:
            if query:
                screen.listing.narrow(query)
            elif query is not None:
                screen.listing.widen()

        screen.app.push_screen(QueryDialog(asked, screen.listing.query), chosen)

    def do_save_search(self) -> None:
        """Give the filter, or what was searched for last, a name: it stands above the groups from then on."""
        from reader.actions.finding.saved_searches import check_name
        from reader.tui.dialogs.query_dialog import QueryDialog, QueryRequest  # as above

        screen = self._screen
        query = screen.listing.query or screen.searched
        if not query:
            screen.dispatch.refuse(tr("Nothing to save: filter the list or search first"))
            return
        asked = QueryRequest(
            tr("Save the search: {query}", query=query),
            tr("its name"),
            tr("enter saves it above the groups · esc closes"),
            check_name,
        )

        def chosen(name: str | None) -> None:
            if name:
                screen.listing.save(name, query)

        screen.app.push_screen(QueryDialog(asked), chosen)

    def do_delete_search(self) -> None:
        """Forget the saved search under the cursor."""
        from reader.tui.dialogs.standard import QuestionDialog  # as above

        screen = self._screen
        search = screen.listing.search_at(screen.sidebar.model.cursor.group)
        if search is None:
            screen.say(tr("The cursor is not on a saved search"))
        elif not search.is_kept:
            screen.say(tr("{name} is defined in config.toml: searches or top_groups", name=search.name))
        else:
            question = tr("Delete the saved search {name}? Its articles stay.", name=search.name)
            screen.app.push_screen(
                QuestionDialog(question), lambda yes: screen.listing.forget(search.name) if yes else None
            )
