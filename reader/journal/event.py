"""The events of the journal: each gives one field of one article a value.

Pure values. A ``Change`` is what a caller wants, an ``Event`` is what stands in the log; ``winner`` is the one rule by
which logs of any number of devices, read in any order and any number of times, give the same state.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from reader.article import Key

Value: TypeAlias = bool | float | int | str | None
"""What a field can hold; None: it was never written."""


class Field(StrEnum):
    """What is remembered about an article, beside its tags and highlights (``tag_field``, ``highlight_field``).

    What the user does on purpose can be undone; position and times are only recorded.
    """

    READ = "read"
    """True or false."""
    STARRED = "starred"
    """True or false."""
    LATER = "later"
    """True or false: to be read later."""
    POSITION = "position"
    """Where the reader was in the text: ``"block:offset"``."""
    OPENED = "opened"
    """When it was last opened: seconds since 1970, UTC."""
    FIRST_OPENED = "first_opened"
    """When it was opened the first time: seconds since 1970, UTC."""
    NOTE = "note"
    """The user's text about it."""
    TRASHED = "trashed"
    """Where in the trash its file is; None: it is not there."""


TAG = "tag:"
"""What the field of a tag begins with; true: the user gave it to the article, false: took it away."""

HIGHLIGHT = "highlight:"
"""What the field of a highlight begins with; its id follows. The value is JSON; None: it was removed."""

RECORDED = frozenset({Field.POSITION, Field.OPENED, Field.FIRST_OPENED})
"""The fields that the program writes by itself; undo does not see them."""

NAME_LIMIT = 200
"""The most characters of a tag's name or a highlight's id."""


def tag_field(name: str) -> str:
    """Return the field of one of the user's tags."""
    return TAG + name


def tags_in(fields: Mapping[str, Value]) -> dict[str, bool]:
    """Return the user's tags among the fields of an article: given (true) or taken away (false)."""
    named = ((field.removeprefix(TAG), value) for field, value in fields.items() if field.startswith(TAG))
    return {name: value for name, value in named if isinstance(value, bool)}


def is_deliberate(field: str) -> bool:
    """Return whether a change of this field is an act, which can be undone."""
    return field not in RECORDED


def is_field(name: str) -> bool:
    """Return whether this version knows such a field of a tag or highlight."""
    family, colon, rest = name.partition(":")
    return f"{family}{colon}" in {TAG, HIGHLIGHT} and 0 < len(rest) <= NAME_LIMIT


class Change(NamedTuple):
    """One field of one article gets a value; ``former`` is what undo writes back."""

    key: Key
    """The article."""
    field: str
    """A ``Field``, or the field of a tag or of a highlight."""
    value: Value
    """What the field holds from now on."""
    former: Value = None
    """What it held before."""


class Event(NamedTuple):
    """A change as the log of a device holds it.

    Events of one article and field are ordered by (clock, device): the greatest wins, wherever and in
    whatever order they were read.
    """

    clock: int
    """Hybrid logical clock: 48 bits of milliseconds since 1970, 16 bits of counter."""
    device: str
    """The name of the device that wrote it."""
    change: Change
    """What it changes."""
    act: str
    """The id of the act that it is part of; a batch has one. Empty: it is recorded and not an act."""
    reverts: str = ""
    """The id of the act that this one undoes (or redoes), else empty."""


State: TypeAlias = dict[tuple[Key, str], Event]
"""For each article and field the event that counts."""


def winner(a: Event, b: Event) -> Event:
    """Return which of two events on the same article and field counts: the later by (clock, device).

    A restored machine can issue one stamp twice; then the written form of the value decides, so that the order in which
    logs are read never does.
    """
    return max(a, b, key=_rank)


def fold(events: Iterable[Event], state: State | None = None) -> State:
    """Return the state after the events; ``state``, where it is given, is changed and returned."""
    state = {} if state is None else state
    for event in events:
        target = (event.change.key, event.change.field)
        held = state.get(target)
        state[target] = event if held is None else winner(held, event)
    return state


def _rank(event: Event) -> tuple[int, str, str]:
    return event.clock, event.device, repr(event.change.value)
