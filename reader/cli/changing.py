"""The result of commands that change many articles."""

from reader.cli.exits import Exit
from reader.cli.output import complain, print_json, print_lines
from reader.i18n import tr, trn


def report_changed(
    count: int, *, as_json: bool, is_found: bool = True, is_dry_run: bool = False, is_undoable: bool = True
) -> Exit:
    """Print how many articles were changed, or would be; return the exit code.

    ``is_found``: the query found articles. As JSON: ``changed``, and for a dry run ``would_change``
    beside it.
    """
    if not is_found:
        complain(tr("No articles found"))
    if as_json:
        print_json({"changed": 0, "would_change": count} if is_dry_run else {"changed": count})
    elif not count and is_found:
        complain(tr("Nothing to change"))
    elif count and is_dry_run:
        print_lines([trn("1 article would be changed", "{count:,} articles would be changed", count)])
    elif count:
        print_lines([trn("1 article changed", "{count:,} articles changed", count)])
        if count > 1 and is_undoable:
            complain(tr("newsreader mark undo takes it back"))
    return Exit.OK if count else Exit.NOTHING_FOUND
