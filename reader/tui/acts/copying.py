"""Commands that put parts of the article on the clipboard."""

from typing import TYPE_CHECKING

from reader.i18n import tr, trn
from reader.page.line import BlockKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.tui.page.page_view import Shown
    from reader.tui.screen.reading_screen import ReadingScreen


MANY_BLOCKS = 200
"""What reaches over more of them is put together in a worker: each may have to be read first."""


class Copying:
    """The article, in three ways; a listing of it, without colours, numbers and marks."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen

    def do_copy_markdown(self) -> None:
        """Copy the article's text as its file has it."""
        self._copy_article(
            "Markdown", lambda shown: self._screen.workspace.library.files.document(shown.article).body
        )

    def do_copy_text(self) -> None:
        """Copy the article's text as it stands on the page, unwrapped."""

        def text(shown: "Shown") -> str:
            from reader.page.layout.layout import Position  # here already: something is shown

            return shown.layout.text_between(Position(0), Position(len(shown.layout.blocks)))

        self._copy_article(tr("text"), text)

    def do_copy_html(self) -> None:
        """Copy the article's text as HTML that holds nothing of the article's own."""

        def html(shown: "Shown") -> str:
            from reader.page.as_html import as_html  # only when asked for

            return as_html(self._screen.workspace.library.files.document(shown.article).body)

        self._copy_article("HTML", html)

    def _copy_article(self, form: str, made: "Callable[[Shown], str]") -> None:
        """Make something of the article that is chosen, away from the loop, and copy that."""
        self._screen.preview.when_shown(lambda: self._copy_shown(form, made))

    def _copy_shown(self, form: str, made: "Callable[[Shown], str]") -> None:
        shown = self._screen.page.shown
        assert shown is not None

        def make() -> tuple[str, int]:
            text = made(shown)
            return text, _signs(text)

        def copy(made: tuple[str, int]) -> None:
            text, signs = made
            self._screen.app.copy_to_clipboard(text)
            sentence = trn(
                "Copied the article as {form} (1 character)",
                "Copied the article as {form} ({count:,} characters)",
                signs,
                form=form,
            )
            self._screen.say(sentence)

        self._screen.in_worker(make, copy)

    def do_copy_code(self, number: int) -> None:
        """Copy the listing that is the so many-th on the screen, whole."""
        self._screen.preview.when_shown(lambda: self._copy_code(number))

    def _copy_code(self, number: int) -> None:
        page = self._screen.page
        layout = page.shown.layout if page.shown else None
        listings = [index for index in page.seen if layout and layout.blocks[index].kind is BlockKind.CODE]
        if layout is None or not listings:
            self._screen.say(tr("There is no code block on the screen"))
        elif number > len(listings):
            self._screen.say(
                trn(
                    "Only {count} code block is on the screen",
                    "Only {count} code blocks are on the screen",
                    len(listings),
                )
            )
        else:
            code = layout.text(listings[number - 1])
            self._screen.app.copy_to_clipboard(code)
            self._screen.say(trn("Copied {count} line", "Copied {count} lines", code.count("\n") + 1))


def copy_selected(screen: "ReadingScreen") -> bool:
    """Copy the selected text, in a worker where much of the article is selected; return whether there is some."""
    page = screen.page
    chosen = page.text_selection
    if chosen and chosen.start and chosen.end and chosen.end.y - chosen.start.y > MANY_BLOCKS:

        def make() -> tuple[str, int]:
            text, _ = page.get_selection(chosen) or ("", "")
            return text, _signs(text)

        screen.in_worker(make, lambda made: _copied(screen, *made))
        return True
    text = screen.get_selected_text()
    if text:
        _copied(screen, text, _signs(text))
    return bool(text)


def _copied(screen: "ReadingScreen", text: str, signs: int) -> None:
    screen.app.copy_to_clipboard(text)
    screen.say(trn("Copied 1 character", "Copied {count:,} characters", signs))


def _signs(text: str) -> int:
    from reader.text.graphemes import graphemes  # 5 ms: only when something is copied

    return sum(1 for _ in graphemes(text))
