"""Where newsreader keeps its own files on this system, as platformdirs says.

Reads the environment, touches no file. Config is the user's, data is precious (the journal), state is
convenient (sizes, positions, the last folder), cache can be deleted at any time (the index).
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

APP = "newsreader"
"""The name of the program in the system's folders."""


ACCOUNTS_FILE = "accounts.toml"
"""The file of accounts at servers, in the folder of settings."""

SETTINGS_VARIABLE = "NEWSREADER_CONFIG"
"""The environment variable that names another file of settings; child processes inherit it."""


_USUAL = {"CONFIG": ".config", "DATA": ".local/share", "STATE": ".local/state", "CACHE": ".cache"}
"""Where the folders of programs are on Linux, below the home folder, by their names in variables."""


class Paths(NamedTuple):
    """The four folders of the program and the files in them."""

    config: Path
    """What the user writes."""
    data: Path
    """What must not be lost."""
    state: Path
    """What is convenient to keep."""
    cache: Path
    """What can be deleted at any time."""
    settings: Path | None = None
    """Another file of settings than ``config.toml``, which the user has named."""

    @property
    def settings_file(self) -> Path:
        """``config.toml``: written by the user, and by commands whose purpose that is."""
        return self.settings or self.config / "config.toml"

    @property
    def themes(self) -> Path:
        """The folder of the user's themes, ``NAME.toml``."""
        return self.config / "themes"

    @property
    def accounts(self) -> Path:
        """The accounts of the user at servers; read from here only."""
        return self.config / ACCOUNTS_FILE

    @property
    def sheet(self) -> Path:
        """The user's own style sheet, ``user.tcss``."""
        return self.config / "user.tcss"

    @property
    def journal(self) -> Path:
        """The folder of logs, one folder per device inside."""
        return self.data / "journal"

    @property
    def read_versions(self) -> Path:
        """The folder of the versions that were read: what changed since is found with them."""
        return self.data / "read_versions"

    @property
    def outputs(self) -> Path:
        """The folder of what the programs of ``[[pipe]]`` wrote."""
        return self.data / "outputs"

    @property
    def searches(self) -> Path:
        """The searches that were saved by a key."""
        return self.data / "saved_searches.json"

    @property
    def watch_words(self) -> Path:
        """The watch words that were kept by a key."""
        return self.data / "watch_words.json"

    @property
    def tips_shown(self) -> Path:
        """Which tips were said: each is said once."""
        return self.data / "tips_shown.json"

    @property
    def images(self) -> Path:
        """The images of the web that were fetched."""
        return self.cache / "images"

    @property
    def first_frames(self) -> Path:
        """The folder of what the first frame looks like, for windows of several sizes."""
        return self.cache / "first_frames"

    @property
    def subscriptions(self) -> Path:
        """The folder of the feeds that are followed outside of the user's folders."""
        return self.data / "feeds"

    @property
    def trash(self) -> Path:
        """The folder of articles of feeds that were deleted by a key."""
        return self.data / "trash"

    @property
    def trust(self) -> Path:
        """What the user has agreed to that the feeds of folders may do."""
        return self.data / "trust.json"

    @property
    def folder_ids(self) -> Path:
        """Which id was assigned to which folder on this machine."""
        return self.data / "folders.json"

    @property
    def screen_state(self) -> Path:
        """What the screen remembers: the last folders, the sidebar's width, what is folded."""
        return self.state / "screen.json"

    @property
    def last_sessions(self) -> Path:
        """Up to where the last session with the same folders came: what has come since is new."""
        return self.state / "last_sessions.json"

    @property
    def group_orders(self) -> Path:
        """In which order the articles of which group were sorted by a key."""
        return self.state / "group_orders.json"

    @property
    def command_history(self) -> Path:
        """The commands that were typed on the screen."""
        return self.state / "command_history.json"

    @property
    def pipe_history(self) -> Path:
        """The commands that articles were given to."""
        return self.state / "pipe_history.json"

    @property
    def log(self) -> Path:
        """The program's log of what went wrong; ``.1`` behind its name is the one before."""
        return self.state / "log" / "newsreader.log"


def standard_paths() -> Paths:
    """Return the folders of this user on this machine."""
    named = os.environ.get(SETTINGS_VARIABLE)
    settings = Path(named).expanduser().absolute() if named else None
    return Paths(*(_usual_folders(os.environ) or _folders()), settings)


def _folders() -> tuple[Path, Path, Path, Path]:
    from platformdirs import PlatformDirs  # with what it imports 8-40 ms

    dirs = PlatformDirs(APP, appauthor=False)
    return dirs.user_config_path, dirs.user_data_path, dirs.user_state_path, dirs.user_cache_path


def _usual_folders(environ: Mapping[str, str]) -> tuple[Path, Path, Path, Path] | None:
    """Return what platformdirs says on Linux, without loading it: the start shows the list in less time than that takes.

    By the XDG Base Directory Specification; None for other systems and where HOME is not a plain absolute path.
    """
    home = environ.get("HOME", "")
    if sys.platform != "linux" or "ANDROID_ROOT" in environ or not home.startswith("/"):
        return None
    base = home.rstrip("/")
    config, data, state, cache = (
        Path(named if named.startswith("/") else f"{base}/{usual}", APP)
        for named, usual in ((environ.get(f"XDG_{name}_HOME", ""), usual) for name, usual in _USUAL.items())
    )
    return config, data, state, cache


def choose_settings(file: Path) -> None:
    """Take another file of settings, in this process and its children."""
    os.environ[SETTINGS_VARIABLE] = str(file)
