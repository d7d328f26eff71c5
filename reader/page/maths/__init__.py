"""Formulas: found in Markdown, and converted to Unicode text. Pure."""
