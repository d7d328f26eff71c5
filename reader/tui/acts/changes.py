"""The command that shows what changed in an article since it was read."""

from functools import partial
from typing import TYPE_CHECKING

from reader.i18n import tr
from reader.tui.acts.topic import Roles, Topic
from reader.tui.page.shown import Shown

if TYPE_CHECKING:
    from reader.actions.workspace.workspace import Workspace
    from reader.page.navigation.matching import Edit
    from reader.tui.page.page_view import PageView


class Changes(Topic):
    """The page of changes of an article, and the article's own text again."""

    def __init__(self, roles: Roles, page: "PageView") -> None:
        super().__init__(roles)
        self._view = page

    def do_show_changes(self) -> None:
        """Show what changed in the article that is chosen, or the article's own text again; the position stays."""
        self._chosen.when_shown(self._toggle)

    def _toggle(self) -> None:
        page, shown = self._view, self._view.shown
        assert shown is not None
        if shown.back:
            from reader.page.layout.layout import Layout  # loaded with the first page

            layout = Layout(shown.back.new, page.measure, page.typography)
            page.show(Shown(shown.article, layout, gallery=shown.gallery), edit=shown.back)
        else:
            height = page.size.height
            self._tell.in_worker(
                partial(compared, self._workspace, shown, height), partial(self._show_or_say, shown)
            )

    def _show_or_say(self, former: Shown, found: "tuple[Shown, Edit] | str") -> None:
        shown = self._view.shown
        if isinstance(found, str):
            self._tell.say(found)
        elif (
            shown and shown.layout.blocks is former.layout.blocks
        ):  # else the page shows something else by now
            self._view.show(found[0], edit=found[1])


def compared(workspace: "Workspace", shown: Shown, height: int) -> "tuple[Shown, Edit] | str":
    """Return the page of changes and the edit that leads to it, or a sentence why there is none. In a thread.

    ``height``: how many rows are laid out already.
    """
    from reader.actions.finding.line_breaks import line_breaks_in
    from reader.page.changes import changed_page  # only when needed
    from reader.page.compose import PageOptions, compose
    from reader.page.layout.layout import Layout
    from reader.page.navigation.matching import Edit

    row = workspace.library.articles.row(shown.article)
    if row is None:
        return tr("This article no longer exists.")
    document = workspace.library.files.document(shown.article)
    former = workspace.read_versions.earlier(row.key, document.body)
    if former is None:
        return tr("No earlier version of this article is kept yet; opening it keeps one")
    line_breaks = line_breaks_in(workspace.settings.line_breaks, workspace.library.files.path(shown.article))
    page_options = PageOptions(workspace.zone, workspace.settings.number_code_lines, line_breaks=line_breaks)
    if shown.gallery:
        page_options = page_options._replace(image=shown.gallery.image)
    blocks = changed_page(
        compose(document._replace(body=former), page_options), compose(document, page_options)
    )
    if blocks is None:
        return tr("Nothing has changed in this article since you read it")
    layout = Layout(blocks, shown.layout.measure, shown.layout.typography)
    layout.prepare(0, height)
    back = Edit(blocks, shown.layout.blocks)
    return Shown(shown.article, layout, gallery=shown.gallery, back=back), Edit(shown.layout.blocks, blocks)
