"""The tokens of links and images that the standard parser does not take for such. Pure."""

from markdown_it.rules_inline import StateInline


def push_link(state: StateInline, address: str, start: int, stop: int) -> None:
    """Push a link whose text is the source between two offsets."""
    end = state.posMax
    state.push("link_open", "a", 1).attrs = {"href": address}
    state.pos, state.posMax = start, stop
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.push("link_close", "a", -1)
    state.posMax = end


def push_image(state: StateInline, words: str, address: str, title: str = "") -> None:
    """Push an image; ``words`` are Markdown."""
    token = state.push("image", "img", 0)
    token.attrs = {"src": address, "alt": "", **({"title": title} if title else {})}
    token.content, token.children = words, []
    state.md.inline.parse(words, state.md, state.env, token.children)
