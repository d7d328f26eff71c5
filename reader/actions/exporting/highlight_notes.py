"""Highlights by a template: as one text, or as a note for each article. In a worker."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.actions.changes.highlighting import Highlight
from reader.actions.exporting.highlight_values import highlighted_articles

if TYPE_CHECKING:
    from reader.actions.exporting.template import Filled
    from reader.actions.workspace.workspace import Workspace


def notes_text(workspace: "Workspace", found: Sequence[Highlight], template: "Filled") -> str:
    """Return all highlights as one text; raises TemplateError."""
    articles = highlighted_articles(found, workspace.library, workspace.zone)
    return template.text({"articles": articles, "count": len(articles)})


def note_files(
    workspace: "Workspace", found: Sequence[Highlight], template: "Filled"
) -> list[tuple[str, str]]:
    """Return a note for each article, with the name of its file, which stays as long as title and date do; raises TemplateError."""
    from reader.feeds.files.naming import file_names  # only for folders

    taken: set[str] = set()
    files = []
    for article in highlighted_articles(found, workspace.library, workspace.zone):
        names = file_names(article["title"], None, article["id"])
        name = next(each for each in names if each.casefold() not in taken)
        taken.add(name.casefold())
        files.append((name, template.text({"articles": [article], "count": 1})))
    return files
