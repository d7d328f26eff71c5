"""Whether the keys of newsboat are offered, and what the user answered: kept in the session, for ``config.toml`` is the user's."""

from collections.abc import Mapping
from pathlib import Path

from reader.actions.workspace.session import Session, load_session, save_session
from reader.settings import Settings

YES, NO, WANTED = "yes", "no", "wanted"
"""The answers, and that newsboat's files were imported without one."""

PRESET = "newsboat"


def with_answer(settings: Settings, session: Session) -> Settings:
    """Return the settings with the preset that the user has taken, unless they name one."""
    if session.newsboat_keys == YES and settings.key_preset == "default":
        return settings._replace(key_preset=PRESET)
    return settings


def is_offered(settings: Settings, session: Session, environ: Mapping[str, str]) -> bool:
    """Return whether to ask: there is newsboat, and neither the settings nor the user has decided. In a thread."""
    if settings.key_preset != "default" or session.newsboat_keys in {YES, NO}:
        return False
    if session.newsboat_keys == WANTED:
        return True
    from reader.feeds.interchange.newsboat import standard_files  # 10 ms: after the first frame

    home = environ.get("HOME", "")
    return bool(home) and any(standard_files(Path(home), environ))


def note_import(file: Path) -> None:
    """Take note in the file of the session that newsboat's files were imported: the next start asks."""
    session = load_session(file)
    if not session.newsboat_keys:
        save_session(file, session._replace(newsboat_keys=WANTED))
