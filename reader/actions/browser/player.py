"""Plays sounds and films of articles: decide what to start; ``launch`` starts it. Never a shell.

The address passed the gate and is one argument of its own. What players the system has is looked up only where the setting
``player`` names none.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from reader.actions.browser.launch import Plan, Refused, plan_for
from reader.article.media import VIDEO, MediaFile
from reader.i18n import tr
from reader.text import clean_line, safe_address

PLAYERS = (("mpv",), ("vlc",), ("mplayer",), ("ffplay", "-autoexit"))
"""What is looked for where no setting names a player, the best first; all play addresses of the web."""

_IN_TERMINAL = frozenset(
    {"mpv", "mplayer", "mplayer2", "mpg123", "mpg321", "ogg123", "cvlc", "nvlc", "ffplay", "mpc", "play"}
)
"""Players that are controlled by keys in the terminal while they play sounds."""

_OWN_WINDOW = ("--force-window", "--player-operation-mode=pseudo-gui", "-gui")
"""Arguments with which they have a window for sounds too."""


def plan_player(
    file: MediaFile,
    setting: Sequence[str] = (),
    environ: Mapping[str, str] = os.environ,
    local: Path | None = None,
) -> Plan | Refused:
    """Return what would play a file, or why nothing does; ``setting`` is the program and its arguments.

    ``local`` is where it was downloaded: that is played.
    """
    address = safe_address(file.address)
    if address is None or address.scheme not in {"http", "https"}:
        shown = clean_line(file.address, 200)
        return Refused(clean_line(tr("This is not a web address: {link}", link=shown)))
    if setting:
        found = plan_for(list(setting), address, environ, tr("mpv %s"))
        if found is None:
            sentence = tr(
                "The program of the setting player does not exist: {command}",
                command=clean_line(setting[0], 200),
            )
            return Refused(sentence, address)
        return _placed(found, file, environ, local)
    for words in PLAYERS:
        if found := plan_for(list(words), address, environ, tr("mpv %s")):
            return _placed(found, file, environ, local)
    return Refused(tr("No player was found; the setting player names one"), address)


def _placed(
    planned: Plan | Refused, file: MediaFile, environ: Mapping[str, str], local: Path | None
) -> Plan | Refused:
    """Return the plan, in the terminal where the player has no window of its own for this."""
    if isinstance(planned, Refused):
        return planned
    names = {Path(planned.argv[0]).name.lower(), Path(os.path.realpath(planned.argv[0])).name.lower()}
    has_display = any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    has_window = any(word.startswith(_OWN_WINDOW) for word in planned.argv[1:]) or (
        file.medium == VIDEO and has_display
    )
    in_terminal = not names.isdisjoint(_IN_TERMINAL) and not has_window
    argv = planned.argv
    if local is not None and planned.address:  # an absolute path: no player takes it for an option
        argv = (argv[0], *(word.replace(planned.address.href, str(local)) for word in argv[1:]))
    return Plan(argv, in_terminal, planned.address)
