"""Parses Markdown: the grammar, blocks, inline text. Pure."""
