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

_LINK = late(r"(!?)\[\[([^\[\]|\n]{1,300})(?:\\?\|([^\[\]\n]{0,300}))?\]\](?!\()")
_IMAGE = late(r".*\.(?:png|jpe?g|gif|svg|webp|bmp|avif|tiff?|ico)", re.IGNORECASE)
_SIZE = late(r"\d+(?:x\d+)?|left|right|center|.*\|\s*\d+(?:x\d+)?")


def wikilink(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse a wiki link or an embedded file."""
    match = _LINK.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    target, text = match[2].rstrip("\\"), (match[3] or "").strip()
    if target != target.strip() or normalizeReference(target) in state.env.get("references", {}):
        return False
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
            state.push("text", "", 0).content = text or _readable(target)
            state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _readable(target: str) -> str:
    page, _, heading = target.partition("#")
    heading = heading.lstrip("^").replace("#", " > ")
    return f"{page} > {heading}" if page and heading else page or heading
