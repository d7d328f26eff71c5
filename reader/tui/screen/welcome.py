"""The page that stands where there is no article: how to begin, or why there is none and what to do."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.i18n import listed, tr
from reader.text import cell_width, pad
from reader.tui.control.arrangement import NARROW
from reader.tui.page.shown import Shown

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace
    from reader.page.line import Block
    from reader.tui.control.background import Background
    from reader.tui.control.panes import Panes
    from reader.tui.control.preview import Preview
    from reader.tui.keys.keymap import Keymap
    from reader.tui.widgets.working import WorkingScreen


NAMED = 3
"""Lists of feeds that are named."""


class _Text(NamedTuple):
    """What the page says."""

    title: str
    """Its title."""
    before: Sequence[str]
    """Sentences above the keys."""
    keys: Sequence[tuple[str, str]]
    """Ids of commands, and what each does."""
    after: Sequence[str] = ()
    """Sentences below them."""


class Welcome:
    """Says how to begin with a sample, until the user moves; in an empty library what to do, until an article comes."""

    def __init__(
        self, screen: "WorkingScreen", workspace: "Workspace", keymap: "Keymap", panes: "Panes", *,
        preview: "Preview", background: "Background", shown: Callable[[], None],
    ) -> None:  # fmt: skip
        """``shown`` is called after each showing."""
        self._screen, self._workspace, self._keymap, self._panes = screen, workspace, keymap, panes
        self._preview, self._background, self._shown = preview, background, shown
        self._text: _Text | None = None
        """What was shown last."""
        self._found: Sequence[str] = ()
        """What can be imported, by its names."""
        self._total = 0
        """How many articles there were while it stood before a sample."""

    def begin(self) -> bool:
        """Show how to begin, if only a sample is open and there was no session with anything else; return whether."""
        if not self._workspace.is_sample:
            return False
        self._preview.waits = True
        self._total = self._workspace.library.articles.counts().total
        self.fit()
        self._screen.in_worker(self._look_for_feeds, self._take_found)
        return True

    def fit(self) -> None:
        """While it waits for the user: show how to begin in the window as it is now; a narrow one has the page alone."""
        if self._preview.waits:
            self._set(self._how_to_begin())
            self._take_room()
            self._screen.call_after_refresh(
                self._take_room
            )  # once the page has its width, and the list its focus

    def _take_room(self) -> None:
        if self._preview.waits and self._has_one_pane:
            self._enter_page()
            self._fit_lines()

    @property
    def _has_one_pane(self) -> bool:
        return self._workspace.settings.screen_reader or self._screen.size.width < NARROW

    def _fit_lines(self) -> None:
        """Set the lines for the width that the page has now: hidden, it had none."""
        page = self._panes.page
        if page.shown and not page.shown.article:
            page.on_resize()

    def show(self) -> None:
        """Show how to begin, whatever is open; the next article that is chosen takes its place."""
        self._set(self._how_to_begin())
        self._enter_page()
        self._screen.call_after_refresh(self._fit_lines)
        self._screen.in_worker(self._look_for_feeds, self._take_found)

    def end(self) -> None:
        """Let articles take its place: the user has begun."""
        self._preview.waits = False

    def follow(self) -> None:
        """Look whether it is wanted, once the folders have been read; where articles came, the first takes its place."""
        if self._is_wanted():
            self._screen.in_worker(self._look, self._show)
        elif self._is_blank:
            self._set(self._nothing_chosen())
        elif self._stands_before_more:
            self._total = 0
            self.end()
            self._preview.show_now()

    @property
    def _is_blank(self) -> bool:
        """Whether there is something to read, the page shows nothing, and no article is on its way to it."""
        is_blank = self._panes.page.shown is None and not self._preview.wanted
        return is_blank and self._background.is_watching and not self._panes.sidebar.model.cursor.article

    @property
    def _stands_before_more(self) -> bool:
        """Whether it still stands there, though there is more now than the sample."""
        shown, total = self._panes.page.shown, self._workspace.library.articles.counts().total
        return bool(self._total and shown and not shown.article and total > self._total)

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
        page, text = self._panes.page, self._nothing_to_read(sentences)
        is_shown = page.shown is not None and not page.shown.article
        if self._is_wanted() and not (is_shown and text == self._text):
            self._set(text)

    def _look_for_feeds(self) -> list[str]:
        from reader.actions.feeds.other_readers import sources_here  # with what reads OPML 30 ms

        return [each.name for each in sources_here(self._workspace.environ)]

    def _take_found(self, names: list[str]) -> None:
        shown = self._panes.page.shown
        if names and shown and not shown.article and self._text == self._how_to_begin():
            self._found = names
            self._set(self._how_to_begin())

    def _enter_page(self) -> None:
        """Give the page the keys; no article is entered."""
        self._panes.in_page = True
        self._panes.show_page(on=True)
        self._panes.page.focus()

    def _nothing_to_read(self, sentences: list[str]) -> _Text:
        keys = (
            ("add_feed", tr("follows a feed: its articles are listed here")),
            ("open_folder", tr("opens a folder, as newsreader FOLDER does; newsreader FILE opens one article")),
            ("import_feeds", tr("imports feeds from newsboat or an OPML file")),
            ("show_help", tr("shows all keys")),
            ("quit", tr("quits; newsreader FOLDER opens another folder")),
        )  # fmt: skip
        return _Text(tr("Nothing to read here yet"), sentences, keys)

    def _nothing_chosen(self) -> _Text:
        keys = (
            ("next_scope", tr("lists other articles: unread, all, starred, later")),
            ("search_articles", tr("finds words in all articles")),
            ("refresh_feeds", tr("fetches what is new of the feeds")),
            ("show_help", tr("shows all keys")),
        )  # fmt: skip
        return _Text(tr("No article is chosen"), (), keys)

    def _how_to_begin(self) -> _Text:
        keys = (
            ("open_folder", tr("opens a folder of yours: notes, posts, articles in Markdown")),
            ("add_feed", tr("follows a feed, by its address or that of a web page")),
            ("import_feeds", self._import_sentence()),
        )
        help_, quits = self._keymap.first("show_help"), self._keymap.first("quit")
        enter, leave = self._keymap.first("enter"), self._keymap.familiar("leave")
        after = []
        if self._workspace.is_sample:
            after = [
                self._workspace.welcome,
                tr(
                    "{leave} leads to the list, {enter} from there into the tour, two minutes with the keys.",
                    enter=enter,
                    leave=leave,
                )
                if self._has_one_pane
                else tr(
                    "{enter} enters the tour, two minutes with the keys; {leave} comes back.",
                    enter=enter,
                    leave=leave,
                ),
            ]
        after.append(tr("{help} shows all keys; {quit} quits: everything is saved.", help=help_, quit=quits))
        return _Text(
            tr("Welcome"), [tr("Nothing has to be set up. Begin with one of these keys:")], keys, after
        )

    def _import_sentence(self) -> str:
        if not self._found:
            return tr("imports feeds, from newsboat or an OPML file")
        return tr("imports feeds; found: {names}", names=listed(self._found[:NAMED]))

    def _set(self, text: _Text) -> None:
        from reader.page.layout.layout import Layout  # line breaking: after the first frame

        page = self._panes.page
        self._text = text
        self._preview.forget()
        layout = Layout(tuple(self._blocks(text)), page.measure, page.typography)
        layout.prepare(0, page.size.height)
        page.show(Shown(0, layout))
        self._panes.outline.show(())
        self._shown()

    def _blocks(self, text: _Text) -> "Iterator[Block]":
        from reader.page.line import Block, BlockKind, Gutter, GutterKind, Run  # with what sets lines

        yield Block(BlockKind.TITLE, (Run(text.title),))
        for sentence in text.before:
            yield Block(BlockKind.PARAGRAPH, (Run(sentence),))
        rows = [(key, meaning) for id_, meaning in text.keys if (key := self._keymap.first(id_))]
        width = max((cell_width(key) for key, _ in rows), default=0)
        for number, (key, meaning) in enumerate(rows):
            # As the bullet of an item, so that a second line stands below the first.
            gutter = Gutter(GutterKind.ITEM, f"{pad(key, width)}  ", " " * (width + 2), number)
            yield Block(BlockKind.PARAGRAPH, (Run(meaning),), (gutter,), space=0 if number else 1)
        for number, sentence in enumerate(text.after):
            yield Block(BlockKind.META, (Run(sentence),), space=0 if number else 1)
