"""What the first frame looks like, kept from one session to the next: where the list stands in it, and in which colours.

A small JSON file for each situation (settings, language, terminal and its size) in the folder of the cache. Where there is
none, or it is broken, the first frame is Textual's.
"""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from reader import __version__
from reader.assets import asset
from reader.files.whole import read_whole, write_whole
from reader.i18n import spoken
from reader.log import logger
from reader.text.cells import Widths
from reader.tui.list.spans import Ink
from reader.tui.terminal.frame import Run
from reader.tui.terminal.looks import Look

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace

FORM = 1
"""The form of the files; those of another one are not read."""

KEPT = 8
"""Files that are kept: for windows of that many sizes."""

LIMIT_BYTES = 1 << 20

_TERMINAL = ("TERM", "COLORTERM", "NO_COLOR", "COLORFGBG", "TERM_PROGRAM", "UNICODE_VERSION")
"""Variables by which a terminal is known, and on which its colours depend."""


class Place(NamedTuple):
    """Where the list stands."""

    x: int
    """The column of its first cell."""
    y: int
    """The row of its first cell."""
    width: int
    """Cells of a row, without the line behind it."""
    height: int
    """Rows that are seen."""
    has_rule: bool
    """Whether a line stands behind each row."""
    has_focus: bool
    """Whether it has the keys."""
    row_height: int
    """Rows of an article."""
    is_split: bool
    """Whether groups stand beside their articles."""


_KINDS = (int, int, int, int, bool, bool, int, bool)
"""What the fields of a place are."""


class KeptFrame(NamedTuple):
    """A first frame."""

    size: tuple[int, int]
    """Columns and rows of the terminal."""
    widths: Widths
    """How wide the terminal draws ambiguous characters."""
    is_light: bool
    """Whether the background of the terminal is light."""
    place: Place
    """Where the list stands."""
    looks: Mapping[Ink, Look]
    """How each part of its rows looks."""
    rows: Sequence[Sequence[Run]]
    """What stands in each row of the terminal; what the list covers does not count."""


def situation_of(workspace: "Workspace") -> str:
    """Return what stands for all on which the first frame depends but the articles and the window's size.

    Where that is the same, a kept frame fits. A checksum, as settings may hold passwords.
    """
    session, paths = workspace.session, workspace.paths
    own = [paths.sheet, paths.themes / f"{workspace.settings.theme}.toml"]
    sheets = [Path(entry.path) for entry in os.scandir(asset("styles")) if entry.is_file()]
    facts = (
        FORM,
        __version__,
        spoken(),
        {name: workspace.environ.get(name, "") for name in _TERMINAL},
        tuple(workspace.settings),
        (session.sidebar_width, session.sidebar_hidden, session.layout, session.sizes, session.density),
        (session.outline_hidden, workspace.is_lasting),
        sorted((file.name, _changed(file)) for file in (*sheets, *own)),
    )
    text = repr(facts).encode()
    return f"{crc32(text):08x}{crc32(text[::-1]):08x}"


def _changed(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0


def load_frame(folder: Path, situation: str, size: tuple[int, int]) -> KeptFrame | None:
    """Return the frame that is kept for a situation and a window; None: there is none, or it cannot be read."""
    try:
        frame = _read(json.loads(read_whole(_file(folder, situation, size), LIMIT_BYTES)))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return frame if frame.size == size else None


def keep_frame(folder: Path, situation: str, frame: KeptFrame) -> None:
    """Keep a frame for a situation; those for situations of long ago go. What cannot be written is logged only."""
    looks: dict[Look, int] = {}

    def number(look: Look | None) -> int:
        return -1 if look is None else looks.setdefault(look._replace(link=""), len(looks))

    value = {
        "size": frame.size,
        "widths": frame.widths,
        "is_light": frame.is_light,
        "place": frame.place,
        "inks": [[*ink, number(look)] for ink, look in frame.looks.items()],
        "rows": [[[run.text, run.cells, number(run.look)] for run in row] for row in frame.rows],
    }
    value["looks"] = list(looks)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_whole(_file(folder, situation, frame.size), json.dumps(value).encode("ascii"))
        for old in sorted(folder.glob("*.json"), key=_changed)[:-KEPT]:
            with suppress(FileNotFoundError):  # another session has removed it
                old.unlink()
    except OSError as problem:
        logger(__name__).warning("the first frame is not kept: %s", problem.strerror)


def _file(folder: Path, situation: str, size: tuple[int, int]) -> Path:
    return folder / f"{situation}-{size[0]}x{size[1]}.json"


def _read(found: Mapping[str, Any]) -> KeptFrame:
    """Return a frame as it was written; raises ValueError, LookupError, TypeError for what was not written here."""
    looks = [Look(tuple(attributes), *map(str, rest)) for attributes, *rest in found["looks"]]
    if not all(_is_number(code) for look in looks for each in look[:3] for code in _codes(each)):
        raise ValueError
    columns, rows = map(int, found["size"])
    ambiguous, lines, is_sure = found["widths"]
    return KeptFrame(
        (columns, rows),
        Widths(int(ambiguous), int(lines), bool(is_sure)),
        bool(found["is_light"]),
        Place._make(kind(value) for kind, value in zip(_KINDS, found["place"], strict=True)),
        {Ink(str(part), str(bar), str(weight), bool(line)): looks[at] for part, bar, weight, line, at in found["inks"]},
        [[Run(str(text), int(cells), looks[at] if at >= 0 else None) for text, cells, at in row] for row in found["rows"]],
    )  # fmt: skip


def _codes(value: tuple[str, ...] | str) -> Sequence[str]:
    return value.split(";") if isinstance(value, str) else value


def _is_number(code: str) -> bool:
    return not code or (code.isascii() and code.isdecimal())
