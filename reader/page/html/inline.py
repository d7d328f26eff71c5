"""Inline HTML: elements become styles of text, images and videos become labels.

Pure. ``Phrases.read`` takes a leaf's tags in order; ``dressed`` returns the text between them as the open elements
show it. Elements end with the leaf.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token

from reader.page.html.elements import BLOCKS, HIDDEN, MEDIA, STYLES, VOID
from reader.page.html.tags import Tag, is_component, is_markup, read_tag
from reader.page.line import ABBREVIATION, Run, TextStyle
from reader.page.media_labels import IMAGE_SYMBOL, image_label, is_decoration, link_label, media_label
from reader.text import clean_line
from reader.text.address import ADDRESS_LIMIT
from reader.text.raised import has_brackets, lowered, raised, stands_as_is

OPEN_LIMIT = 20
"""Open elements; further ones are ignored."""

LOOKED_AHEAD = 16
"""Tokens of a superscript that are read ahead."""

BREAK = Run("\n")
"""A line break."""
EDGE = Run("\v")
"""The edge of a block inside a line: its text gets a line of its own."""


_SPACES = re.compile(r"[ \t\n\r\f]+")


_EXPLAINED = frozenset({"abbr", "acronym", "dfn"})
"""Elements whose title says what their text stands for."""


class _Open(NamedTuple):
    name: str
    style: TextStyle = TextStyle.PLAIN
    link: str = ""
    ending: str = ""
    """Text to add where it ends."""
    change: Callable[[str], str | None] | None = None
    """Converts its characters."""
    heard: int = 0
    """Texts before it."""
    keeps_lines: bool = False
    """Line ends of its text are line breaks."""


class Phrases:
    """The inline HTML of one leaf."""

    def __init__(self, tokens: Sequence[Token], paired: frozenset[str]) -> None:
        self._tokens, self._paired = tokens, paired
        self._open: list[_Open] = []
        self._hidden: Hidden | None = None
        self._heard = 0
        """Texts so far."""
        tags = (read_tag(token.content) for token in tokens if token.type == "html_inline")
        self._closers = Counter(tag.element for tag in tags if tag and tag.closing)
        """Closing tags further on."""

    @property
    def keeps_lines(self) -> bool:
        """Whether line ends of text here are line breaks."""
        return any(each.keeps_lines for each in self._open)

    def dressed(self, run: Run) -> Run:
        """Return a run as the open elements show it; nothing if they hide it."""
        if self._hidden:
            self._hidden.hear(run.text)
            return Run("")
        text, style, link = run
        self._heard += bool(text.strip())
        for each in self._open:
            style |= each.style
            link = link or each.link if each.link.startswith(ABBREVIATION) else each.link or link
            if each.change and (changed := each.change(text)) is not None:
                text = changed
        return Run(text, style, link)

    def read(self, at: int) -> Iterator[Run]:
        """Yield the runs that the tag at token ``at`` adds to the text, ``BREAK`` and ``EDGE`` among them."""
        content = self._tokens[at].content
        tag = read_tag(content)
        if tag is None:  # a comment or declaration
            return
        name = tag.element
        if tag.closing:
            self._closers[name] -= 1
        if self._hidden:
            if self._hidden.ends_with(tag):
                label, self._hidden = self._hidden.label(), None
                yield label
        elif not is_markup(tag, closed=self._closers[name] > 0, paired=self._paired):
            yield Run(content)
        elif is_component(tag):
            yield from self._component(tag)
        elif name in BLOCKS:
            yield from self._block(tag)
        elif tag.closing:
            yield from self._end(name)
        else:
            yield from self._begin(tag, at)

    def _begin(self, tag: Tag, at: int) -> Iterator[Run]:
        name = tag.element
        if name in HIDDEN or name in MEDIA or (tag.is_unseen and self._closers[name] > 0):
            hidden = Hidden(tag)
            if name in VOID or tag.closes_itself or not self._closers[name]:
                yield hidden.label()
            else:
                self._hidden = hidden
        elif name == "br":
            yield BREAK
        elif name == "wbr":
            yield Run("\N{ZERO WIDTH SPACE}")
        elif name in {"img", "image"}:
            is_seen = any(each.link for each in self._open) or not is_decorating(tag)
            yield image(tag) if is_seen else Run("")
        elif name in {"sup", "sub"}:
            yield from self._raise(name, at)
        elif name == "q":
            yield Run("“")
            self._push(_Open(name, ending="”"))
        elif name in {"rt", "rp"}:
            yield from (*self._end("rt"), *self._end("rp"))
            if name == "rt":
                yield Run("(")
            # The article writes brackets itself.
            self._push(_Open(name, ending=")") if name == "rt" else _Open(name, change=_without_brackets))
        elif name not in VOID:
            link = clean_line(tag.value("href"), ADDRESS_LIMIT) if name == "a" else ""
            if name in _EXPLAINED and (meaning := attribute_words(tag, "title")):
                self._push(_Open(name, link=ABBREVIATION + clean_line(meaning, ADDRESS_LIMIT)))
                return
            style = STYLES.get(name, TextStyle.LINK if link else TextStyle.PLAIN)
            self._push(_Open(name, style, link, heard=self._heard, keeps_lines=tag.keeps_lines))

    def _push(self, element: _Open) -> None:
        if len(self._open) < OPEN_LIMIT:
            self._open.append(element)

    def _end(self, name: str) -> Iterator[Run]:
        if name == "ruby":
            yield from (*self._end("rt"), *self._end("rp"))
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].name == name:
                ended = self._open.pop(at)
                if ended.link and ended.heard == self._heard:  # without words it could not be seen
                    yield Run(link_label(ended.link), TextStyle.LINK, ended.link)
                if ended.ending:
                    yield Run(ended.ending)
                return

    def _block(self, tag: Tag) -> Iterator[Run]:
        if tag.element in {"td", "th"}:
            yield Run(" ")
        elif tag.element != "li":
            yield EDGE
        elif not tag.closing:
            yield from (EDGE, Run("• "))

    def _component(self, tag: Tag) -> Iterator[Run]:
        if tag.closing:
            yield from self._end(tag.name)
            return
        if is_image(tag):
            yield image(tag)
        elif words := component_words(tag):
            yield Run(words if tag.closes_itself else words + " ")
        if not tag.closes_itself:
            link = clean_line(tag.value("href"), ADDRESS_LIMIT)
            self._push(_Open(tag.name, TextStyle.LINK if link else TextStyle.PLAIN, link))

    def _raise(self, name: str, at: int) -> Iterator[Run]:
        change = raised if name == "sup" else lowered
        inside = self._inside(name, at)
        has_form = change(inside) is not None
        if not self._closers[name] or stands_as_is(inside) or (has_brackets(inside) and not has_form):
            self._push(_Open(name))
        elif has_form:
            self._push(_Open(name, change=change))
        else:
            yield Run("^(" if name == "sup" else "_(")
            self._push(_Open(name, ending=")"))

    def _inside(self, name: str, at: int) -> str:
        """Return the text of a short element that begins at a token; for a long one, a text that has no raised form."""
        texts: list[str] = []
        for token in self._tokens[at + 1 : at + 1 + LOOKED_AHEAD]:
            if token.type == "html_inline":
                tag = read_tag(token.content)
                if tag and tag.closing and tag.element == name:
                    return "".join(texts)
            else:
                texts.append("\n" if token.type == "softbreak" else token.content)
        return "\n"


class Hidden:
    """A hidden element, of which only a label is shown."""

    def __init__(self, tag: Tag) -> None:
        self.element = tag.element
        """Its name."""
        self._address = tag.value("src", "data")
        self._words = attribute_words(tag, "title", "aria-label")
        self._in_title = False
        self._title: list[str] = []

    def hear(self, text: str) -> None:
        """Add text inside it; that of an SVG's title becomes its label."""
        if self._in_title:
            self._title.append(text)

    def ends_with(self, tag: Tag) -> bool:
        """Add a tag inside it; return whether it closes the element."""
        name = tag.element
        if name == self.element:
            return tag.closing
        if name == "title":
            self._in_title = not tag.closing and not self._title
        elif name in {"source", "embed"} and self.element in MEDIA:
            self._address = self._address or tag.value("src")
        return False

    def label(self) -> Run:
        """Return the run that replaces it: a link, an SVG's title, or nothing."""
        if self.element in MEDIA and self._address:
            # Without a scheme: https, as the page.
            address = f"https:{self._address}" if self._address.startswith("//") else self._address
            link = clean_line(address, ADDRESS_LIMIT)
            return Run(media_label(self.element, self._words, link), TextStyle.LINK, link)
        if self.element == "svg" and (title := " ".join("".join(self._title).split()) or self._words):
            return Run(f"{IMAGE_SYMBOL} {title}", TextStyle.IMAGE)
        return Run("")


def image(tag: Tag) -> Run:
    """Return the run of an ``img``: ``▣ alt — host``, with its address."""
    address = clean_line(tag.value("src", "data-src"), ADDRESS_LIMIT)
    return Run(image_label(attribute_words(tag, "alt", "title"), address), TextStyle.IMAGE, address)


def is_decorating(tag: Tag) -> bool:
    """Return whether an ``img`` only decorates the text beside it."""
    return is_decoration(
        attribute_words(tag, "alt", "title"), tag.value("src", "data-src"), tag.value("class")
    )


def is_image(tag: Tag) -> bool:
    """Return whether a component shows an image."""
    return "src" in tag.attributes and bool(tag.value("alt"))


def component_words(tag: Tag) -> str:
    """Return the words for readers in a component's attributes."""
    return attribute_words(tag, "title", "label")


def attribute_words(tag: Tag, *names: str) -> str:
    """Return the first of these attributes that is not empty, on one line."""
    return _SPACES.sub(" ", tag.value(*names)).strip()


def _without_brackets(text: str) -> str:
    return text.strip("()（） ")
