"""What a command of the screen is: its row in the table, where its keys hold, the topic that it belongs to."""

from enum import Flag, StrEnum, auto
from typing import NamedTuple


class Where(Flag):
    """The pane that must have the focus for a command's keys to mean it."""

    SIDEBAR = auto()
    """The list of groups and articles."""
    PAGE = auto()
    """The text of an article."""
    FOUND = auto()
    """The page, while something that was looked for is marked in it: goes before what a key means otherwise."""
    SELECTING = auto()
    """The page, while text is selected by keys: goes before both."""
    ANYWHERE = SIDEBAR | PAGE
    """In either pane."""


class Topic(StrEnum):
    """What a command is about: the headings of the help screen."""

    MOVE = "Moving"
    """Motions, and from pane to pane."""
    READ = "Reading"
    """From article to article, and what is done with the text."""
    SELECT = "While text is selected by keys"
    """The caret and the selection."""
    MARK = "Marking"
    """Read, starred, later, tags, notes, and undo."""
    VIEW = "View"
    """What is listed, and what shows."""
    PROGRAM = "Program"
    """Feeds, problems, help, leaving."""
    MACROS = "Macros"
    """What the user has put together."""


class Command(NamedTuple):
    """One thing that a user can do."""

    id: str
    """Stable: settings and documentation name it."""
    keys: tuple[str, ...]
    """Its keys unless the settings say otherwise; a sequence is separated by spaces (``g g``)."""
    title: str
    """Its name, of two to four words: in the palette, the help, the footer, beside its key, in the documentation."""
    topic: Topic
    """Its heading on the help screen."""
    about: str
    """What it does, beyond its title, as a sentence without a full stop."""
    words: str = ""
    """Words by which it is found too."""
    where: Where = Where.ANYWHERE
    """Where its keys mean it."""
    hinted_in: Where = Where(0)
    """Where the footer names it."""
    motion: bool = False
    """The focused pane does it (``move``), once or as often as the count says."""
    repeats: bool = False
    """A count before it says how often it is done."""
    chooses: bool = False
    """A count before it says which one is meant, or how far, from 1; what does it takes the count."""
    lines: tuple[str, ...] = ()
    """What a macro does, one after another, as it is typed after a colon."""
