"""``newsreader publish``: articles as a feed that others follow."""

from argparse import Namespace
from pathlib import Path

from reader.cli.arguments import Parser, amount
from reader.cli.opening import add_folders, add_query, index_words, scanned_workspace
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.errors import UsageError
from reader.i18n import tr

EXAMPLES = """\
examples:
  newsreader publish ~/notes -o ~/public/notes         atom.xml, rss.xml and feed.json of a folder
  newsreader publish tag:ai -o out --address https://example.org/ai/
  newsreader publish ~/notes -o out --page             and index.html, a page of the list
  newsreader publish is:unread -o out --limit 20 --title 'What is new'

Drafts are left out. What has not changed is not written again: docs/publish.md
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    add_query(parser)
    parser.add_argument("-o", "--output", metavar="DIR", help=tr("the folder for the files; it is made"))
    parser.add_argument(
        "--address", default="", metavar="ADDRESS",
        help=tr("where that folder is on the web: links and images are made whole, and the feed says where it is"),
    )  # fmt: skip
    parser.add_argument("--title", default="", help=tr("the title of the feed; default: the folder's name"))
    parser.add_argument(
        "--author", default="", metavar="NAME", help=tr("the author of articles that name none")
    )
    parser.add_argument(
        "--limit", type=amount, default=50, metavar="N", help=tr("the newest N articles; default: 50")
    )
    parser.add_flag("--page", tr("write index.html too, a page of the list"))
    add_folders(parser)


def run(options: Namespace) -> Exit:
    """Publish, and print what came of it."""
    from reader.actions.finding.querying import chosen
    from reader.actions.publishing.publish import Wanted, publish, published_sentence

    if not options.output:
        raise UsageError(tr("newsreader publish needs -o DIR, the folder for the files"))
    folders = [word for word in options.query if Path(word).expanduser().is_dir()]
    options.folder = [*options.folder, *(str(Path(word).expanduser()) for word in folders)]
    words = [word for word in options.query if word not in folders]
    with scanned_workspace(options) as workspace:
        library = workspace.library
        index_words(workspace, words)
        articles = chosen(library, words, workspace.zone)
        if not articles:
            complain(tr("No articles found"))
            return Exit.NOTHING_FOUND
        title = options.title or (" ".join(words) if words and not folders else "")
        wanted = Wanted(
            Path(options.output).expanduser(),
            title,
            options.author,
            options.address,
            options.limit,
            options.page,
        )
        done = publish(library, workspace.settings, workspace.zone, articles, wanted)
    if options.json:
        print_json({**done._asdict(), "written": [str(path) for path in done.written]})
    else:
        print_lines([published_sentence(done)])
    if not options.address and done.entries:
        complain(
            tr(
                "Without --address, relative links and images of the articles lead nowhere for readers of the feed"
            )
        )
    return Exit.FAILED if done.unreadable else Exit.OK
