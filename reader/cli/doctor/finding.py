"""What a check finds, and what it looks at. Values."""

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.paths import Paths
from reader.settings import Settings

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace


class State(StrEnum):
    """How well something is."""

    OK = "ok"
    """As it should be."""
    NOTE = "note"
    """It works; something could be better, or is good to know."""
    WRONG = "wrong"
    """Something does not work, or soon will not."""


class Finding(NamedTuple):
    """A line of the report."""

    state: State
    """How well it is."""
    sentence: str
    """What was found."""
    remedy: str = ""
    """What to do about it; empty where there is nothing to do."""


class Situation(NamedTuple):
    """What the checks look at."""

    paths: Paths
    """The program's own files and folders."""
    environ: Mapping[str, str]
    """The environment's variables."""
    settings: Settings
    """In force."""
    warnings: tuple[str, ...]
    """What is wrong with them."""
    folders: tuple[Path, ...]
    """Folders that were named."""
    workspace: "Workspace | None"
    """The open library and journal; None: they cannot be opened."""
    why_closed: str
    """Why they cannot, as a sentence."""
    is_online: bool
    """Feeds may be asked."""
    is_terminal: bool
    """The terminal may be asked."""


def ok(sentence: str) -> Finding:
    """Return that something is as it should be."""
    return Finding(State.OK, sentence)


def note(sentence: str, remedy: str = "") -> Finding:
    """Return that something is good to know."""
    return Finding(State.NOTE, sentence, remedy)


def wrong(sentence: str, remedy: str) -> Finding:
    """Return that something does not work, and what to do."""
    return Finding(State.WRONG, sentence, remedy)
