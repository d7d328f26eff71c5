"""Entries become article files in a folder, and a ledger says which entry is which file."""
