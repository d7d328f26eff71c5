"""The page that stands where there is no article: why there is none, and what to do."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.tui.page.shown import Shown

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace
    from reader.page.line import Block
    from reader.tui.control.background import Background
    from reader.tui.control.panes import Panes
    from reader.tui.control.preview import Preview
    from reader.tui.keys.keymap import Keymap
    from reader.tui.widgets.working import WorkingScreen


class Welcome:
    """Says what to do as long as the library is empty; the first article takes its place."""

    def __init__(
        self, screen: "WorkingScreen", workspace: "Workspace", keymap: "Keymap", panes: "Panes", *,
        preview: "Preview", background: "Background", shown: Callable[[], None],
    ) -> None:  # fmt: skip
        """``shown`` is called after each showing."""
        self._screen, self._workspace, self._keymap, self._panes = screen, workspace, keymap, panes
        self._preview, self._background, self._shown = preview, background, shown
        self._sentences: Sequence[str] = ()
        """What was shown last."""

    def follow(self) -> None:
        """Look whether it is wanted, once the folders have been read."""
        if self._is_wanted():
            self._screen.in_worker(self._look, self._show)

    def _is_wanted(self) -> bool:
        is_read = self._panes.in_page and self._panes.has_text
        return (
            self._background.is_watching
            and not is_read
            and not self._workspace.library.articles.counts().total
        )

    def _look(self) -> list[str]:
        from reader.actions.workspace.empty_folder import describe_empty  # only where a folder is empty

        return describe_empty(
            self._workspace.library.folders, text_files=self._workspace.settings.list_text_files
        )

    def _show(self, sentences: list[str]) -> None:
        page = self._panes.page
        is_shown = page.shown is not None and not page.shown.article
        if not self._is_wanted() or (is_shown and sentences == self._sentences):
            return
        from reader.page.layout.layout import Layout  # line breaking: after the first frame

        self._sentences = sentences
        self._preview.forget()
        layout = Layout(tuple(self._blocks(sentences)), page.measure, page.typography)
        layout.prepare(0, page.size.height)
        page.show(Shown(0, layout))
        self._panes.outline.show(())
        self._shown()

    def _blocks(self, sentences: Sequence[str]) -> "Iterator[Block]":
        from reader.page.line import Block, BlockKind, Run, TextStyle  # with what sets lines

        yield Block(BlockKind.TITLE, (Run(tr("Nothing to read here yet")),))
        for sentence in sentences:
            yield Block(BlockKind.PARAGRAPH, (Run(sentence),))
        meanings = {
            "add_feed": tr("follows a feed: its articles are listed here"),
            "show_help": tr("shows all keys"),
            "quit": tr("quits; newsreader FOLDER opens another folder, newsreader FILE one article"),
        }
        for number, id_ in enumerate(filter(self._keymap.first, meanings)):
            runs = (Run(self._keymap.first(id_), TextStyle.STRONG), Run(f"  {meanings[id_]}"))
            yield Block(BlockKind.PARAGRAPH, runs, space=0 if number else 1)
