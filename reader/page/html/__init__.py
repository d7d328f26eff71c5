"""HTML in Markdown: its blocks become Markdown tokens, its inline elements styles of text. Pure."""
