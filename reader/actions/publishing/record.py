"""The file beside a published feed that says which entries it has had. Disk."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from reader.actions.publishing.ids import KNOWN_LIMIT, Known
from reader.errors import NewsreaderError
from reader.files.whole import read_whole
from reader.i18n import tr
from reader.refusal import reason_of
from reader.text import clean_line

NAME = ".newsreader-published.json"
"""Its name: hidden, so it is no article."""

SCHEMA = 1
"""Raised when an older newsreader could not read it."""


class Record(NamedTuple):
    """What a folder has of earlier times."""

    feed_id: str = ""
    """The id of the feed; empty: none was published."""
    files: tuple[str, ...] = ()
    """The names of the files that newsreader wrote."""
    entries: dict[str, Known] = {}  # noqa: RUF012 - never changed
    """The entries by their ids."""


def load_record(folder: Path) -> Record:
    """Return what is there; raises NewsreaderError where it cannot be read: a new one would give every entry a new id."""
    file = folder / NAME
    try:
        found = json.loads(read_whole(file))
        if found["schema"] > SCHEMA:
            raise NewsreaderError(tr("{path} is of a newer newsreader", path=clean_line(str(file))))
        entries = {str(id_): _known(row) for id_, row in found["entries"].items()}
        return Record(str(found["feed"]), tuple(map(str, found["files"])), entries)
    except FileNotFoundError:
        return Record()
    except NotADirectoryError:
        raise NewsreaderError(tr("{path} is not a folder", path=clean_line(str(folder)))) from None
    except OSError as problem:
        reason = reason_of(problem)
    except (ValueError, KeyError, TypeError, AttributeError):
        reason = tr("it is damaged")
    raise NewsreaderError(
        tr(
            "{path} cannot be read: {reason}. Without it all entries would be new to those who follow the feed:"
            " bring it back, or delete it",
            path=clean_line(str(file)),
            reason=reason,
        )
    )


def _known(row: Sequence[object]) -> Known:
    """Return an entry of the file; raises ValueError for what is none."""
    path, text, body, name, published, updated, guid = row
    if not isinstance(published, int) or not isinstance(updated, int):
        raise TypeError
    return Known(str(path), str(text), str(body), str(name), published, updated, str(guid))


def record_bytes(record: Record) -> bytes:
    """Return the bytes of the file, a line for each entry, so that it is small in a version control."""
    newest = sorted(record.entries.items(), key=lambda row: (-row[1].published, row[0]))[:KNOWN_LIMIT]
    rows = ",\n".join(f"{json.dumps(id_)}: {json.dumps(list(known))}" for id_, known in newest)
    return (
        f'{{"schema": {SCHEMA},\n"feed": {json.dumps(record.feed_id)},\n"files": {json.dumps(sorted(record.files))},\n'
        f'"entries": {{\n{rows}\n}}}}\n'
    ).encode()
