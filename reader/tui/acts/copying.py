"""Commands that put parts of the article on the clipboard."""

from typing import TYPE_CHECKING

from reader.i18n import tr, trn
from reader.page.line import BlockKind
from reader.text.graphemes import graphemes

if TYPE_CHECKING:
    from reader.tui.reading_screen import ReadingScreen


class Copying:
    """Code, as the article has it: without colours, numbers and marks."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_copy_code(self, number: int) -> None:
        """Copy the listing that is the so many-th on the screen, whole."""
        page = self._screen.page
        layout = page.shown.layout if page.shown else None
        listings = [index for index in page.seen if layout and layout.blocks[index].kind is BlockKind.CODE]
        if layout is None or not listings:
            self._screen.say(tr("There is no listing on the screen"))
        elif number > len(listings):
            self._screen.say(
                trn(
                    "Only {count} listing is on the screen",
                    "Only {count} listings are on the screen",
                    len(listings),
                )
            )
        else:
            code = layout.text(listings[number - 1])
            self._screen.app.copy_to_clipboard(code)
            self._screen.say(trn("Copied {count} line", "Copied {count} lines", code.count("\n") + 1))


def copy_selected(screen: "ReadingScreen") -> bool:
    """Copy the selected text; return whether there is some."""
    text = screen.get_selected_text()
    if not text:
        return False
    screen.app.copy_to_clipboard(text)
    signs = sum(1 for _ in graphemes(text))
    screen.say(trn("Copied 1 character", "Copied {count:,} characters", signs))
    return True
