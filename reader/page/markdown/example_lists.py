"""Pandoc's lists that count themselves: examples ``(@)`` and ``(@label)``, numbered through the document, and ``#.``.

Pure. They become numbered lists of CommonMark before the text is parsed; each line stays one.
"""

import re

from reader.text.pattern import late

_ITEM = late(r"([ \t]*)(?:\(@([\w-]{0,60})\)|#\.)([ \t]+)(?=\S)")
_MENTION = late(
    r"(`+)(?!`).*?(?<!`)\1(?!`)|\(@([\w-]{1,60})\)|(?<![\w@`(\[{/.])@([\w-]{1,60})(?![\w-]|@|\.\w)"
)
_LABEL = late(r"^[ \t]*\(@([\w-]{1,60})\)[ \t]+\S", re.MULTILINE)
_IN_TEXT = late(r"(?<=[\w,;:.>*] )\(@([\w-]{1,60})\)")
_FENCE = late(r"[ \t>]*(`{3,}|~{3,})")
_NUMBERED = late(r" {0,3}\d{1,9}[.)][ \t]")
_UNINDENTED = 3
"""Cells up to which the first item may be indented; below it, others may be indented more."""

_MOST_SPACES = 4
"""Spaces after a number; more would make code of the text."""


def may_have_examples(markdown: str) -> bool:
    """Return quickly whether a text may have such a list."""
    return "(@" in markdown or "#. " in markdown


def with_examples(markdown: str) -> str:
    """Return the text with these lists as numbered ones, and mentions of labelled examples as their numbers."""
    lines = markdown.split("\n")
    has_labels = _has_labels(markdown)
    numbers: dict[str, int] = {}
    items: dict[int, str] = {}
    fence, is_open, count, is_blank = "", False, 0, True
    inside: set[int] = set()
    for at, line in enumerate(lines):
        if mark := _FENCE.match(line):
            fence = "" if fence and mark[1].startswith(fence) else fence or mark[1]
        if fence or mark:
            inside.add(at)
            continue
        item = _ITEM.match(line)
        if item and item[2] and not has_labels:
            item = None
        if item and (is_open or (is_blank and len(item[1].expandtabs(4)) <= _UNINDENTED)):
            is_open = True
            marker = "1."
            if item[2] is not None:
                count += 1
                marker = f"{count})"
                if item[2]:
                    numbers.setdefault(item[2], count)
            room = len(item.group().expandtabs(4)) - len(item[1].expandtabs(4)) - len(marker)
            spaces = " " * min(max(room, 1), _MOST_SPACES)
            items[at] = f"{item[1]}{marker}{spaces}{line[item.end() :]}"
        elif _NUMBERED.match(line):
            is_open = True
        elif line.strip() and not line.startswith((" ", "\t")):
            is_open = is_open and not is_blank
        is_blank = not line.strip()
    if not items:
        return markdown

    def number(match: re.Match[str]) -> str:
        found = numbers.get(match[2] or match[3] or "")
        return match.group() if found is None else f"({found})" if match[2] else str(found)

    for at, line in items.items():
        lines[at] = line
    if numbers:
        lines = [
            line if at in inside or "@" not in line else _MENTION.sub(number, line)
            for at, line in enumerate(lines)
        ]
    return "\n".join(lines)


def _has_labels(markdown: str) -> bool:
    """Return whether ``(@label)`` above a text labels an example: one is mentioned in a text, else it may be a person's name."""
    if "(@)" in markdown:
        return True
    mentioned = {match[1] for match in _IN_TEXT.finditer(markdown)}
    return any(match[1] in mentioned for match in _LABEL.finditer(markdown))
