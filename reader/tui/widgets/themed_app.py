"""An app with our themes: which one it begins with, and what it does when the terminal says what its background is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.app import App

from reader.assets import asset
from reader.i18n import tr
from reader.tui.widgets.theme_colours import made_readable, missing_variables
from reader.tui.widgets.themes import is_light_by_name, own_themes, terminal_theme, theme_for

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace


class ThemedApp(App[int], inherit_bindings=False):
    """Knows the themes, and which one is used."""

    _as_written: frozenset[str] = frozenset()
    """The themes whose colours are left as they are; empty: Textual's first theme, which is not shown."""

    def begin_themes(self, workspace: "Workspace", environ: Mapping[str, str], *, light: bool | None) -> None:
        """Register the themes and use the one of the settings; ``light``: what the terminal says of its background."""
        self._wanted_theme, self._variables_given = workspace.settings.theme, environ
        self._is_light = is_light_by_name(environ) if light is None else light
        own = list(own_themes(asset("styles") / "themes"))
        for theme in own:
            self.register_theme(theme)
        self._as_written = frozenset(theme.name for theme in own)
        self.register_theme(terminal_theme(light=self._is_light))
        name, exists = self._begin_with()
        # Before the style sheets are read, so that they are read with its colours and not twice.
        self.set_reactive(App.theme, name)
        # A private hook, as watchers do not run for that: the terminal's own colours stay the terminal's.
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())
        if not exists:
            warning = tr("theme: no theme is called {name}", name=self._wanted_theme)
            workspace.warnings = (*workspace.warnings, warning)

    def _begin_with(self) -> tuple[str, bool]:
        return theme_for(
            self._wanted_theme, self._variables_given, self.available_themes, light=self._is_light
        )

    def use_theme(self, name: str) -> None:
        """Use a theme as the setting of that name does: ``auto`` is one for the terminal."""
        self._wanted_theme = name
        self._show(self._begin_with()[0])

    def follow_background(self, *, light: bool) -> None:
        """Change what depends on the terminal's background, now that it is known; not a theme that was chosen meanwhile."""
        if light == self._is_light:
            return
        is_chosen = self.theme != self._begin_with()[0]
        self._is_light = light
        self.register_theme(terminal_theme(light=light))
        if not is_chosen:
            self._show(self._begin_with()[0])

    def _show(self, name: str) -> None:
        if self.theme == name:  # the terminal's, which is another one now
            self._watch_theme(name)
        self.theme = name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our colours for themes that do not define them."""
        theme = self.current_theme
        return {} if theme.ansi else dict(missing_variables(theme))

    def get_css_variables(self) -> dict[str, str]:
        """Return the colours of the theme, all of them readable where the theme is not ours."""
        variables = super().get_css_variables()
        theme = self.current_theme
        if self._as_written and theme.name not in self._as_written and not theme.ansi:
            variables = made_readable(variables)
            self.theme_variables = variables
        return variables
