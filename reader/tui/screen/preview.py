"""Which article the page shows: follows the cursor, newest wins, reading and setting done in a thread."""

import time
from collections.abc import Callable, Container, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

from reader.actions.changes import flags
from reader.i18n import tr
from reader.page.position import Position
from reader.tui.list.sidebar_model import Item, identity_of
from reader.tui.page.page_view import Shown
from reader.tui.screen.changes import keep_copy

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.page.navigation.matching import Edit
    from reader.tui.page.images import Images
    from reader.tui.page.page_view import PageView
    from reader.tui.page.typeset import Typesetter
    from reader.tui.screen.reading_screen import ReadingScreen

REST_S = 2.0
"""When a page has not been scrolled for so long, the place in it is written down."""

LOADS_AT_ONCE = 3
"""So many articles are read at the same time, else the newest waits: what one runs past must not fill all threads."""

HEAD_START_S = 0.03
"""The beginning of a long article is drawn before the rest of it is read: threads take turns."""

PAUSE_S = 0.08
"""While the cursor moves faster than this, the page waits until it rests."""


class Preview:
    """Shows the article under the cursor, remembers places, and notices that an article is being read."""

    def __init__(self, screen: "ReadingScreen") -> None:
        self._screen = screen
        self.wanted = 0
        """The article that the page shows, or will in a moment; 0 before the first."""
        self._then: tuple[int, Callable[[], None]] = (0, _nothing)
        """What is done once the page shows that article."""
        self._loads = self._loading = 0
        """How often an article was asked for, of which the newest counts, and how many are being read now."""
        self._is_late = False
        """The newest waits until one of the others is done."""
        self._opened = 0
        """The article of which it is written down that it was opened, this time."""
        self._moved_at = 0.0
        self._soon: Timer | None = None
        self._reading: Timer | None = None
        self._resting: Timer | None = None
        self._decided: set[int] = set()
        self.is_apart = False
        """The article on the page stands nowhere in the list any more; the cursor is on another one."""

    def decide(self, articles: Iterable[int]) -> None:
        """Take note that somebody, or reading it, made these articles read or unread."""
        self._decided.update(articles)

    def is_decided(self, article: int) -> bool:
        """Return whether that was decided already on this visit: nothing marks it by itself any more."""
        return article in self._decided

    def return_to(self, article: int | None, group: str) -> None:
        """Put the cursor on this article, in this group if it is open, else on the first article there is.

        Where there are saved searches alone, they stay closed: all of them are to be seen, and why there is nothing else.
        """
        model = self._screen.sidebar.model
        for section in sorted(model.sections, key=lambda section: identity_of(section.group) != group):
            if article and section.is_open and (spot := model.find(Item(section.group.id, article))):
                model.put(spot)
                return
        model.put(model.first)
        if not model.is_empty:
            model.step_article(1)

    def show_soon(self) -> None:
        """Show the article under the cursor: at once if the cursor rested, else when it does."""
        now = time.monotonic()
        rested = now - self._moved_at > PAUSE_S
        self._moved_at = now
        if self._soon:
            self._soon.stop()
            self._soon = None
        if rested:
            self.show_now()
        else:
            self._soon = self._screen.set_timer(PAUSE_S, self.show_now)

    def show_now(self) -> None:
        """Show the article under the cursor."""
        article = self._screen.sidebar.model.cursor.article
        if not article or article == self.wanted:
            return
        self.leave()
        self.wanted, self.is_apart = article, False
        self._decided.clear()
        self._opened = 0
        self._load(article)

    def forget(self) -> None:
        """Take note that the page shows no article: the next one is shown whichever it is."""
        self.leave()
        self.wanted = 0

    @property
    def is_behind(self) -> bool:
        """Whether the page does not show yet the article that commands mean."""
        shown, chosen = self._screen.page.shown, self._screen.chosen
        return bool(chosen) and (shown is None or shown.article != chosen)

    def when_shown(self, act: Callable[[], None]) -> None:
        """Do something with the article that commands mean once the page shows it; nothing if there is none by then."""
        screen = self._screen
        if not screen.chosen:
            screen.say(tr("No article is selected"))
            return
        if screen.chosen != self.wanted:
            self.show_now()
        if screen.page.shown and screen.page.shown.article == self.wanted:
            act()
        else:
            self._then = (self.wanted, act)

    def show_again(self) -> None:
        """Set the article anew, at the same place: something that it shows has come."""
        self._load(self.wanted)

    def follow(self, had: Item, changed: Container[int]) -> None:
        """After a change in the folders: show the article anew if its file changed, or what the cursor is on now.

        Who reads an article goes on reading it: in another group if it left its own, and its text as it was if
        its file is gone.
        """
        screen = self._screen
        has_moved = screen.sidebar.model.cursor != had
        stays = screen.in_page and (self.is_apart or (has_moved and self._stay(had.article)))
        if has_moved and not stays:
            self.show_soon()
        elif self.wanted in changed:
            self._load(self.wanted)

    def _stay(self, article: int) -> bool:
        if not article or article != self.wanted:
            return False
        self.is_apart = not self._screen.going.reach(article)
        if article not in self._screen.workspace.library.articles.rows([article]):
            if self._reading:
                self._reading.stop()
            self._screen.say(tr("This article's file is gone; its text stays until you leave it"))
        elif not self.is_apart:
            self._screen.sidebar.cursor_moved()
        return True

    def rest_soon(self) -> None:
        """Remember the place when the page has not been scrolled for a while: a power cut does not ask."""
        if self._resting:
            self._resting.stop()
        self._resting = self._screen.set_timer(REST_S, self._remember_place)

    def leave(self) -> None:
        """Remember where one was in the article that is shown, and leave it."""
        if self._reading:
            self._reading.stop()
        self._remember_place()

    def _remember_place(self) -> None:
        page, workspace = self._screen.page, self._screen.workspace
        if self._resting:
            self._resting.stop()
        if page.shown and page.shown.article:
            self._screen.trail.leave(page.shown.article, page.place)
            self._remember(
                partial(
                    flags.remember_position,
                    workspace.library,
                    workspace.journal,
                    page.shown.article,
                    page.own_place,
                )
            )

    def _remember(self, act: Callable[[], None]) -> None:
        """Write something down after what is being written: the loop waits for no big act."""
        self._screen.acts.do(act, lambda _: self._screen.background.save_soon())

    def _load(self, article: int) -> None:
        page = self._screen.page
        self._loads += 1
        self._is_late = self._loading >= LOADS_AT_ONCE
        if self._is_late:
            return
        self._loading += 1
        number = self._loads

        # In no worker, which the end of the program would wait for: an odd article takes seconds.
        from reader.tui.page.typeset import Typesetter  # 2 ms: after the first frame

        setter = Typesetter(
            self._screen.workspace, page.measure, page.typography, page.size.height, page.images is not None
        )
        Thread(target=self._read, args=(article, number, setter), daemon=True).start()

    def _read(self, article: int, number: int, setter: "Typesetter") -> None:
        """Read an article and show it; the colours of its listings follow. In a thread."""
        from reader.page.code.colouring import load
        from reader.page.layout.code_block import languages_in

        with suppress(RuntimeError):  # the screen is gone
            try:
                for shown in setter.pages(article):
                    self._screen.call_later(self._show, shown, number, self._edit(shown))
                    if not shown.is_whole:
                        time.sleep(HEAD_START_S)
                for language in languages_in(shown.layout.blocks):
                    load(language)
                    self._screen.call_later(self._screen.page.idle_layout.colour)
            except RuntimeError:
                raise
            except Exception as fault:  # noqa: BLE001 - whatever it is: the app tells it, not the thread
                self._screen.call_later(_fail, fault)

    def _edit(self, new: Shown) -> "Edit | None":
        """Return what becomes of the text that is shown, if it is one of the same article."""
        shown = self._screen.page.shown
        if shown is None or shown.article != new.article:
            return None
        from reader.page.navigation.matching import Edit  # only where a file changes: 3 ms

        return Edit(shown.layout.blocks, new.layout.blocks)

    def _show(self, new: Shown, number: int, edit: "Edit | None") -> None:
        page, workspace = self._screen.page, self._screen.workspace
        if new.is_whole:
            self._loading -= 1
            if self._is_late:
                self._load(self.wanted)
        if number != self._loads:
            return
        shown, article = page.shown, new.article
        self._screen.outline.show(new.layout.blocks)
        self._screen.panes.fit_outline()
        page.ending.follow(self._screen.sidebar.model, anew=not shown or shown.article != article)
        if shown and shown.article == article:  # its file has changed, or it has been read to its end
            if not new.is_whole:
                return
            if shown.is_whole and shown.layout.blocks == new.layout.blocks:
                page.mark_passages(new.passages)
                return
            new.layout.fold(new.layout.folds.as_before(shown.layout.folds))
            if edit is None or edit.old is not shown.layout.blocks:  # another text came in between
                edit = self._edit(new)
            page.show(new, edit=edit)
            self._screen.going.land_on(article)
        else:
            place = Position.from_text(workspace.library.state.of(article).position)
            is_farther = (
                place and place.block >= len(new.layout.blocks)
            ) or self._screen.going.is_landing_in(article)
            if not new.is_whole and is_farther:
                return
            page.show(new, place)
            self._screen.going.land_on(article)
            if self._screen.in_page:
                self.start_reading()
        self._screen.status.update()
        (waited_for, act), self._then = self._then, (0, _nothing)
        if waited_for == article:
            act()

    def start_reading(self) -> None:
        """One looks at the page: remember when, and count the seconds that make the article a read one.

        Nothing yet where it still shows what was left; it is called again when the wanted article is there.
        """
        shown, workspace = self._screen.page.shown, self._screen.workspace
        if self._reading:
            self._reading.stop()
        if not shown or not shown.article or shown.article != self.wanted:
            return
        self._screen.trail.enter(shown.article)
        if shown.article != self._opened:
            self._opened = shown.article
            now = datetime.now(UTC)
            self._remember(
                partial(flags.remember_opened, workspace.library, workspace.journal, shown.article, now)
            )
            keep_copy(self._screen, shown.article)
            if workspace.settings.remote_images:
                from reader.tui.screen.remote_images import load_pictures  # only for those who want that

                load_pictures(self._screen)
        after = workspace.settings.mark_read_after_s
        if after and workspace.settings.mark_read_when == "open":
            self._reading = self._screen.set_timer(after, partial(self._stayed, shown.article))

    def _stayed(self, article: int) -> None:
        shown = self._screen.page.shown
        if self._screen.in_page and shown and shown.article == article:
            self._screen.marks.mark_shown_read()


def _nothing() -> None:
    """Wait for no article."""


def _fail(fault: Exception) -> None:
    raise fault


def images_of(page: "PageView", screen: "ReadingScreen") -> "Images | None":
    """Return what draws pictures in this terminal, if it shows any; loaded when the first article is read."""
    from reader.tui.terminal.graphics import Graphics, graphics_for, missing_extra

    images = screen.workspace.settings.images
    for warning in missing_extra(images):
        screen.say(warning, warn=True)
    graphics = graphics_for(images, screen.workspace.environ)
    if graphics is Graphics.NONE:
        return None
    from reader.tui.page.images import Images

    return Images(page, graphics)
