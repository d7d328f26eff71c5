"""Random bodies of entries, as HTML that authors and their editors write, and the lines that a reader sees of them."""

import random
import re
from typing import Any

from reader.feeds.html.tree import BLOCKS

MARKS = (
    "*", "**", "_", "__", "#", "##", ">", "-", "+", "1.", "2)", "|", "`", "~~", "==", "$5", "&amp;", "&lt;b&gt;", "[x]", "(y)",
    "!", "\\", "“", "”", "。", "，", "：", "《书》", "snake_case", "---", "===", "a*b", ":", "::", "%%", "^2", "https://a.example/b_c",
)  # fmt: skip
"""Pieces of text that mean something in Markdown, or that touch emphasis."""

INLINE = ("b", "strong", "i", "em", "a", "code", "s", "del", "span", "u", "small", "cite", "ins")


class Bodies:
    """Makes bodies; each word is there once, so that its order can be seen."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._words = 0

    def body(self) -> str:
        """Return a body of a few blocks."""
        return self._blocks(self._random.randint(1, 5), 0)

    def _word(self) -> str:
        self._words += 1
        if self._random.random() < 0.2:
            return f"字{self._words}文"
        return f"w{self._words}x"

    def _text(self) -> str:
        chosen = self._random.random
        words = [self._word() for _ in range(self._random.randint(1, 3))]
        if chosen() < 0.4:
            words.insert(self._random.randint(0, len(words)), self._random.choice(MARKS))
        text = self._random.choice(("", " ")).join(words) if chosen() < 0.2 else " ".join(words)
        return self._random.choice(("", "", " ")) + text + self._random.choice(("", "", " "))

    def _inline(self, depth: int = 0, *, lines: bool = True) -> str:
        parts = []
        for _ in range(self._random.randint(1, 3)):
            kind = self._random.random()
            if kind < 0.55 or depth > 2:
                parts.append(self._text())
            elif kind < 0.9:
                tag = self._random.choice(INLINE)
                attributes = f' href="https://a.example/{self._words}"' if tag == "a" else ""
                inner = self._text() if tag in {"code", "a"} else self._inline(depth + 1, lines=lines)
                parts.append(f"<{tag}{attributes}>{inner}</{tag}>")
            elif lines and kind < 0.97:
                parts.append("<br>" * self._random.choice((1, 1, 2)))
            else:
                parts.append('<img src="https://a.example/i.png" alt="">')
        return "".join(parts)

    def _blocks(self, count: int, depth: int) -> str:
        between = self._random.choice(("", "\n", " ", "\n\n"))
        return between.join(self._block(depth) for _ in range(count))

    def _block(self, depth: int) -> str:
        simple = (self._paragraph,) * 4 + (
            self._heading,
            self._pre,
            self._figure,
        )
        others = (
            self._list, self._list, self._table, self._quote, self._holder, self._bare, self._dressed, self._definitions,
        )  # fmt: skip
        if depth > 2 or self._random.random() < 0.5:
            return self._random.choice(simple)()
        return self._random.choice(others)(depth)

    def _paragraph(self) -> str:
        return f"<p>{self._inline()}</p>"

    def _heading(self) -> str:
        tag = self._random.choice(("h1", "h2", "h3", "h4"))
        return f"<{tag}>{self._inline(lines=False)}</{tag}>"

    def _pre(self) -> str:
        lines = "\n".join(self._text() for _ in range(self._random.randint(1, 3)))
        return f"<pre><code>{lines}</code></pre>" if self._random.random() < 0.5 else f"<pre>{lines}</pre>"

    def _figure(self) -> str:
        image = '<img src="https://a.example/i.png" alt="">'
        return f"<figure>{image}<figcaption>{self._inline(lines=False)}</figcaption></figure>"

    def _list(self, depth: int) -> str:
        tag = self._random.choice(("ul", "ol", 'ol start="7"', "ol reversed"))
        items = []
        for _ in range(self._random.randint(1, 3)):
            form = self._random.random()
            if form < 0.5:
                inner = self._inline()
            elif form < 0.7:
                inner = self._inline() + self._list(depth + 1) if depth < 3 else self._inline()
            else:
                inner = self._blocks(self._random.randint(1, 2), depth + 1)
            items.append(f"<li>{inner}</li>")
        return f"<{tag}>{self._random.choice(('', chr(10))).join(items)}</{tag[:2]}>"

    def _table(self, depth: int) -> str:
        columns = self._random.randint(1, 3)
        rows = []
        for number in range(self._random.randint(1, 3)):
            tag = "th" if number == 0 and self._random.random() < 0.6 else "td"
            cells = (
                self._inline() if self._random.random() < 0.9 else self._blocks(1, depth + 1)
                for _ in range(columns)
            )
            rows.append("<tr>" + "".join(f"<{tag}>{each}</{tag}>" for each in cells) + "</tr>")
        return f"<table>{''.join(rows)}</table>"

    def _quote(self, depth: int) -> str:
        inner = (
            self._inline()
            if self._random.random() < 0.3
            else self._blocks(self._random.randint(1, 3), depth + 1)
        )
        return f"<blockquote>{inner}</blockquote>"

    def _holder(self, depth: int) -> str:
        tag = self._random.choice(("div", "section", "center", "article", "details", "aside", "figure"))
        return f"<{tag}>{self._blocks(self._random.randint(1, 2), depth + 1)}</{tag}>"

    def _bare(self, _: int) -> str:
        return self._inline()

    def _dressed(self, depth: int) -> str:
        tag = self._random.choice(("b", "i", "em", "strong", "span", "a href='https://a.example/'", "s"))
        inner = self._random.choice(
            (self._paragraph, self._heading, lambda: self._list(depth + 1), lambda: self._quote(depth + 1))
        )
        held = inner() + self._paragraph()
        if tag[0] == "a":
            held = re.sub(r"</?a(?: [^>]*)?>", "", held)  # no link holds another
        return f"<{tag}>{held}</{tag.split()[0]}>"

    def _definitions(self, _: int) -> str:
        rows = (f"<dt>{self._inline(lines=False)}</dt><dd>{self._inline()}</dd>" for _ in range(2))
        return f"<dl>{''.join(rows)}</dl>"


def lines_of(root: Any) -> list[str]:
    """Return the lines that a reader sees of a tree of HTML: what stands between the edges of blocks and line ends."""
    lines: list[str] = [""]
    _read(root, lines, verbatim=False)
    return [line for each in lines if (line := " ".join(each.split()))]


def _read(element: Any, lines: list[str], *, verbatim: bool) -> None:
    is_block = element.tag in BLOCKS
    if is_block or element.tag == "br":
        lines.append("")
    verbatim = verbatim or element.tag == "pre"
    _add(element.text, lines, verbatim=verbatim)
    for child in element:
        _read(child, lines, verbatim=verbatim)
        _add(child.tail, lines, verbatim=verbatim)
    if is_block:
        lines.append("")


def _add(text: str | None, lines: list[str], *, verbatim: bool) -> None:
    first, *others = (text or "").split("\n") if verbatim else [text or ""]
    lines[-1] += first
    lines += others
