"""Converts an article's Markdown to HTML, for other programs.

Pure. CommonMark with GitHub's tables and strikethrough. HTML in the article becomes text, so nothing of it
runs, and links that a browser would run become text too.
"""

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from reader.page.bounds import NOTICE, in_pieces
from reader.page.lines.line_breaks import MARKDOWN, with_line_breaks
from reader.page.markdown.grammar import plain_parsers


def as_html(markdown: str, line_breaks: str = MARKDOWN) -> str:
    """Return the Markdown as the inside of an HTML body; very long paragraphs are split.

    ``line_breaks``: ``MARKDOWN``, ``KEEP`` or ``AUTO``, what ends of source lines are.
    """
    blocks, insides = plain_parsers()
    env: dict[str, object] = {}
    tokens: list[Token] = []
    blocks.block.parse(markdown, blocks, env, tokens)
    pieces = list(map(_notice, in_pieces(tokens)))
    for token in pieces:
        if token.type == "inline":
            token.children = insides.inline.parse(
                with_line_breaks(token.content, line_breaks), insides, env, []
            )
            for part in token.children:
                # An escaped character: the package's rule for whole texts joins these.
                if part.type == "text_special":
                    part.type = "text"
    return str(blocks.renderer.render(pieces, blocks.options, env))


def _notice(token: Token) -> Token:
    """Return the notice that the article is too long, as a paragraph."""
    if token.type != NOTICE:
        return token
    return Token("html_block", "", 0, content=f"<p>{escapeHtml(token.content)}</p>\n")
