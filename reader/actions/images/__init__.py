"""Images of an article: found, fetched, read in a process of their own."""
