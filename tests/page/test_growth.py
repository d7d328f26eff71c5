"""A text four times as long takes at most a little more than four times the work, whatever it is made of.

Time of the processor, not of the clock; and since other work on the machine disturbs even that, only where the full
counts are wanted.
"""

import gc
import math
import sys
import time
from collections.abc import Callable
from datetime import UTC
from functools import _lru_cache_wrapper

import pytest

from reader.article import Key
from reader.library.scan.intake import document_of
from reader.library.scan.read_file import UNREADABLE, Content
from reader.page.compose import PageOptions, compose
from reader.page.layout.layout import Layout
from tests.counts import FULL
from tests.page.test_hostile import FLOODS

pytestmark = [
    pytest.mark.row(10),
    pytest.mark.slow,
    pytest.mark.skipif(not FULL, reason="looks at time: make torture"),
]

SMALL, LARGE = 12_000, 48_000
"""Characters."""

WORTH_MEASURING_S = 0.05
"""What takes less than this for the larger text is fast enough, and mostly noise."""

EXPONENT = 1.2

TRIES = 4

REPEATED = {
    "footnotes that refer to each other": "[^{n}]: see [^{m}] and [^{m}]\n\n",
    "references to footnotes": "a[^1] ",
    "open emphasis": "*a _b **c ",
    "closed emphasis": "*a* **b** ",
    "emphasis around emphasis": "*a **b* c** ",
    "open links": "[a](<b ",
    "links in links": "[a [b](c) d](e) ",
    "labels": "[a][b",
    "backticks and letters": "`a``b```c ",
    "quotes and lists": "> - > - a\n",
    "deeper quotes": ">> > a\n> b\n",
    "lists in lists": "- a\n  - b\n    - c\n",
    "numbers of lists": "{n}. a\n",
    "tasks": "- [ ] a\n- [x] b\n",
    "setext headings": "a\n===\nb\n---\n",
    "rules": "* * *\n",
    "tables of one row": "|a|b|\n|-|-|\n|c|d|\n\n",
    "rows of pipes": "|||||||\n",
    "definitions": "[r{n}]: http://e.example/{n} 'title'\n",
    "terms": "term {n}\n: meaning\n\n",
    "containers": "::: note\na\n",
    "closed containers": ":::: a\n::: b\nx\n:::\n::::\n",
    "callouts": "> [!note]- title\n> text\n\n",
    "fences": "```a\nb\n```\n",
    "open fences of tildes": "~~~~{n}\n",
    "templates": '{{{{< a b="c" >}}}} ',
    "open templates": "{{% a ",
    "liquid": "{{% if a %}} b {{{{ c | d }}}} ",
    "wiki links": "[[a|b]] [[c#d",
    "raised and lowered": "a^b^ c~d~ e^f ~g ",
    "marked": "==a== ==b ",
    "emoji names": ":smile: :a:b: ",
    "formulas": "$x_1^2$ $$y$$ \\(z ",
    "ruby": "<ruby>漢<rt>かん</rt></ruby>",
    "open ruby": "<ruby>漢<rt>",
    "folds": "<details><summary>a</summary>b",
    "closed folds": "<details><summary>a</summary>\n\nb\n\n</details>\n\n",
    "tags of no element": "<a-b c='d'>e ",
    "ends of tags": "</p></b></a>",
    "comments": "<!-- a --> b ",
    "half comments": "<!- a -- > ",
    "entities": "&amp;&#65;&x;&#x41 ",
    "attributes": "<p a=1 b='2' c>",
    "pictures": "![a](b) ![c][d] ",
    "addresses in angles": "<http://a.example/{n}> <b@c.example> ",
    "bare addresses": "http://a.example/(b(c(d www.e.example ",
    "abbreviations": "*[A{n}]: meaning\n\nA{n} ",
    "hard breaks": "a  \nb\\\n",
    "escapes": "\\*\\[\\`\\a ",
    "tabs in lists": "-\ta\n\t-\tb\n",
    "Chinese and English": "中文abc，测试“引号”（括号）def。",
    "zero-width joiners": "👩‍👩‍👧‍👦",
    "marks on letters": "e\u0301\u0302\u0303",
    "directions": "א ב abc ג ",
    "soft lines": "a\n",
    "MDX": "<A b={{c}}>\n\nd\n\n</A>\n\n",
    "exports": "export const a = {{\n\n",
    "tables of HTML": "<table><tr><td>a</table>",
    "cells": "<td>a<tr>b",
}
"""A piece that is repeated; ``{n}`` is its number and ``{m}`` that of the next."""

NESTED = {
    "brackets": ("[", "]"), "links": ("[", "](a)"), "pictures": ("![", "](a)"), "emphasis": ("*a ", " b*"), "strong": ("**a ", " b**"),
    "elements": ("<b>", "</b>"), "blocks": ("<div>", "</div>"), "lists of HTML": ("<ul><li>", "</ul>"), "folds": ("<details>", "</details>"),
    "tables of HTML": ("<table><tr><td>", "</table>"), "quotes of HTML": ("<blockquote>", "</blockquote>"), "quotes": ("> ", ""), "lists": ("- ", ""),
    "braces": ("{", "}"), "templates": ("{{<a>}}", "{{</a>}}"), "fractions": ("$\\frac{", "}{b}$"),
}  # fmt: skip
"""What opens and what closes, around a letter."""


def repeated(unit: str) -> Callable[[int], str]:
    one = len(unit.format(n=1000, m=1001))
    return lambda size: "".join(unit.format(n=n, m=n + 1) for n in range(size // one))


def nested(ends: tuple[str, str]) -> Callable[[int], str]:
    return lambda size: ends[0] * (size // len("".join(ends))) + "a" + ends[1] * (size // len("".join(ends)))


def cut(flood: str) -> Callable[[int], str]:
    return lambda size: flood[:size]


def safe(unit: str) -> str:
    """Return the piece with braces of its own where they are no places."""
    return unit if "{{" in unit else unit.replace("{n}", "\0").replace("{m}", "\1").replace("{", "{{").replace(
        "}", "}}"
    ).replace("\0", "{n}").replace("\1", "{m}")  # fmt: skip


CASES: dict[str, Callable[[int], str]] = {
    **{f"repeated: {name}": repeated(safe(unit)) for name, unit in REPEATED.items()},
    **{f"nested: {name}": nested(ends) for name, ends in NESTED.items()},
    **{f"flood: {name}": cut(flood) for name, flood in FLOODS.items() if len(flood) >= LARGE},
}


def seconds(text: str) -> float:
    """Return what the processor needs from bytes to the last line of the page, with nothing remembered from before."""
    data = f"---\ntitle: Growth\n---\n{text}\n".encode()
    for name, module in list(sys.modules.items()):
        for kept in vars(module).values() if name.startswith("reader.") else ():
            if isinstance(kept, _lru_cache_wrapper):
                kept.cache_clear()
    gc.collect()
    gc.disable()  # it looks at what all other tests have left behind
    try:
        began = time.process_time()
        document = document_of(Content(data, UNREADABLE, 0, False), Key("", "a.md"), UTC)
        layout = Layout(compose(document, PageOptions(UTC, False)), 72)
        while layout.settle(1.0):
            pass
        return time.process_time() - began
    finally:
        gc.enable()


@pytest.mark.parametrize("name", CASES)
def test_the_work_grows_no_faster_than_the_text(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    made = CASES[name]
    small, large = made(SMALL), made(LARGE)
    ratio, exponent = len(large) / max(1, len(small)), 0.0
    for _ in range(TRIES):  # as other work may slow one of them
        slow = min(seconds(large) for _ in range(3))
        if slow < WORTH_MEASURING_S:
            break
        exponent = math.log(slow / min(seconds(small) for _ in range(3))) / math.log(ratio)
        if exponent <= EXPONENT:
            break
    figure = f"{name}: {exponent:.2f}, {slow:.2f} s"
    record_property("figure", figure if exponent > EXPONENT else f"no exponent above {EXPONENT}")
    assert exponent <= EXPONENT, figure
