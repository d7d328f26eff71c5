"""``newsreader serve``: the screen in a browser."""

from argparse import ArgumentTypeError, Namespace
from importlib.util import find_spec
from pathlib import Path

from reader.cli.arguments import Parser, amount
from reader.cli.output import Exit, complain
from reader.errors import NewsreaderError, UsageError
from reader.i18n import tr

PORT, SESSIONS, FONT_SIZE = 8710, 4, 16
"""The defaults."""

EXAMPLES = """\
examples:
  newsreader serve                      your folders; open the address that is printed
  newsreader serve ~/articles --port 0  one folder, at any free port
  ssh -L 8710:localhost:8710 server newsreader serve
                                        from another machine, through ssh

Only this machine reaches it unless --host says otherwise: docs/browser.md
"""


def options(parser: Parser) -> None:
    """Add what the command takes."""
    parser.add_argument("folders", nargs="*", metavar="FOLDER", help=tr("folders of articles, or one file"))
    parser.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS",
        help=tr("where to listen; another than 127.0.0.1 lets other machines in, unencrypted"),
    )  # fmt: skip
    parser.add_argument("--port", type=_port, default=PORT, metavar="N", help=tr("the port; 0: any free one"))
    parser.add_argument(
        "--viewers", type=amount, default=SESSIONS, metavar="N", help=tr("pages at once, at most; default: 4")
    )
    parser.add_argument(
        "--font-size", type=amount, default=FONT_SIZE, metavar="PIXELS", help=tr("default: 16")
    )


def run(options: Namespace) -> Exit:
    """Serve until a signal."""
    if find_spec("textual_serve") is None or find_spec("aiohttp") is None:
        raise NewsreaderError(tr("newsreader serve needs an extra: install newsreader-terminal[serve]"))
    for folder in options.folders:
        if not Path(folder).expanduser().exists():
            raise UsageError(tr("There is no folder {folder}", folder=folder))
    from reader.cli.serving.server import Served, is_loopback, serve  # 200 ms: only for those who serve

    if not is_loopback(options.host):
        complain(
            tr(
                "With --host {host}, all who see the traffic can read along: nothing is encrypted. ssh -L is safer",
                host=options.host,
            )
        )
    folders = tuple(str(Path(folder).expanduser().absolute()) for folder in options.folders)
    serve(Served(folders, options.host, options.port, options.viewers, options.font_size))
    return Exit.OK


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise ArgumentTypeError(tr("a number from {low} to {high}", low=0, high=65535))
    return int(text)
