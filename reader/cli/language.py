"""The language of the command line, chosen before anything is said: help and errors come before the settings are loaded."""

import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from reader.errors import UsageError
from reader.i18n import AUTO, insist, languages, listed, meant_by, speak, tr
from reader.paths import APP, SETTINGS_VARIABLE, standard_paths
from reader.text.pattern import late

OPTION = "--lang"

VARIABLE = "NEWSREADER_LANGUAGE"
"""The setting ``language`` as a variable."""

_SETTING = late(rb"""^[ \t]*language[ \t]*=[ \t]*["']([\w.-]+)["']""", re.MULTILINE)

_TABLE = late(rb"^[ \t]*\[", re.MULTILINE)


def choose_language(words: Sequence[str]) -> None:
    """Speak the language of ``--lang`` in these words, else that of the settings; raises UsageError for one that there is not."""
    insist("")
    wished = os.environ.get(VARIABLE) or _of_settings()
    speak(wished if wished and meant_by(wished) else AUTO)
    if (named := _named(words)) is not None and not insist(named):
        names = listed((AUTO, *languages()))
        raise UsageError(
            tr("{option} takes one of {names}, not {value}", option=OPTION, names=names, value=named)
        )


def _named(words: Sequence[str]) -> str | None:
    """Return the language of the last ``--lang`` before two dashes; None without one, or without its value."""
    found = None
    for at, word in enumerate(words):
        if word == "--":
            break
        if word == OPTION:
            found = words[at + 1] if at + 1 < len(words) else found
        elif word.startswith(f"{OPTION}="):
            found = word.partition("=")[2]
    return found


def _of_settings() -> str:
    """Return the language that the file of settings names, which is not parsed for it (10 ms); empty if it names none."""
    with suppress(OSError):
        text = _settings_file().read_bytes()
        table = _TABLE.search(text)
        if named := _SETTING.search(text[: table.start()] if table else text):
            return named[1].decode()
    return ""


def _settings_file() -> Path:
    if sys.platform != "linux":
        return standard_paths().settings_file
    # As platformdirs, which takes 10 ms to import, has it.
    if named := os.environ.get(SETTINGS_VARIABLE):
        return Path(named).expanduser()
    base = os.environ.get("XDG_CONFIG_HOME", "").strip()
    return Path(base or Path.home() / ".config") / APP / "config.toml"
