"""Text into lines of a width, by the rules of books. Pure."""
