"""Files of the program that had another name before: they are found and moved. Disk."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from reader.i18n import tr
from reader.old_names import CACHE_FILES, DATA_FILES
from reader.paths import Paths
from reader.refusal import reason_of


def move_old_files(paths: Paths) -> list[str]:
    """Move what lies under an old name to the new one; return a sentence for each that cannot be moved.

    What is there under both names stays under the new one; of folders, what only the old one has is moved into it.
    """
    problems: list[str] = []
    for folder, names in ((paths.data, DATA_FILES), (paths.cache, CACHE_FILES)):
        for old, new in names.items():
            if os.path.lexists(folder / old):
                problems += _moved(folder / old, folder / new)
    return problems


def _moved(old: Path, new: Path) -> Iterator[str]:
    try:
        if not os.path.lexists(new):
            old.rename(new)
        elif old.is_dir() and new.is_dir():
            for file in list(old.iterdir()):
                if not os.path.lexists(new / file.name):
                    file.rename(new / file.name)
            with suppress(OSError):  # what both have stays where it is
                old.rmdir()
    except FileNotFoundError:  # another newsreader that starts has moved it
        pass
    except OSError as problem:
        yield tr("{old} cannot be moved to {new}: {why}", old=old, new=new.name, why=reason_of(problem))
