"""Collects the text and tags of a paragraph or code block of HTML as Markdown tokens.

Pure.
"""

import re

from markdown_it.token import Token

from reader.page.html.elements import VOID
from reader.page.html.frames import nesting_of
from reader.page.html.inline import component_words, is_image
from reader.page.html.tags import Tag, decoded, is_component
from reader.page.line import Run
from reader.page.markdown.grammar import inline_parser
from reader.page.media_labels import link_label

REOPENED_LIMIT = 8
"""Open elements that continue in the next paragraph of an HTML block."""

_SPACES = re.compile(r"[ \t\r\f]+")
_LANGUAGE = re.compile(r"(?:^|\s)(?:language-|lang-|highlight-source-|brush:\s*+)([\w+#.-]++)")


class Leaf:
    """Collects a paragraph; elements that are open at its end continue in the next."""

    def __init__(self) -> None:
        self._open: list[Tag] = []
        self._begin()

    def _begin(self) -> None:
        self._tokens = [_token("html_inline", tag.raw) for tag in self._open]
        self._words: list[str] = []
        self._images = 0
        self._is_seen = False
        self._link_begins = -1
        """Words and images before the last link."""
        self._space = ""
        """White space before the next word."""
        self._fresh = True
        """The line is empty so far."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing in it is visible."""
        return not self._is_seen and not self._images

    def text(self, source: str, *, keeps_lines: bool = False) -> None:
        """Add text of HTML: entities, and white space that only separates words; ``keeps_lines``: lines end as they do there."""
        keeps_lines = keeps_lines or any(tag.keeps_lines for tag in self._open)
        for number, line in enumerate(decoded(source).split("\n")):
            if number and keeps_lines and not self._fresh:
                self._tokens.append(_token("html_inline", "<br>"))
                self._space, self._fresh = "", True
            elif number:
                self._space = "\n"
            words = _SPACES.sub(" ", line)
            if words.startswith(" "):
                self._space = self._space or " "
            if body := words.strip(" "):
                self._write_space()
                self._write(body)
                self._space = " " if words.endswith(" ") else ""

    def markdown(self, source: str) -> None:
        """Add Markdown, inside an element with ``markdown="1"``."""
        body = "\n".join(line.strip() for line in source.strip().split("\n"))
        if not body:
            self.text(source)
            return
        self._space = self._space or source[: -len(source.lstrip())]
        self._write_space()
        inline_parser().inline.parse(body, inline_parser(), {}, self._tokens)
        self._words.append(body)
        self._is_seen = True
        self._fresh = False
        self._space = source[len(source.rstrip()) :][:1]

    def verbatim(self, text: str) -> None:
        """Add text that only looks like a tag."""
        self._write_space()
        self._write(text)

    def tag(self, tag: Tag) -> None:
        """Add the tag of an inline element."""
        name = tag.element
        if name == "br":
            self._space, self._fresh = "", True
        elif name in {"img", "image"} or (is_component(tag) and (is_image(tag) or component_words(tag))):
            self._write_space()
            self._images += 1
            self._fresh = False
        elif not tag.closing:
            self._write_space()
        if name == "a" and not tag.closing:
            self._link_begins = len(self._words) + self._images
        elif name == "a" and self._link_begins == len(self._words) + self._images:
            opener = next((each for each in reversed(self._open) if each.name == "a"), None)
            if opener and (label := link_label(opener.value("href"))):
                self._write(label)
        self._tokens.append(_token("html_inline", tag.raw))
        if tag.closing:
            last = next((each for each in reversed(self._open) if each.name == tag.name), None)
            if last is not None:
                self._open.remove(last)
        elif name not in VOID and not tag.closes_itself and len(self._open) < REOPENED_LIMIT:
            self._open.append(tag)

    def label(self, run: Run) -> None:
        """Add the label of an element, as a link."""
        if not run.text:
            return
        self._write_space()
        if run.link:
            link = _token("link_open", "")
            link.attrs["href"] = run.link
            self._tokens.append(link)
        self._write(run.text)
        if run.link:
            self._tokens.append(_token("link_close", ""))

    def _write_space(self) -> None:
        space, self._space = self._space, ""
        if not space or self._fresh:
            return
        self._words.append(" ")
        self._tokens.append(_token("softbreak", "") if space == "\n" else _token("text", " "))

    def _write(self, text: str) -> None:
        self._words.append(text)
        self._is_seen = self._is_seen or bool(text.strip())
        self._tokens.append(_token("text", text))
        self._fresh = False

    def take(self, look: str = "") -> Token | None:
        """Return the collected paragraph as an inline token (None if nothing is visible), and start the next.

        ``look``: an element around all of it.
        """
        inline = None
        if not self.is_empty:
            inline = _token("inline", "".join(self._words))
            inline.children = [*([_token("html_inline", f"<{look}>")] if look else ()), *self._tokens]
            inline.info = "image" if self._images == 1 and not self._words else ""
        self._begin()
        return inline

    def forget(self) -> None:
        """Close all open elements."""
        self._open = []
        self._begin()


class CodeBlock:
    """Collects the text of a ``pre`` element."""

    def __init__(self, tag: Tag, *, ends: bool) -> None:
        self.element, self.ends = tag.element, ends
        """``ends``: its closing tag follows; else the next block closes it."""
        self._texts: list[str] = []
        self._language = _language(tag)

    def text(self, text: str) -> None:
        """Add text, decoding entities."""
        self._texts.append(text)

    def tag(self, tag: Tag) -> None:
        """Process a tag inside it; only a language and line breaks matter."""
        if tag.element == "br":
            self._texts.append("\n")
        elif tag.element == "code" and not tag.closing:
            self._language = self._language or _language(tag)

    def take(self) -> Token | None:
        """Return it as a fence token; None if it is empty."""
        text = "".join(self._texts).removeprefix("\n").rstrip("\n")
        if not text.strip():
            return None
        token = _token("fence", text + "\n")
        token.tag, token.info = "code", self._language
        return token


def _language(tag: Tag) -> str:
    match = _LANGUAGE.search(tag.value("class"))
    return match[1] if match else tag.value("data-lang", "data-language", "lang")


def _token(kind: str, content: str) -> Token:
    return Token(kind, "", nesting_of(kind), content=content)
