"""Full text: every word of every article, in a separate file beside the index.

``tokens`` says what a word is, ``store`` has the file, ``build`` writes it, ``find`` reads it.
"""
