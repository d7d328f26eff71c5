"""HTML of entries becomes Markdown. Pure."""
