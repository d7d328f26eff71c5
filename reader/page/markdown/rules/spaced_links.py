"""Links and images whose addresses have spaces: ``![words](Drawing one.svg)``, as Typora, Joplin and Obsidian take them.

Pure. Only files by their path, which ends in a file's extension: other brackets are text.
"""

from markdown_it.rules_inline import StateInline

from reader.page.markdown.rules.link_tokens import push_image, push_link
from reader.text.pattern import late

_SPACED = late(
    r"(!?)\[([^\[\]]{0,300})\]\([ \t]*"
    r"((?![a-z][a-z0-9+.-]{1,20}:)(?=[^()\n\"]*[ ][^()\n\"]*)(?:[^()<>\n\"]|\([^()<>\n\"]{0,100}\)){1,500}?\.[A-Za-z][A-Za-z0-9]{0,4}(?:#[^()<>\n\"]{1,200}?)?)"
    r"(?:[ \t]+(?:\"([^\"\n]{0,300})\"|=\d{0,5}x?\d{0,5}))?[ \t]*\)",
)


def spaced_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse a link or an image to a file whose path has spaces."""
    match = _SPACED.match(state.src, state.pos, state.posMax)
    if match is None or " " not in match[3]:
        return False
    if not silent:
        if match[1]:
            push_image(state, match[2], match[3], match[4] or "")
        else:
            push_link(state, match[3], *match.span(2))
    state.pos = match.end()
    return True
