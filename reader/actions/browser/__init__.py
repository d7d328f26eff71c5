"""Addresses leave the program: which browser is started, and what is refused."""
