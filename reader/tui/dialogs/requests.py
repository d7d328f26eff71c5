"""What dialogs are opened with, as values: they load no widgets."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.library import Completion


class Choice(NamedTuple):
    """A row that can be chosen."""

    text: str
    """What it says."""
    aside: str = ""
    """Stands at the right: where it leads to."""
    depth: int = 0
    """How deep it is indented."""
    other_names: tuple[str, ...] = ()
    """What it is found by too, though they are not shown."""
    heading: str = ""
    """Stands above the first choice that has it, while nothing is typed."""
    about: str = ""
    """What more there is to say of it: said below the list while it is highlighted."""
    is_aside_whole: bool = False
    """Whether what stands at the right is never cut, as keys are not: the text goes below it where both do not fit."""


class DialogTexts(NamedTuple):
    """What the dialog says of itself."""

    title: str
    """Its first line."""
    nothing: str
    """Where there is nothing to choose."""
    no_match: str
    """Where nothing matches what is typed."""
    hint: str
    """What the keys do: its last line."""
    says_about: bool = False
    """Whether the last line says more of what is highlighted, once one has moved or typed."""


class QueryRequest(NamedTuple):
    """What the dialog wants, and what checks it."""

    title: str
    """The first line."""
    placeholder: str
    """Stands in the line while nothing is typed."""
    hint: str
    """What the keys do: the last line."""
    check: Callable[[str], object]
    """Raises NewsreaderError for what cannot be taken. Called in a thread."""
    complete: "Callable[[str], Sequence[Completion]]" = lambda _: ()
    """Called in a thread, too."""
    is_quick: bool = True
    """The keys after enter wait for the check; else for a second at most, so that esc can stop it."""
    busy: str = ""
    """What is said in the place of the hint while the check goes on."""
    is_replaced: bool = True
    """What stands there at first is replaced by what is typed, rather than added to."""
    is_hidden: bool = False
    """Dots stand for what is typed."""
