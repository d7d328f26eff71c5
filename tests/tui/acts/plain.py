"""Plain objects in the roles that acts use: what is said, asked and copied is kept, and no app runs."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from textual.geometry import Size

from reader.actions.finding.lists import Lists
from reader.actions.finding.watching import Watcher
from reader.actions.reading.trail import Stop
from reader.actions.workspace.workspace import Workspace
from reader.article import Key
from reader.errors import NewsreaderError
from reader.library import Group, GroupOrder, Row, Scope
from reader.page.lines.typography import PLAIN
from reader.page.navigation.links import Link
from reader.page.position import Position
from reader.tui.acts.topic import Roles
from reader.tui.control.act_queue import ActQueue
from reader.tui.control.landing import Landing
from reader.tui.keys.commands import COMMANDS
from reader.tui.keys.keymap import Keymap
from reader.tui.list.sidebar_model import SidebarModel
from reader.tui.page.typeset import Typesetter

if TYPE_CHECKING:
    from textual.screen import Screen
    from textual.selection import Selection

    from reader.actions.changes.act_result import ActResult
    from reader.tui.page.shown import Shown

T = TypeVar("T")


class Said:
    """Keeps what is said, asked and copied; what belongs into a worker is done at once."""

    def __init__(self) -> None:
        self.sentences: list[str] = []
        self.is_asking = False
        self.warnings: list[str] = []
        self.refused: list[str] = []
        self.asked: list[tuple[Screen[Any], Callable[[Any], None] | None]] = []
        self.copied: list[str] = []
        self.in_workers = 0
        """How often something was left to a worker."""

    def say(self, sentence: str, *, warn: bool = False) -> None:
        (self.warnings if warn else self.sentences).append(sentence)

    def say_missing(self, sentence: str) -> None:
        self.sentences.append(sentence)

    def say_failed(self, problem: NewsreaderError) -> None:
        self.warnings.append(str(problem))

    def refuse(self, sentence: str) -> None:
        self.refused.append(sentence)

    def ask(self, dialog: "Screen[T]", take: Callable[[T | None], None] | None = None) -> None:
        self.asked.append((dialog, take))

    def answer(self, answer: object) -> None:
        """Answer the dialog that was opened last."""
        _, take = self.asked.pop()
        assert take is not None
        take(answer)

    def in_worker(
        self,
        act: Callable[[], T],
        done: Callable[[T], None],
        finished: Callable[[], None] = lambda: None,
        *,
        opens: bool = False,
    ) -> None:
        del opens
        self.in_workers += 1
        try:
            done(act())
        except NewsreaderError as problem:
            self.say_failed(problem)
        finally:
            finished()

    def call_later(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        callback(*args, **kwargs)
        return True

    def copy(self, text: str) -> None:
        self.copied.append(text)


class PlainList:
    """A real list of the library's groups, without a widget."""

    def __init__(self, workspace: Workspace) -> None:
        lists = Lists(workspace.library, "tag", (), lambda: datetime.now(UTC))
        self.model = SidebarModel(lists, Scope.UNREAD, GroupOrder.NAME)
        self.model.arrange(Scope.UNREAD, GroupOrder.NAME)
        self.moves = 0

    def cursor_moved(self) -> None:
        self.moves += 1

    def row(self, article: int) -> Row | None:
        return self.model.rows([article]).get(article)

    def counted(self, group: Group) -> int:
        return group.unread


class PlainPage:
    """A page that shows what is put there; its articles are set as on the screen."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self.shown: Shown | None = None
        self.display = True
        self.place: Position | None = None
        self.seen: list[int] = []
        self.at_end = False
        self.text_selection: Selection | None = None
        self.jumps: list[str] = []

    def show(self, article: int) -> None:
        *_, self.shown = Typesetter(self._workspace, 60, PLAIN, 30).pages(article)
        self.seen = list(range(len(self.shown.layout.blocks)))

    def get_selection(self, selection: "Selection") -> tuple[str, str] | None:
        del selection
        return None

    def move(self, motion: str, count: int = 1) -> None:
        del motion, count

    def move_sideways(self, steps: int) -> bool:
        del steps
        return False

    def fold_seen(self) -> bool:
        return False

    def put(self, place: Position | None) -> None:
        self.place = place

    def jump(self, link: str) -> bool:
        self.jumps.append(link)
        return link == "#there"


class PlainChosen:
    """The article that a test chooses."""

    def __init__(self, articles: PlainList) -> None:
        self._list = articles
        self.chosen = 0

    @property
    def wanted(self) -> int:
        return self.chosen

    def chosen_row(self) -> Row | None:
        return self._list.row(self.chosen) if self.chosen else None

    def when_shown(self, act: Callable[[], None]) -> None:
        act()


class PlainWays:
    """Keeps where is gone to, and which pane has the keys."""

    def __init__(self) -> None:
        self.in_page = False
        self.gone_to: list[tuple[int, Landing | None]] = []
        self.keys: list[Key] = []
        self.returned: list[Stop] = []

    def enter_page(self) -> None:
        self.in_page = True

    def leave_page(self) -> None:
        self.in_page = False

    def go_to(self, key: Key) -> None:
        self.keys.append(key)

    def go_to_article(self, article: int, landing: Landing | None = None, *, is_travel: bool = False) -> bool:
        del is_travel
        self.gone_to.append((article, landing))
        return True

    def return_to_view(self, stop: Stop) -> None:
        self.returned.append(stop)


class PlainProgram:
    """A program that can be left; nothing else is selected or suspended."""

    def __init__(self) -> None:
        self.size = Size(80, 24)
        self.has_ended = False
        self.theme = "paper-dark"
        self.theme_names = ["paper-dark", "paper-light"]
        self.selections: dict[Any, Selection] = {}

    def use_theme(self, name: str) -> None:
        self.theme = name

    show_theme = use_theme

    def suspend(self) -> AbstractContextManager[None]:
        return nullcontext()

    def open_address(self, address: str) -> None:
        self.opened_address = address

    def action_suspend_process(self) -> None:
        raise OSError("no terminal")

    def redraw(self) -> None:
        pass

    def clear_notifications(self) -> None:
        pass

    def go_on_with(self, path: Path) -> None:
        self.goes_on_with = path

    def exit(self) -> None:
        self.has_ended = True

    def clear_selection(self) -> None:
        self.selections = {}

    def get_selected_text(self) -> str | None:
        return None


class PlainHints:
    """Hints of a page without links."""

    def open(self, chosen: Callable[[Link], None]) -> bool:
        del chosen
        return False


class PlainMemory:
    """What was searched for last."""

    def __init__(self, searched: str) -> None:
        self.searched = searched
        self.watcher = Watcher()


class Stage:
    """All of it around one workspace, its folders read."""

    def __init__(self, workspace: Workspace) -> None:
        workspace.library.scan()
        self.workspace = workspace
        self.said = Said()
        self.list = PlainList(workspace)
        self.page = PlainPage(workspace)
        self.chosen = PlainChosen(self.list)
        self.ways = PlainWays()
        self.program = PlainProgram()
        self.queue = ActQueue(self.said, workspace.library, workspace.journal)
        self.results: list[ActResult] = []
        self.keymap = Keymap(COMMANDS)

    @property
    def roles(self) -> Roles:
        """What commands use."""
        return Roles(
            self.said, self.workspace, self.keymap, self.list, self.page, self.chosen, self.ways, self.ways,
            selection=self.program, program=self.program, queue=self.queue, show_act=self.results.append,
        )  # fmt: skip

    def choose(self, title: str) -> int:
        """Choose the article of this title, as the cursor would, and show it."""
        library = self.workspace.library
        found = next(article for article, *_ in library.articles.names() if self._title(article) == title)
        self.chosen.chosen = found
        self.page.show(found)
        return found

    def row(self) -> Row:
        """Return what is known of the chosen article."""
        row = self.chosen.chosen_row()
        assert row is not None
        return row

    def _title(self, article: int) -> str:
        row = self.list.row(article)
        return row.title if row else ""
