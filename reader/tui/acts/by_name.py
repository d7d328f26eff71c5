"""The palette: everything by its name, in one list."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from reader.actions.finding.age import format_date
from reader.errors import NewsreaderError
from reader.i18n import spoken, tr
from reader.settings import ROWS, THEMES
from reader.tui.acts.asking import choose, type_text
from reader.tui.acts.topic import Roles, Topic
from reader.tui.control.session_settings import CHANGED_HERE, values_of, written
from reader.tui.dialogs.requests import Choice, DialogTexts, QueryRequest
from reader.tui.keys.command import Command
from reader.tui.keys.commands import about, names_of, title_of
from reader.tui.keys.keymap import show_all

if TYPE_CHECKING:
    from reader.actions.feeds.subscribing import Followed
    from reader.library import Row
    from reader.tui.acts.filtering import Filtering
    from reader.tui.control.refreshing import Refreshing
    from reader.tui.control.session_settings import SessionSettings
    from reader.tui.dialogs.palette import Palette

RECENT = 100
"""Articles that were opened last, which are found by their titles."""

Act = Callable[[], object]


class ByName(Topic):
    """Gathers what has a name, each with what choosing it does."""

    def __init__(
        self, roles: Roles, run: Callable[[str], None], *, filtering: "Filtering", refreshing: "Refreshing",
        settings: "SessionSettings",
    ) -> None:  # fmt: skip
        """``run`` does a command by its id."""
        super().__init__(roles)
        self._run, self._filtering, self._refreshing, self._settings = run, filtering, refreshing, settings

    def do_open_palette(self) -> None:
        """Choose a command, a group, a feed, an article, a theme or a setting by its name."""
        from reader.tui.dialogs.palette import Palette  # with its widgets 5 ms: only when needed

        acts: list[Act] = []
        former, program = self._program.theme, self._program
        previews: dict[int, str] = {}

        def choices() -> Iterator[Choice]:
            for choice, act in self._known():
                if choice.heading == tr("Themes") and choice.text != "auto":  # which names none
                    previews[len(acts)] = choice.text
                acts.append(act)
                yield choice

        def preview(number: int) -> None:
            program.show_theme(previews.get(number, former))

        def begun(dialog: "Palette") -> None:
            def add(found: Sequence[tuple[Choice, Act]]) -> None:
                acts.extend(act for _, act in found)
                dialog.add([choice for choice, _ in found])

            self._tell.in_worker(self._slow, lambda found: dialog.hand(add, found))

        def take(number: int | None) -> None:
            if number is None or number not in previews:
                preview(-1)
            if number is not None:
                self._do(acts[number])

        hint = tr("enter runs or opens it · esc closes")
        words = DialogTexts(tr("Everything by name"), "", tr("Nothing matches"), hint, says_about=True)
        self._tell.ask(Palette(words, choices(), begun=begun, preview=preview), take)

    def _known(self) -> Iterator[tuple[Choice, Act]]:
        """Yield what is known at once."""
        for command in self._keymap.commands:
            if command.id != "open_palette":
                yield self._command(command), _bound(self._run, command.id)
        model = self._list.model
        searches = [each for each in model.sections if each.group.is_search]
        groups = [each for each in model.sections if not each.group.is_search]
        for heading, sections in ((tr("Saved searches"), searches), (tr("Groups"), groups)):
            kind = tr("saved search") if sections is searches else tr("group")
            for section in sections:
                group, label = section.group, self._list.model.source.label(section.group)
                aside = f"{kind} · {group.total:,}"
                yield Choice(label, aside, heading=heading), _bound(self._filtering.open_group, group.id)
        for theme in ("auto", *self._program.theme_names):
            yield (
                Choice(theme, tr("theme"), heading=tr("Themes")),
                _bound(self._take_theme, theme),
            )
        for name in sorted(CHANGED_HERE):
            yield self._setting(name), _bound(self._ask_value, name)

    def _setting(self, name: str) -> Choice:
        """Return a setting by its name; in other languages by what it does, as its name is English."""
        value, meaning = written(getattr(self._workspace.settings, name)), tr(ROWS[name].meaning)
        title, aside = name.replace("_", " ").capitalize(), tr("setting · {value}", value=value)
        kind = aside
        if spoken() != "en":
            title, aside = meaning, f"{name} = {value}"
        heading = tr("Settings for this session")
        return Choice(title, aside, other_names=(name, meaning, kind), heading=heading, about=meaning)

    def _command(self, command: Command) -> Choice:
        keys = show_all(self._keymap.keys[command.id], has_arrows=self._workspace.settings.icons != "ascii")
        return Choice(
            title_of(command), keys, other_names=names_of(command), about=about(command), is_aside_whole=True,
            heading=tr("Commands"),
        )  # fmt: skip

    def _slow(self) -> list[tuple[Choice, Act]]:
        """Return what has to be looked for, with what choosing it does. In a thread."""
        return [*self._recent(), *self._feeds()]

    def _recent(self) -> Iterator[tuple[Choice, Act]]:
        found = self._library.state.recently_opened(RECENT)
        rows = self._library.articles.rows(found)
        for row in (rows[article] for article in found if article in rows):
            yield (
                Choice(row.title, self._described(row), heading=tr("Recent articles")),
                _bound(self._go_to, row.id),
            )

    def _described(self, row: "Row") -> str:
        return " · ".join(filter(None, (tr("article"), row.source, format_date(row, self._workspace.zone))))

    def _feeds(self) -> Iterator[tuple[Choice, Act]]:
        from reader.actions.feeds.subscribing import followed  # 10 ms: only where feeds are looked for

        for feed in followed(self._refreshing.feeds.roots).feeds:
            yield (
                Choice(feed.short_title, tr("feed"), other_names=(feed.feed.address,), heading=tr("Feeds")),
                _bound(self._list_feed, feed),
            )

    def _go_to(self, article: int) -> None:
        if self._navigation.go_to_article(article):
            self._focus.enter_page()

    def _list_feed(self, feed: "Followed") -> None:
        from reader.actions.finding.querying import source_query

        self._filtering.narrow(source_query(feed.title))

    def _ask_value(self, name: str) -> None:
        """Choose another value for a setting, or type one."""
        now = written(getattr(self._workspace.settings, name)).strip('"')
        about_it = tr(ROWS[name].meaning)
        title = tr("{name} for this session", name=name)
        if values := values_of(name):
            words = DialogTexts(title, "", tr("Nothing matches"), tr("enter takes it · esc closes"))
            chosen = values.index(now) if now in values else 0
            choose(
                self._tell, words, map(Choice, values),
                lambda number: self._set(name, values[number]), chosen=chosen,
            )  # fmt: skip
        else:
            request = QueryRequest(
                title, about_it, about_it, lambda typed: self._settings.check(f"{name} {typed}")
            )
            type_text(self._tell, request, lambda typed: self._set(name, typed), now)

    def _set(self, name: str, value: str) -> None:
        self._do(lambda: self._tell.say(self._settings.set_line(f"{name} {value}")))

    def _take_theme(self, name: str) -> None:
        if name in THEMES:
            self._settings.change("theme", name)
        else:  # one of the user's
            self._program.use_theme(name)

    def _do(self, act: Act) -> None:
        """Do what was chosen; a dialog's answer comes from no key, which would say what fails."""
        try:
            act()
        except NewsreaderError as problem:
            self._tell.say_failed(problem)


def _bound(act: Callable[..., object], *given: object) -> Act:
    return lambda: act(*given)
