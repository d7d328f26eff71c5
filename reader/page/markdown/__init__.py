"""Markdown as blocks: the grammar, its tokens, the leaves and what is inside them. Pure."""
