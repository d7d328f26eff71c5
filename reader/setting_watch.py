"""The tables ``[[watch]]`` of the settings: what each key may be, and what is wrong with one. Pure."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from reader.i18n import listed, tr
from reader.nearest import nearest
from reader.setting_tables import WATCH_COLOURS, Watch, all_or_part, row_values, usable_items
from reader.text import clean_line
from reader.toml.mistakes import Mistake, WrongError


def _word(raw: Any) -> str:
    if isinstance(raw, str) and any(char.isalnum() for char in raw):
        return clean_line(raw, 100).strip()
    raise ValueError(tr('a word such as "apple" or "苹果"'))


def _words(raw: Any) -> Any:
    items = [raw] if isinstance(raw, str) else raw
    if not isinstance(items, list) or not items:
        raise ValueError(tr('words such as ["apple", "苹果"]'))
    return usable_items(items, _word)


def _colour(raw: Any) -> str:
    if raw in WATCH_COLOURS:
        return str(raw)
    near = nearest(raw, WATCH_COLOURS) if isinstance(raw, str) else ""
    raise WrongError(tr("one of {names}", names=listed(WATCH_COLOURS)), near)


def _notice(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise ValueError(tr("true or false"))  # noqa: TRY004 - as all checks of settings
    return raw


class WatchKey(NamedTuple):
    """What one key of a watch accepts and means."""

    check: Callable[[Any], Any]
    """Returns the value or raises ValueError."""
    meaning: str
    """What it does, as the documentation says it."""


WATCH_KEYS: Mapping[str, WatchKey] = {
    "words": WatchKey(
        _words, "a word, or a list of them: Chinese ones are found anywhere, Latin ones as whole words"
    ),
    "colour": WatchKey(_colour, f"one of {', '.join(WATCH_COLOURS)}; default: {WATCH_COLOURS[0]}"),
    "notice": WatchKey(_notice, "true: new articles with them give a notice, as the setting notices says"),
}
"""Every key of a table ``[[watch]]``."""


def watch_table(raw: Any) -> tuple[Watch, ...]:
    """Return the watches; raises ValueError, and PartlyWrongError where only some are wrong."""
    mistakes: list[Mistake] = []
    rows = raw
    if isinstance(raw, Mapping):
        rows = [raw]
        mistakes.append(Mistake((), tr("words to watch for begin with [[watch]], not [watch]")))
    if not isinstance(rows, list):
        raise ValueError(  # noqa: TRY004 - as all checks of settings
            tr('rows such as words = ["apple", "苹果"], colour = "green"')
        )
    usable = []
    for number, row in enumerate(rows):
        path = (number,) if rows is raw else ()
        if not isinstance(row, Mapping):
            mistakes.append(Mistake(path, tr("words to watch for begin with [[watch]] and have words")))
        elif watch := _watch(row, path, mistakes):
            usable.append(watch)
    return all_or_part(tuple(usable), mistakes)


def _watch(row: Mapping[str, Any], path: tuple[int, ...], mistakes: list[Mistake]) -> Watch | None:
    """Return a watch, with the default where its colour is wrong; None: it has no words."""
    values = row_values(
        row, WATCH_KEYS, "no key of [[watch]] is called {name}",
        "no key of [[watch]] is called {name}; did you mean {near}?", path=path, mistakes=mistakes,
    )  # fmt: skip
    if "words" not in row:
        mistakes.append(Mistake(path, tr("this [[watch]] has no words and is not used")))
    return Watch(**values) if values.get("words") else None
