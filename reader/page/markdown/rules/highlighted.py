"""``==highlighted==`` text (Obsidian, Pandoc).

Pure. The parser pairs the delimiters as those of emphasis, so it nests with code, links and other emphasis.
"""

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

_DELIMITER = "="


def marker(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse ``==`` as a delimiter of highlighted text; between two Latin words it is a comparison."""
    if silent or not state.src.startswith(_DELIMITER * 2, state.pos):
        return False
    scanned = state.scanDelims(state.pos, canSplitWord=True)
    end = state.pos + scanned.length
    around = state.src[max(0, state.pos - 1) : state.pos], state.src[end : end + 1]
    state.push("text", "", 0).content = _DELIMITER * scanned.length
    state.pos = end
    if scanned.length == 2 and not all(char.isascii() and char.isalnum() for char in around):
        state.delimiters.append(
            Delimiter(
                marker=ord(_DELIMITER),
                length=0,  # without the rule of multiples of three, which is for ``*``
                token=len(state.tokens) - 1,
                end=-1,
                open=scanned.can_open,
                close=scanned.can_close,
            )
        )
    return True


def pairs(state: StateInline) -> None:
    """Turn paired delimiters into opening and closing tokens."""
    for delimiters in (state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta)):
        for each in delimiters:
            if each.marker == ord(_DELIMITER) and each.end >= 0:
                for at, kind, nesting in (
                    (each.token, "mark_open", 1),
                    (delimiters[each.end].token, "mark_close", -1),
                ):
                    token = state.tokens[at]
                    token.type, token.tag, token.nesting, token.content = kind, "mark", nesting, ""
