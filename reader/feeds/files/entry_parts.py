"""The parts of an entry's file that has the full article below what its feed gave. Pure.

The feed's front matter stays and gets ``full_text``, the address of the page. In the body, what the feed gave stays above,
as far as the article does not repeat it; a comment, which no page shows, separates the two. So an update by the feed finds
the article again and keeps it.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from reader.article.heading import letters
from reader.article.inline import plain

KEY = "full_text"
"""The field of the front matter that has the address of the page."""

LETTERS_NEEDED = 20
"""A paragraph with fewer is not searched for in the article."""

SEPARATOR = "<!-- newsreader: full text -->"
"""Stands between what the feed gave and the full article."""

SUMMARY_LIMIT = 300
"""Characters of what the feed gave that become the summary of an entry without one."""

_END = "\n---\n\n"
"""How the header of a file of ours ends."""

_BETWEEN = re.compile(r"\n{2,}")
_ADDRESS = re.compile(r"\]\((\S*)\)")
_MENTION = re.compile(r"(?<!\\)\[\^([^\[\]\s^]{1,200})\]")
_NOTE = re.compile(r"\[\^([^\[\]\s^]{1,200})\]:")


class EntryParts(NamedTuple):
    """The parts of a file."""

    header: str
    """Its lines, without the delimiters."""
    given: str
    """What the feed gave."""
    full: str
    """The full article; empty: the file has none."""


def parts_of(data: bytes) -> EntryParts:
    """Return the parts of a file that the user has not changed."""
    header, _, body = data.decode("utf-8", "replace").removeprefix("---\n").partition(_END)
    given, separator, full = body.partition(f"{SEPARATOR}\n\n")
    has_full = bool(separator) and f"\n{KEY}: " in f"\n{header}"
    return (
        EntryParts(header, given.removesuffix("---\n\n"), full) if has_full else EntryParts(header, body, "")
    )


def with_full_article(data: bytes, link: str, full: str) -> bytes:
    """Return a file with the full article, Markdown that comes from ``link``."""
    header, given, _ = parts_of(data)
    fields = fields_of(header)
    lines = [line for line in header.split("\n") if not line.startswith(f"{KEY}: ")]
    if not fields.get("summary") and (summary := _one_line(given)):
        lines.append(_line("summary", summary))
    lines.append(_line(KEY, link))
    kept = _not_repeated(given, full, {link, str(fields.get("link", ""))})
    above = f"{kept}\n\n---\n\n" if kept else ""
    text = "\n".join(["---", *lines]) + f"{_END}{above}{SEPARATOR}\n\n{full}"
    return text.encode("utf-8", "replace")


def keep_full_article(data: bytes, there: bytes) -> bytes:
    """Return the new file of an entry with the full article that the file there has, if it has one."""
    parts = parts_of(there)
    return (
        with_full_article(data, str(fields_of(parts.header).get(KEY, "")), parts.full) if parts.full else data
    )


def fields_of(header: str) -> Mapping[str, Any]:
    """Return the fields of a header as we write them; lines of another form are left out."""
    found = {}
    for line in header.split("\n"):
        name, _, value = line.partition(": ")
        try:
            found[name] = json.loads(value)
        except (ValueError, RecursionError):
            continue
    return found


def _line(name: str, value: str) -> str:
    return f"{name}: {json.dumps(value, ensure_ascii=False)}"


def _one_line(markdown: str) -> str:
    return plain(" ".join(_ADDRESS.sub("](x)", markdown).split()))[:SUMMARY_LIMIT].strip()


def _not_repeated(given: str, full: str, links: set[str]) -> str:
    """Return the paragraphs of the feed whose words or addresses the article lacks; ``links`` are the article's own."""
    known = letters(_MENTION.sub("", full))
    blocks = [given.strip()] if "```" in given else _with_whole_notes(_BETWEEN.split(given.strip()))
    kept = [
        block
        for block in blocks
        if not _is_in(letters(_MENTION.sub("", _ADDRESS.sub("]", block))), known)
        or any(each not in links and each not in full for each in _ADDRESS.findall(block))
    ]
    if "[^" not in given:
        return "\n\n".join(kept)
    mentioned = {each[1] for block in kept if not _NOTE.match(block) for each in _MENTION.finditer(block)}
    notes = {each[1]: block for block in blocks if (each := _NOTE.match(block))}
    kept = [block for block in kept if not _NOTE.match(block)]
    return _renamed("\n\n".join([*kept, *(notes[each] for each in notes if each in mentioned)]), full)


def _with_whole_notes(blocks: Sequence[str]) -> list[str]:
    """Return the blocks with all paragraphs of a footnote in one."""
    joined: list[str] = []
    for block in blocks:
        if block.startswith("    ") and joined and _NOTE.match(joined[-1]):
            joined[-1] += f"\n\n{block}"
        else:
            joined.append(block)
    return joined


def _renamed(given: str, full: str) -> str:
    """Return what the feed gave with other labels for its footnotes than the article has."""
    taken = {each[1] for each in _MENTION.finditer(full)}

    def other(match: re.Match[str]) -> str:
        label = match[1]
        while label in taken:
            label = f"a{label}"
        return f"[^{label}]"

    return _MENTION.sub(other, given) if taken else given


def _is_in(letters_of_block: str, known: str) -> bool:
    """Return whether the article has these letters; as few as a word has may stand in it and mean something else."""
    return letters_of_block in known if len(letters_of_block) >= LETTERS_NEEDED else not letters_of_block
