"""Reads and writes lists of feeds of other programs: OPML and newsboat. Disk."""
