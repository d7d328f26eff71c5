"""Feeds: following, refreshing, trust, pages saved as articles."""
