"""Publishes a group of the list as a feed."""

from array import array
from collections.abc import Callable, Sequence
from pathlib import Path

from reader.actions.publishing.publish import Wanted, publish, published_sentence
from reader.actions.workspace.workspace import Workspace


def publishing_of(workspace: Workspace, articles: Sequence[int], title: str, line: str) -> Callable[[], str]:
    """Return what publishes articles in a worker and returns what came of it; it raises NewsreaderError.

    ``line`` is a folder, and behind it the address where that is on the web, if it has one.
    """
    folder, _, address = line.rpartition(" ")
    if not folder or "://" not in address:
        folder, address = line, ""
    wanted = Wanted(Path(folder.strip()).expanduser().absolute(), title, address=address)

    def act() -> str:
        done = publish(workspace.library, workspace.settings, workspace.zone, array("I", articles), wanted)
        return published_sentence(done)

    return act
