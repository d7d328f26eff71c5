"""What is remembered from one session to the next: folders, sizes, what was open.

Reads and writes one small JSON file in the state folder. Nothing in it is precious: where it is missing or
broken, the defaults apply.
"""

import json
from pathlib import Path
from typing import Any, NamedTuple

from reader.files.whole import read_whole, write_whole
from reader.log import logger


class Session(NamedTuple):
    """The screen as it was left."""

    folders: tuple[str, ...] = ()
    """The folders that were open, absolute."""
    sidebar_width: int = 0
    """Cells, as versions before kept them for windows of all widths; 0: none were chosen."""
    sidebar_hidden: bool = False
    """The sidebar was hidden by the user."""
    open_groups: tuple[str, ...] = ()
    """The names of the groups that were open in these folders."""
    article: tuple[str, str] | None = None
    """The key (folder id, path) of the article that was shown."""
    group: str = ""
    """The name of the group in which it was shown."""
    outline_hidden: bool = False
    """The outline was hidden by the user."""
    layout: tuple[str, ...] = ()
    """The layout that was chosen by a key, and the one that the setting named then."""
    sizes: tuple[str, ...] = ()
    """Sizes of the list, as ``layout columns=cells``."""
    density: tuple[str, ...] = ()
    """The rows of an article that were chosen by a key, and those that the setting named then."""
    newsboat_keys: str = ""
    """``yes`` or ``no``: what the user answered; ``wanted``: newsboat's files were imported, and no answer was given."""
    has_offered_levels: bool = False
    """It was said that feeds in folders can be listed so."""
    feeds_beside: bool = False
    """The last of ``folders`` is the folder of feeds, opened beside folders that were named at the start."""


def load_session(file: Path) -> Session:
    """Return the saved session; the defaults where it cannot be read."""
    try:
        found = json.loads(read_whole(file))
    except (OSError, ValueError, RecursionError):
        return Session()
    if not isinstance(found, dict):
        return Session()
    known = Session._field_defaults
    values = {name: _like(found[name], default) for name, default in known.items() if name in found}
    return Session(**{name: value for name, value in values.items() if value is not None})


def save_session(file: Path, session: Session) -> None:
    """Write the session, whole or not at all; a folder that cannot be written is logged only."""
    try:
        write_whole(file, json.dumps(session._asdict(), ensure_ascii=True, indent=1).encode("ascii"))
    except OSError as problem:
        logger(__name__).warning("the session is not remembered: %s", problem.strerror)


def for_folders(session: Session, folders: tuple[str, ...]) -> Session:
    """Return the session for other folders: sizes stay, open groups and the article do not."""
    if session.folders == folders:
        return session
    return session._replace(folders=folders, open_groups=(), article=None, group="", feeds_beside=False)


def _like(value: Any, default: Any) -> Any:
    """Return the value as the type of its default, or None where it is of another."""
    if isinstance(default, tuple):
        return (
            tuple(value) if isinstance(value, list) and all(isinstance(item, str) for item in value) else None
        )
    if default is None:  # a key
        is_key = isinstance(value, list) and len(value) == 2 and all(isinstance(item, str) for item in value)
        return tuple(value) if is_key else None
    return value if type(value) is type(default) else None
