"""Jumping in the list by the letters of titles: Latin words as they are, Chinese characters by their Pinyin."""

from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.tui.acts.topic import Topic
from reader.tui.list.sections import Item

if TYPE_CHECKING:
    from reader.tui.control.title_search import Found


class Jumping(Topic):
    """Moves the cursor to the title that begins as what is typed."""

    def do_jump(self) -> None:
        """Type letters; the cursor follows them."""
        from reader.tui.control.title_search import TitleSearch
        from reader.tui.dialogs.jump_line import JumpLine  # with its widgets 5 ms: only when needed

        model = self._list.model
        if not model.sections:
            self._tell.refuse(tr("No articles are listed here"))
            return
        if self._focus.in_page:
            self._focus.leave_page()
        origin = model.cursor
        search = TitleSearch(self._library.articles.rows, model)

        def go(found: "Found | None") -> None:
            item = origin if found is None else Item(found.group, found.article)
            slot = model.find(item)
            if slot is not None and slot != model.slot:
                model.put(slot)
                self._list.cursor_moved()

        def end(is_taken: bool | None) -> None:  # noqa: FBT001 - an answer, as dialogs hand it on
            if not is_taken:
                go(None)

        self._tell.ask(JumpLine(search.find, go), end)
