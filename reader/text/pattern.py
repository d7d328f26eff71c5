"""Regexes that are compiled when they are first used: many are for texts that most articles are not. Pure."""

import re
from typing import Any, cast

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
    """Becomes what ``re.compile`` returns with the first attribute that is asked for."""

    def __init__(self, text: str, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._text, self._flags)
        # What is an attribute of its own is found without coming here.
        self.__dict__.update({each: getattr(compiled, each) for each in _METHODS})
        return self.__dict__[name]


def late(text: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regex that is compiled when it is first used. It is not for ``re.sub`` and the like, only for its methods."""
    return cast("re.Pattern[str]", _Late(text, flags))
