"""Blocks as a page at a width: each kind of block set in lines, any row of the page at once. Pure."""
