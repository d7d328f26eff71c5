"""Commands that change what is kept about articles: read, starred, later, tags, notes; undo and redo."""

from collections.abc import Callable, Sequence

from reader.actions.changes import flags
from reader.actions.changes.act_result import ActResult
from reader.actions.finding.id_sets import only_unread
from reader.i18n import tr, trn
from reader.journal import Field
from reader.library import EVERYTHING
from reader.tui.acts.asking import confirm, type_text
from reader.tui.acts.topic import Topic
from reader.tui.dialogs.requests import QueryRequest

GROUP_LIMIT = 20
"""Marking more articles of a group read asks first: in other readers its key fetches feeds."""

WORKER_FROM_ARTICLES = 300
"""Marking more articles at once goes to a worker."""


class Marking(Topic):
    """Marks articles read, starred or for later, edits tags and notes; undoes and redoes."""

    def do_toggle_read(self) -> None:
        """Mark the article read, or unread if it is."""
        self._toggle(Field.READ)

    def do_mark_done(self) -> None:
        """Mark the article read, or those that are selected, and go on to the next unread one."""
        if articles := self._meant():
            self._at_most(articles, lambda: self._mark(articles, Field.READ, value=True, done=self._go_on))

    def _go_on(self, result: ActResult) -> None:
        self._show_act(result)
        self._end_selecting()
        if self._list.model.seek_unread(1):
            self._list.cursor_moved()
        else:
            self._tell.say(tr("Nothing more is unread here"))

    def do_select_articles(self) -> None:
        """Begin to select articles at the cursor, or end it."""
        model = self._list.model
        if model.anchor is not None:
            self._end_selecting()
        elif not model.sections:
            self._tell.say_missing(tr("No articles are listed here"))
        else:
            model.anchor = model.cursor
            self._list.cursor_moved()
            self._tell.say(tr("Move to select articles, then mark, tag or open them; esc ends it"))

    def do_toggle_star(self) -> None:
        """Star the article, or take the star away."""
        self._toggle(Field.STARRED)

    def do_toggle_later(self) -> None:
        """Keep the article for later, or no longer."""
        self._toggle(Field.LATER)

    def do_edit_tags(self) -> None:
        """Edit the user's own tags of the article, or add some to those that are selected; their files stay as they are."""
        if several := self._several():
            self._tag_several(several)
            return
        row = self._row(refuses=True)
        if row is None:
            return
        from reader.actions.changes.tagging import complete_tags, set_tags, tags_in, tags_of

        library, article = self._library, row.id
        request = QueryRequest(
            tr("Tags of {title}", title=row.title),
            tr("tags, separated by commas"),
            tr("tab completes · enter saves; the file is not changed · esc closes"),
            tags_in,
            lambda typed: complete_tags(library, typed),
            is_replaced=False,
        )

        def take(typed: str) -> None:
            self._queue.change(set_tags, article, tags_in(typed), done=self._tagged, big=True)

        def ask(tags: Sequence[str]) -> None:
            type_text(self._tell, request, take, "".join(f"{tag}, " for tag in tags))

        self._tell.in_worker(lambda: tags_of(library, article), ask, opens=True)

    def _tag_several(self, articles: Sequence[int]) -> None:
        from reader.actions.changes.tagging import complete_tags, tag, tags_in

        request = QueryRequest(
            trn("Add tags to 1 article", "Add tags to {count:,} articles", len(articles)),
            tr("tags, separated by commas"),
            tr("tab completes · enter saves; the file is not changed · esc closes"),
            tags_in,
            lambda typed: complete_tags(self._library, typed),
            is_replaced=False,
        )

        def done(result: ActResult) -> None:
            self._end_selecting()
            self._tagged(result)

        def take(typed: str) -> None:
            if names := tags_in(typed):
                self._queue.change(tag, articles, names, done=done, big=True)

        type_text(self._tell, request, take)

    def do_delete_articles(self) -> None:
        """Move the file of the article, or of those that are selected, to the trash, as far as they came from feeds."""
        articles = self._meant()
        if not articles:
            return
        from reader.actions.changes.trash import delete

        trash = self._workspace.paths.trash

        def begin() -> None:
            self._queue.change(delete, trash, articles, done=self._deleted, big=True)

        if len(articles) > 1:
            confirm(
                self._tell, tr("Delete {count:,} articles? U brings them back.", count=len(articles)), begin
            )
        else:
            begin()

    def _deleted(self, result: ActResult) -> None:
        self._end_selecting()
        count = len(result.articles)
        self._tell.say(
            trn(
                "1 article deleted; U brings it back", "{count:,} articles deleted; U brings them back", count
            )
        )

    def do_edit_note(self) -> None:
        """Write a note about the article; its file stays as it is."""
        row = self._row(refuses=True)
        if row is None:
            return
        article = row.id
        hint = tr("enter saves, empty removes it; the file is not changed · esc closes")
        request = QueryRequest(
            tr("Note about {title}", title=row.title), tr("your comment"), hint, str, is_replaced=False
        )

        def take(typed: str) -> None:
            self._queue.change(flags.write_note, article, typed, done=self._show_act)

        note = self._library.state.fields(article).get(Field.NOTE)
        type_text(self._tell, request, take, str(note or ""))

    def _tagged(self, result: ActResult) -> None:
        self._show_act(result)
        changed = tr("Tags changed; {key} undoes it", key=self._keymap.how("undo"))
        self._tell.say(changed if result.articles else tr("The tags did not change"))

    def do_mark_group_read(self) -> None:
        """Mark all articles of the group read."""
        model = self._list.model
        if model.sections:
            self._mark_read(model.members(model.slot.section), GROUP_LIMIT)
        else:
            self._tell.say_missing(tr("No articles are listed here"))

    def do_mark_all_read(self) -> None:
        """Mark all articles that are listed read, of whatever group."""
        model = self._list.model
        if articles := model.source.ids(EVERYTHING, model.scope):
            self._mark_read(articles, GROUP_LIMIT)
        else:
            self._tell.say_missing(tr("No articles are listed here"))

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
        model = self._list.model
        if articles := model.neighbours(direction):
            self._mark_read(articles)
        else:
            self._tell.say_missing(none if model.sections else tr("No articles are listed here"))

    def _meant(self) -> list[int]:
        """Return the articles that are selected, else the chosen one; where none is, say so."""
        several = self._several()
        row = None if several else self._row()
        return several or ([row.id] if row else [])

    def _toggle(self, field: Field) -> None:
        """Set a field, or clear it where all that is meant has it."""
        articles = self._meant()
        if len(articles) == 1 and (row := self._list.row(articles[0])):
            self._mark(articles, field, value=not flags.flag(row, field), done=self._toggled)
        elif articles:
            rows = self._library.articles.each_row(articles)
            value = not all(flags.flag(row, field) for row in rows)
            self._at_most(articles, lambda: self._mark(articles, field, value=value, done=self._toggled))

    def _toggled(self, result: ActResult) -> None:
        self._show_act(result)
        self._end_selecting()
        if len(result.articles) > 1:
            undo, count = self._keymap.how("undo"), len(result.articles)
            self._tell.say(tr("{count:,} articles changed; {key} undoes it", count=count, key=undo))

    def _mark(
        self, articles: Sequence[int], field: Field, *, value: bool, done: Callable[[ActResult], None]
    ) -> None:
        big = len(articles) > WORKER_FROM_ARTICLES
        self._queue.change(flags.mark, articles, field, value=value, done=done, big=big)

    def _at_most(self, articles: Sequence[int], act: Callable[[], None]) -> None:
        """Do something with articles; ask first where they are more than the setting says."""
        count, limit = len(articles), self._workspace.settings.confirm_marking_above
        if limit and count > limit:
            undo = self._keymap.how("undo")
            confirm(
                self._tell, tr("Change {count:,} articles? {key} takes it back.", count=count, key=undo), act
            )
        else:
            act()

    def _mark_read(self, articles: Sequence[int], most: int = 0) -> None:
        """Mark those that are unread read; ask first where they are more than the setting says, or than ``most``, the smaller one."""
        with self._library.articles.frame() as frame:
            articles = only_unread(frame, articles)

        def done(result: ActResult) -> None:
            self._show_act(result)
            count = len(result.articles)
            self._tell.say(
                trn(
                    "1 article marked read; {key} undoes it",
                    "{count:,} articles marked read; {key} undoes it",
                    count,
                    key=self._keymap.how("undo"),
                )
                if count
                else tr("All of these are already read")
            )

        count, limit = len(articles), self._workspace.settings.confirm_marking_above
        limit = min(limit, most or limit)  # 0: never, whatever it is

        def begin() -> None:
            if count > WORKER_FROM_ARTICLES:
                self._tell.say(tr("Marking {count:,} articles …", count=count))
            big = count > WORKER_FROM_ARTICLES
            self._queue.change(flags.mark, articles, Field.READ, value=True, done=done, big=big)

        if limit and count > limit:
            undo = self._keymap.how("undo")
            question = tr("Mark {count:,} articles read? {key} takes it back.", count=count, key=undo)
            confirm(self._tell, question, begin)
        else:
            begin()

    def _revert(self, revert: Callable[..., ActResult | None], nothing: str) -> None:
        def done(result: ActResult | None) -> None:
            if result is None:
                self._tell.say(nothing)
                return
            self._show_act(result)
            sentence = _reverted_sentence(result)
            if result.elsewhere:
                sentence = tr(
                    "{sentence}, {count:,} of them not in the open folders",
                    sentence=sentence,
                    count=result.elsewhere,
                )
            self._tell.say(sentence)

        # How much it takes back is not known before: always away from the loop.
        self._queue.change(revert, self._workspace.paths.trash, done=done, big=True)


def _reverted_sentence(result: ActResult) -> str:
    count = len(result.articles) + result.elsewhere
    if result.field is Field.READ:
        if result.value:
            return trn("1 article is read again", "{count:,} articles are read again", count)
        return trn("1 article is unread again", "{count:,} articles are unread again", count)
    if result.field == Field.TRASHED:
        if result.value:
            return trn("1 article is deleted again", "{count:,} articles are deleted again", count)
        return trn("1 article is back", "{count:,} articles are back", count)
    if result.field is Field.STARRED:
        if result.value:
            return trn("1 article is starred again", "{count:,} articles are starred again", count)
        return trn("The star of 1 article is gone", "The stars of {count:,} articles are gone", count)
    if result.field is not Field.LATER:
        return tr("It is as it was before")
    if result.value:
        return trn("1 article is kept for later again", "{count:,} articles are kept for later again", count)
    return trn(
        "1 article is no longer kept for later", "{count:,} articles are no longer kept for later", count
    )
