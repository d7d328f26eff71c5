"""``newsreader save``: saves web pages as articles to read later."""

from argparse import Namespace
from typing import TYPE_CHECKING

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, feeds_root, index_arrived, opened, scanned_workspace
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.errors import JournalError
from reader.i18n import listed, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.actions.workspace.workspace import Workspace
    from reader.feeds import Saved

EXAMPLES = """\
examples:
  newsreader save https://example.com/article     its text as an article, kept for later
  newsreader save example.com/a example.com/b     several; a page that was saved before is updated
  newsreader save --tag bees example.com/bees     with a tag
  newsreader save -f ~/articles example.com/a     into ~/articles/Saved
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument("address", nargs="+", metavar="ADDRESS", help=tr("the address of a page"))
    parser.add_argument(
        "--tag", action="append", default=[], metavar="TAG", help=tr("a tag for it; can be repeated")
    )
    add_folders(parser, rescan=False)


def run(options: Namespace) -> Exit:
    """Save each page and print the result."""
    from reader.actions.feeds.fetching import new_fetcher
    from reader.actions.feeds.saving import NotSavedError, save_page, saved_sentence

    saved: list[Saved] = []
    with scanned_workspace(options) as workspace:
        fetcher = new_fetcher(workspace.settings)
        root = feeds_root(workspace, options)
        for address in options.address:
            try:
                saved.append(save_page(root, address, options.tag, fetcher))
            except NotSavedError as problem:
                complain(str(problem))
            else:
                if not options.json:
                    print_lines([saved_sentence(saved[-1])])
        was_open = workspace.is_open(root)
        are_kept = not was_open or _kept(workspace, saved, options)
    if saved and not was_open:  # it was made only now
        with opened([str(root)], {}) as workspace:
            are_kept = _kept(workspace, saved, options)
    if options.json and not saved:
        print_json({"pages": []})
    return Exit.OK if are_kept and len(saved) == len(options.address) else Exit.FAILED


def _kept(workspace: "Workspace", saved: "Sequence[Saved]", options: Namespace) -> bool:
    """Put new articles on the later list and tag the old ones; return whether the journal could be written, else complain."""
    from reader.actions.feeds.saving import keep_for_later, saved_values, tag_saved

    is_written = True
    try:
        keep_for_later(workspace.library, workspace.journal, saved)
        tagged = tag_saved(workspace.library, workspace.journal, saved, options.tag)
        workspace.journal.sync()
        index_arrived(workspace, (each.file for each in saved))
    except JournalError as problem:
        complain(tr("Saved, but not kept for later. {problem}", problem=problem))
        is_written, tagged = False, []
    if options.json and saved:
        print_json({"pages": list(saved_values(workspace.library, saved, workspace.zone))})
    elif not options.json:
        print_lines(
            tr("{title}: now tagged {tags}", title=each.title, tags=listed(tags)) for each, tags in tagged
        )
    return is_written
