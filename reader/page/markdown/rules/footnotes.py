"""Footnotes: numbered in the order of their mentions, and put at the end of the page.

Pure. Notes are numbered before inline text is parsed, by searching for their labels; notes without a mention come
last. A mention links to ``#fn-3``, the end of the note back to ``#fnref-3`` (see ``reader.page.navigation.targets``).
"""

import re
from collections.abc import Iterator
from typing import Any

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from reader.text.raised import superscript

MENTION = re.compile(r"\[\^([^\[\]\s^]{1,200})\]")
"""A mention of a note."""

_IN_TEXT = re.compile(r"\^\[((?:[^\[\]\\]|\\.|\[[^\[\]]{0,200}\]){1,1000})\](?!\()", re.DOTALL)
RAISED_LIMIT = 99
"""Numbers of notes up to this one are superscripts; longer ones stand in brackets, as they could not be read."""

_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")

NUMBERS = "note_numbers"
"""The key of the numbers by label in the parser's environment."""


def mention(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse ``[^label]`` as a link to its note, if there is one."""
    numbers = state.env.get(NUMBERS)
    match = MENTION.match(state.src, state.pos) if numbers else None
    number = numbers.get(match[1].casefold()) if match and numbers else None
    if match is None or number is None:
        return False
    if not silent:
        if _is_raised(state):  # two numbers would look like one
            state.append_pending("\N{NO-BREAK SPACE}")
        state.push("link_open", "a", 1).attrs = {"href": f"#fn-{number}"}
        state.push("text", "", 0).content = mark(number)
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def mark(number: int) -> str:
    """Return the mark of a note: ``¹²``, or ``[100]``."""
    return superscript(str(number)) if number <= RAISED_LIMIT else f"[{number}]"


def _is_raised(state: StateInline) -> bool:
    """Return whether what stands before is a superscript number: a power, or the mark of another note."""
    if state.pending:
        return state.pending[-1] in _RAISED
    last = next((token for token in reversed(state.tokens[-2:]) if token.content), None)
    return last is not None and last.content[-1] in _RAISED


def note_in_text(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the parser's signature
    """Parse ``^[a note]`` (Pandoc) as text in brackets; such notes are short."""
    match = _IN_TEXT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        end = state.posMax
        state.append_pending(" (")
        state.pos, state.posMax = match.span(1)
        state.md.inline.tokenize(state)
        state.append_pending(")")
        state.posMax = end
    state.pos = match.end()
    return True


def set_apart(tokens: list[Token], env: dict[str, Any]) -> list[Token]:
    """Return the tokens with the notes at the end, each between ``note_open`` and ``note_close``."""
    if "footnotes" not in env:
        return tokens
    body, notes = _parted(tokens)
    labels = [label for label, _ in notes]
    by_label: dict[str, list[int]] = {}
    for at, label in enumerate(labels):
        by_label.setdefault(label, []).append(at)
    numbers: dict[str, int] = {}
    order: list[str] = []
    _number(body, by_label, numbers, order)
    left, done = iter(by_label), 0
    while len(order) < len(by_label):
        if done == len(order):  # notes without a mention
            label = next(each for each in left if each not in numbers)
            numbers[label] = len(numbers) + 1
            order.append(label)
        for at in by_label[order[done]]:
            _number(notes[at][1], by_label, numbers, order)
        done += 1
    env[NUMBERS] = numbers
    mentioned = {
        name
        for token in (*body, *(each for _, note in notes for each in note))
        for name in token.meta.get("anchors", ())
    }
    made = [*body, Token("notes_rule", "", 0)]
    width = max((len(mark(number)) for number in numbers.values()), default=0) + 1
    for label in order:
        for at in by_label[label]:
            made += _note(notes[at][1], numbers[label], width, back=f"fnref-{numbers[label]}" in mentioned)
    return made


def _parted(tokens: list[Token]) -> tuple[list[Token], list[tuple[str, list[Token]]]]:
    """Return the tokens outside notes, and each note's label and tokens; nested notes are separate."""
    body: list[Token] = []
    notes: list[tuple[str, list[Token]]] = []
    into = [body]
    for token in tokens:
        if token.type == "footnote_reference_open":
            note: list[Token] = []
            notes.append((token.meta["label"].casefold(), note))
            into.append(note)
        elif token.type == "footnote_reference_close":
            into.pop()
        else:
            into[-1].append(token)
    return body, notes


def _number(
    tokens: list[Token], known: dict[str, list[int]], numbers: dict[str, int], order: list[str]
) -> None:
    """Give numbers to the notes that are mentioned here first, and add the anchors to which they lead back."""
    for token in tokens:
        if token.type != "inline" or "[^" not in token.content:
            continue
        for match in MENTION.finditer(token.content):
            label = match[1].casefold()
            if label in known and label not in numbers:
                numbers[label] = len(numbers) + 1
                order.append(label)
                token.meta.setdefault("anchors", []).append(f"fnref-{numbers[label]}")


def _note(tokens: list[Token], number: int, width: int, *, back: bool) -> Iterator[Token]:
    opener = Token("note_open", "", 1)
    opener.meta = {"number": number, "width": width}
    yield opener
    yield from tokens
    if back and len(tokens) > 1 and tokens[-1].type == "paragraph_close":
        tokens[-2].meta["back"] = number
    elif back:
        yield Token("paragraph_open", "p", 1)
        inline = Token("inline", "", 0)
        inline.meta["back"] = number
        yield inline
        yield Token("paragraph_close", "p", -1)
    yield Token("note_close", "", -1)
