"""Detects another package of the import name ``reader`` that has replaced files of newsreader."""

from reader.i18n import tr


def foreign_reader() -> str:
    """Return a sentence about another package ``reader`` that has replaced ours; empty if there is none.

    Imports only ``reader`` itself, since any other module may be the other package's.
    """
    import reader

    if getattr(reader, "PROGRAM", "") == "newsreader":
        return ""
    return tr(
        "another package named reader is installed in this environment and has replaced files of newsreader: "
        "install newsreader in an environment of its own (pipx install, or uv tool install)"
    )
