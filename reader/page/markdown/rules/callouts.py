"""Callouts: a quote whose first line is ``[!NOTE]``, with a title or a fold sign after it (GitHub, Obsidian).

Pure.
"""

import re

from markdown_it.token import Token

_HEAD = re.compile(r"\[!([\w][\w -]{0,40})(?:\|[^\]\n]{0,80})?\][+-]?[ \t]*([^\n]*)(?:\n|$)")


def with_labels(tokens: list[Token]) -> list[Token]:
    """Return the tokens with the first line of each callout as its label."""
    made: list[Token] = []
    skipped = 0
    for at, token in enumerate(tokens):
        if skipped:
            skipped -= 1
            continue
        made.append(token)
        if (
            token.type != "blockquote_open"
            or at + 3 >= len(tokens)
            or tokens[at + 1].type != "paragraph_open"
        ):
            continue
        inline = tokens[at + 2]
        match = _HEAD.match(inline.content)
        if match is None:
            continue
        opener, label, closer = (
            Token("label_open", "", 1),
            Token("inline", "", 0),
            Token("label_close", "", -1),
        )
        opener.info, label.content, label.map = match[1].strip(), match[2].strip(), inline.map
        made += (opener, label, closer)
        inline.content = inline.content[match.end() :]
        skipped = 0 if inline.content.strip() else 3
    return made
