"""From what a terminal sends to keys: which characters belong together, and which were only sent together.

Pure. A terminal sends a key without a character as escape and more: an arrow is ``ESC [ A``. The escape key is ``ESC``
alone, and what is typed soon after it may come in the same packet: tmux holds an escape back for half a second, ssh for
as long as its packet takes. What is a sequence of a terminal stays one, also in two packets; ``ESC`` and another
character are a pair, which is a key held with alt or two keys, as its taker knows.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reader.text import clean
from reader.text.pattern import late

REST_S = 0.5
"""How long the rest of what can only be a sequence is waited for; what is missing then will not come."""

PASTE_S = 5.0
"""How long the rest of a pasted text is waited for."""

LONGEST = 1 << 16
"""Characters of a sequence; anything longer is dropped."""

_ESC = "\x1b"
_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_TEXT = r"[^\x07\x1b]*"
_SEQUENCE = late(
    rf"""\x1b(?:
        \[\[[A-E]                              # F1 to F5 of the Linux console
      | \[[0-?]*[ -/]*[@-~]                    # keys, the mouse, reports
      | O[0-9;]*[A-Za-z]                       # keys of the keypad, F1 to F4
      | (?:\]\d | P[\d>$+!=|] | _G){_TEXT}(?:\x07|\x1b\\)   # answers of the terminal
    )""",
    re.VERBOSE,
)
_BEGUN = late(
    rf"""\x1b(?:
        \[(?:\[|[0-?]*[ -/]*)?
      | O[0-9;]*
      | \](?:\d{_TEXT}\x1b?)? | P(?:[\d>$+!=|]{_TEXT}\x1b?)? | _(?:G{_TEXT}\x1b?)?
    )?""",
    re.VERBOSE,
)
_CONTROLS = late("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ONLY_A_SEQUENCE = late(rf"\x1b(?:\[[0-?]|O[0-9]|\]\d+;|P[\d>$+!=|]{_TEXT}.|_G.)")
"""How a sequence begins that cannot be keys typed one after another, or only by a rare chance."""


class Text(NamedTuple):
    """One character as it is typed; also control characters, and the escape key."""

    char: str
    """The character."""


class Pair(NamedTuple):
    """An escape and a character, sent together."""

    char: str
    """The character."""


class Sequence(NamedTuple):
    """What a terminal sends as a whole."""

    text: str
    """All of it."""


class Pasted(NamedTuple):
    """A pasted text, without the marks around it; as it came."""

    text: str
    """All of it."""

    def cleaned(self) -> str:
        """Return it as it would be typed: no colours or other sequences, no control characters, lines ended by LF."""
        text = _SEQUENCE.sub("", self.text).replace("\r\n", "\n").replace("\r", "\n")
        return clean(_CONTROLS.sub("", text)).strip("\n")


Token = Text | Pair | Sequence | Pasted
"""What bytes from the terminal are cut into."""


class KeyBytes:
    """Cuts what comes from the terminal into keys; keeps what is unfinished for the next packet."""

    def __init__(self, is_known: Callable[[str], bool], escape_s: float) -> None:
        """``is_known`` returns whether a sequence without numbers is a key: else it was typed one by one.

        ``escape_s`` is how many seconds the rest of a sequence is waited for after an escape alone.
        """
        self._is_known, self._escape_s = is_known, escape_s
        self._rest = ""
        self._is_pasting = False

    @property
    def patience(self) -> float | None:
        """How many seconds the rest is waited for; None: nothing is unfinished."""
        if self._is_pasting:
            return PASTE_S
        if not self._rest:
            return None
        return REST_S if _ONLY_A_SEQUENCE.match(self._rest) else self._escape_s

    def feed(self, text: str) -> Iterator[Token]:
        """Yield what is whole with this text."""
        self._rest += text
        yield from self._take(is_all=False)

    def flush(self) -> Iterator[Token]:
        """Yield what is left: nothing has come for a while."""
        yield from self._take(is_all=True)
        self._is_pasting = False

    def _take(self, *, is_all: bool) -> Iterator[Token]:
        while self._rest:
            length, token = self._pasted(is_all=is_all) if self._is_pasting else self._first(is_all=is_all)
            if not length:
                return
            self._rest = self._rest[length:]
            if token is not None:
                yield token

    def _pasted(self, *, is_all: bool) -> tuple[int, Token | None]:
        text, mark, _ = self._rest.partition(_PASTE_ENDS)
        if not mark and not is_all:
            return 0, None
        self._is_pasting = False
        return len(text) + len(mark), Pasted(text.replace("\x00", ""))

    def _first(self, *, is_all: bool) -> tuple[int, Token | None]:
        """Return how many characters belong together, and what they are (None: nothing that is known); 0: more is awaited."""
        rest = self._rest
        if rest[0] != _ESC:
            return 1, Text(rest[0])
        if (found := _SEQUENCE.match(rest)) and (text := found[0]) and self._is_sequence(text):
            if text == _PASTE_BEGINS:
                self._is_pasting = True
                return len(text), None
            return len(text), Sequence(text)
        begun = _BEGUN.match(rest)
        is_begun = begun is not None and begun.end() == len(rest) and len(rest) < LONGEST
        if is_begun and not is_all:
            return 0, None
        if is_begun and _ONLY_A_SEQUENCE.match(rest):
            return len(rest), None
        if len(rest) == 1 or rest[1] in "\x1b[O]P_":
            return 1, Text(_ESC)
        return 2, Pair(rest[1])

    def _is_sequence(self, text: str) -> bool:
        return len(text) > 3 or self._is_known(text)
