"""Keeps a library and an account of a server equal: what a server is, how it is spoken to. Network.

The value that acts hand to the command line is offered here, and loaded when it is asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.sync.accounts import Account

__all__ = ["Account"]


def __getattr__(name: str) -> Any:
    """Return the value that the room offers; raises AttributeError for another name."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module("reader.sync.accounts"), name)
