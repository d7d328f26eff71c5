"""Commands that put the article or parts of it on the clipboard."""

from typing import TYPE_CHECKING

from reader.i18n import tr, trn
from reader.page.line import BlockKind
from reader.text import clean, clean_line
from reader.tui.acts.asking import choose
from reader.tui.acts.selecting import count_characters
from reader.tui.acts.topic import Roles, Topic
from reader.tui.dialogs.requests import Choice, DialogTexts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.page.line import Block
    from reader.tui.page.caret import Caret
    from reader.tui.page.shown import Shown

BEGINNING = 40
"""Code points of a quotation that a sentence repeats."""


class Copying(Topic):
    """Copies the article as Markdown, text or HTML; a code block, a table or a quotation of it."""

    def __init__(self, roles: Roles, caret: "Caret | None" = None) -> None:
        """``caret`` knows what is selected; without it nothing is."""
        super().__init__(roles)
        self._caret = caret

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
            text = clean(made(shown))
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
        shown, at = self._page.shown, self._numbered(BlockKind.CODE, number)
        if shown is None or at is None:
            return
        from reader.page.code.prompts import without_prompts  # only when code is copied

        code = shown.layout.text(at)
        commands = without_prompts(code, shown.layout.blocks[at].info)
        self._tell.copy(commands)
        lines = commands.count("\n") + 1
        if commands == code:
            sentence = trn("Copied {count} line", "Copied {count} lines", lines)
        else:
            sentence = trn(
                "Copied {count} line, without the prompt", "Copied {count} lines, without prompts", lines
            )
        self._tell.say(sentence)

    def _numbered(self, kind: BlockKind, number: int) -> int | None:
        """Return the block of a kind with this number on the screen; where there is none, say so."""
        shown = self._page.shown
        blocks = shown.layout.blocks if shown else ()
        seen = [index for index in self._page.seen if blocks and blocks[index].kind is kind]
        if kind is BlockKind.TABLE:
            seen = list(self._whole_tables(seen))
        if number <= len(seen):
            return seen[number - 1]
        (self._tell.refuse if kind is BlockKind.TABLE else self._tell.say)(_missing(kind, len(seen)))
        return None

    def _whole_tables(self, seen: "list[int]") -> "Iterator[int]":
        """Yield one block of each table: long ones are set in pieces."""
        from reader.page.table_forms import table_at  # only when a table is copied

        shown = self._page.shown
        last = range(0)
        for index in seen if shown else ():
            assert shown is not None
            if index not in last:
                last = table_at(shown.layout.blocks, index)
                yield index

    def do_copy_table(self, number: int) -> None:
        """Copy a table, that of this number on the screen, in the form that is chosen."""
        self._chosen.when_shown(lambda: self._ask_form(number))

    def _ask_form(self, number: int) -> None:
        from reader.page.table_forms import FORMS, table_at  # only when a table is copied

        shown, at = self._page.shown, self._numbered(BlockKind.TABLE, number)
        if shown is None or at is None:
            return
        blocks = shown.layout.blocks
        pieces = [blocks[index] for index in table_at(blocks, at)]
        forms = list(FORMS)

        def copy(number: int) -> None:
            text = FORMS[forms[number]](pieces)
            self._tell.copy(text)
            rows = sum(piece_rows(piece) for piece in pieces)
            self._tell.say(
                trn(
                    "Copied {count} row as {form}",
                    "Copied {count:,} rows as {form}",
                    rows,
                    form=forms[number],
                )
            )

        uses = (
            tr("for spreadsheets: tabs between cells"),
            tr("for programs: commas between cells"),
            tr("for notes"),
        )
        words = DialogTexts(tr("Copy the table as"), "", tr("No form matches"),
                      tr("1 to {count} or enter copies it · esc closes", count=len(forms)))  # fmt: skip
        choose(self._tell, words, map(Choice, forms, uses), copy, numbered=True)

    def do_copy_quotation(self) -> None:
        """Copy what is selected, else the quotation or paragraph that is read, with author, title and link."""
        self._chosen.when_shown(self._copy_quotation)

    def _copy_quotation(self) -> None:
        from reader.page.navigation.quotes import passage_at  # loaded with the first page

        shown = self._page.shown
        if shown is None:
            return
        layout = shown.layout
        parts = (self._caret and self._caret.chosen_parts()) or [
            (index, 0, len(layout.text(index))) for index in passage_at(layout.blocks, self._page.seen)
        ]

        def make() -> str:
            from reader.actions.reading.quoting import as_quotation  # only when something is quoted

            article = self._library.files.document(shown.article).article
            return clean(as_quotation(layout.blocks, parts, article))

        def copy(quotation: str) -> None:
            if quotation:
                self._tell.copy(quotation)
                self._tell.say(
                    tr(
                        "Copied with its source: {passage}",
                        passage=clean_line(quotation.removeprefix("> "), BEGINNING),
                    )
                )
            else:
                self._tell.say(tr("There is no text to quote on the screen"))

        self._tell.in_worker(make, copy)


def piece_rows(piece: "Block") -> int:
    """Return the rows of a table, or of a piece of one."""
    return 1 + sum(run.text.count("\n") for run in piece.runs)


def _missing(kind: BlockKind, count: int) -> str:
    """Return the sentence that says how few blocks of a kind are on the screen."""
    if kind is BlockKind.TABLE:
        if not count:
            return tr("There is no table on the screen")
        return trn("Only {count} table is on the screen", "Only {count} tables are on the screen", count)
    if not count:
        return tr("There is no code block on the screen")
    return trn(
        "Only {count} code block is on the screen", "Only {count} code blocks are on the screen", count
    )
