"""What a library is asked in words: queries, search while typing, completion."""
