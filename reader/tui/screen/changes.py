"""What changed in an article since it was read, shown on its page; copies of what is read are kept for that."""

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ArticleGoneError
from reader.i18n import tr
from reader.tui.page.page_view import Shown

if TYPE_CHECKING:
    from reader.page.navigation.matching import Edit
    from reader.tui.screen.reading_screen import ReadingScreen


def keep_copy(screen: "ReadingScreen", article: int) -> None:
    """Keep the text of an article that is being read now, in a worker."""
    workspace = screen.workspace

    def keep() -> None:
        row = workspace.library.articles.row(article)
        if row:
            with suppress(ArticleGoneError):  # the page says so
                workspace.read_versions.keep(row.key, workspace.library.files.document(article).body)

    screen.in_worker(keep, lambda _: None)


def toggle_changes(screen: "ReadingScreen") -> None:
    """Show what changed in the article that is chosen, or the article's own text again; the place stays."""
    screen.preview.when_shown(partial(_toggle, screen))


def _toggle(screen: "ReadingScreen") -> None:
    shown = screen.page.shown
    assert shown is not None
    if shown.back:
        from reader.page.layout.layout import Layout  # here already: something is shown

        layout = Layout(shown.back.new, screen.page.measure, screen.page.typography)
        screen.page.show(Shown(shown.article, layout, gallery=shown.gallery), edit=shown.back)
    else:
        screen.in_worker(partial(_compared, screen, shown), partial(_show_or_say, screen, shown))


def _compared(screen: "ReadingScreen", shown: Shown) -> "tuple[Shown, Edit] | str":
    """Return the page of changes and the way to it, or a sentence why there is none. In a thread."""
    from reader.page.changes import changed_page  # only when asked for
    from reader.page.compose import PageOptions, compose
    from reader.page.layout.layout import Layout
    from reader.page.navigation.matching import Edit

    workspace = screen.workspace
    row = workspace.library.articles.row(shown.article)
    if row is None:
        return tr("This article no longer exists.")
    document = workspace.library.files.document(shown.article)
    former = workspace.read_versions.earlier(row.key, document.body)
    if former is None:
        return tr("No earlier version of this article is kept yet; opening it keeps one")
    page_options = PageOptions(workspace.zone, workspace.settings.number_code_lines)
    if shown.gallery:
        page_options = page_options._replace(image=shown.gallery.image)
    blocks = changed_page(
        compose(document._replace(body=former), page_options), compose(document, page_options)
    )
    if blocks is None:
        return tr("Nothing has changed in this article since you read it")
    layout = Layout(blocks, shown.layout.measure, shown.layout.typography)
    layout.prepare(0, screen.page.size.height)
    back = Edit(blocks, shown.layout.blocks)
    return Shown(shown.article, layout, gallery=shown.gallery, back=back), Edit(shown.layout.blocks, blocks)


def _show_or_say(screen: "ReadingScreen", asked_at: Shown, found: "tuple[Shown, Edit] | str") -> None:
    shown = screen.page.shown
    if isinstance(found, str):
        screen.say(found)
    elif shown and shown.layout.blocks is asked_at.layout.blocks:  # else one is somewhere else by now
        screen.page.show(found[0], edit=found[1])
