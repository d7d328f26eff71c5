"""What one meets first: where there is no article, a page that says why and what to do; of a single file its page."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.article import Key
from reader.i18n import tr
from reader.tui.keymap import show_keys
from reader.tui.page_view import Shown

if TYPE_CHECKING:
    from reader.page.line import Block
    from reader.tui.reading_screen import ReadingScreen

LEADS_ON = ("add_feed", "help", "quit")
"""The commands that do something where there is no article at all."""


class Welcome:
    """Says what to do as long as the library is empty; the first article takes its place."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen
        self._told: Sequence[str] = ()

    def follow(self) -> None:
        """Look whether it is wanted, once the folders have been read."""
        if self._is_wanted():
            self._screen.in_worker(self._look, self._show)

    def open_single(self) -> None:
        """Enter the page where one file alone was named, read already or not: that is what one wants to read."""
        screen, library = self._screen, self._screen.desk.library
        names = [Key(folder.id, name) for folder in library.folders for name in folder.only or ("",)]
        article = library.find(names[0]) if len(names) == 1 and names[0].path else None
        if article is not None and not screen.is_touched and screen.going.go_to_article(article):
            screen.add_class("-sidebar-hidden")
            screen.enter_page()

    def _is_wanted(self) -> bool:
        screen = self._screen
        is_free = not screen.in_page or not (screen.page.shown and screen.page.shown.article)
        return screen.upkeep.is_watching and is_free and not screen.desk.library.counts().total

    def _look(self) -> list[str]:
        from reader.actions.empty_folder import told_of  # only where a folder is empty

        desk = self._screen.desk
        return told_of(desk.library.folders, text_files=desk.settings.text_files)

    def _show(self, sentences: list[str]) -> None:
        screen, page = self._screen, self._screen.page
        is_shown = page.shown is not None and not page.shown.article
        if not self._is_wanted() or (is_shown and sentences == self._told):
            return
        from reader.page.layout.layout import Layout  # line breaking: after the first frame

        self._told = sentences
        screen.preview.forget()
        layout = Layout(tuple(self._blocks(sentences)), page.measure, page.typography)
        layout.prepare(0, page.size.height)
        page.show(Shown(0, layout))
        screen.outline.show(())
        screen.status.hints(None)

    def _blocks(self, sentences: Sequence[str]) -> "Iterator[Block]":
        from reader.page.line import Block, BlockKind, Mark, Run  # with what sets lines

        keys = self._screen.keymap.keys
        yield Block(BlockKind.TITLE, (Run(tr("Nothing to read here yet")),))
        for sentence in sentences:
            yield Block(BlockKind.PARAGRAPH, (Run(sentence),))
        meanings = {
            "add_feed": tr("follows a feed: its articles are listed here"),
            "help": tr("shows all keys"),
            "quit": tr("leaves; newsreader FOLDER opens another folder, newsreader FILE one article"),
        }
        for number, id_ in enumerate(id_ for id_ in LEADS_ON if keys[id_]):
            runs = (Run(show_keys(keys[id_][0]), Mark.STRONG), Run(f"  {meanings[id_]}"))
            yield Block(BlockKind.PARAGRAPH, runs, space=0 if number else 1)
