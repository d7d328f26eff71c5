"""Lines of a page with SGR codes for ``show``: colours, bold, italic, links."""

import os
import sys
from collections.abc import Iterable, Mapping

from reader.page.line import Role, Span, TextStyle
from reader.text import clean, safe_address

WHEN = ("auto", "always", "never")
"""What ``--color`` takes."""

_ROLES = {
    Role.KICKER: "33", Role.TITLE: "1", Role.TITLE_RULE: "33", Role.END: "33", Role.META: "2", Role.LEAD: "3", Role.NOTICE: "33", Role.HEADING_1: "1;4", Role.HEADING_2: "1;33",
    Role.HEADING_3: "1", Role.HEADING_4: "3;33", Role.HEADING_5: "1;2", Role.HEADING_6: "2;3", Role.CODE: "36", Role.CODE_KEYWORD: "35", Role.CODE_STRING: "32", Role.CODE_COMMENT: "2",
    Role.CODE_NUMBER: "33", Role.CODE_NAME: "34", Role.CODE_OPERATOR: "36", Role.CODE_INSERTED: "32",
    Role.CODE_DELETED: "31", Role.CODE_HEADING: "1", Role.CODE_LABEL: "2", Role.RULE: "2", Role.IMAGE: "2",
    Role.QUOTE_BAR: "2", Role.BULLET: "2", Role.TABLE_RULE: "2", Role.LABEL: "1",
}  # fmt: skip
"""SGR codes by role; only the first sixteen colours, which every terminal theme makes readable."""

_STYLES = (
    (TextStyle.STRONG, "1"), (TextStyle.EMPHASIS, "3"), (TextStyle.UNDERLINE, "4"), (TextStyle.STRIKE, "9"), (TextStyle.HIGHLIGHT, "7"), (TextStyle.CODE, "36"),
    (TextStyle.KBD, "1"), (TextStyle.LINK, "4"),
)  # fmt: skip


def is_coloured(when: str, environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether to print colours: on a terminal that has some, unless NO_COLOR is set (https://no-color.org)."""
    if when != "auto":
        return when == "always"
    is_terminal = sys.stdout is not None and sys.stdout.isatty()
    return is_terminal and not environ.get("NO_COLOR") and environ.get("TERM", "dumb") not in {"dumb", ""}


def plain(spans: Iterable[Span]) -> str:
    """Return a line of the page as text."""
    return "".join(span.text for span in spans).rstrip()


def coloured(spans: Iterable[Span]) -> str:
    """Return a line of the page with SGR codes, and safe links as OSC 8."""
    return "".join(map(_coloured, spans))


def _coloured(span: Span) -> str:
    codes = [_ROLES.get(span.role, ""), *(code for style, code in _STYLES if span.style & style)]
    look = ";".join(filter(None, codes))
    said = clean(span.text)  # as ``print_lines`` cleans lines without colours
    text = f"\x1b[{look}m{said}\x1b[0m" if look and said.strip() else said
    address = safe_address(span.link) if span.link else None
    return f"\x1b]8;;{address.href}\x1b\\{text}\x1b]8;;\x1b\\" if address else text
