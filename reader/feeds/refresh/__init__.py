"""A refresh: fetches the feeds that are due and writes their entries. Network and disk."""
