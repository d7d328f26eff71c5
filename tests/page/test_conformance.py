"""No word of the standards' examples is lost: their reference HTML against the painted page."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.page.line import Line, Role
from reader.page.markdown.parse import parse
from tests.page.expected import WORD, expected_words
from tests.page.painting import lines_of, settled

_EXAMPLE = re.compile(r"^`{32} example[^\n]*\n(.*?)^\.\n(.*?)^`{32}$", re.MULTILINE | re.DOTALL)

EXCEPTIONS = {
    "This shouldn't crash everything: (_A_@_.A\n": "its reference is only that nothing crashes",
    "This is <xmp> not okay, but **this** <strong>is</strong>.": "GFM shows the tags that a site must not run; nothing is run here",
    "foo <!-- not a comment -- two hyphens -->\n": "a comment since CommonMark 0.31, which GFM does not follow yet",
}


def examples(path: Path) -> Iterator[tuple[str, str]]:
    for match in _EXAMPLE.finditer(path.read_text(encoding="utf-8")):
        yield match[1].replace("→", "\t"), match[2].replace("→", "\t")


def readable(line: Line | None) -> str:
    """A line without bullets and rules, but with the headings that stand before the entries of a record."""
    spans = line.spans if line else ()
    return "".join(span.text for span in spans if span.offset >= 0 or span.role is Role.META)


RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
"""The numbers of notes are raised on the page."""


def lost_words(markdown: str, reference: str, measure: int) -> list[str]:
    """The words of the reference that the page does not have in that order; words may be broken over lines."""
    shown = " ".join(map(readable, lines_of(settled(parse(markdown), measure))))
    painted = "".join(WORD.findall(shown.translate(RAISED)))
    lost, at = [], 0
    for word in expected_words(reference):
        found = painted.find(word, at)
        if found < 0:
            lost.append(word)
        else:
            at = found + len(word)
    return lost


SUITES = {
    "commonmark-spec.txt": 655,
    "gfm-spec.txt": 673,
    "gfm-regression.txt": 19,
    "gfm-smart_punct.txt": 16,
    "gfm-extensions.txt": 28,
}


# The extensions' tables have their cells wrapped beside one another in 24 cells: all words, but line by line.
@pytest.mark.parametrize(
    ("name", "count", "measure"),
    [*((*suite, 72) for suite in SUITES.items()), *((*suite, 24) for suite in list(SUITES.items())[:4])],
)
def test_no_word_of_the_standards_is_lost(standards: Path, name: str, count: int, measure: int) -> None:
    cases = list(examples(standards / name))
    assert len(cases) == count
    losses = {
        markdown: lost
        for markdown, reference in cases
        if EXCEPTIONS.keys().isdisjoint({markdown, markdown.partition("\n")[0]})
        and (lost := lost_words(markdown, reference, measure))
    }
    assert not losses
