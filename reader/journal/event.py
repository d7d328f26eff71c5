"""What is written down about the user: one act, or one part of an act, on one article.

Pure values. ``Change`` is what one asks for; ``Event`` is what stands in the log; ``winner`` is the one rule by
which logs of any number of devices, read in any order and any number of times, give the same state.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from reader.article import Key

Value: TypeAlias = bool | float | int | str | None
"""What a field can hold; None is: never said."""


class Field(StrEnum):
    """What is remembered about an article, beside its tags and highlights (``tag_field``, ``highlight_field``).

    What is done on purpose can be undone; where one was and when is only recorded.
    """

    READ = "read"
    STARRED = "starred"
    LATER = "later"
    POSITION = "position"
    """Where one was in the text: ``"block:offset"``."""
    OPENED = "opened"
    """When it was last opened: seconds since 1970, UTC."""
    FIRST_OPENED = "first_opened"
    """When it was opened the first time."""
    NOTE = "note"
    """What its reader wrote about it."""


TAG = "tag:"
"""What the field of a tag begins with, which one gave to an article (true) or took from it (false)."""

HIGHLIGHT = "highlight:"
"""What the field of a highlight begins with: one's own id of it follows, its value is JSON; None: it was removed."""

RECORDED = frozenset({Field.POSITION, Field.OPENED, Field.FIRST_OPENED})

NAME_LIMIT = 200
"""Characters of a tag's name, or of a highlight's id."""


def tag_field(name: str) -> str:
    """Return the field of a tag of one's own."""
    return TAG + name


def tags_in(fields: Mapping[str, Value]) -> dict[str, bool]:
    """Return the tags among what was done with an article: given (true) or taken (false)."""
    named = ((field.removeprefix(TAG), value) for field, value in fields.items() if field.startswith(TAG))
    return {name: value for name, value in named if isinstance(value, bool)}


def is_deliberate(field: str) -> bool:
    """Whether what changes this field is an act, which can be undone."""
    return field not in RECORDED


def is_field(name: str) -> bool:
    """Whether this version knows fields of such a name."""
    family, colon, rest = name.partition(":")
    return f"{family}{colon}" in {TAG, HIGHLIGHT} and 0 < len(rest) <= NAME_LIMIT


class Change(NamedTuple):
    """One field of one article gets a value; ``former`` is what undo writes back."""

    key: Key
    field: str
    """A ``Field``, or the field of a tag or of a highlight."""
    value: Value
    former: Value = None


class Event(NamedTuple):
    """A change as the log of a device holds it.

    Events of one article and field are ordered by (clock, device): the greatest wins, wherever and in
    whatever order they were read.
    """

    clock: int
    """Hybrid logical clock: 48 bits of milliseconds since 1970, 16 bits of counter."""
    device: str
    change: Change
    act: str
    """The id of the act that it is part of: a batch has one. Empty: recorded, not an act."""
    reverts: str = ""
    """The id of the act that this one undoes (or redoes), else empty."""


State: TypeAlias = dict[tuple[Key, str], Event]
"""For each article and field the event that won."""


def winner(a: Event, b: Event) -> Event:
    """Return the event that counts of two on the same article and field: the later by (clock, device).

    A restored machine can issue one stamp twice; then the written form of the value decides, so that the
    order in which logs are read never does.
    """
    return max(a, b, key=_rank)


def fold(events: Iterable[Event], state: State | None = None) -> State:
    """Return what the events say, added to ``state`` (which is changed) where one is given."""
    state = {} if state is None else state
    for event in events:
        place = (event.change.key, event.change.field)
        held = state.get(place)
        state[place] = event if held is None else winner(held, event)
    return state


def _rank(event: Event) -> tuple[int, str, str]:
    return event.clock, event.device, repr(event.change.value)
