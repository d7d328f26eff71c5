"""The named programs of config.toml as commands of the table: found in palette and help, typed by name, given keys in ``[keys]``. Pure."""

from collections.abc import Iterator
from shlex import join

from reader.i18n import tr
from reader.settings import Settings
from reader.text import clean_line
from reader.tui.keys.command import Command, Topic

SHOWN_LENGTH = 100
"""Characters of a command that are shown."""


def program_commands(settings: Settings) -> Iterator[Command]:
    """Yield a command for each ``[[pipe]]`` and ``[[share]]``: ``pipe_NAME``, ``share_NAME``; both are lines, as macros are."""
    for pipe in settings.pipe:
        about = clean_line(join(pipe.command), SHOWN_LENGTH)
        title = tr("Pipe to {name}", name=pipe.name)
        yield _command("pipe", pipe.name, title, about)
    for share in settings.share:
        about = join(share.command) or share.open or share.copy or share.append
        title = tr("Share by {name}", name=share.name)
        yield _command("share", share.name, title, clean_line(about, SHOWN_LENGTH))


def _command(act: str, name: str, title: str, about: str) -> Command:
    return Command(
        f"{act}_{name}".replace("-", "_"), (), title, Topic.MACROS, about, f"program {act}",
        chooses=True, lines=(f"{act} {name}",),
    )  # fmt: skip
