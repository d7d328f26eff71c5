"""What the user did, as append-only events: the only precious data that newsreader writes. Disk."""

from reader.journal.cursor import Cursor
from reader.journal.device import machine_id
from reader.journal.event import (
    Change,
    Event,
    Field,
    State,
    Value,
    fold,
    is_deliberate,
    tag_field,
    tags_in,
    winner,
)
from reader.journal.journal import Journal
from reader.journal.survey import Log

__all__ = [
    "Change",
    "Cursor",
    "Event",
    "Field",
    "Journal",
    "Log",
    "State",
    "Value",
    "fold",
    "is_deliberate",
    "machine_id",
    "tag_field",
    "tags_in",
    "winner",
]
