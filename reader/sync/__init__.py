"""Keeps a library and an account of a server equal: what a server is, how it is spoken to. Network."""
