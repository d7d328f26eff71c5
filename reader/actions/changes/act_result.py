"""What an act has changed. Values."""

from typing import NamedTuple


class ActResult(NamedTuple):
    """What an act, or undoing one, has changed."""

    articles: tuple[int, ...]
    """The articles that the library knows by these ids, each once."""
    field: str
    """Which field was changed."""
    value: bool
    """What the field of the first of them is now."""
    elsewhere: int = 0
    """How many more were changed that this library does not list: in other folders, or gone."""
    act: str = ""
    """The act in the journal; empty: nothing was written."""
