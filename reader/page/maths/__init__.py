"""Formulas: where Markdown holds them, and how they are written in the letters of Unicode. Pure."""
