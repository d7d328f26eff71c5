"""Listings as programs: which language one is in, and which part of it is what. Pure."""
