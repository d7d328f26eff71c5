"""Web pages as articles: saved pages, and full articles and images for entries. Network and disk."""
