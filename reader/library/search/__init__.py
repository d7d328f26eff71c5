"""Queries, search while typing, completion: what runs in workers."""
