"""What the user did, as append-only logs of events: the only precious data that newsreader writes. Disk."""

from reader.journal.cursor import Cursor
from reader.journal.device import device_id
from reader.journal.event import Change, Event, Field, Value, fold, tag_field, tags_in, winner
from reader.journal.journal import Journal
from reader.journal.survey import LogSummary

__all__ = [
    "Change",
    "Cursor",
    "Event",
    "Field",
    "Journal",
    "LogSummary",
    "Value",
    "device_id",
    "fold",
    "tag_field",
    "tags_in",
    "winner",
]
