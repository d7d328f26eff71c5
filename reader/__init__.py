"""newsreader: a folder of Markdown is the feed; read it in a terminal, set like a book.

The rooms and their layers are in ARCHITECTURE.md; ``lint-imports`` checks them.
"""

__version__ = "0.1.0"
"""Also in ``pyproject.toml``."""

PROGRAM = "newsreader"
"""Tells this package from another of the same import name (``reader.cli.main.foreign_reader``)."""
