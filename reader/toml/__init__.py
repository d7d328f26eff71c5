"""TOML files that the user writes: what can be understood of them, and a sentence for each mistake with its line.

``reading`` reads a file, ``salvage`` saves what it can of one with errors, ``places`` knows the line of each entry,
``mistakes`` words what is wrong. Nothing is imported here: a start without settings needs none of it.
"""
