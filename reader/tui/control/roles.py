"""What a command may need of the screen, as small roles: the screen's parts fill them, and so can plain objects in tests."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from reader.errors import NewsreaderError

if TYPE_CHECKING:
    from pathlib import Path

    from textual.geometry import Size
    from textual.screen import Screen
    from textual.selection import Selection

    from reader.actions.finding.watching import Watcher
    from reader.actions.reading.trail import Stop
    from reader.article import Key
    from reader.library import Group, Row
    from reader.page.navigation.links import Link
    from reader.page.position import Position
    from reader.tui.control.landing import Landing
    from reader.tui.list.sidebar_model import SidebarModel
    from reader.tui.page.shown import Shown

_T = TypeVar("_T")


class Tell(Protocol):
    """Says something to the user, asks, and works away from the loop."""

    def say(self, sentence: str, *, warn: bool = False) -> None:
        """Show a sentence for a while; ``warn``: as a toast."""

    @property
    def is_asking(self) -> bool:
        """Whether a dialog stands before the screen."""

    def say_missing(self, sentence: str) -> None:
        """Say that something is not there, as far as the folders have been read."""

    def say_failed(self, problem: NewsreaderError) -> None:
        """Say what could not be done."""

    def refuse(self, sentence: str) -> None:
        """Say why a dialog does not open; what is typed ahead for it does nothing."""

    def ask(self, dialog: "Screen[_T]", take: Callable[[_T | None], None] | None = None) -> None:
        """Open a dialog; ``take`` gets its answer."""

    def in_worker(
        self,
        act: Callable[[], _T],
        done: Callable[[_T], None],
        finished: Callable[[], None] = lambda: None,
        *,
        opens: bool = False,
    ) -> None:
        """Do something in a thread, then ``done`` with its result on the loop, and ``finished`` in any case.

        ``opens``: that opens a dialog, which gets the keys that are typed meanwhile.
        """

    def call_later(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Have something called on the loop, from any thread; False or RuntimeError: the screen is gone."""

    def copy(self, text: str) -> None:
        """Put a text on the clipboard."""


class Chosen(Protocol):
    """The article that commands mean."""

    @property
    def chosen(self) -> int:
        """Its id; 0: none is chosen."""

    @property
    def wanted(self) -> int:
        """The article that the page shows, or will in a moment; 0: none."""

    def chosen_row(self) -> "Row | None":
        """Return what is known of it; None: none is chosen."""

    def when_shown(self, act: Callable[[], None]) -> None:
        """Do something once the page shows it; where none is chosen, say so."""


class ArticleList(Protocol):
    """The list of groups and articles."""

    @property
    def model(self) -> "SidebarModel":
        """What is listed, and the cursor."""

    def cursor_moved(self) -> None:
        """Show the cursor where the model has it now; the page follows."""

    def row(self, article: int) -> "Row | None":
        """Return what is known of an article; None: it is gone."""

    def counted(self, group: "Group") -> int:
        """Return the number that stands beside a group."""


class Page(Protocol):
    """The text of an article, which scrolls."""

    @property
    def shown(self) -> "Shown | None":
        """What it shows."""

    @property
    def display(self) -> bool:
        """Whether it is on the screen: a narrow window shows one pane."""

    @property
    def place(self) -> "Position | None":
        """The position in the text of the top row; None: its beginning."""

    @property
    def seen(self) -> list[int]:
        """The blocks on the screen, from the top."""

    @property
    def at_end(self) -> bool:
        """Whether the last line is on the screen."""

    @property
    def text_selection(self) -> "Selection | None":
        """What is selected in it."""

    def get_selection(self, selection: "Selection") -> tuple[str, str] | None:
        """Return the selected text, and what ends it."""

    def move(self, motion: str, count: int = 1) -> None:
        """Scroll by a motion of the command table."""

    def move_sideways(self, steps: int) -> bool:
        """Move long lines of code; False: there are none, or they end here."""

    def fold_seen(self) -> bool:
        """Open or close the folds on the screen; False: there are none."""

    def put(self, place: "Position | None") -> None:
        """Scroll so that a position is on the top row."""

    def jump(self, link: str) -> bool:
        """Scroll to the heading or anchor of ``#name``; False: there is none."""


class Focus(Protocol):
    """Which pane has the keys."""

    @property
    def in_page(self) -> bool:
        """Whether they are for the page."""

    def enter_page(self) -> None:
        """Give the page the keys; entering an article may mark it read."""

    def leave_page(self) -> None:
        """Give the list the keys."""


class Navigation(Protocol):
    """Ways to an article."""

    def go_to(self, key: "Key") -> None:
        """Put the cursor on the article of this key and show it; where it is not listed, say so."""

    def go_to_article(
        self, article: int, landing: "Landing | None" = None, *, is_travel: bool = False
    ) -> bool:
        """Put the cursor on an article and show it, at ``landing`` if that is given; False: it is gone.

        ``is_travel``: it is gone to by back or forward, which does not count as a new stop.
        """

    def return_to_view(self, stop: "Stop") -> None:
        """List again what was listed at a stop, if that was left for an article outside of it."""


class TextSelection(Protocol):
    """What is selected on the screen."""

    @property
    def selections(self) -> dict[Any, "Selection"]:
        """The selections, by widget."""

    def clear_selection(self) -> None:
        """Select nothing."""

    def get_selected_text(self) -> str | None:
        """Return the selected text."""


class Program(Protocol):
    """The program around the screen."""

    theme: str
    """The name of its colours."""

    @property
    def theme_names(self) -> list[str]:
        """The themes that can be chosen."""

    def show_theme(self, name: str) -> None:
        """Use the theme with this name, of several in a row the last one."""

    def use_theme(self, name: str) -> None:
        """Use a theme as the setting of that name does: ``auto`` is one for the terminal."""

    @property
    def size(self) -> "Size":
        """That of the window, in cells."""

    def suspend(self) -> AbstractContextManager[None]:
        """Lend the terminal to another program meanwhile."""

    def open_address(self, address: str) -> None:
        """Have an address opened by the browser that shows the screen."""

    def action_suspend_process(self) -> None:
        """Go back to the shell; raises OSError where the terminal does not support that."""

    def exit(self) -> None:
        """End."""

    def clear_notifications(self) -> None:
        """Take away what toasts say."""

    def go_on_with(self, path: "Path") -> None:
        """End, and begin again with a folder or a file in the place of what is open."""

    def redraw(self) -> None:
        """Draw everything again."""


class Hints(Protocol):
    """Letters over the links on the screen."""

    def open(self, chosen: "Callable[[Link], None]") -> bool:
        """Show them, and call ``chosen`` with the link that is typed; False: there is no link."""


class RemembersSearch(Protocol):
    """What was searched for last in all articles."""

    searched: str
    """As it was typed."""

    watcher: "Watcher"
    """What finds the watch words in texts."""
