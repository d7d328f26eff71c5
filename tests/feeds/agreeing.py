"""Saying yes to what the feeds of a folder want, as the command and the screen do."""

from pathlib import Path

from reader.actions.feeds.trusting import review_of
from reader.feeds.trust.agreements import Trust
from reader.paths import Paths, standard_paths


def agree_to(folder: Path, paths: Paths | None = None) -> None:
    """Agree to all that the feeds of a folder want."""
    paths = paths or standard_paths()
    trust = Trust(paths.trust, paths.subscriptions)
    trust.agree(folder, review_of(folder, trust).waiting)
