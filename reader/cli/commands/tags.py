"""``newsreader tags``: lists the tags of a library, or its groups by another key, with their counts."""

from argparse import Namespace

from reader.cli.arguments import Parser
from reader.cli.opening import add_folders, say_if_sample, scanned_workspace
from reader.cli.output import Exit, complain, print_json, print_lines
from reader.i18n import listed, tr
from reader.library.index.grouping import BY_KEY
from reader.nearest import nearest

EXAMPLES = """\
examples:
  newsreader tags                      unread and all articles of every tag, most unread first
  newsreader tags --sort name          by name
  newsreader tags --by author          authors instead of tags; also folder, year, month, language …
  newsreader tags -f ~/articles        of one folder
  newsreader tags --json | jq '.tags'  for another program
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    add_folders(parser)
    parser.add_argument(
        "--by", metavar="KEY", default="tag", type=str.lower,
        help=tr("group by another key: {keys}, or one of the front matter", keys=listed(BY_KEY)),
    )  # fmt: skip
    parser.add_argument("--sort", choices=("unread", "name"), default="unread", help=tr("the order"))


def run(options: Namespace) -> Exit:
    """Print a line per tag, or group of another key: unread, total, name; articles without one come last."""
    from reader.actions.finding.group_names import label_of
    from reader.actions.finding.list_lines import nothing_listed
    from reader.library import GroupOrder, Scope

    with scanned_workspace(options) as workspace:
        say_if_sample(workspace)
        if not workspace.library.articles.is_grouped_by(options.by):
            workspace.library.group_by(options.by)
        groups = workspace.library.articles.groups(Scope.ALL, GroupOrder(options.sort), options.by)
        is_unknown = bool(groups) and options.by not in BY_KEY and not any(group.name for group in groups)
        if is_unknown:
            groups = []
        if options.json:
            print_json(
                {
                    "tags": [
                        {"name": group.name, "unread": group.unread, "total": group.total} for group in groups
                    ]
                }
            )
        elif groups:
            width = len(str(max(group.total for group in groups)))
            print_lines(
                f"{group.unread:>{width}} / {group.total:>{width}}  {label_of(options.by, group)}"
                for group in groups
            )
        if is_unknown:
            complain(_unknown(options.by))
        elif not groups and not options.json:
            complain(nothing_listed(workspace.library, Scope.ALL, workspace.settings))
        return Exit.OK if groups else Exit.NOTHING_FOUND


def _unknown(key: str) -> str:
    """Return the error message for a key that no article has, with the nearest one."""
    if near := nearest(key, BY_KEY):
        return tr("No article has {key} in its front matter; did you mean --by {near}?", key=key, near=near)
    return tr("No article has {key} in its front matter", key=key)
