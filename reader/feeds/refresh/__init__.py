"""A refresh: the feeds that are due are fetched, and their entries written."""
