"""The words for what is wrong with an entry: its name, what is accepted, what was found, and the nearest name. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from reader.i18n import tr
from reader.nearest import nearest
from reader.text import clean_line

FOUND_LENGTH = 60
"""Characters of a value that are shown."""


class WrongError(ValueError):
    """A value that is not accepted; ``str()`` gives what is, as the end of "should be"."""

    def __init__(self, accepted: str, near: str = "") -> None:
        super().__init__(accepted)
        self.near = near
        """The accepted value that was most likely meant; empty: none is near."""


class Mistake(NamedTuple):
    """What is wrong inside a value."""

    path: tuple[str | int, ...]
    """Where, from the value down: names of keys, numbers in lists."""
    sentence: str
    """What is wrong."""


class PartlyWrongError(ValueError):
    """A value of which a part can be used."""

    def __init__(self, usable: Any, mistakes: Sequence[Mistake]) -> None:
        super().__init__(mistakes[0].sentence)
        self.usable = usable
        """The value without what is wrong."""
        self.mistakes = tuple(mistakes)


def wrong(name: str, expected: ValueError, found: Any) -> str:
    """Return the sentence for a value that is not accepted; ``expected`` is what its check raised."""
    values = {"name": clean_line(name, FOUND_LENGTH), "accepted": str(expected), "found": shown(found)}
    near = expected.near if isinstance(expected, WrongError) else ""
    if near:
        return tr(
            "{name} should be {accepted}, not {found}; did you mean {near}?", near=shown(near), **values
        )
    return tr("{name} should be {accepted}, not {found}", **values)


def unknown(
    name: str, known: Iterable[str], sentence: str, near_sentence: str, old: Mapping[str, str] | None = None
) -> str:
    """Return one of two sentences about a name that does not exist: the second has a placeholder ``{near}`` as well.

    ``old`` maps former names to the present ones.
    """
    old = old or {}
    near = nearest(name, [*known, *old])
    near = old.get(near, near)
    name = clean_line(name, FOUND_LENGTH)
    return tr(near_sentence, name=name, near=near) if near else tr(sentence, name=name)


def shown(value: Any) -> str:
    """Return a value as the user wrote it, or nearly so, on one line and not too long; no login of an address."""
    import json  # only where something is wrong

    from reader.text.typed_address import hide_logins

    if isinstance(value, str):
        value = hide_logins(value)
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):  # a number of thousands of digits
        return tr("the value there")
    text = clean_line(text)
    return text if len(text) <= FOUND_LENGTH else text[: FOUND_LENGTH - 1] + "…"
