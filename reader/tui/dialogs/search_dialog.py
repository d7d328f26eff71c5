"""The dialog that searches all articles while words are typed: titles first, then the lines that hold the words."""

from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets.option_list import Option

from reader.actions.finding.age import format_date
from reader.actions.finding.watching import Watcher
from reader.errors import NewsreaderError
from reader.i18n import tr, trn
from reader.text import cell_width, fit, pad
from reader.tui.dialogs.dialog import SearchDialog
from reader.tui.widgets.content import assembled
from reader.tui.widgets.input_line import InputLine
from reader.tui.widgets.options import Options
from reader.tui.widgets.working import WorkingScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from reader.actions.finding.searching import Snippet
    from reader.actions.workspace.workspace import Workspace
    from reader.library import Row

FOUND_LIMIT = 50
"""How many articles are shown; typing more words finds others."""

PAUSE_S = 0.06
"""Seconds without a key after which a search begins."""

SOURCE_SHARE = 4
"""A source gets one part in this many of a row where it and the title do not fit."""


class Result(NamedTuple):
    """The article that was chosen."""

    article: int
    """Its id."""
    typed: str
    """What was typed to find it."""


class SearchArticles(SearchDialog[Result | None]):
    """Its result is the article that was chosen, and what was typed to find it."""

    BINDINGS: ClassVar = [("ctrl+k", "dismiss", "")]
    """Keys and the actions that they run."""

    def __init__(self, workspace: "Workspace", typed: str = "", watcher: "Watcher | None" = None) -> None:
        """``watcher`` finds the watch words, which are marked."""
        super().__init__(tr("Search all articles"), tr("enter goes there · esc closes"))
        self._workspace, self._watcher = workspace, watcher or Watcher()
        self._typed = typed
        self._asked = 0
        self._waiting: Timer | None = None
        self._rows: Sequence[Row] = ()
        self._snippets: Sequence[Snippet] = ()
        """The lines of their texts that hold what was typed; none: they are not known yet."""
        self._found_by = ""
        """What was typed when these rows were found: what stands in the line now may be no query."""
        self._answered = ""
        """What was typed when these rows, or that it is no query, were the answer."""
        self._is_all = True
        """Whether no more rows will be found by that."""
        self._is_entered = False
        """Whether enter was pressed before anything was found: the first article that is found is opened."""

    def body(self) -> ComposeResult:
        """Yield the line to type in, and the list."""
        yield InputLine(self._typed, placeholder=tr("words, tag:ai, date:>2025 …"), select_on_focus=True)
        yield Options()

    @property
    def count(self) -> int:
        """How many articles are listed."""
        return len(self._rows)

    def take(self, at: int) -> None:
        """Go to the article that is listed there."""
        self.dismiss(Result(self._rows[at].id, self._found_by))

    def on_input_changed(self) -> None:
        """Search after a pause in typing."""
        self._is_entered = False
        if self._waiting:
            self._waiting.stop()
        self._waiting = self.later(PAUSE_S, self._search)

    def submit(self) -> None:
        """Take what is highlighted, or what is found first by what is typed: it may not be there yet."""
        typed = self.line.strip()
        if typed != self._answered or not (self._rows or self._is_all):
            self._enter_when_found(typed)
        else:
            super().submit()

    def _enter_when_found(self, typed: str) -> None:
        """Go to the first article that is found; the keys after enter wait for it a moment."""
        if self._waiting:
            self._waiting.stop()
        if typed != self._answered:
            self._search()
        self._is_entered = bool(typed)
        base = self.app.screen_stack[0]
        if isinstance(base, WorkingScreen):
            base.hold_keys(lambda: self._is_entered and self.is_open)
        if typed:
            self.say(tr("Searching … enter goes to the first article found"))

    def _search(self) -> None:
        self._waiting = None
        self._asked += 1
        typed = self.line.strip()
        if typed:
            self.run_worker(partial(self._find, typed, self._asked), thread=True, group="search")
        else:
            self._show(self._asked, "", (), is_all=True)

    def _find(self, typed: str, number: int) -> None:
        """Find articles and show them, then the lines in which the words stand. In a thread."""
        from reader.actions.finding.searching import nearly, read_through, searched, snippet_of

        workspace = self._workspace
        try:
            rows = list(
                workspace.library.articles.each_row(
                    searched(workspace.library, typed, workspace.zone, FOUND_LIMIT)
                )
            )
        except NewsreaderError as problem:
            self.hand(self._tell, number, typed, str(problem))
            return
        self.hand(self._show, number, typed, rows)
        if near := nearly(workspace.library, typed, workspace.zone, [row.id for row in rows]):
            rows = [*rows, *workspace.library.articles.each_row(near)]
            self.hand(self._show, number, typed, rows)
        known = {row.id for row in rows}
        for article in read_through(workspace.library, typed, known, lambda: self._is_over(number)):
            # Another list: the former one is shown.
            rows = [*rows, *workspace.library.articles.each_row([article])]
            self.hand(self._show, number, typed, rows)
            if len(rows) >= FOUND_LIMIT:
                break
        snippets = []
        for row in rows:
            if self._is_over(number):
                return
            line_breaks = workspace.settings.line_breaks
            snippets.append(snippet_of(workspace.library, row.id, typed, line_breaks))
        self.hand(partial(self._show, is_all=True), number, typed, rows, snippets)

    def _is_over(self, number: int) -> bool:
        """Return whether something else is looked for by now, or nothing any more."""
        return number != self._asked or self.is_answered

    def _tell(self, number: int, typed: str, sentence: str) -> None:
        if number == self._asked:
            is_entered, self._is_entered = self._is_entered, False
            self._answered, self._is_all = typed, True
            self.say(sentence)
            if is_entered:  # then what an earlier text has found is what is meant, if it is still shown
                super().submit()

    def _show(
        self,
        number: int,
        typed: str,
        rows: "Sequence[Row]",
        snippets: "Sequence[Snippet]" = (),
        *,
        is_all: bool = False,
    ) -> None:
        if number != self._asked:
            return
        self._answered, self._is_all = typed, is_all
        if self._is_entered and rows:
            self.dismiss(Result(rows[0].id, typed))
            return
        if is_all:
            self._is_entered = False
        highlighted = self.options.highlighted if rows and rows == self._rows else 0
        self._rows, self._snippets, self._found_by = rows, snippets, typed
        self._set_rows(highlighted)
        count = trn("1 article", "{count} articles", len(rows))
        at_most = tr("the first {count} articles", count=FOUND_LIMIT)
        sentence = (
            self._hint if not rows else f"{at_most if len(rows) == FOUND_LIMIT else count} · {self._hint}"
        )
        if not self._is_entered:
            self.say(sentence)

    def on_resize(self, event: events.Resize) -> None:
        """Set the rows for another width."""
        super().on_resize(event)
        if self.is_open and self._rows:
            self.call_after_refresh(self.hand, lambda: self._set_rows(self.options.highlighted))

    def _set_rows(self, highlighted: int | None) -> None:
        """Show what is found, in rows as wide as the list is now."""
        options, rows = self.options, self._rows
        width = options.scrollable_content_region.width - 2
        lines = [self._line(row, width) for row in rows]
        below = [_marked(snippet, width, self._watcher) for snippet in self._snippets]
        pairs = zip(lines, below or [Content("")] * len(rows), strict=True)
        options.set_options(Option(Content("\n").join(pair)) for pair in pairs)
        if not rows and self._found_by:
            options.set_options([Option(Content(tr("No articles found")), disabled=True)])
        if rows:
            options.highlighted = highlighted

    def _line(self, row: "Row", width: int) -> Content:
        date = format_date(row, self._workspace.zone)
        left = width - cell_width(row.title) - cell_width(date) - 4
        source = fit(row.source, max(0, left, width // SOURCE_SHARE))
        aside = fit("  ".join(filter(None, [source, date])), max(0, width // 2))
        room = max(1, width - cell_width(aside) - 2)
        title = fit(row.title, room)
        line = assembled((pad(title, room + 2), "" if row.read else "bold"), (aside, "$muted"))
        return _watched(line, title, 0, self._watcher)


def _watched(content: Content, text: str, at: int, watcher: "Watcher") -> Content:
    """Return what begins with a text, ``at`` characters in, with the watch words in it marked."""
    for start, end, colour in watcher.marks(text):
        content = content.stylize(f"$foreground on $highlight-{colour} underline", start + at, end + at)
    return content


def _marked(snippet: "Snippet", width: int, watcher: "Watcher") -> Content:
    text = fit(snippet.text, max(1, width - 2))
    content = _watched(assembled((f"  {text}", "$muted")), text, 2, watcher)
    for start, end in snippet.matches:
        if end <= len(text):
            content = content.stylize("$accent bold", start + 2, end + 2)
    return content
