"""Commands that mark articles and undo that."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.actions.changes import flags
from reader.actions.changes.flags import ActResult
from reader.i18n import tr, trn
from reader.journal import Field

if TYPE_CHECKING:
    from reader.tui.screen.reading_screen import ReadingScreen

MANY = 300
"""Marking more articles at once goes to a worker."""


class Marking:
    """Read, starred, later, for one article or many; undo and redo."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_toggle_read(self) -> None:
        """Mark the article read, or unread if it is."""
        self._toggle(Field.READ)

    def do_toggle_star(self) -> None:
        """Star the article, or take the star away."""
        self._toggle(Field.STARRED)

    def do_toggle_later(self) -> None:
        """Keep the article for later, or no longer."""
        self._toggle(Field.LATER)

    def do_edit_tags(self) -> None:
        """Give the article tags, or take some from it; its file stays as it is."""
        screen, row = self._screen, self._screen.chosen_row()
        if row is None:
            screen.dispatch.refuse(tr("No article is selected"))
            return
        from reader.actions.changes.tagging import complete_tags, set_tags, tags_in, tags_of
        from reader.tui.dialogs.query_dialog import (  # with its widgets 5 ms: only when asked for
            QueryDialog,
            QueryRequest,
        )

        library, journal, article = screen.workspace.library, screen.workspace.journal, row.id
        asked = QueryRequest(
            tr("Tags of {title}", title=row.title),
            tr("tags, separated by commas"),
            tr("tab completes · enter saves; the file is not changed · esc closes"),
            tags_in,
            lambda typed: complete_tags(library, typed),
            is_replaced=False,
        )

        def chosen(typed: str | None) -> None:
            if typed is not None:
                tags = tags_in(typed)
                screen.acts.do(lambda: set_tags(library, journal, article, tags), self._tagged, big=True)

        def ask(tags: Sequence[str]) -> None:
            screen.app.push_screen(QueryDialog(asked, "".join(f"{tag}, " for tag in tags)), chosen)

        screen.in_worker(lambda: tags_of(library, article), ask, opens=True)

    def do_edit_note(self) -> None:
        """Write a note about the article; its file stays as it is."""
        screen, row = self._screen, self._screen.chosen_row()
        if row is None:
            screen.dispatch.refuse(tr("No article is selected"))
            return
        from reader.tui.dialogs.query_dialog import (  # with its widgets 5 ms: only when asked for
            QueryDialog,
            QueryRequest,
        )

        library, journal, article = screen.workspace.library, screen.workspace.journal, row.id
        hint = tr("enter saves, empty removes it; the file is not changed · esc closes")
        asked = QueryRequest(
            tr("Note about {title}", title=row.title),
            tr("your comment"),
            hint,
            str,
            is_replaced=False,
        )

        def chosen(typed: str | None) -> None:
            if typed is not None:
                screen.acts.do(
                    lambda: flags.write_note(library, journal, article, typed), screen.marks.marked
                )

        note = library.state.fields(article).get(Field.NOTE)
        screen.app.push_screen(QueryDialog(asked, str(note or "")), chosen)

    def _tagged(self, marked: ActResult) -> None:
        self._screen.marks.marked(marked)
        self._screen.say(
            tr("Tags changed; U undoes it") if marked.articles else tr("The tags did not change")
        )

    def do_mark_group_read(self) -> None:
        """Mark all articles of the group read."""
        model = self._screen.sidebar.model
        if model.sections:
            self._mark_read(model.members(model.spot.section))
        else:
            self._screen.status.say_none(tr("No articles are listed here"))

    def do_mark_above_read(self) -> None:
        """Mark all articles above the cursor in its group read."""
        self._mark_beside(-1, tr("No article stands above the cursor in this group"))

    def do_mark_below_read(self) -> None:
        """Mark all articles below the cursor in its group read."""
        self._mark_beside(1, tr("No article stands below the cursor in this group"))

    def do_undo(self) -> None:
        """Undo the last act."""
        self._revert(flags.undo, tr("Nothing to undo"))

    def do_redo(self) -> None:
        """Do again what was undone last."""
        self._revert(flags.redo, tr("Nothing to redo"))

    def _mark_beside(self, direction: int, none: str) -> None:
        model = self._screen.sidebar.model
        if articles := model.neighbours(direction):
            self._mark_read(articles)
        else:
            self._screen.status.say_none(none if model.sections else tr("No articles are listed here"))

    def _toggle(self, field: Field) -> None:
        row = self._screen.chosen_row()
        if row is None:
            self._screen.say(tr("No article is selected"))
            return
        workspace = self._screen.workspace
        value = not flags.flag(row, field)
        self._screen.acts.do(
            lambda: flags.mark(workspace.library, workspace.journal, [row.id], field, value=value),
            self._screen.marks.marked,
        )

    def _mark_read(self, articles: Sequence[int]) -> None:
        workspace = self._screen.workspace

        def act() -> ActResult:
            return flags.mark(workspace.library, workspace.journal, articles, Field.READ, value=True)

        def done(marked: ActResult) -> None:
            self._screen.marks.marked(marked)
            count = len(marked.articles)
            self._screen.say(
                trn("1 article marked read; U undoes it", "{count} articles marked read; U undoes it", count)
                if count
                else tr("All of these are already read")
            )

        count, limit = len(articles), workspace.settings.confirm_marking_above

        def begin() -> None:
            if count > MANY:
                self._screen.say(tr("Marking {count:,} articles …", count=count))
            self._screen.acts.do(act, done, big=count > MANY)

        if limit and count > limit:
            from reader.tui.dialogs.standard import (
                QuestionDialog,  # with its widgets 5 ms: only when asked for
            )

            question = tr("Mark {count:,} articles read? U takes it back.", count=count)
            self._screen.app.push_screen(QuestionDialog(question), lambda yes: begin() if yes else None)
        else:
            begin()

    def _revert(self, revert: Callable[..., ActResult | None], nothing: str) -> None:
        workspace = self._screen.workspace

        def done(marked: ActResult | None) -> None:
            if marked is None:
                self._screen.say(nothing)
                return
            self._screen.marks.marked(marked)
            self._screen.say(_told(marked))

        # How much it takes back is not known before: always away from the loop.
        self._screen.acts.do(lambda: revert(workspace.library, workspace.journal), done, big=True)


def _told(marked: ActResult) -> str:
    count = len(marked.articles)
    if marked.field is Field.READ:
        if marked.value:
            return trn("1 article is read again", "{count} articles are read again", count)
        return trn("1 article is unread again", "{count} articles are unread again", count)
    if marked.field is Field.STARRED:
        if marked.value:
            return trn("1 article is starred again", "{count} articles are starred again", count)
        return trn("The star of 1 article is gone", "The stars of {count} articles are gone", count)
    if marked.field is not Field.LATER:
        return tr("It is as it was before")
    if marked.value:
        return trn("1 article is kept for later again", "{count} articles are kept for later again", count)
    return trn(
        "1 article is no longer kept for later", "{count} articles are no longer kept for later", count
    )
