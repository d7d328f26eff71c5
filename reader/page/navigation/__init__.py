"""Navigation on a page: find, outline, links, highlights, the caret. Pure."""
