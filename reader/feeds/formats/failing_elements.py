"""Handlers of elements whose faults cost the element, not the feed. Pure."""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

PREFIXES = ("_start_", "_end_")
"""What the names of handlers begin with."""

_Parser = TypeVar("_Parser", bound=type)


def kept_to_elements(parser: _Parser) -> _Parser:
    """Return a class of feedparser's parsers whose handlers treat an element that they fail at as one without a handler.

    feedparser's own expect an order or attributes that strangers do not keep to: ``gml:pos`` outside ``georss:where`` ended
    the whole document.
    """
    for name in dir(parser):
        if name.startswith(PREFIXES):
            setattr(parser, name, _kept(getattr(parser, name)))
    return parser


@cache  # both parsers have most of them
def _kept(handler: Callable[..., object]) -> Callable[..., object]:
    def kept(*arguments: Any) -> object:
        try:
            return handler(*arguments)
        except (LookupError, TypeError, ValueError, ArithmeticError) as problem:
            # By this error feedparser knows that an element has no handler.
            raise AttributeError from problem

    return kept
