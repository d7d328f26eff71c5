"""Fetches from the web: politely, bounded in bytes, time and hops, from private networks only where the user named the host."""
