"""Articles like another one: duplicates, and those about the same subject."""
