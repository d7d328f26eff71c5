"""What a click on the page means: a link, what comes next, a fold; a second one the word, a third the paragraph."""

from typing import TYPE_CHECKING

from textual import events

from reader.page.navigation.links import link_at
from reader.tui.page.ending import CLICKED

if TYPE_CHECKING:
    from reader.tui.page.page_view import PageView


def clicked(page: "PageView", event: events.Click) -> None:
    """Do what the click means, or tell of it."""
    if event.chain > 1:
        event.stop()
        event.prevent_default()  # Textual would select the whole page
        line = page.shown.layout.line(event.y + page.scroll_offset.y) if page.shown else None
        offset = page.sideways.seen_of(line).offset_at(event.x - page.left) if line else None
        if line and offset is not None:
            page.caret.choose(line.block, offset, whole=event.chain > 2)
        return
    if event.style.meta.get(CLICKED) and not page.text_selection:
        page.post_message(page.NextClicked())
    address, at = event.style.meta.get("address"), event.style.meta.get("offset")
    if isinstance(address, str) and page.shown and not page.text_selection:
        link = link_at(page.shown.layout.blocks[at[1]], at[1], at[0]) if at else None
        page.post_message(page.LinkClicked(address, link.text if link else ""))
    elif address is None and not page.text_selection:
        page.folding.turn_at(event.y + page.scroll_offset.y)
