"""Regexes that are compiled at their first use: many are for text that few articles have. Pure."""

import re
from typing import Any, AnyStr, cast

_METHODS = (
    "findall",
    "finditer",
    "flags",
    "fullmatch",
    "groupindex",
    "match",
    "pattern",
    "search",
    "split",
    "sub",
    "subn",
)


class _Late:
    """A stand-in that compiles its regex when one of its methods is first used."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._text, self._flags)
        # From now on its attributes are found without this method.
        self.__dict__.update({each: getattr(compiled, each) for each in _METHODS})
        return self.__dict__[name]


def late(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a regex that is compiled at its first use; only its methods may be used, not ``re.sub`` and the like."""
    return cast("re.Pattern[AnyStr]", _Late(text, flags))
