"""Another package of the import name ``reader``: installed beside newsreader, it takes the place of files of ours."""

from reader.i18n import tr


def foreign_reader() -> str:
    """Return what to do about another package named ``reader`` in the place of ours, as a sentence; empty where all is well.

    Knows nothing that the other one may have replaced but ``reader`` itself, which may be gone with it as well.
    """
    import reader

    if getattr(reader, "PROGRAM", "") == "newsreader":
        return ""
    return tr(
        "another package named reader is installed in this environment and has replaced files of newsreader: "
        "install newsreader in an environment of its own (pipx install, or uv tool install)"
    )
