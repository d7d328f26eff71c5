"""Collects the runs of a leaf: text with its styles and links, source lines joined, spaces and indents as a page has them.

Pure.
"""

import html
from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from markdown_it.token import Token

from reader.page.line import Run, TextStyle
from reader.page.lines.joining import joins_without_space
from reader.page.markdown.addresses import with_links
from reader.page.markdown.plain_text import INDENTS, without_indent, words_between
from reader.page.maths.unicode import formula_run
from reader.page.media_labels import link_label
from reader.text import clean, clean_line
from reader.text.address import ADDRESS_LIMIT

if TYPE_CHECKING:
    from reader.page.html.inline import Phrases

SOFT_HYPHEN = "\u00ad"
"""Where a word may be parted by a hyphen."""

_PLAIN = TextStyle.PLAIN

FORMULAS_LIMIT = 500
"""Formulas of a leaf that are converted; the others stay source."""


class RunWriter:
    """Collects runs; joins adjacent ones of one style, and source lines by the rules of their scripts."""

    def __init__(self, *, keeps_indent: bool) -> None:
        self._keeps_indent = keeps_indent
        self._indent = ""
        """Spaces at the beginning of a line that may be an indent."""
        self.runs: list[Run] = []
        self.hyphens: list[int] = []
        """Offsets of soft hyphens."""
        self._pieces: list[str] = []
        self._look: tuple[TextStyle, str] = (TextStyle.PLAIN, "")
        self._last = ""
        self._length = self._link_begins = self._formulas = 0
        """Characters so far, those before the last link, and formulas."""
        self._soft: tuple[TextStyle, str] | None = None
        """The look of a source line's end that is not written yet."""
        self._is_left_out = False
        self.phrases: Phrases | None = None
        """The leaf's HTML, if there is any."""

    def write(self, text: str, style: TextStyle, link: str) -> None:
        """Add text in a style."""
        if self.phrases:
            text, style, link = self.phrases.dressed(Run(text, style, link))
        hyphens: Sequence[int] = ()
        if SOFT_HYPHEN in text:
            pieces = list(map(clean, text.split(SOFT_HYPHEN)))
            hyphens, text = list(accumulate(map(len, pieces[:-1]))), "".join(pieces)
        whole = text = clean(text)
        if self._is_left_out:
            text = text.lstrip(" ")
        if (text[:1] in INDENTS or self._indent) and not style & TextStyle.CODE:
            text = self._without_spaces(text)
        if not text:
            if hyphens and self._length and not self._soft and not style & TextStyle.CODE:
                self.hyphens.append(self._length)
            return
        self._is_left_out = False
        if self._soft:
            look, self._soft = self._soft, None
            if self._last not in " \n" and not joins_without_space(self._last, text[0]):
                self._append(" ", look)
        is_styled = style is not _PLAIN or self._look[0] is not _PLAIN
        if (
            is_styled
            and self._last.isalnum()
            and (style & TextStyle.IMAGE or (self._look[0] & TextStyle.IMAGE and text[0].isalnum()))
        ):
            # The label of an image is text that the author did not write.
            self._append(" ", (TextStyle.PLAIN, ""))
        if hyphens and not style & TextStyle.CODE:
            begin = self._length - (len(whole) - len(text))
            self.hyphens += [begin + each for each in hyphens if begin + each > 0]
        self._append(text, (style, link))

    def _without_spaces(self, text: str) -> str:
        """Return text without spaces at its beginning that follow a space, or indent a line."""
        if self._last == " " or self._soft:
            return text.lstrip(" ")
        if self._last not in {"", "\n"} or (self._keeps_indent and not self._last):
            return text
        shown = without_indent(self._indent + text, is_first=not self._last)
        self._indent = self._indent + text if shown is None else ""
        return shown or ""

    def _append(self, text: str, look: tuple[TextStyle, str]) -> None:
        if look != self._look:
            self._flush()
            self._look = look
        self._pieces.append(text)
        self._last = text[-1]
        self._length += len(text)

    def leave_out(self) -> None:
        """Take note that something is not shown here, so that the space after it does not begin a line."""
        self._is_left_out = self._last in {"", " ", "\n"}

    def soft_break(self, style: TextStyle, link: str) -> None:
        """End a source line; a space for it looks like the text around both lines, not like the next word."""
        if self.phrases:
            if self.phrases.keeps_lines:
                self.hard_break(style, link)
                return
            _, style, link = self.phrases.dressed(Run(" ", style, link))
        self._soft = (style, link) if self._last else None

    def edge(self) -> None:
        """End the line, unless it is empty."""
        if self._last != "\n":
            self.hard_break(TextStyle.PLAIN, "")

    def html(
        self, tokens: Sequence[Token], at: int, paired: frozenset[str], style: TextStyle, link: str
    ) -> None:
        """Add the runs of the HTML token ``at``."""
        from reader.page.html.inline import BREAK, EDGE, Phrases  # only where there is HTML

        self.phrases = self.phrases or Phrases(tokens, paired)
        for run in self.phrases.read(at):
            if run is EDGE:
                self.edge()
            elif run is BREAK:
                self.hard_break(style, link)
            else:
                self.write(run.text, style | run.style, link or run.link)

    def hard_break(self, style: TextStyle, link: str) -> None:
        """End a line of the page."""
        self._soft = None
        if self._last and self._pieces[-2:] != ["\n", "\n"]:  # one empty line is enough
            self.write("\n", style, link)

    def formula(self, token: Token, style: TextStyle, link: str) -> None:
        """Add a formula; a display formula in a sentence is apart from the words beside it."""
        self._formulas += 1
        run = formula_run(token.content, display=False, read=self._formulas <= FORMULAS_LIMIT)
        is_apart = token.markup in {"$$", "\\["}
        if is_apart:
            self.soft_break(style, link)
        self.write(words_between(run.text), style | run.style, link)
        if is_apart:
            self.soft_break(style, link)

    def begin_link(self, token: Token) -> str:
        """Begin a link and return its address."""
        self._link_begins = self._length
        address = str(token.attrs.get("href", ""))
        if token.markup == "autolink":
            address = html.unescape(address)
        return clean_line(address, ADDRESS_LIMIT)

    def end_link(self, style: TextStyle, address: str) -> None:
        """End a link; without words it could not be seen, so it shows where it leads."""
        if address and self._length == self._link_begins:
            self.write(link_label(address), style, address)

    def _flush(self) -> None:
        if self._pieces:
            style, link = self._look
            self.runs.extend(with_links("".join(self._pieces), style, link))
            self._pieces = []

    def finish(self) -> tuple[Run, ...]:
        """Return the runs."""
        self._flush()
        if self.runs and self.runs[-1].text.endswith("\n"):
            last = self.runs.pop()
            if text := last.text.rstrip("\n"):
                self.runs.append(Run(text, last.style, last.link))
        return tuple(self.runs)
