"""The command that goes to a heading: in the outline beside the page where there is room for it, else in a dialog."""

from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.page.position import Position
from reader.tui.acts.asking import choose
from reader.tui.acts.topic import Roles, Topic
from reader.tui.dialogs.requests import Choice, DialogTexts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.page.line import Block
    from reader.tui.control.panes import Panes
    from reader.tui.page.outline_pane import OutlinePane


class Outlining(Topic):
    """The headings of the article on the page."""

    def __init__(
        self, roles: Roles, outline: "OutlinePane", panes: "Panes", focus_text: "Callable[[], None]"
    ) -> None:
        """``focus_text`` gives the keys to the text, if the outline has them."""
        super().__init__(roles)
        self._outline, self._panes, self._focus_text = outline, panes, focus_text

    def do_show_outline(self) -> None:
        """Go to a heading."""
        self._chosen.when_shown(self._open)

    def _open(self) -> None:
        shown = self._page.shown
        if shown is None or not self._outline.headings:
            self._tell.refuse(tr("This article has no headings"))
            return
        self._panes.want_outline(on=True)
        if self._panes.is_outlined:
            self._panes.in_page = True
            self._outline.focus()
        else:
            self._choose(shown.layout.blocks)

    def leave(self, block: int | None, *, hide: bool) -> None:
        """Read on, at a heading if one was chosen; ``hide``: the outline is not wanted any more."""
        if block is None:
            self._focus_text()
        else:
            self._focus.enter_page()
            self._go_to(block)
        if hide:
            self._panes.want_outline(on=False)

    def _go_to(self, block: int) -> None:
        """Put a heading on the top row, as far as the end of the article lets it."""
        self._page.put(Position(block))
        self._outline.has_gone_to(block)

    def _choose(self, blocks: "Sequence[Block]") -> None:
        from reader.page.navigation.outline import heading_line  # loaded with the first page

        headings = self._outline.headings
        choices = (Choice(heading_line(blocks[each.block]), depth=each.depth) for each in headings)
        words = DialogTexts(
            tr("Outline"),
            tr("This article has no headings"),
            tr("No heading matches"),
            tr("enter goes there · esc closes"),
        )

        def take(number: int) -> None:
            self._focus.enter_page()
            self._go_to(headings[number].block)

        choose(self._tell, words, choices, take, chosen=max(0, self._outline.here))
