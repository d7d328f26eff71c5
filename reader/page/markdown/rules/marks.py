"""Marks of single dialects: keys ``++ctrl+c++``, insertions, edits ``{--x--}`` (CriticMarkup), cards ``@[card](…)``, sized images.

Pure.
"""

import re

from markdown_it.rules_inline import StateInline

from reader.page.markdown.rules.shortcodes import PLACES, place_of
from reader.text.pattern import late

_KEYS = late(
    r"\+\+((?:\"[^\"\n+]{1,20}\"|'[^'\n+]{1,20}'|[\w.-]{1,20})(?:\+(?:\"[^\"\n+]{1,20}\"|'[^'\n+]{1,20}'|[\w.-]{1,20})){0,5})\+\+(?![\w+])"
)
_INSERTED = late(r"(\+\+|\^\^)(?=[^\s+^])([^\n]{1,500}?[^\s+^])\1(?![+^])")
_WORDS = late(r"(?:\w\w|[^\x00-\x7f])[^;]*(?:\w\w|[^\x00-\x7f])[.!?]?|[^\W\d_]{3}")
"""Words rather than an expression such as ``++i; j++``."""
_KEY_NAMES = frozenset(
    [
        "ctrl",
        "control",
        "alt",
        "altgr",
        "option",
        "shift",
        "cmd",
        "command",
        "meta",
        "super",
        "win",
        "windows",
        "fn",
        "enter",
        "return",
        "esc",
        "escape",
        "tab",
        "space",
        "backspace",
        "delete",
        "del",
        "insert",
        "home",
        "end",
        "left",
        "right",
        "up",
        "down",
        "arrow-left",
        "arrow-right",
        "arrow-up",
        "arrow-down",
        "page-up",
        "page-down",
        "pageup",
        "pagedown",
        "caps-lock",
        "print-screen",
        "pause",
        "plus",
        "minus",
    ]
)
_FUNCTION = late(r"f\d{1,2}")
_EDIT = late(
    r"\{(?:--(?P<cut>.{1,1000}?)--|\+\+(?P<new>.{1,1000}?)\+\+|==(?P<mark>.{1,1000}?)==|>>(?P<note>.{1,1000}?)<<"
    r"|~~(?P<old>.{0,1000}?)~>(?P<now>.{0,1000}?)~~)\}",
    re.DOTALL,
)
_CARD = late(r"@\[([a-z]{2,20})\]\([ \t]*([^\s()]{1,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,200})?)[ \t]*\)")
_SIZED = late(
    r"!\[([^\[\]]{0,300})\]\([ \t]*(?:<([^<>\n]{1,2000})>|([^\s()]{1,2000}(?:\([^\s()]{0,200}\)[^\s()]{0,200})?))"
    r"(?:[ \t]+(?:\"([^\"\n]{0,300})\"|'([^'\n]{0,300})'))?[ \t]+=(?=\d|x)(?:\d{0,5}%?)?(?:x(?:\d{1,5}%?)?)?[ \t]*\)"
)


def keys(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse ``++ctrl+alt+"x"++`` as keys of the keyboard (Python-Markdown), ``++some words++`` as inserted text."""
    if state.pos and (state.src[state.pos - 1].isalnum() or state.src[state.pos - 1] == "+"):
        return False
    match = _KEYS.match(state.src, state.pos, state.posMax)
    names = match[1].split("+") if match else []
    if match is None or not (len(names) > 1 or _is_key(names[0])):
        return inserted(state, silent)
    if not silent:
        for at, name in enumerate(names):
            if at:
                state.push("text", "", 0).content = "+"
            state.push("kbd_open", "kbd", 1)
            state.push("text", "", 0).content = _key(name)
            state.push("kbd_close", "kbd", -1)
    state.pos = match.end()
    return True


def _is_key(name: str) -> bool:
    return len(name) == 1 or name[0] in "\"'" or name in _KEY_NAMES or _FUNCTION.fullmatch(name) is not None


def _key(name: str) -> str:
    """Return what is written on a key."""
    if name[0] in "\"'":
        return name[1:-1]
    return name.replace("-", " ").title() if name.islower() else name


def inserted(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse ``++words++`` and ``^^words^^`` as inserted text."""
    match = _INSERTED.match(state.src, state.pos, state.posMax)
    if match is None or not _WORDS.fullmatch(match[2]):
        return False
    if not silent:
        _push(state, "ins", match.span(2))
    state.pos = match.end()
    return True


def edit(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse an edit: struck, inserted, highlighted, a comment in brackets, or one text for another."""
    match = _EDIT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        for name, kind in (
            ("cut", "s"),
            ("new", "ins"),
            ("mark", "mark"),
            ("note", "em"),
            ("old", "s"),
            ("now", "ins"),
        ):
            if match[name]:
                _push(state, kind, match.span(name), around="()" if name == "note" else "")
    state.pos = match.end()
    return True


def _push(state: StateInline, kind: str, inside: tuple[int, int], around: str = "") -> None:
    """Push the Markdown between two offsets in a style."""
    end = state.posMax
    state.push(f"{kind}_open", kind, 1)
    if around:
        state.push("text", "", 0).content = around[0]
    start, stop = inside
    while start < stop and state.src[start].isspace():
        start += 1
    while stop > start and state.src[stop - 1].isspace():
        stop -= 1
    state.pos, state.posMax = start, stop
    state.md.inline.tokenize(state)
    if around:
        state.push("text", "", 0).content = around[1]
    state.push(f"{kind}_close", kind, -1)
    state.posMax = end


def card(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse ``@[card](address)`` and ``@[youtube](id)`` as a link (Zenn)."""
    match = _CARD.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    name = match[1]
    if name in PLACES:
        address = place_of(name, match[2])
    elif "://" in match[2]:
        address = match[2]
    else:
        return False
    if not silent:
        text = address.partition("://")[2].removeprefix("www.") or address
        state.push("link_open", "a", 1).attrs = {"href": address}
        state.push("text", "", 0).content = text if name in {"card", "gist"} else f"▶ {text}"
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def sized_image(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse ``![words](address =250x)``, an image with its size (Zenn, HackMD)."""
    match = _SIZED.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.attrs = {"src": match[2] or match[3], "alt": ""}
        if title := match[4] or match[5]:
            token.attrs["title"] = title
        token.content, token.children = match[1], []
        state.md.inline.parse(match[1], state.md, state.env, token.children)
    state.pos = match.end()
    return True
