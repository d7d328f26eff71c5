"""The index: one SQLite file per library, a cache of folders and journal; what lists show is read from it."""
