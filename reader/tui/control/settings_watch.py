"""Takes over changes of ``config.toml`` while the program runs."""

import os
from typing import TYPE_CHECKING

from reader.actions.workspace.preferences import query_fault
from reader.errors import UsageError
from reader.i18n import listed, tr, trn
from reader.setting_loading import Loaded, load_settings
from reader.settings import ROWS
from reader.tui.control.session_settings import CHANGED_HERE, SessionSettings

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace
    from reader.tui.control.roles import Tell


class SettingsWatch:
    """What the file said last, and what it says now."""

    every_s = 2.0
    """How often it is worth a look whether the file has changed: one call of the system."""

    def __init__(self, workspace: "Workspace", settings: SessionSettings, tell: "Tell") -> None:
        self._workspace, self._settings, self._tell = workspace, settings, tell
        self._file = workspace.paths.settings_file
        self._seen = self._stamp()
        self._loaded: Loaded | None = None
        """What the file said at the last change; None: it is as it was at the start."""
        self._at_start = workspace.settings

    def look(self) -> None:
        """Read the file if it has changed, in a worker, and let its changes hold."""
        stamp = self._stamp()
        if stamp == self._seen:
            return
        self._seen = stamp
        environ = self._workspace.environ
        self._tell.in_worker(lambda: load_settings(self._file, environ, query_fault=query_fault), self._take)

    def _stamp(self) -> tuple[int, int, int]:
        """Return what tells one version of the file from another; zeros: there is none."""
        try:
            found = self._file.stat()
        except OSError:
            return 0, 0, 0
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _take(self, loaded: Loaded) -> None:
        """Change what the file now says otherwise; what was changed for this session only stays."""
        before = self._loaded.settings if self._loaded else self._at_start
        self._loaded = loaded
        changed = [name for name in ROWS if getattr(loaded.settings, name) != getattr(before, name)]
        later = []
        for name in changed:
            if name not in CHANGED_HERE:
                later.append(name)
                continue
            try:
                self._settings.change(name, getattr(loaded.settings, name))
            except UsageError as problem:
                self._tell.say_failed(problem)
        self._report(changed, later, loaded.warnings)

    def _report(self, changed: list[str], later: list[str], warnings: tuple[str, ...]) -> None:
        if warnings:
            more = len(warnings) - 1
            sentence = warnings[0].removeprefix(f"{self._file.parent}{os.sep}")
            if more:
                rest = trn("1 more mistake", "{count} more mistakes", more)
                sentence = tr("{sentence}; {more}", sentence=sentence, more=rest)
            self._tell.say(sentence, warn=True)
        elif later:
            self._tell.say(tr("From the next start on: {names}", names=listed(later)))
        elif changed:
            self._tell.say(tr("Changed by config.toml: {names}", names=listed(changed)))
