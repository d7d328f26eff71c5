"""Commands that put parts of the article on the clipboard."""

from typing import TYPE_CHECKING

from reader.i18n import tr, trn
from reader.page.line import BlockKind
from reader.tui.acts.selecting import count_characters
from reader.tui.acts.topic import Topic

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.tui.page.shown import Shown


class Copying(Topic):
    """Copies the article as Markdown, text or HTML, or a code block of it."""

    def do_copy_markdown(self) -> None:
        """Copy the article's text as its file has it."""
        self._copy_article("Markdown", lambda shown: self._library.files.document(shown.article).body)

    def do_copy_text(self) -> None:
        """Copy the article's text as it stands on the page, unwrapped."""

        def text(shown: "Shown") -> str:
            from reader.page.layout.layout import Position  # loaded with the first page

            return shown.layout.text_between(Position(0), Position(len(shown.layout.blocks)))

        self._copy_article(tr("text"), text)

    def do_copy_html(self) -> None:
        """Copy the article's text as HTML that holds nothing of the article's own."""

        def html(shown: "Shown") -> str:
            from reader.actions.reading.showing import html_of  # only when needed

            files = self._library.files
            return html_of(files.document(shown.article), self._workspace.settings, files.path(shown.article))

        self._copy_article("HTML", html)

    def _copy_article(self, form: str, made: "Callable[[Shown], str]") -> None:
        """Make something of the article that is chosen, away from the loop, and copy that."""
        self._chosen.when_shown(lambda: self._copy_shown(form, made))

    def _copy_shown(self, form: str, made: "Callable[[Shown], str]") -> None:
        shown = self._page.shown
        assert shown is not None

        def make() -> tuple[str, int]:
            text = made(shown)
            return text, count_characters(text)

        def copy(made: tuple[str, int]) -> None:
            text, characters = made
            self._tell.copy(text)
            sentence = trn(
                "Copied the article as {form} (1 character)",
                "Copied the article as {form} ({count:,} characters)",
                characters,
                form=form,
            )
            self._tell.say(sentence)

        self._tell.in_worker(make, copy)

    def do_copy_code(self, number: int) -> None:
        """Copy a code block, whole: that of this number on the screen."""
        self._chosen.when_shown(lambda: self._copy_code(number))

    def _copy_code(self, number: int) -> None:
        page = self._page
        layout = page.shown.layout if page.shown else None
        blocks = [index for index in page.seen if layout and layout.blocks[index].kind is BlockKind.CODE]
        if layout is None or not blocks:
            self._tell.say(tr("There is no code block on the screen"))
        elif number > len(blocks):
            self._tell.say(
                trn(
                    "Only {count} code block is on the screen",
                    "Only {count} code blocks are on the screen",
                    len(blocks),
                )
            )
        else:
            code = layout.text(blocks[number - 1])
            self._tell.copy(code)
            self._tell.say(trn("Copied {count} line", "Copied {count} lines", code.count("\n") + 1))
