"""Refuses named files that are not text, saying what they are and what to name instead."""

from collections.abc import Iterable
from pathlib import Path

from reader.article.decoding import SAMPLE_BYTES, decode
from reader.article.not_text import kind_of
from reader.errors import UsageError
from reader.i18n import tr
from reader.text import clean_line


def refuse_what_is_no_text(named: Iterable[Path]) -> None:
    """Raise UsageError for the first named file that is not text.

    A file that cannot be read passes: opening it says why.
    """
    for path in named:
        try:
            if not path.is_file():
                continue
            with path.open("rb") as file:
                data = file.read(SAMPLE_BYTES)
        except OSError:
            continue
        if decode(data, truncated=len(data) == SAMPLE_BYTES).binary:
            name, kind = clean_line(str(path)), kind_of(data) or tr("not a text file")
            raise UsageError(
                tr(
                    "{path} is {kind}; newsreader opens folders and Markdown or text files",
                    path=name,
                    kind=kind,
                )
            )
