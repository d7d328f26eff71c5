"""The query language: one for the list's filter, saved searches and the command line.

``parse`` makes a tree of a text and ``write`` a text of a tree; ``fields`` is the table that both, the compiler
(``sql``) and the completion are fed from. Nothing is loaded here: ``orders`` is needed before the first frame, the rest is not.
"""
