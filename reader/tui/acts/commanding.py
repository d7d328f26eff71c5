"""Commands that are typed with what they need, and macros, which are lists of them."""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from reader.actions.changes import flags
from reader.actions.changes.act_result import ActResult
from reader.actions.changes.flags import ACTS
from reader.errors import NewsreaderError, UsageError
from reader.i18n import tr, trn
from reader.library import Scope
from reader.library.query.orders import refuse_order, written
from reader.tui.acts.asking import confirm
from reader.tui.acts.topic import Roles, Topic
from reader.tui.keys.page_commands import TYPED_IN_PAGE, not_in_page
from reader.tui.keys.typed_commands import (
    TYPED_BY_NAME,
    parse_line,
    query_of,
    split_name,
    split_path,
    split_tags,
)

if TYPE_CHECKING:
    from reader.tui.acts.briefing import Briefing
    from reader.tui.acts.exporting import Exporting
    from reader.tui.acts.feeding import Feeding
    from reader.tui.acts.opening import Opening
    from reader.tui.acts.piping import Piping
    from reader.tui.acts.searching import Searching
    from reader.tui.acts.sharing import Sharing
    from reader.tui.control.list_filter import ListFilter
    from reader.tui.control.messages import Messages
    from reader.tui.control.session_settings import SessionSettings
    from reader.tui.control.updates import Updates

REPEATS = 99
"""How often a count may repeat a macro."""

Then = Callable[[], None]
"""What is done after a line."""


def _nothing() -> None:
    """Do nothing after a line."""


class Commanding(Topic):
    """Takes lines apart and does them."""

    def __init__(
        self, roles: Roles, run: Callable[[str, int | None], None], *, list_filter: "ListFilter", updates: "Updates",
        feeding: "Feeding", exporting: "Exporting", briefing: "Briefing", searching: "Searching", settings: "SessionSettings",
        messages: "Messages", opening: "Opening", piping: "Piping", sharing: "Sharing",
        hold_keys: Callable[[Callable[[], bool]], None],
    ) -> None:  # fmt: skip
        """``run`` does a command by its id and count; ``hold_keys`` lets the next keys wait while something is so."""
        super().__init__(roles)
        self._run, self._filter, self._updates = run, list_filter, updates
        self._feeding, self._searching, self._settings = feeding, searching, settings
        self._exporting, self._briefing = exporting, briefing
        self._messages, self._hold_keys = messages, hold_keys
        self._opening, self._piping, self._sharing = opening, piping, sharing
        self._steps: deque[str] = deque()
        """The lines of a macro that are not done yet."""
        self._is_held = False
        """A dialog has to be closed before the next one."""

    def do_command_line(self) -> None:
        """Type a command with what it needs."""
        from reader.actions.workspace.command_history import load_history, remember_line
        from reader.tui.control.line_completion import LineCompletion
        from reader.tui.dialogs.command_line import CommandLine  # with its widgets 5 ms: only when needed

        file = self._workspace.paths.command_history
        completion = LineCompletion(
            self._library, self._keymap, self._list.model, self._workspace.settings, self._program.theme_names
        )

        def take(typed: str | None) -> None:
            if typed:
                self._tell.in_worker(partial(remember_line, file, typed), lambda _: None)
                self.run_line(typed)

        self._tell.ask(CommandLine(self._check, completion.complete, load_history(file)), take)

    def do_show_messages(self) -> None:
        """Show what was said in this session."""
        from reader.tui.dialogs.standard import LinesDialog  # with its widgets 5 ms: only when needed

        self._program.clear_notifications()  # they are among these, and would lie over them
        lines = self._messages.lines(self._workspace.zone)
        self._tell.ask(LinesDialog(tr("Messages"), lines or [tr("Nothing was said yet")]))

    def _check(self, text: str) -> None:
        """Raise NewsreaderError for a line that cannot be done. In a thread."""
        line = parse_line(text, self._keymap.by_id)
        if query := query_of(line):
            self._library.questions.check(query)
        rest = line.rest
        match line.name:
            case "set":
                self._settings.check(rest)
            case "keep":
                self._settings.check_name(rest)
            case "theme":
                self._settings.check(f"theme {rest}")
            case "scope":
                self._settings.checked(Scope, rest)
            case "group":
                self._settings.group_keys(rest)
            case "sort":
                _ = written(rest) or refuse_order(rest)
            case "go":
                self._section_called(rest)
            case "pipe" if rest:
                self._piping.row_of(split_name(rest)[0])
            case "share" if rest:
                self._sharing.row_of(split_name(rest)[0])

    def run_lines(self, lines: Sequence[str], times: int) -> None:
        """Do the lines of a macro one after another, as often as the count says; one that cannot be done ends it."""
        self._steps.clear()  # of one that could not go on
        self._steps.extend([*lines] * min(times, REPEATS))
        self._hold_keys(lambda: bool(self._steps))
        self.go_on()

    def go_on(self) -> None:
        """Do the next line of a macro; a dialog of the line before holds it up."""
        self._is_held = bool(self._steps) and self._tell.is_asking
        if self._steps and not self._is_held and not self.run_line(self._steps.popleft(), self._go_on_soon):
            self._steps.clear()

    def resume(self) -> None:
        """Go on with what a dialog has held up, now that it is closed."""
        if self._is_held:
            self.go_on()

    def _go_on_soon(self) -> None:
        self._tell.call_later(self.go_on)

    def run_line(self, text: str, then: Then = _nothing) -> bool:
        """Do a line, and ``then`` once it is done; False: it cannot be done, and that is said."""
        try:
            line = parse_line(text, self._keymap.by_id)
            if self._workspace.is_in_page and line.name in TYPED_BY_NAME and line.name not in TYPED_IN_PAGE:
                raise UsageError(not_in_page(f":{line.name}"))
            if line.name not in TYPED_BY_NAME:
                self._run(line.name, int(line.rest) if line.rest else None)
                self._queue.do(lambda: None, lambda _: then())  # once the acts that wait are done
            elif line.name in ACTS:
                self._mark(line.name, line.rest, then)
            elif line.name in {"tag", "untag"}:
                self._tag(line.rest, then, is_given=line.name == "tag")
            else:
                self._do_typed(line.name, line.rest)
                self._queue.do(lambda: None, lambda _: then())
        except NewsreaderError as problem:
            self._tell.say_failed(problem)
            return False
        return True

    def _do_typed(self, name: str, rest: str) -> None:
        model = self._list.model
        match name:
            case "note":
                if row := self._row():
                    self._queue.change(flags.write_note, row.id, rest, done=self._show_act)
            case "filter":
                if rest:
                    self._filter.narrow(rest)
                else:
                    self._filter.widen()
            case "search":
                self._searching.search(rest)
            case "sort":
                self._filter.sort(rest)
            case "scope":
                self._updates.show_scope(self._settings.checked(Scope, rest), model.order)
            case "group":
                self._filter.group_by(*self._settings.group_keys(rest))
            case "go":
                self._go(rest)
            case "theme":
                self._settings.change("theme", rest)
            case "set":
                self._tell.say(self._settings.set_line(rest))
            case "keep":
                self._tell.in_worker(partial(self._settings.keep, rest), self._tell.say)
            case "export":
                self._exporting.export(*split_path(rest))
            case "brief":
                self._briefing.brief(rest)
            case "follow":
                self._feeding.follow(rest)
            case "refresh":
                self._feeding.refresh(rest)
            case "publish":
                self._publish(rest)
            case "open":
                self._opening.open_found(rest)
            case "edit":
                self._opening.edit_found(rest)
            case "pager":
                self._opening.do_open_in_pager()
            case "pipe":
                self._piping.pipe(*split_name(rest))
            case "share":
                self._sharing.share(*split_name(rest))
            case _:
                self.do_show_messages()

    def _publish(self, rest: str) -> None:
        """Publish what is listed of the group under the cursor."""
        from reader.tui.acts.publishing import publishing_of  # only for those who publish

        model = self._list.model
        if not model.sections:
            self._tell.say_missing(tr("No articles are listed here"))
            return
        section = model.slot.section
        title = model.source.label(model.sections[section].group)
        act = publishing_of(self._workspace, [*model.members(section)], title, rest)
        self._tell.in_worker(act, self._tell.say)

    def _section_called(self, name: str) -> int:
        """Return which of the listed groups is meant by a name; raises UsageError."""
        model, wanted = self._list.model, name.casefold()
        labels = [model.source.label(section.group).casefold() for section in model.sections]
        found = [at for at, label in enumerate(labels) if label == wanted] or [
            at for at, label in enumerate(labels) if wanted in label
        ]
        if not found:
            raise UsageError(tr("No group is called {name}", name=name))
        return found[0]

    def _go(self, name: str) -> None:
        model = self._list.model
        group = model.sections[self._section_called(name)].group.id
        if model.open_group(group):
            self._focus.leave_page()
            self._list.cursor_moved()

    # Acts on the chosen article, or on what a query finds

    def _mark(self, name: str, query: str, then: Then) -> None:
        field, value = ACTS[name]

        def done(result: ActResult) -> None:
            self._show_act(result)
            if query:
                self._say_changed(result)
            then()

        def act(articles: Sequence[int]) -> None:
            self._queue.change(flags.mark, articles, field, value=value, done=done, big=bool(query))

        self._with_articles(query, act)

    def _tag(self, rest: str, then: Then, *, is_given: bool) -> None:
        from reader.actions.changes.tagging import tag, tags_in

        tags, query = split_tags(rest)
        tags_in(",".join(tags))  # which refuses one that is too long

        def done(result: ActResult) -> None:
            self._show_act(result)
            if result.articles:
                self._say_changed(result)
            else:
                self._tell.say(tr("The tags did not change"))
            then()

        def act(articles: Sequence[int]) -> None:
            given, taken = (tags, ()) if is_given else ((), tags)
            self._queue.change(tag, articles, given, taken, done=done, big=True)

        self._with_articles(query, act)

    def _with_articles(self, query: str, act: Callable[[Sequence[int]], None]) -> None:
        """Do something with what a query finds; without one with what is selected, else with the chosen article."""
        if not query:
            several = self._several()
            if several:
                self._at_most(several, act)
            elif row := self._row():
                self._at_most([row.id], act)
            else:
                self._steps.clear()
            return
        now = datetime.now(self._workspace.zone)

        def found(articles: Sequence[int]) -> None:
            if articles:
                self._at_most(articles, act)
            else:
                self._steps.clear()
                self._tell.say_missing(tr("No articles found"))

        self._tell.in_worker(lambda: list(self._library.questions.query(query, now)), found, opens=True)

    def _at_most(self, articles: Sequence[int], act: Callable[[Sequence[int]], None]) -> None:
        """Do something with articles, after a question if they are more than the setting says."""
        limit = self._workspace.settings.confirm_marking_above

        def begin() -> None:
            self._end_selecting()
            act(articles)

        if limit and len(articles) > limit:
            undo, count = self._keymap.how("undo"), len(articles)
            question = tr("Change {count:,} articles? {key} takes it back.", count=count, key=undo)
            confirm(self._tell, question, begin)
        else:
            begin()

    def _say_changed(self, result: ActResult) -> None:
        count = len(result.articles)
        if count:
            sentence = trn("1 article changed", "{count:,} articles changed", count)
            self._tell.say(
                tr("{sentence}; {key} undoes it", sentence=sentence, key=self._keymap.first("undo"))
            )
        else:
            self._tell.say(tr("These articles are so already"))
