"""Callouts: a quote whose first line is ``[!NOTE]``, with a title or a fold marker after it (GitHub, Obsidian).

Pure. A fold marker, ``-`` for closed and ``+`` for open, makes the quote a fold below its label.
"""

import re

from markdown_it.token import Token

_HEAD = re.compile(r"\[!([\w][\w -]{0,40})(?:\|[^\]\n]{0,80})?\]([+-]?)[ \t]*([^\n]*)(?:\n|$)")


def with_labels(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the first line of each callout as its label, in a fold if it has a fold marker."""
    made: list[Token] = []
    folds: list[bool] = []
    """For each open quote, whether it is a fold."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.type == "blockquote_close" and folds.pop():
            made.append(Token("details_close", "", -1))
        made.append(token)
        if token.type != "blockquote_open":
            continue
        head = _head(tokens, at)
        folds.append(bool(head and head[2]))
        if head is None:
            continue
        inline = tokens[at + 1]
        if head[2]:
            made.append(Token("details_open", "", 1, meta={"open": head[2] == "+"}))
        label = Token("inline", "", 0, content=head[3].strip(), map=inline.map)
        made += (Token("label_open", "", 1, info=head[1].strip()), label, Token("label_close", "", -1))
        inline.content = inline.content[head.end() :]
        if not inline.content.strip():
            at += 3  # the paragraph was only the label
    return made


def _head(tokens: list[Token], at: int) -> re.Match[str] | None:
    """Return the match of a callout's head at the beginning of a quote, if it is one."""
    if at + 2 >= len(tokens) or tokens[at].type != "paragraph_open":
        return None
    return _HEAD.match(tokens[at + 1].content)
