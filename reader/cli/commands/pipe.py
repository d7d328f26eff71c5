"""``newsreader pipe``: gives articles to a program of ``[[pipe]]`` in config.toml, and prints or keeps what it writes."""

import threading
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, add_query, index_words, say_if_sample, scanned_workspace
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.cli.progress import ProgressReport, add_quiet, is_quiet
from reader.errors import UsageError
from reader.i18n import tr, trn

if TYPE_CHECKING:
    from reader.actions.programs.piping import Results
    from reader.actions.workspace.workspace import Workspace
    from reader.setting_programs import PipeRow

EXAMPLES = """\
examples:
  newsreader pipe                             what config.toml has
  newsreader pipe summary 1f0c9be2a47d        print what it writes about one article
  newsreader pipe topics is:unread arrived:1d
  newsreader pipe --again summary tag:ai      run it again where it has run
  newsreader pipe --forget                    delete all outputs that were kept
"""

PROGRESS = "{done} of {total} articles done"
"""The progress message."""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument("name", nargs="?", metavar="PIPE", help=tr("the name of a [[pipe]] of config.toml"))
    add_query(parser)
    add_folders(parser)
    parser.add_flag("--again", tr("run it again on texts on which it has run"))
    parser.add_flag("--forget", tr("delete the outputs of all programs that were kept"))
    add_quiet(parser)


def run(options: Namespace) -> Exit:
    """Run the program on the articles; print its outputs, or say what has become of them."""
    from reader.actions.finding.querying import chosen
    from reader.actions.programs.piping import pipe
    from reader.actions.programs.places import place_of
    from reader.setting_programs import no_such_row, row_named

    if options.forget:
        return _forget(options)
    with scanned_workspace(options) as workspace:
        rows = workspace.settings.pipe
        if options.name is None:
            return _list(rows, as_json=options.json)
        row = row_named(rows, options.name)
        if row is None:
            raise UsageError(no_such_row("pipe", rows, options.name))
        if not options.query:
            raise UsageError(tr("name the articles with a query; '' means all"))
        say_if_sample(workspace)
        index_words(workspace, options.query)
        articles = chosen(workspace.library, options.query, workspace.zone)
        if not articles:
            complain(tr("No articles found"))
            return Exit.NOTHING_FOUND
        report = ProgressReport(PROGRESS, is_quiet=is_quiet(options))
        results = pipe(
            place_of(workspace), row, articles, threading.Event(), is_again=options.again, progress=report
        )
        report(len(articles), len(articles))
        _take(workspace, row, results, options)
        workspace.journal.sync()
    for title, problem in results.failures:
        complain(tr("{title}: {problem}", title=title, problem=problem))
    if results.left:
        complain(trn("1 article was not tried", "{count:,} articles were not tried", results.left))
    return Exit.FAILED if results.failures or results.left else Exit.OK


def _forget(options: Namespace) -> Exit:
    from reader.actions.programs.kept_outputs import KeptOutputs
    from reader.paths import standard_paths

    count = KeptOutputs(standard_paths().outputs).forget()
    if options.json:
        print_json({"forgotten": count})
    else:
        print_lines(
            [
                trn(
                    "The outputs about 1 text are deleted",
                    "The outputs about {count:,} texts are deleted",
                    count,
                )
            ]
        )
    return Exit.OK


def _list(rows: "tuple[PipeRow, ...]", *, as_json: bool) -> Exit:
    from shlex import join

    from reader.setting_programs import no_such_row

    if as_json:
        values = [{**row._asdict(), "command": list(row.command)} for row in rows]
        print_json({"pipes": values})
    elif not print_lines(f"{row.name}  {join(row.command)}" for row in rows):
        complain(no_such_row("pipe", (), ""))
    return Exit.OK if rows else Exit.NOTHING_FOUND


def _take(workspace: "Workspace", row: "PipeRow", results: "Results", options: Namespace) -> None:
    """Print the outputs, or make of them what the row says."""
    from reader.actions.finding.naming import id_of
    from reader.actions.programs.taking import take, taken_sentence

    count = 0
    if row.output != "page":
        count = len(take(workspace, row, results.piped))
    if options.json:
        keys = {
            each.id: each.key
            for each in workspace.library.articles.each_row([each.article for each in results.piped])
        }
        values = [
            {
                "id": id_of(keys[each.article]), "title": each.title, "program": row.name,
                "text": each.output.text, "made": each.output.made, "is_new": each.is_new,
            }
            for each in results.piped if each.article in keys
        ]  # fmt: skip
        problems = [{"title": title, "problem": problem} for title, problem in results.failures]
        print_json({"outputs": values, "problems": problems, "not_tried": results.left})
    elif row.output == "page":
        print_lines(_lines(results))
    elif not is_quiet(options):
        print_lines([taken_sentence(row, count)])


def _lines(results: "Results") -> Iterator[str]:
    """Yield the outputs, of several articles each under its title."""
    has_titles = len(results.piped) + len(results.failures) + results.left > 1
    for number, each in enumerate(results.piped):
        if has_titles:
            yield from ([""] if number else [])
            yield f"## {each.title}"
            yield ""
        yield each.output.text
