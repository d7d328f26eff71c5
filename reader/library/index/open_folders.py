"""The folders that are open: their rows in the index, and the ids with which the keys of their articles begin."""

from collections.abc import Mapping

from reader.article import Key
from reader.journal import Event
from reader.library.index.rows import Folder


class OpenFolders:
    """Translates ids of folders into rows of the index and back. Changed under the lock of ``Snapshots`` only."""

    def __init__(self, folders: Mapping[int, Folder]) -> None:
        """``folders`` are by row."""
        self.replace(folders)

    def replace(self, folders: Mapping[int, Folder]) -> None:
        """Take other folders instead."""
        self.ids = {row: folder.id for row, folder in folders.items()}
        """The id of each folder, by row."""
        self._rows = {folder: row for row, folder in self.ids.items()}
        self._former = {each: folder.id for folder in folders.values() for each in folder.former}

    def is_open(self, folder: str) -> bool:
        """Return whether a folder of this id is open; a former id does not count."""
        return folder in self._rows

    def row(self, folder: str) -> int:
        """Return the row of a folder that is open, by its present id; raises KeyError."""
        return self._rows[folder]

    def row_of(self, folder: str) -> int | None:
        """Return the row of a folder by its present id or a former one; None: it is not open."""
        return self._rows.get(self._former.get(folder, folder))

    def current(self, event: Event) -> Event:
        """Return an event under the present id of its folder."""
        key = event.change.key
        if key.folder not in self._former:
            return event
        now = Key(self._former[key.folder], key.path)
        return event._replace(change=event.change._replace(key=now))
