"""Style sheets are parsed once for all apps of a process: tests start thousands of apps with the same sheets."""

from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_parse_rules = Stylesheet._parse_rules
_parsed: dict[tuple[object, ...], list[RuleSet]] = {}


def parse_once() -> None:
    """Let Textual take what it has parsed before of the same text, at the same place and with the same colours."""
    Stylesheet._parse_rules = _known  # type: ignore[method-assign]


def _known(self: Stylesheet, css: str, *args: Any, **kwargs: Any) -> list[RuleSet]:
    key = (css, args, frozenset(kwargs.items()), frozenset(self._variables.items()))
    if key not in _parsed:
        _parsed[key] = _parse_rules(self, css, *args, **kwargs)
    place = (css, kwargs["read_from"], kwargs["is_default_rules"], kwargs["tie_breaker"], kwargs["scope"])
    self._parse_cache[place] = _parsed[key]  # the program looks there for what is parsed
    return _parsed[key]
