"""Reads the settings: from the file, the variables of the environment, the command line; and says what is wrong with them."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from reader.i18n import tr
from reader.setting_sources import Entry, entries
from reader.setting_tables import queries_in
from reader.settings import ROWS, Settings
from reader.text import clean_line
from reader.theme_files import theme_names
from reader.toml.mistakes import PartlyWrongError, shown, wrong


class Loaded(NamedTuple):
    """Settings and what was wrong with where they came from."""

    settings: Settings
    """In force."""
    warnings: tuple[str, ...]
    """A sentence for each entry that is not usable."""


def load_settings(
    file: Path,
    environ: Mapping[str, str],
    flags: Mapping[str, Any] | None = None,
    query_fault: Callable[[str], str] = lambda _: "",
) -> Loaded:
    """Return the settings in force and one warning (a sentence) for every entry that was not usable.

    A flag that is None and a variable that is empty were not given. Of a wrong table or list the right entries are used.
    ``query_fault`` returns what is wrong with a query, or nothing.
    """
    warnings: list[str] = []
    values: dict[str, Any] = {}
    for entry in entries(ROWS, file, environ, flags or {}, warnings):
        if entry.name == "theme" and entry.raw in theme_names(file.parent / "themes"):
            values[entry.name] = entry.raw  # one of the user's
            continue
        try:
            values[entry.name] = ROWS[entry.name].check(entry.raw)
        except PartlyWrongError as partly:
            values[entry.name] = partly.usable
            for mistake in partly.mistakes:
                sentence = tr("{name}: {mistake}", name=entry.name, mistake=mistake.sentence)
                where = entry.where(entry.written, *mistake.path)
                warnings.append(tr("{where}: {problem}", where=where, problem=sentence))
        except ValueError as expected:
            problem = wrong(entry.name, expected, entry.raw)
            warnings.append(tr("{where}: {problem}", where=entry.where(entry.written), problem=problem))
        warnings += _query_faults(entry, query_fault)
    return Loaded(Settings(**values), tuple(dict.fromkeys(clean_line(warning) for warning in warnings)))


def _query_faults(entry: Entry, query_fault: Callable[[str], str]) -> Iterator[str]:
    for path, query in queries_in(entry.name, entry.raw):
        if sentence := query_fault(query):
            name = entry.name
            if path and path[-1] != "query":
                name = tr("{where}: {problem}", where=name, problem=path[-1])
            where = entry.where(entry.written, *path)
            yield tr(
                "{where}: {name}: {fault}, in {query}",
                where=where,
                name=name,
                fault=sentence,
                query=shown(query),
            )
