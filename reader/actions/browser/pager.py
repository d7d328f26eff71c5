"""Shows a text in the pager that the environment names, until that is left."""

import shlex
import shutil
import subprocess
from collections.abc import Mapping
from contextlib import suppress

from reader.actions.browser.launch import signals_left_to_the_child
from reader.i18n import tr
from reader.refusal import reason_of
from reader.text import clean, clean_line

USUAL = ("less", "more")
"""Pagers that are looked for where none is named."""


def pager_of(environ: Mapping[str, str]) -> list[str]:
    """Return the pager with its arguments; empty: there is none."""
    path = environ.get("PATH")
    with suppress(ValueError):
        words = shlex.split(environ.get("PAGER", ""))
        if words and (program := shutil.which(words[0], path=path)):
            return [program, *words[1:]]
    return next(([found] for name in USUAL if (found := shutil.which(name, path=path))), [])


def page_through(text: str, environ: Mapping[str, str]) -> str:
    """Show a text and wait until the pager is left, while the screen is suspended; return what went wrong, if anything."""
    pager = pager_of(environ)
    if not pager:
        return tr("No pager was found: name one in $PAGER")
    try:
        with signals_left_to_the_child():
            # It reads its keys from the terminal itself.
            subprocess.run(pager, input=clean(text).encode("utf-8", "replace"), check=False)  # noqa: S603
    except (OSError, ValueError) as problem:
        return tr(
            "{program} cannot be started: {problem}", program=clean_line(pager[0]), problem=reason_of(problem)
        )
    return ""
