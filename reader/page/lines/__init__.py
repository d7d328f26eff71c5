"""Breaks text into lines of a width, by the rules of book typography. Pure."""
