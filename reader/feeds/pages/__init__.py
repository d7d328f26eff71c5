"""Pages of the web as articles, and what an entry's page adds to the entry."""
