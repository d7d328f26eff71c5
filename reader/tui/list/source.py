"""What a sidebar's model asks, and how it asks for things that fit together."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, Protocol, TypeVar

from reader.library import Group, GroupOrder, Row, Scope

if TYPE_CHECKING:
    from array import array

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Rows(Protocol):
    """What a sidebar's model asks about single articles."""

    def rows(self, ids: Sequence[int], /) -> dict[int, Row]:
        """Return what is known of these articles; one that is gone is missing."""

    def groups_of(self, article: int, /) -> tuple[int, ...]:
        """Return the groups in which an article stands."""


class Source(Protocol):
    """What a sidebar's model asks of the lists."""

    @property
    def articles(self) -> Rows:
        """Answers about single articles."""

    def frame(self) -> AbstractContextManager[object]:
        """Hold one moment: all that is asked inside fits together."""

    def groups(self, scope: Scope, order: GroupOrder) -> list[Group]:
        """Return the groups that have articles in the scope."""

    def ids(self, group: int, scope: Scope, keep: frozenset[int] = frozenset()) -> "array[int]":
        """Return a group's articles in the scope and those of ``keep``, newest first."""

    def label(self, group: Group) -> str:
        """Return what a group is called on the screen."""

    def others(self, article: int) -> int:
        """Return for how many articles beside itself an article stands."""


class Sourced(Protocol):
    """What asks a source."""

    source: Source


Asker = TypeVar("Asker", bound=Sourced)


def in_one_frame(
    act: Callable[Concatenate[Asker, Given], Result],
) -> Callable[Concatenate[Asker, Given], Result]:
    """Make all that an act asks be of one moment: a scan may publish other lists between two questions."""

    @wraps(act)
    def framed(asker: Asker, /, *given: Given.args, **named: Given.kwargs) -> Result:
        with asker.source.frame():
            return act(asker, *given, **named)

    return framed
