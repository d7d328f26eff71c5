"""An app with our themes: which one it begins with, and what it does when the terminal says what its background is."""

import os
from asyncio import sleep
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from textual.app import App
from textual.css.stylesheet import CssSource
from textual.widget import Widget

from reader.assets import asset
from reader.i18n import tr, trn
from reader.settings import THEMES
from reader.theme_files import RESERVED
from reader.tui.widgets.parsed_sheets import ParsedSheets
from reader.tui.widgets.theme_colours import made_readable, missing_variables
from reader.tui.widgets.themes import (
    DARK,
    TERMINAL,
    is_light_by_name,
    own_themes,
    terminal_theme,
    theme_for,
    user_theme,
)

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace


MISTAKES_SHOWN = 4
"""How many mistakes in themes are said at the start."""


class ThemedApp(App[int], inherit_bindings=False):
    """Knows the themes, and which one is used."""

    in_words = False
    """Everything is in words, for a screen reader: nothing is drawn, and the terminal's cursor is where the focus is."""
    is_still = False
    """Nothing may move by itself."""
    is_light = False
    """Whether the background of the terminal is taken to be light."""
    _coming_theme = ""
    """The theme that is used as soon as the style sheets are parsed."""
    _own: frozenset[str] = frozenset()
    """Our themes, whose colours are left as they are; empty: Textual's first theme, which is not shown."""
    _written: Mapping[str, Mapping[str, str]] = MappingProxyType({})
    """The variables that themes of the user define, by the names of the themes."""

    def begin_themes(self, workspace: "Workspace", environ: Mapping[str, str], *, light: bool | None) -> None:
        """Register the themes and use the one of the settings; ``light``: what the terminal says of its background."""
        self._sheets = self.stylesheet = ParsedSheets(variables=self.get_css_variables())
        self._wanted_theme, self._terminal = workspace.settings.theme, environ
        self.is_light = is_light_by_name(environ) if light is None else light
        own = list(own_themes(asset("styles") / "themes"))
        for theme in own:
            self.register_theme(theme)
        self._own = frozenset(theme.name for theme in own)
        self.register_theme(terminal_theme(light=self.is_light))
        warnings = self._add_themes_of_user(workspace.paths.themes)
        name, exists = self._begin_with()
        # Before the style sheets are read, so that they are read with its colours and not twice.
        self.set_reactive(App.theme, name)
        # A private hook, as watchers do not run for that: the terminal's own colours stay the terminal's.
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())
        if not exists:
            warnings.append(tr("theme: no theme is called {name}", name=self._wanted_theme))
        warnings += self._add_sheet_of_user(workspace.paths.sheet)
        workspace.warnings = (*workspace.warnings, *warnings)

    def _add_themes_of_user(self, folder: Path) -> list[str]:
        """Register the themes of the user; return what is wrong with them, as sentences."""
        if not folder.is_dir():
            return []
        from reader.theme_files import read_themes  # with TOML 10 ms: only for those who have some

        known = [name for name in THEMES if name not in RESERVED]
        variables = self.available_themes[DARK].variables
        themes, mistakes = read_themes(folder, known, variables)
        shipped = self.available_themes
        self._written = {each.name: each.values.get("variables", {}) for each in themes}
        self._own -= self._written.keys()
        for each in themes:
            self.register_theme(user_theme(each, shipped))
        more = len(mistakes) - MISTAKES_SHOWN
        if more > 0:
            rest = trn(
                "1 more mistake in your themes; newsreader themes lists all",
                "{count} more mistakes in your themes; newsreader themes lists all", more,
            )  # fmt: skip
            mistakes = [*mistakes[:MISTAKES_SHOWN], rest]
        return mistakes

    def _add_sheet_of_user(self, file: Path) -> list[str]:
        """Use the user's style sheet; return what is wrong with it, as sentences: then it is not used."""
        if not os.path.lexists(file):
            return []
        from reader.tui.widgets.user_sheet import LAST, read_sheet

        text, mistakes = read_sheet(file, self.stylesheet._variables)  # noqa: SLF001 - there is no public way to them
        if text:
            self.stylesheet.add_source(text, read_from=(str(file), ""), tie_breaker=LAST)
        return mistakes

    @property
    def theme_names(self) -> list[str]:
        """The themes that can be chosen: ours, Textual's, then those of the user."""
        return [
            *(name for name in THEMES if name != "auto"),
            *(name for name in self._written if name not in THEMES),
        ]

    def _begin_with(self) -> tuple[str, bool]:
        return theme_for(self._wanted_theme, self._terminal, self.available_themes, light=self.is_light)

    def use_theme(self, name: str) -> None:
        """Use a theme as the setting of that name does: ``auto`` is one for the terminal."""
        self._wanted_theme = name
        self._show(self._begin_with()[0])

    def follow_background(self, *, light: bool) -> None:
        """Change what depends on the terminal's background, now that it is known; not a theme that was chosen meanwhile."""
        if light == self.is_light:
            return
        is_chosen = self.theme != self._begin_with()[0]
        self.is_light = light
        self.register_theme(terminal_theme(light=light))
        if not is_chosen:
            self._show(self._begin_with()[0])

    def _show(self, name: str) -> None:
        if self.theme == name == TERMINAL:  # it may be another one now
            self._watch_theme(name)
        self.show_theme(name)

    def show_theme(self, name: str) -> None:
        """Use the theme with this name, of several in a row the last one, once the style sheets are parsed with its colours."""
        self._coming_theme = name
        if name == self.theme:
            return
        colours, sheets = self._colours_of(name), self._sheets
        if sheets.is_parsed_with(colours):
            self.theme = name
            return

        def done(parsed: ParsedSheets) -> None:
            sheets.take(parsed)
            if self._coming_theme == name:
                self.theme = name

        def parse() -> None:
            self.call_later(done, sheets.with_colours(colours))

        self.run_worker(parse, thread=True, group="theme")

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's own hook
        """Use the colours of the theme, one screen after the other: at once that would keep the loop for 40 ms."""
        if not self._running:
            super().refresh_css(animate)
            return
        self.stylesheet.set_variables(self.get_css_variables())
        self.stylesheet.reparse()
        self.call_next(self._recolour)

    async def _recolour(self) -> None:
        with self.batch_update():
            self.stylesheet.update_nodes([self])
            for screen in self.screen_stack:
                self.stylesheet.update(screen)
                screen._css_update_count = self._css_update_count  # noqa: SLF001 - as Textual does
                await sleep(0)
            for screen in self.screen_stack:
                # Widgets keep what they have drawn; so the frame that is made of it then takes no longer than one of them.
                for widget, (region, _) in list(screen._compositor.visible_widgets.items()):  # noqa: SLF001
                    if widget is not screen and widget.is_attached:
                        widget.render_lines(region.size.region)
                        await sleep(0)
            if self.screen_stack:
                self.screen._refresh_layout(self.size)  # noqa: SLF001 - as Textual does

    def _colours_of(self, name: str) -> dict[str, str]:
        """Return what Textual asks for, of another theme."""
        former, variables = self.theme, self.theme_variables
        self.set_reactive(App.theme, name)
        try:
            return self.get_css_variables()
        finally:
            self.set_reactive(App.theme, former)
            self.theme_variables = variables

    def read_ahead(self, sheet: Path, defaults: Iterable[Widget], read: Callable[[], None]) -> None:
        """Parse a style sheet, and those that these widgets bring, before they are needed: no rule of theirs is used yet.

        ``read`` is called when that is done.
        """
        sheets = self._sheets
        more = {
            place: CssSource(text, is_defaults=True, tie_breaker=rank, scope=scope)
            for widget in defaults
            for place, text, rank, scope in widget._get_default_css()  # noqa: SLF001 - as it asks for them when it is mounted
        }

        def parse() -> None:
            more[str(sheet), ""] = CssSource(
                sheet.read_text(encoding="utf-8"), is_defaults=False, tie_breaker=0, scope=""
            )
            self.call_later(done, sheets.with_colours(sheets.variables, more))

        def done(parsed: ParsedSheets) -> None:
            sheets.take(parsed)
            sheets.read(sheet)
            sheets.reparse()  # which only puts together what is parsed: else the next node is styled by the map of before
            read()

        self.run_worker(parse, thread=True, group="theme")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return colours for variables that the theme does not define: ours, and those of themes of the user.

        With these, user.tcss can be read whatever theme is used.
        """
        theme = self.current_theme
        theirs = {name: colour for each in self._written.values() for name, colour in each.items()}
        return {**theirs, **({} if theme.ansi else missing_variables(theme))}

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours of the theme, readable on each other but where the theme is ours or the user says otherwise."""
        if not self._own:  # Textual asks before there are any of ours: colours in which nothing is drawn
            return {}
        variables = super().get_css_variables()
        theme = self.current_theme
        if theme.name not in self._own and not theme.ansi:
            variables = {**made_readable(variables), **self._written.get(theme.name, {})}
            self.theme_variables = variables
        return variables
