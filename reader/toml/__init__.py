"""TOML files that the user writes: their values, and a sentence with the line for each mistake.

``reading`` reads a file, ``salvage`` reads what it can of one with errors, ``line_numbers`` finds the line of each entry,
``mistakes`` words what is wrong. Nothing is imported here: a start without settings needs none of it.
"""
