"""Lists of articles: queries, filters, saved searches, search while typing, ids; and their lines of text."""
