"""What a list reads of the library, and how it reads things that fit together."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

from reader.library import Group, GroupOrder, Row, Scope

if TYPE_CHECKING:
    from array import array

_Given = ParamSpec("_Given")
_Result = TypeVar("_Result")


class Articles(Protocol):
    """What a list reads about single articles."""

    def rows(self, ids: Sequence[int], /) -> dict[int, Row]:
        """Return what is known of these articles; one that is gone is missing."""

    def groups_of(self, article: int, /) -> tuple[int, ...]:
        """Return the groups in which an article stands."""


class Source(Protocol):
    """What a list reads of the library."""

    @property
    def seen_up_to(self) -> int:
        """The greatest id of an article in the last session; 0: it is not known."""

    @property
    def articles(self) -> Articles:
        """What is known of single articles."""

    def frame(self) -> AbstractContextManager[object]:
        """Hold one moment: all that is read inside fits together."""

    def groups(self, scope: Scope, order: GroupOrder) -> list[Group]:
        """Return the groups that have articles in the scope."""

    def ids(self, group: int, scope: Scope, keep: frozenset[int] = frozenset()) -> "array[int]":
        """Return a group's articles in the scope and those of ``keep``, newest first."""

    def label(self, group: Group) -> str:
        """Return what a group is called on the screen."""

    def watched(self, article: int) -> str:
        """Return the colour of an article that has a watch word; empty: it has none."""

    def order(self, group: int) -> str:
        """Return the order of a group's articles, as queries write it."""

    def others(self, article: int) -> int:
        """Return for how many articles beside itself an article stands."""


class Sourced(Protocol):
    """What reads a source."""

    source: Source
    """What it reads."""


_Reader = TypeVar("_Reader", bound=Sourced)


def in_one_frame(
    act: Callable[Concatenate[_Reader, _Given], _Result],
) -> Callable[Concatenate[_Reader, _Given], _Result]:
    """Let all that a method reads be of one moment: a scan may publish other lists meanwhile."""

    @wraps(act)
    def framed(reader: _Reader, /, *given: _Given.args, **named: _Given.kwargs) -> _Result:
        with reader.source.frame():
            return act(reader, *given, **named)

    return framed
