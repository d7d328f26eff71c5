"""The user's own style sheet: read, and checked before it is used, since Textual ends at a wrong one."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from textual.css.stylesheet import Stylesheet, StylesheetParseError
from textual.css.tokenizer import TokenError

from reader.i18n import tr
from reader.refusal import reason_of
from reader.text import clean_line

LAST = 1 << 20
"""The rank of its rules among those of one weight: they win over ours."""

SHOWN = 3
"""How many of its mistakes are named."""

LONGEST = 1 << 20
"""Bytes that are read."""

_MARKUP = re.compile(r"\[/?[a-z #]*\]")


def read_sheet(file: Path, variables: Mapping[str, str]) -> tuple[str, list[str]]:
    """Return the sheet's text, and sentences about what is wrong with it, which leave the text empty.

    ``variables`` are those that it may use. Without a file there is neither.
    """
    try:
        with file.open("rb") as opened:
            text = opened.read(LONGEST).decode("utf-8-sig")
    except FileNotFoundError:
        return "", []
    except (OSError, UnicodeDecodeError) as problem:
        why = tr("it is not UTF-8") if isinstance(problem, UnicodeDecodeError) else reason_of(problem)
        return "", [tr("{file} is not used: {why}", file=file, why=why or "")]
    sheet = Stylesheet(variables=dict(variables))
    try:
        sheet.add_source(text, read_from=(str(file), ""))
        sheet.parse()
    except StylesheetParseError as fault:
        found = list(_mistakes(fault))
    except TokenError as fault:
        found = [(fault.start[0], str(fault))]
    except Exception as fault:  # noqa: BLE001 - whatever Textual's parser fails with: the screen begins without the sheet
        found = [(0, type(fault).__name__)]
    else:
        return text, []
    sentences = [
        tr(
            "{file}, line {line}: {what}; correct it or delete the line: until then user.tcss is not used",
            file=file, line=min(line, text.rstrip().count("\n") + 1), what=_plain(what),
        )
        for line, what in dict.fromkeys(found)
    ]  # fmt: skip
    return "", sentences[:SHOWN]


def mistakes_of_sheet(file: Path) -> list[str]:
    """Return what is wrong with the user's sheet where there is no screen, as sentences, by the variables of our themes."""
    import tomllib

    from textual.app import App

    from reader.assets import asset

    shipped = (asset("styles") / "themes" / "paper-dark.toml").read_text(encoding="utf-8")
    variables = {**App[None]().get_css_variables(), **tomllib.loads(shipped)["variables"]}
    return read_sheet(file, variables)[1]


def _mistakes(fault: StylesheetParseError) -> Iterator[tuple[int, str]]:
    for rule in fault.errors.rules:
        for token, message in rule.errors:
            at = token.referenced_by or token
            summary: Any = getattr(message, "summary", message)
            yield at.location[0] + 1, str(summary)


def _plain(text: str) -> str:
    return clean_line(_MARKUP.sub("", text)).rstrip(".")
