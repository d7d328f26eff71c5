"""Reads front matter of every form, valid or broken: returns its values, the body and the problems.

Pure. Tried in turn: the parser of the form; the same with tabs as spaces; line by line. What turns out not to be a
header stays part of the body, so no text is ever lost. ``text`` has passed the gate, and values pass it again
after parsing, because escapes of YAML, TOML and JSON make control characters out of plain ones.
"""

import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from reader.article.article import HeaderValue, Problem
from reader.article.bounds import HEADER_LIMIT, HeaderError
from reader.article.fence import LOCATE, Form, Split, form_of, looks_like_keys
from reader.article.marked_lines import MARKED, read_marked
from reader.article.plain_yaml import PlainMapping, parse_plain_yaml
from reader.article.salvage import salvage
from reader.article.template import with_quotes
from reader.article.value import Normaliser
from reader.i18n import listed, tr
from reader.text import clean_line

if TYPE_CHECKING:
    from reader.article.handlers import Handler

TAB_CELLS = 4
"""Columns between tab stops where a header is read with its tabs as spaces."""

REPEATED_SHOWN = 8
"""Keys named in the problem about repeated keys."""

_TOP_KEY = re.compile(r"""^["']?([^\s"'#:\[\]{}-][^":\n]{0,63}?)["']?[ ]*:(?=\s|$)""", re.MULTILINE)


class Header(NamedTuple):
    """The header of a text, parsed, and its body."""

    values: Mapping[str, HeaderValue]
    """By key, as it was written."""
    body: str
    """The text below the header."""
    body_line: int = 1
    """The line of the text, from 1, on which the body begins."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with the header."""
    head: str = ""
    """The text above the body, with its fences."""

    def line_of(self, value: str) -> int | None:
        """Return the line of the text that has a value, from 1, or None where it is not there literally."""
        at = self.head.find(value)
        return self.head.count("\n", 0, at) + 1 if at >= 0 else None


def read_header(text: str) -> Header:
    """Return the header and body of a text; without a header all of it is body."""
    header = header_above(text)
    from reader.article.exports import metadata_in  # knows dates

    found = metadata_in(header.body)
    if found is None:
        return header
    return header._replace(values={**found.values, **_filled(header.values)}, body=found.body)


def _filled(values: Mapping[str, HeaderValue]) -> dict[str, HeaderValue]:
    return {key: value for key, value in values.items() if value}


def header_above(text: str) -> Header:
    """Return the same without what other programs write into the text below the header."""
    form = form_of(text)
    if form is None:
        return Header({}, text)
    found = LOCATE[form](text)
    if found is None:
        return Header({}, text, problems=_unclosed(form, text))
    values, problems = _values(form, found)
    if values is None:
        return Header({}, text, problems=problems)
    head = text[: len(text) - len(found.body)]
    line = 1 + head.count("\n") + (not head.endswith("\n"))  # a file may end with its header
    return Header(values, found.body, line, problems, head)


def _values(form: Form, found: Split) -> tuple[Mapping[str, HeaderValue] | None, tuple[Problem, ...]]:
    """Return the values of the header (None if it is not one) and its problems."""
    if form is Form.YAML and len(found.header) <= HEADER_LIMIT:
        plain = parse_plain_yaml(found.header)  # as nearly all headers are
        if plain is not None:
            return plain, ()
    if form in MARKED:
        return read_marked(form, found.header), ()
    from reader.article.handlers import HANDLERS  # with YAML 15 ms

    return _load(HANDLERS[form], form, found)


def _unclosed(form: Form, text: str) -> tuple[Problem, ...]:
    """Return the text as body, with a problem if its first line is an unclosed fence rather than a rule."""
    _, _, after = text.lstrip().partition("\n")
    if form in {Form.JSON, Form.COMMENT} or not looks_like_keys(after) or after.startswith("\n"):
        return ()
    return (Problem(tr("The header is never closed; it is shown as text."), 1),)


def _load(
    handler: "Handler", form: Form, found: Split
) -> tuple[Mapping[str, HeaderValue] | None, tuple[Problem, ...]]:
    """Return the values of the header (None if it is not one) and its problems."""
    text, problems = found.header, []
    if len(text) > HEADER_LIMIT:
        # After a complete line, or in a long list after a complete item.
        text = text[: max(text.rfind("\n", 0, HEADER_LIMIT), text.rfind(",", 0, HEADER_LIMIT))][:HEADER_LIMIT]
        line = found.line + text.count("\n") + 1
        problems.append(Problem(tr("The header is too long; it was read up to this line."), line))
    try:
        loaded = handler.load(text)
    except HeaderError as error:
        loaded, found_wrong = _load_broken(handler, form, text, found.line, error)
        problems += found_wrong
    else:
        if isinstance(loaded, PlainMapping):
            return loaded, tuple(problems)
        if form is Form.YAML:
            problems += _repeated(text, found.line, loaded)
    if loaded is None and not text.strip(" \t\n"):
        return {}, ()
    if not isinstance(loaded, dict):
        loaded = _salvaged_scalar(loaded, text)
        if loaded is None:
            return None, tuple(problems)
        problems.append(
            Problem(tr("The header is not {form}; it was read line by line.", form=form.value), found.line)
        )
    normaliser = Normaliser()
    values = normaliser.mapping(loaded)
    if normaliser.left < 0:
        problems.append(Problem(tr("The header is too large; part of it was left out."), found.line))
    return values, tuple(problems)


def _load_broken(
    handler: "Handler", form: Form, text: str, first_line: int, error: HeaderError
) -> tuple[dict[str, HeaderValue] | None, list[Problem]]:
    line = first_line + error.line - 1 if error.line else first_line
    filled_in = with_quotes(text) if form in {Form.YAML, Form.TOML} else text
    if filled_in != text:
        try:
            loaded = handler.load(filled_in)
        except HeaderError:
            pass
        else:
            if isinstance(loaded, dict):
                return loaded, []
    if form is Form.YAML and "\t" in text:
        try:
            loaded = handler.load(text.expandtabs(TAB_CELLS))
        except HeaderError:
            pass
        else:
            if isinstance(loaded, dict):
                line = first_line + text.count("\n", 0, text.index("\t"))
                return loaded, [
                    Problem(
                        tr("YAML does not allow tabs at the start of a line; they were read as spaces."),
                        line,
                    )
                ]
    salvaged = salvage(text)
    if salvaged.prose:
        inside = tr("The header contains running text; all of it is shown as text.")
        return None, [Problem(inside, first_line)] if looks_like_keys(text) else []
    problems = [Problem(_describe(error, form, is_read=salvaged.known), line)]
    if not salvaged.known:
        return None, problems
    if salvaged.repeated:
        problems.append(_repeated_problem(salvaged.repeated, first_line))
    return dict(salvaged.values), problems


def _describe(error: HeaderError, form: Form, *, is_read: bool) -> str:
    """Return the message about a broken header; ``is_read``: it was read line by line, else it is shown as text."""
    if error.slip:
        return error.slip.sentence(is_read=is_read)
    reason = clean_line(str(error))
    if is_read:
        return tr(
            "The header is not valid {form} ({reason}); it was read line by line.",
            form=form.value,
            reason=reason,
        )
    return tr(
        "The header is not valid {form} ({reason}); it is shown as text.", form=form.value, reason=reason
    )


def _salvaged_scalar(loaded: object, text: str) -> dict[str, HeaderValue] | None:
    """Return the keys of lines such as ``title:Foo`` and ``标题：苹果``, which YAML takes for one text."""
    if not isinstance(loaded, str) or not looks_like_keys(text):
        return None
    salvaged = salvage(text)
    return dict(salvaged.values) if salvaged.known else None


def _repeated(text: str, first_line: int, loaded: object) -> list[Problem]:
    """Return a problem for repeated top-level keys, of which YAML silently takes the last."""
    keys = _TOP_KEY.findall(text)
    if not isinstance(loaded, dict) or len(keys) <= len(loaded):
        return []
    repeated = tuple(key for key, count in Counter(keys).items() if count > 1)
    return [_repeated_problem(repeated, first_line)] if repeated else []


def _repeated_problem(keys: tuple[str, ...], line: int) -> Problem:
    names = listed(dict.fromkeys(clean_line(key, 64) for key in keys[:REPEATED_SHOWN]))
    return Problem(tr("The header repeats these keys; the last value counts: {keys}.", keys=names), line)
