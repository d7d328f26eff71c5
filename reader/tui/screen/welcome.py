"""What one meets first: where there is no article, a page that says why and what to do; of a single file its page."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reader.article import Key
from reader.i18n import tr
from reader.tui.keys.keymap import show_keys
from reader.tui.page.page_view import Shown

if TYPE_CHECKING:
    from reader.page.line import Block
    from reader.tui.screen.reading_screen import ReadingScreen

LEADS_ON = ("add_feed", "show_help", "quit")
"""The commands that do something where there is no article at all."""


class Welcome:
    """Says what to do as long as the library is empty; the first article takes its place."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen
        self._told: Sequence[str] = ()

    def begin_view(self) -> None:
        """Open the groups and stand on the article of the last session, read meanwhile or not, else on the first."""
        workspace, model = self._screen.workspace, self._screen.sidebar.model
        session = workspace.session
        article = workspace.library.articles.find(Key(*session.article)) if session.article else None
        model.arrange(
            model.scope, model.order, session.open_groups, keep=frozenset([article] if article else [])
        )
        self._screen.preview.return_to(article, session.group)

    def first_scan_done(self) -> None:
        """Order the groups and begin at the top, now that the index is complete; not once the user has begun."""
        screen = self._screen
        if not screen.is_touched:
            self.begin_view()
            screen.sidebar.show_from_top()
            screen.preview.show_now()
            self.open_single()

    def follow(self) -> None:
        """Look whether it is wanted, once the folders have been read."""
        if self._is_wanted():
            self._screen.in_worker(self._look, self._show)

    def open_single(self) -> None:
        """Enter the page where one file alone was named, read already or not: that is what one wants to read."""
        screen, library = self._screen, self._screen.workspace.library
        names = [Key(folder.id, name) for folder in library.folders for name in folder.only or ("",)]
        article = library.articles.find(names[0]) if len(names) == 1 and names[0].path else None
        if article is not None and not screen.is_touched and screen.going.go_to_article(article):
            screen.add_class("-sidebar-hidden")
            screen.enter_page()

    def _is_wanted(self) -> bool:
        screen = self._screen
        is_free = not screen.in_page or not (screen.page.shown and screen.page.shown.article)
        return (
            screen.background.is_watching and is_free and not screen.workspace.library.articles.counts().total
        )

    def _look(self) -> list[str]:
        from reader.actions.workspace.empty_folder import describe_empty  # only where a folder is empty

        workspace = self._screen.workspace
        return describe_empty(workspace.library.folders, text_files=workspace.settings.list_text_files)

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
        from reader.page.line import Block, BlockKind, Run, TextStyle  # with what sets lines

        keys = self._screen.keymap.keys
        yield Block(BlockKind.TITLE, (Run(tr("Nothing to read here yet")),))
        for sentence in sentences:
            yield Block(BlockKind.PARAGRAPH, (Run(sentence),))
        meanings = {
            "add_feed": tr("follows a feed: its articles are listed here"),
            "show_help": tr("shows all keys"),
            "quit": tr("quits; newsreader FOLDER opens another folder, newsreader FILE one article"),
        }
        for number, id_ in enumerate(id_ for id_ in LEADS_ON if keys[id_]):
            runs = (Run(show_keys(keys[id_][0]), TextStyle.STRONG), Run(f"  {meanings[id_]}"))
            yield Block(BlockKind.PARAGRAPH, runs, space=0 if number else 1)
