"""What the user did, as append-only events: the only precious data that newsreader writes. Disk."""

from reader.journal.cursor import Cursor
from reader.journal.device import machine_id
from reader.journal.event import UNDOABLE, Change, Event, Field, State, Value, fold, winner
from reader.journal.journal import Journal

__all__ = [
    "UNDOABLE",
    "Change",
    "Cursor",
    "Event",
    "Field",
    "Journal",
    "State",
    "Value",
    "fold",
    "machine_id",
    "winner",
]
