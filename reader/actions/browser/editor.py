"""Opens a file of the user's in the editor that the environment names, until that is left."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from reader.actions.browser.launch import signals_left_to_the_child
from reader.i18n import tr
from reader.refusal import reason_of
from reader.text import clean_line

VARIABLES = ("VISUAL", "EDITOR")
"""Where the user names an editor, the first before the second."""

USUAL = ("sensible-editor", "nano", "vim", "vi")
"""Editors that are looked for where none is named."""


def editor_of(environ: Mapping[str, str]) -> list[str]:
    """Return the editor with its arguments; empty: there is none."""
    path = environ.get("PATH", os.defpath)
    for command in filter(None, (environ.get(name, "").strip() for name in VARIABLES)):
        try:
            words = shlex.split(command)
        except ValueError:
            continue
        if words and (program := shutil.which(words[0], path=path)):
            return [program, *words[1:]]
    return next(([found] for name in USUAL if (found := shutil.which(name, path=path))), [])


def edit(file: Path | Sequence[Path], environ: Mapping[str, str]) -> str:
    """Open a file, or several, in the editor and wait for its end, while the screen is suspended; return what went wrong, if anything."""
    editor = editor_of(environ)
    if not editor:
        return tr("No editor was found: name one in $EDITOR")
    try:
        with signals_left_to_the_child():
            files = [file] if isinstance(file, Path) else file
            named = [str(each.absolute()) for each in files]  # which no editor takes for an option
            status = subprocess.run([*editor, *named], check=False).returncode  # noqa: S603 - the user's own editor
    except (OSError, ValueError) as problem:
        return tr(
            "{program} cannot be started: {problem}",
            program=clean_line(editor[0]),
            problem=reason_of(problem),
        )
    if status:
        return tr("{program} ended with exit code {code}", program=clean_line(editor[0]), code=status)
    return ""
