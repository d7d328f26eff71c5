"""The words that a browser shows of a page: what the tests of losses expect on ours."""

import re
from html.parser import HTMLParser

from reader.text import clean

WORD = re.compile(r"\w+")


class _Shown(HTMLParser):
    """What a browser shows of a page: its text and the words of its pictures, but no scripts and style sheets."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts.append(f" {dict(attrs).get('alt') or ''} " if tag == "img" else " ")

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's signature
        self.texts.append(" ")

    def handle_data(self, data: str) -> None:
        if self.cdata_elem is None:  # inside of a script or a style sheet
            self.texts.append(data)


def expected_words(reference: str) -> list[str]:
    """The words of HTML, in order."""
    shown = _Shown()
    shown.feed(clean(reference))
    shown.close()
    return WORD.findall("".join(shown.texts))
