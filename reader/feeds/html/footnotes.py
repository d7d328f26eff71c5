"""Footnotes of an entry's HTML become those of Markdown: ``[^1]``, with the notes at the end. Pure.

Every program writes them in another way; all have a short link to an element, nearly all a link back: that is looked for.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from lxml import etree

from reader.feeds.html.anchors import HEADINGS, Anchors
from reader.feeds.html.escape import raw
from reader.feeds.html.tree import (
    BLOCKS,
    is_blank,
    remove,
    set_text_before,
    text_before,
    text_of,
    unwrap,
    without_brackets,
)
from reader.text.pattern import late

NOTES_LIMIT = 2_000
"""Notes of one entry."""

LINKS_LIMIT = 100
"""Links of one note that may lead back."""

NOTE = "\U000f00ff"
"""Stands where a note begins, in the text of the tree and in what it is converted to."""

_AROUND = frozenset({"sup", "span", "small", "b", "strong", "em"})
"""Elements that may hold a mark and nothing else."""

_MARK = late(
    r"[\[(（【〔]?\s*(?:(?:note|nb|n|a|lower-alpha) |[注註]|[*＊※](?=[0-9]))?([0-9]{1,4}|[a-z]|[ivxlc]{1,6}|[*†‡§¶※]{1,4})\s*[\])）】〕.:]?",
    re.IGNORECASE,
)
"""How the mention of a note looks."""

_WRITTEN_MARK = late(
    r"\s*[\[(（【〔]?(?:[注註]|[*＊※](?=[0-9]))?([0-9]{1,4}|[*†‡§¶※]{1,4})(?:[\]).:）】〕：]{1,2}\s*|\s+)"
)
_NAMED = late(
    r"(?:^|[^a-z])(?:fn|ftn|edn|foot-?notes?|end-?notes?|notes?|cite_note|ref|reference)(?![a-z])",
    re.IGNORECASE,
)
_HOLDER = late(
    r"(?:^|\s)(?:footnotes?|endnotes?|footnote-list|wp-block-footnotes|references|notes)(?=\s|$|-)",
    re.IGNORECASE,
)
_BACK = late(r"[↩↵↑⤴⮐⏎^←▲\ufe0e\ufe0f\s]*|(?:back|return|top|jump up|返回|回到正文|戻る)", re.IGNORECASE)
_TITLES = late(r"\s*(?:foot|end)?notes?\s*:?\s*|\s*(?:脚注|注释|註釋|注)\s*", re.IGNORECASE)
_SEEN = frozenset({"audio", "embed", "iframe", "img", "math", "object", "pre", "svg", "table", "video"})
_PARTS = ("li", "p", "div", "aside", "dd", "td", "tr", "table", "section", "blockquote")


class _Mention(NamedTuple):
    link: Any
    """The ``<a>``."""
    target: Any
    """The element that it leads to."""
    mark: str
    """What it shows: a number, a letter or an asterisk."""
    id: str
    """Its name, for links back; empty: it has none."""


class _Note(NamedTuple):
    element: Any
    """All of it."""
    backs: set[str]
    """The names that its links lead to."""
    led_to: set[Any]
    """The elements with these names."""
    is_held: bool
    """What it stands in is made for notes."""


def keep_footnotes(root: Any, anchors: Anchors) -> tuple[str, ...]:
    """Replace mentions by ``[^1]`` and move the notes to the end of the tree, each after a ``NOTE``; return their labels."""
    found = list(islice(_mentions(root, anchors), NOTES_LIMIT))
    if not found:
        return ()
    places = {each: at for at, each in enumerate(root.iter(etree.Element))}
    seen: dict[Any, _Note | None] = {}
    by_note: dict[Any, list[_Mention]] = {}
    for each in found:
        element = _whole(each.target)
        if element is None or element is root or places[element] < places[each.link]:
            continue
        if element not in seen:
            seen[element] = _read(element, anchors)
        note = seen[element]
        if note is not None and _is_note_of(note, each):
            by_note.setdefault(element, []).append(each)
    labels: list[str] = []
    end = -1
    for element in sorted(by_note, key=lambda each: places[each]):
        if places[element] <= end:
            continue  # in another note
        end = places[element] + sum(1 for _ in element.iterdescendants(etree.Element))
        mentions = by_note[element]
        label = _free_label(mentions[0].mark, labels)
        labels.append(label)
        for each in mentions:
            _write_mention(each, label)
        _remove_links_back(element, mentions, anchors)
        holder = element.getparent()
        _take_out(element, root)
        _tidy_holder(holder, root)
    _drop_last_rule(root)
    return tuple(labels)


def set_notes(markdown: str, labels: tuple[str, ...]) -> str:
    """Return Markdown with its notes as Markdown has them; in ``markdown`` each begins with ``NOTE``."""
    if not labels:
        return markdown
    body, *notes = markdown.split(NOTE)
    written = [body.rstrip()]
    for label, note in zip(labels, notes, strict=False):
        lines = note.strip().split("\n")
        indented = "\n".join(f"    {line}" if line.strip() and at else line for at, line in enumerate(lines))
        opens = lines[0].startswith(("```", "    ", "|", "- ", "#", ">", "1. "))
        written.append(f"[^{label}]:\n\n    {indented}" if opens else f"[^{label}]: {indented}")
    return "\n\n".join(filter(None, written)) + "\n"


def _mentions(root: Any, anchors: Anchors) -> Iterator[_Mention]:
    """Yield the links that look like mentions of notes in this entry."""
    for link in root.iter("a"):
        name = anchors.fragment(link.get("href") or "")
        target = anchors.element(name) if name else None
        match = _MARK.fullmatch(text_of(link).strip()) if target is not None else None
        if target is None or match is None or target is link or link in target.iterdescendants("a"):
            continue
        yield _Mention(link, target, match[1], _name_of(link))


def _name_of(link: Any) -> str:
    """Return the name that leads back to a mention: its own or that of what holds only it."""
    each = link
    while each is not None and each.tag not in BLOCKS:
        if name := each.get("id") or each.get("name"):
            return str(name)
        each = each.getparent()
    inner = next((child.get("id") for child in link.iter() if child.get("id")), "")
    return str(inner)


def _read(element: Any, anchors: Anchors) -> _Note | None:
    """Return what shows whose note an element is; None: it is empty, or a section of the text."""
    if not text_of(element).strip() or next(element.iterdescendants(*HEADINGS), None) is not None:
        return None
    backs = [
        name
        for part in (element, _term_of(element))
        if part is not None
        for each in islice(part.iter("a"), LINKS_LIMIT)
        if (name := anchors.fragment(each.get("href") or ""))
    ]
    around = [element, *element.iterancestors()]
    is_held = any(_HOLDER.search(f"{each.get('class') or ''} {each.get('id') or ''}") for each in around)
    led_to = (anchors.element(each) for each in backs)
    return _Note(element, set(backs), {each for each in led_to if each is not None}, is_held)


def _term_of(element: Any) -> Any:
    """Return what is before a note in a list of definitions: its number; None: it is in none."""
    before = element.getprevious() if element.tag == "dd" else None
    return before if before is not None and before.tag == "dt" else None


def _is_note_of(note: _Note, mention: _Mention) -> bool:
    """Return whether a note belongs to a mention: it leads back to it, or both look as mentions and notes do."""
    if mention.id in note.backs or any(_is_near(each, mention.link) for each in note.led_to):
        return True
    around = (mention.link, *mention.link.iterancestors("sup"))
    is_raised = len(around) > 1 or mention.link.find(".//sup") is not None
    names = (mention.target.get("id") or mention.target.get("name") or "", note.element.get("id") or "")
    is_named = note.is_held or any(map(_NAMED.search, names))
    begins = _begins_with(note.element, mention.mark)
    roles = (mention.link.get("role"), note.element.get("role"))
    return (
        "doc-noteref" in roles
        or "doc-footnote" in roles
        or (is_named and (is_raised or begins))
        or (is_raised and (note.element.tag == "li" or begins))
    )


def _is_near(element: Any, link: Any) -> bool:
    """Return whether a link back leads to the mention, or to what holds it alone."""
    return element is link or link.getprevious() is element or element in link.iterancestors("sup", "span")


def _begins_with(note: Any, mark: str) -> bool:
    return text_of(note).strip(" \t\r\n[(（").startswith(mark)


def _whole(target: Any) -> Any:
    """Return the block that a note is, whose beginning or whole the target is; None: it is none."""
    each = target
    while each is not None and each.tag not in BLOCKS:
        # A number or an empty anchor before the text of the note.
        before = each.getprevious()
        parent = each.getparent()
        if parent is None or (
            before is not None and (text_of(before).strip() or (before.tail or "").strip())
        ):
            return None
        if (parent.text or "").strip(" \t\r\n[(（"):
            return None
        each = parent
    if each is None:
        return None
    if each.tag == "dt":
        each = each.getnext()
    if each is not None and each.tag in {"td", "th"}:
        row = each.getparent()
        table = next(row.iterancestors("table"), None)
        each = table if table is not None and sum(1 for _ in table.iter("tr")) == 1 else row
    while each is not None and _is_footnote(each.getparent()):
        each = each.getparent()
    return each if each is not None and each.tag in _PARTS else None


def _is_footnote(element: Any) -> bool:
    """Return whether an element is a single note: ``<div class="footnote">``."""
    return (
        element is not None
        and element.tag in _PARTS
        and bool({"footnote", "footnote-item"} & set((element.get("class") or "").split()))
    )


def _free_label(mark: str, taken: list[str]) -> str:
    """Return the label of a note: its number if it is free, else the next that is."""
    if mark.isascii() and mark.isalnum() and mark.lower() not in taken:
        return mark.lower()
    known = set(taken)
    return next(str(number) for number in range(1, NOTES_LIMIT * 2) if str(number) not in known)


def _write_mention(mention: _Mention, label: str) -> None:
    """Replace a mention and what raises or brackets only it."""
    each = mention.link
    while (parent := each.getparent()) is not None and parent.tag in _AROUND:
        if text_of(parent).strip("[]()（）【】 \n") != text_of(mention.link).strip("[]()（）【】 \n"):
            break
        each = parent
    for child in list(each):
        each.remove(child)
    before, each.tail = without_brackets(text_before(each), each.tail or "", "[【", "]】")
    set_text_before(each, before)
    each.text = raw(f"[^{label}]")
    each.tag = "span"
    each.attrib.clear()
    unwrap(each)


def _remove_links_back(note: Any, mentions: list[_Mention], anchors: Anchors) -> None:
    """Remove the links back from a note, and the number before its text."""
    names = {each.id for each in mentions if each.id}
    marks = {each.mark for each in mentions}
    for link in list(note.iter("a")):
        name = anchors.fragment(link.get("href") or "")
        if not name:
            if not text_of(link).strip() and link.get("href") is None:
                unwrap(link)
            continue
        leads = anchors.element(name)
        text = text_of(link).strip()
        is_back = name in names or any(_is_near(leads, each.link) for each in mentions)
        if is_back or "backlink" in (link.get("role") or "") or (leads is None and _BACK.fullmatch(text)):
            _remove_mark(link)
    for name in ("label", "mw-cite-backlink", "footnote-number", "footnote-delimiter", "fn-label"):
        for each in list(note.iter("span", "td", "dt")):
            if name in (each.get("class") or "").split():
                remove(each)
    first = next((each for each in note.iter("sup", "span", "strong", "b") if _is_first(each, note)), None)
    if first is not None and (match := _MARK.fullmatch(text_of(first).strip())) and match[1] in marks:
        remove(first)
    elif note.tag != "li":
        _cut_mark(note, marks)


def _cut_mark(note: Any, marks: set[str]) -> None:
    """Cut the number that is written before the text of a note."""
    while is_blank(note.text) and len(note) and note[0].tag in {"p", "div", "span"}:
        note = note[0]
    match = _WRITTEN_MARK.match(note.text or "")
    if match and match[1] in marks:
        note.text = note.text[match.end() :]


def _is_first(element: Any, note: Any) -> bool:
    each = element
    while each is not note:
        parent = each.getparent()
        if (
            parent is None
            or not is_blank(parent.text)
            or any(
                not is_blank(text_of(other)) or not is_blank(other.tail)
                for other in each.itersiblings(preceding=True)
            )
        ):
            return False
        each = parent
    return True


def _remove_mark(link: Any) -> None:
    """Remove a link back, what raises only it, and the brackets and spaces around it."""
    each = link
    while (parent := each.getparent()) is not None and parent.tag in _AROUND:
        if text_of(parent).strip("[]()（） \n") != text_of(link).strip("[]()（） \n"):
            break
        each = parent
    text, tail = without_brackets(text_before(each), each.tail or "", "[(（", "])）")
    if each.getprevious() is None and is_blank(text):
        tail = tail.lstrip(" .:\n\t\xa0")
    set_text_before(each, text.rstrip("\xa0 \n\t") if is_blank(tail) else text)
    each.tail = tail
    remove(each)


def _take_out(note: Any, root: Any) -> None:
    """Move a note to the end of the tree, behind a mark."""
    parent = note.getparent()
    if (term := _term_of(note)) is not None:
        parent.remove(term)
    _cut_out(note)
    note.tag = "div"
    note.attrib.clear()
    for each in list(note.iter("table", "tbody", "tr", "td", "th", "dd")):
        each.tag = "div"
    mark = etree.SubElement(root, "p")
    mark.text = NOTE
    root.append(note)


def _cut_out(element: Any) -> None:
    """Take an element from its parent; words behind it stay."""
    parent, before = element.getparent(), element.getprevious()
    tail, element.tail = element.tail, None
    parent.remove(element)
    if not tail or not tail.strip():
        return
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail


def _tidy_holder(holder: Any, root: Any) -> None:
    """Remove what held only notes: the list, its line, its title that is not shown."""
    while holder is not None and holder is not root:
        rest = [each for each in holder if each.tag not in {"hr", "GONE"} and not _is_hidden_title(each)]
        if rest or not is_blank(holder.text) or any(not is_blank(each.tail) for each in holder):
            return
        parent = holder.getparent()
        if parent is None:
            return
        before = holder.getprevious()
        _cut_out(holder)
        if before is not None and before.tag == "hr" and before.getnext() is None and parent is not root:
            parent.remove(before)
        holder = parent


def _drop_last_rule(root: Any) -> None:
    """Remove the line between the text and its notes."""
    first = next((child for child in root if child.tag == "p" and child.text == NOTE), None)
    before = first.getprevious() if first is not None else None
    if before is None:
        return
    for each in reversed(list(before.iter())):
        if each.tag == "hr" and all(is_blank(outer.tail) for outer in (each, *each.iterancestors())):
            each.getparent().remove(each)
            return
        if not is_blank(each.tail) or not is_blank(each.text) or each.tag in _SEEN:
            return


def _is_hidden_title(element: Any) -> bool:
    """Return whether an element is a title that only screen readers get, or that says nothing but that notes follow."""
    if element.tag not in {*HEADINGS, "p", "div"}:
        return False
    names = set((element.get("class") or "").split())
    return bool(names & {"sr-only", "screen-reader-text", "visually-hidden"}) or (
        element.tag in HEADINGS and bool(_TITLES.fullmatch(text_of(element)))
    )
