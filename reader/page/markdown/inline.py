"""Inline Markdown as runs: emphasis, code, links, images; and source lines joined.

Pure. Parsing a paragraph's text costs ten times what finding the paragraph does, so ``Inline`` parses on first
use: of a page, only the visible part.
"""

import html
from collections.abc import Hashable, Iterator, MutableMapping, Sequence
from typing import Any, overload

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

from reader.page.line import Run, TextStyle
from reader.page.lines.joining import is_east_asian, is_hangul
from reader.page.markdown.plain_text import code_between, words_between
from reader.page.markdown.rules.abbreviations import ABBREVIATIONS, explained
from reader.page.markdown.rules.tags import unescaped
from reader.page.markdown.run_writer import RunWriter
from reader.page.media_labels import image_label, is_decoration
from reader.text import clean_line
from reader.text.address import ADDRESS_LIMIT
from reader.text.pattern import late

PAIRED_TAGS = "paired_tags"
"""The key of a document's custom tags in the environment (``reader.page.html.tags.paired_names``)."""

_FAR = late(r"[\[<]")
_IMAGE_SIZE = late(r"(?:\s*\|\s*|^)\d{1,5}(?:x\d{1,5})?$")
"""Obsidian's width of an image, after its words or alone: ``![words|300](a.png)``."""
_OPENERS = {
    "strong_open": TextStyle.STRONG, "em_open": TextStyle.EMPHASIS, "s_open": TextStyle.STRIKE, "mark_open": TextStyle.HIGHLIGHT,
    "ins_open": TextStyle.UNDERLINE, "kbd_open": TextStyle.KBD,
}  # fmt: skip
_CLOSERS = {
    "strong_close": TextStyle.STRONG, "em_close": TextStyle.EMPHASIS, "s_close": TextStyle.STRIKE, "mark_close": TextStyle.HIGHLIGHT,
    "ins_close": TextStyle.UNDERLINE, "kbd_close": TextStyle.KBD,
}  # fmt: skip


class _State(StateInline):
    """The parser's state, with emphasis next to full-width punctuation: ``**中文。**中文`` is bold.

    CommonMark (6.2) requires a space or punctuation on the far side, which Chinese and Japanese do not write.
    """

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: FBT001, N802, N803 - the parser's names
        """Return whether a run of markers may open or close emphasis; next to East Asian text, more of them may."""
        found = super().scanDelims(start, canSplitWord)
        end = start + found.length
        if not canSplitWord or not start or end >= self.posMax:
            return found
        before, after = self.src[start - 1], self.src[end]
        if before.isspace() or after.isspace() or not (_is_solid(before) or _is_solid(after)):
            return found
        return Scanned(can_open=True, can_close=True, length=found.length)


def _is_solid(char: str) -> bool:
    return is_east_asian(char) or is_hangul(char)


class Inline(Sequence[Run]):
    """The runs of a leaf, parsed from its Markdown on first use."""

    __slots__ = (
        "_after",
        "_before",
        "_env",
        "_hyphens",
        "_keeps_indent",
        "_md",
        "_runs",
        "_source",
        "_tokens",
    )

    def __init__(
        self,
        md: MarkdownIt,
        source: str,
        env: MutableMapping[str, Any],
        tokens: Sequence[Token] = (),
        *,
        before: tuple[Run, ...] = (),
        after: tuple[Run, ...] = (),
        keeps_indent: bool = False,
    ) -> None:
        """``tokens``: those of ``source``, if it came from HTML; ``before`` and ``after``: runs around it.

        ``keeps_indent``: spaces at its beginning are not those of a paragraph (in a cell).
        """
        self._keeps_indent = keeps_indent
        self._md, self._source, self._env, self._tokens = md, source, env, tokens
        self._before, self._after = before, after
        self._runs: tuple[Run, ...] | None = None
        self._hyphens: tuple[int, ...] = ()

    @property
    def source(self) -> str:
        """The Markdown from which they are parsed."""
        return self._source

    @property
    def image(self) -> str:
        """The address of its only image, whatever link is around it; empty if it has several or none."""
        tokens = self._tokens or self._tokens_of(self._source)
        addresses = [address for token in tokens if (address := _image_address(token))]
        return addresses[0] if len(addresses) == 1 else ""

    @property
    def key(self) -> Hashable:
        """The key by which leaves are compared, without parsing."""
        return self._read() if self._tokens else (self._source, self._before, self._after)

    def _read(self) -> tuple[Run, ...]:
        if self._runs is None:
            tokens = self._tokens or self._tokens_of(self._source)
            paired = self._env.get(PAIRED_TAGS, frozenset())
            hyphens: list[int] = []
            runs = runs_of(tokens, paired, keeps_indent=self._keeps_indent, hyphens=hyphens)
            if meanings := self._env.get(ABBREVIATIONS):
                runs = tuple(explained(runs, meanings))
            elif hyphens:
                before = sum(len(run.text) for run in self._before)
                self._hyphens = tuple(before + each for each in hyphens)
            self._runs = (*self._before, *runs, *self._after)
        return self._runs

    @property
    def hyphens(self) -> tuple[int, ...]:
        """The offsets in the text where the author allows a hyphen."""
        self._read()
        return self._hyphens

    def _tokens_of(self, source: str) -> list[Token]:
        state = _State(source, self._md, self._env, [])
        self._md.inline.tokenize(state)
        for rule in self._md.inline.ruler2.getRules(""):
            rule(state)
        return state.tokens

    @overload
    def __getitem__(self, index: int) -> Run: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Run, ...]: ...
    def __getitem__(self, index: int | slice) -> Run | tuple[Run, ...]:
        return self._read()[index]

    def __len__(self) -> int:
        return len(self._read())

    def __iter__(self) -> Iterator[Run]:
        return iter(self._read())

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Inline) and not (self._tokens or other._tokens):
            # Equal Markdown has equal runs: no parsing.
            mine, others = (
                (self._source, self._before, self._after),
                (other._source, other._before, other._after),
            )
            # Only brackets and tags may depend on other parts of the document.
            return mine == others and (not _FAR.search(self._source) or self._env == other._env)
        return isinstance(other, Sequence) and self._read() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._source)


def runs_of(
    tokens: Sequence[Token],
    paired: frozenset[str] = frozenset(),
    *,
    keeps_indent: bool = False,
    hyphens: list[int] | None = None,
) -> tuple[Run, ...]:
    """Return the runs of inline tokens, cleaned; adjacent ones of one style are joined.

    ``paired`` are the custom tags of the document (``reader.page.html.tags.paired_names``). The offsets of soft hyphens, which
    the text does not hold, are added to ``hyphens``.
    """
    writer = RunWriter(keeps_indent=keeps_indent)
    style, links = TextStyle.PLAIN, [""]
    is_address = False
    for at, token in enumerate(tokens):
        kind = token.type
        if kind in {"text", "text_special"}:
            text = token.content
            if is_address:
                text, is_address = html.unescape(text), False
            writer.write(words_between(text), style, links[-1])
        elif kind == "softbreak":
            writer.soft_break(style, links[-1])
        elif kind == "hardbreak":
            writer.hard_break(style, links[-1])
        elif kind in _OPENERS:
            style |= _OPENERS[kind]
        elif kind in _CLOSERS:
            style &= ~_CLOSERS[kind]
        elif kind == "code_inline":
            code = code_between(unescaped(token.content))
            writer.write(code, style | TextStyle.CODE, links[-1])
        elif kind == "maths":
            writer.formula(token, style, links[-1])
        elif kind == "link_open":
            is_address = token.markup == "autolink"
            links.append(writer.begin_link(token))
            style |= TextStyle.LINK if links[-1] else TextStyle.PLAIN
        elif kind == "link_close":
            writer.end_link(style, links.pop())
            style = style if links[-1] else style & ~TextStyle.LINK
        elif kind == "image":
            text, address, decorates = image_text(token)
            if links[-1] or not decorates:
                writer.write(text, style | TextStyle.IMAGE, links[-1] or address)
            else:
                writer.leave_out()
        elif kind == "html_inline":
            writer.html(tokens, at, paired, style, links[-1])
        else:  # unknown tokens are shown as text
            writer.write(words_between(token.content), style, links[-1])
    if hyphens is not None:
        hyphens += writer.hyphens
    return writer.finish()


def _image_address(token: Token) -> str:
    if token.type == "image":
        return image_text(token)[1]
    if token.type != "html_inline" or not token.content.casefold().startswith("<im"):
        return ""
    from reader.page.html.inline import image
    from reader.page.html.tags import read_tag

    tag = read_tag(token.content)
    return image(tag).link if tag and tag.element in {"img", "image"} else ""


def image_text(token: Token) -> tuple[str, str, bool]:
    """Return the label of an image (``▣ alt — host``), its address, and whether it only decorates."""
    address = clean_line(str(token.attrs.get("src", "")), ADDRESS_LIMIT)
    alt = "".join(run.text for run in runs_of(token.children or ())).replace("\n", " ").strip()
    title = clean_line(str(token.attrs.get("title", "")))
    words = _IMAGE_SIZE.sub("", alt) or title
    return image_label(words, address), address, is_decoration(words, address)
