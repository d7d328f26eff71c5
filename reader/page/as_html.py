"""An article's Markdown as HTML, to be pasted elsewhere.

Pure. What the standard and GitHub's tables and strikethrough say; HTML in the article is shown as text, so
nothing of it runs, and links that a browser would run are text too.
"""

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from reader.page.bounds import NOTICE, in_pieces
from reader.page.markdown.grammar import plain_parsers


def as_html(markdown: str) -> str:
    """Return the text as the inside of an HTML body; very long paragraphs are several."""
    blocks, insides = plain_parsers()
    env: dict[str, object] = {}
    tokens: list[Token] = []
    blocks.block.parse(markdown, blocks, env, tokens)
    pieces = list(map(_told, in_pieces(tokens)))
    for token in pieces:
        if token.type == "inline":
            token.children = insides.inline.parse(token.content, insides, env, [])
            for part in token.children:
                if (
                    part.type == "text_special"
                ):  # an escaped sign: the package's rule for whole texts joins these
                    part.type = "text"
    return str(blocks.renderer.render(pieces, blocks.options, env))


def _told(token: Token) -> Token:
    """Return a sentence of ours, that the article is too long, as a paragraph."""
    if token.type != NOTICE:
        return token
    return Token("html_block", "", 0, content=f"<p>{escapeHtml(token.content)}</p>\n")
