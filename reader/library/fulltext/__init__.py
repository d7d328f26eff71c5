"""Full text: every word of every article, found in a moment, in a file of its own beside the index.

``tokens`` says what a word is, ``store`` where words lie, ``build`` brings them there, ``find`` finds them.
"""
