"""Hands articles on in the ways of ``[[share]]``: by a command, an address that is opened, the clipboard, a line in a file.

``shared`` decides and does what needs no screen; what remains for it (a text to copy, a program to start) is its answer.
"""

import os
import re
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import tzinfo
from pathlib import Path
from typing import NamedTuple

from reader.actions.browser import launch
from reader.actions.browser.launch import Plan, Refused, program_at
from reader.actions.programs.fields import fields_of, input_of
from reader.actions.programs.running import Job, run
from reader.actions.programs.template import fault_in, fields_in, filled, filled_address, filled_words
from reader.article import Document
from reader.errors import NewsreaderError, UsageError
from reader.files.whole import open_regular
from reader.i18n import tr, trn
from reader.library import Library
from reader.page.as_markdown import escaped
from reader.refusal import refusal
from reader.setting_programs import FIELDS, LIMIT_S, ShareRow
from reader.settings import Settings
from reader.text import clean, clean_line

BUILT_IN = (
    ShareRow("link", copy="{title} - {link}"),
    ShareRow("mail", open="mailto:?subject={title}&body={link}"),
)
"""What there is where config.toml has no ``[[share]]``."""

LINE = "- [{title}]({link})"
"""The line that is added to a file unless the row has another."""

_MAIL = re.compile(r"mailto:[!-~]*")

OPENED_MOST = 50
"""Addresses that are opened at once."""


class Sharing(NamedTuple):
    """What remains to be done, and what is said."""

    copied: str = ""
    """A text for the clipboard; empty: none."""
    plans: tuple[Plan | Refused, ...] = ()
    """What to start."""
    sentence: str = ""
    """What has been done."""


class Given(NamedTuple):
    """Where articles come from."""

    library: Library
    """The articles."""
    settings: Settings
    """In force."""
    zone: tzinfo
    """For dates."""
    environ: Mapping[str, str]
    """Of the programs."""


def share_rows(settings: Settings) -> tuple[ShareRow, ...]:
    """Return the ways to share that there are."""
    return settings.share or BUILT_IN


def shared(
    given: Given, row: ShareRow, articles: Sequence[int], stop: threading.Event, *,
    quotation: str = "", progress: Callable[[int, int], None] = lambda _, __: None,
) -> Sharing:  # fmt: skip
    """Share articles, one after another; raises NewsreaderError where one cannot be. In a thread.

    ``quotation`` is what is selected in the only article.
    """
    if row.open and len(articles) > OPENED_MOST:
        raise UsageError(
            tr("{name} opens an address for each article: at most {count}", name=row.name, count=OPENED_MOST)
        )
    read = [(article, given.library.files.document(article)) for article in articles]
    paths = [given.library.files.path(article) for article, _ in read]
    documents = [document for _, document in read]
    values = [
        fields_of(document, path, given.zone, quotation if len(articles) == 1 else "")
        for document, path in zip(documents, paths, strict=True)
    ]
    if row.copy:
        return Sharing(copied="\n".join(clean(filled(row.copy, each)) for each in values))
    if row.open:
        return Sharing(plans=tuple(_opened(given, row, each) for each in values))
    if row.append:
        return _appended(row, values)
    return _commanded(given, row, list(zip(documents, paths, values, strict=True)), stop, progress)


def _opened(given: Given, row: ShareRow, values: Mapping[str, str]) -> Plan | Refused:
    address = filled_address(row.open, values)
    if _MAIL.fullmatch(address):  # of the user's own, with all that an article says encoded
        return launch.plan_mail(address, given.environ)
    return launch.plan(address, given.settings.browser, given.environ, mail=True)


def _appended(row: ShareRow, values: Sequence[Mapping[str, str]]) -> Sharing:
    """Add a line for each article to a file, which is made if there is none. Whole lines, in one write."""
    file = Path(row.append).expanduser()
    is_markdown = file.suffix.lower() in {".md", ".markdown"}
    lines = [
        clean(
            filled(
                row.text or LINE, {name: _for_file(name, text, is_markdown) for name, text in each.items()}
            )
        )
        for each in values
    ]
    data = "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")
    try:
        handle = open_regular(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, follows_link=True)
        try:
            size = os.fstat(handle).st_size
            if size and os.pread(handle, 1, size - 1) != b"\n":
                data = b"\n" + data
            os.write(handle, data)
        finally:
            os.close(handle)
    except OSError as problem:
        shown = clean_line(row.append)
        raise NewsreaderError(
            tr("{file} cannot be written: {problem}", file=shown, problem=refusal(problem))
        ) from problem
    sentence = trn(
        "1 line added to {file}", "{count:,} lines added to {file}", len(lines), file=clean_line(row.append)
    )
    return Sharing(sentence=sentence)


def _for_file(name: str, text: str, is_markdown: bool) -> str:  # noqa: FBT001 - of one call
    return escaped(text) if is_markdown and name not in {"link", "file", "date"} else text


def _commanded(
    given: Given,
    row: ShareRow,
    read: Sequence[tuple[Document, Path | None, Mapping[str, str]]],
    stop: threading.Event,
    progress: Callable[[int, int], None],
) -> Sharing:
    """Run the command for each article, or plan it where it needs the terminal."""
    program = program_at(row.command[0], given.environ)
    if program is None:
        raise UsageError(tr("There is no program {program} here", program=clean_line(row.command[0], 200)))
    words = list(row.command)
    has_own_input = row.input or row.text
    if not fields_in(words) and not has_own_input:
        words.append("{link}")
    if fault := fault_in(words, FIELDS, lambda name: program_at(name, given.environ)):
        raise UsageError(fault)
    plans: list[Plan] = []
    for number, (document, path, values) in enumerate(read):
        progress(number, len(read))
        argv = filled_words(words, values)
        if row.terminal:
            plans.append(Plan((program, *argv[1:]), in_terminal=True, address=None))
            continue
        text = filled(row.text, values) if row.text else ""
        if row.input and not row.text:
            text = input_of(row.input, document, path, given.settings, given.zone)
        run(Job(argv, text.encode("utf-8", "replace"), LIMIT_S), given.environ, stop, may_be_silent=True)
    if plans:
        return Sharing(plans=tuple(plans))
    sentence = trn(
        "1 article was given to {name}", "{count:,} articles were given to {name}", len(read), name=row.name
    )
    return Sharing(sentence=sentence)
