"""Wiki links, ``[[Page#heading|text]]``, and embedded files, ``![[image.png]]`` (Obsidian, wikis).

Pure. The link becomes ``wiki:Page#heading``, which the library resolves; ``[[#heading]]`` is a link inside the
article.
"""

import re

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from reader.page.line import WIKI
from reader.text.pattern import late

TEXT_FIRST = "text_first"
"""The key in the environment of a document whose links name the text first (Dendron)."""

PAGE_ENDINGS = (".md", ".markdown", ".mdx", ".mdown")
"""Endings of pages, to which programs define wiki links for other readers."""

_LINK = late(r"(!?)\[\[([^\[\]|\n]{1,300})(?:\\?\|([^\[\]\n]{0,300}))?\]\](?!\()")
_IMAGE = late(r".*\.(?:png|jpe?g|gif|svg|webp|bmp|avif|tiff?|ico)", re.IGNORECASE)
_FILE = late(
    r".*\.(?:pdf|docx?|xlsx?|pptx?|epub|mp3|mp4|m4a|wav|ogg|webm|mov|mkv|flac|3gp|canvas|base|excalidraw|zip|csv)",
    re.IGNORECASE,
)
_BLOCK = late(r"\^[0-9a-z-]{4,}")
_SIZE = late(r"\d+(?:x\d+)?|left|right|center|.*\|\s*\d+(?:x\d+)?")


def wikilink(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse a wiki link or an embedded file."""
    match = _LINK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    target, text = match[2].rstrip("\\").strip(), (match[3] or "").strip()
    # ``[[ -f x ]]`` is a test of a shell.
    if not target or (match[3] is None and match[2][0].isspace()) or _is_reference(state, match):
        return False
    if state.env.get(TEXT_FIRST) and text and not match[1]:
        target, text = text, target
    target = target.removeprefix("dendron://")
    if not silent:
        if match[1] and _IMAGE.fullmatch(target.partition("#")[0]):
            token = state.push("image", "img", 0)
            token.attrs = {"src": WIKI + target, "alt": ""}
            name = Token("text", "", 0)
            name.content = target.rpartition("/")[2] if not text or _SIZE.fullmatch(text) else text
            token.children = [name]
        else:
            address = target if target.startswith("#") else WIKI + target
            state.push("link_open", "a", 1).attrs = {"href": address}
            state.push("text", "", 0).content = text if text and not _is_size(match) else _readable(target)
            state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _is_size(match: re.Match[str]) -> bool:
    """Return whether the words behind an embedded file are its size."""
    return bool(match[1]) and _SIZE.fullmatch((match[3] or "").strip()) is not None


def _is_reference(state: StateInline, match: re.Match[str]) -> bool:
    """Return whether Markdown means a link that is defined elsewhere: ``[[1]]``, but not ``[[page]]: page.md`` (Foam)."""
    references = state.env.get("references", {})
    found = references.get(normalizeReference(match[2].strip()))
    if found is None or match[3] is not None:
        return False
    address = str(found["href"])
    return "://" in address or not address.partition("#")[0].lower().endswith(PAGE_ENDINGS)


def _readable(target: str) -> str:
    page, _, heading = target.partition("#")
    if _FILE.fullmatch(page):  # what follows says which part of the file: ``#page=3``
        return page.rpartition("/")[2]
    heading = "" if _BLOCK.match(heading) else heading.lstrip("^").replace("#", " > ")
    return f"{page} > {heading}" if page and heading else page or heading
