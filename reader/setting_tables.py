"""The settings that are tables: saved searches, rules, keys, hosts. What each entry may be, and what is wrong with one. Pure."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol, TypeVar

from reader.i18n import tr
from reader.nearest import nearest
from reader.old_names import VALUES, renamed
from reader.text import clean_line
from reader.toml.mistakes import Mistake, PartlyWrongError, WrongError, shown, unknown, wrong

RULE_ACTS = ("mute", "read", "star", "later", "fetch full article")
"""What rules can do beside ``tag:NAME``."""

_Usable = TypeVar("_Usable")

TAG = "tag:"
"""What an act begins with that gives a tag."""


class Rule(NamedTuple):
    """What is done by itself with articles that arrive."""

    query: str
    """Which articles."""
    act: str
    """A row of ``RULE_ACTS``, or ``tag:NAME``."""
    until: str = ""
    """A date in ISO 8601, if it ends."""


class Watch(NamedTuple):
    """Words that are marked wherever they stand."""

    words: tuple[str, ...]
    """Any of these."""
    colour: str = "yellow"
    """One of ``WATCH_COLOURS``."""
    notice: bool = False
    """New articles with them are worth a notice."""


WATCH_COLOURS = ("yellow", "green", "blue", "red", "purple")
"""The colours of watch words: those of highlights."""


class Host(NamedTuple):
    """How one host is treated."""

    gap_s: float | None = None
    """Seconds between two requests; None: as for any host."""
    requests_at_once: int = 1
    """Requests that may run at once."""
    ca_file: str = ""
    """A file of certificates that are trusted for it, beside the system's; empty: none."""


def _query(raw: Any) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError(tr('a query such as "tag:ads"'))
    return raw


def _act(raw: Any) -> str:
    if isinstance(raw, str) and (raw in RULE_ACTS or raw.removeprefix(TAG) not in {"", raw}):
        return raw
    refuse_old_value(raw, RULE_ACTS)
    near = nearest(raw, RULE_ACTS) if isinstance(raw, str) else ""
    raise WrongError(tr("one of {names} or tag:NAME", names=", ".join(RULE_ACTS)), near)


def _until(raw: Any) -> str:
    if raw == "":
        return ""
    from datetime import date  # 2 ms: only for rules that end

    text = str(raw) if isinstance(raw, str | date) else ""
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise ValueError(tr('a date such as "2027-01-01"'))


class RuleKey(NamedTuple):
    """What one key of a rule accepts and means."""

    check: Callable[[Any], str]
    """Returns the value or raises ValueError."""
    is_needed: bool
    """A rule without it is not used."""
    meaning: str
    """What it does, as the documentation says it."""


RULE_KEYS: Mapping[str, RuleKey] = {
    "query": RuleKey(_query, is_needed=True, meaning="which articles it is about"),
    "act": RuleKey(
        _act,
        is_needed=True,
        meaning="what to do with them; mute: mark read on arrival; fetch full article: fetch the page behind a summary",
    ),
    "until": RuleKey(
        _until, is_needed=False, meaning="the last day of the rule; without it, the rule does not end"
    ),
}
"""Every key of a table ``[[rules]]``."""


def _between(low: float, high: float, kind: type[int] | type[float]) -> Callable[[Any], Any]:
    def check(raw: Any) -> Any:
        is_number = isinstance(raw, int | float) and not isinstance(raw, bool)
        if not is_number or not low <= raw <= high or (kind is int and raw != int(raw)):
            raise ValueError(tr("a number from {low} to {high}", low=low, high=high))
        return kind(raw)

    return check


def _file(raw: Any) -> str:
    if not isinstance(raw, str) or "\0" in raw or not raw.startswith(("/", "~")):
        raise ValueError(tr('a file such as "~/certificates/nas.pem"'))
    return raw


class HostKey(NamedTuple):
    """What one key of a host accepts and means."""

    check: Callable[[Any], Any]
    """Returns the value or raises ValueError."""
    meaning: str
    """What it does, as the documentation says it."""


HOST_KEYS: Mapping[str, HostKey] = {
    "gap_s": HostKey(
        _between(0, 3600, float),
        "seconds between two requests; default: 1, and 0 for hosts of your own network",
    ),
    "requests_at_once": HostKey(_between(1, 16, int), "requests that may run at once; default: 1"),
    "ca_file": HostKey(
        _file, "a file of certificates (PEM) to trust there: of your own authority, or a self-signed one"
    ),
}
"""Every key of a table ``[hosts."NAME"]``."""


def hosts_table(raw: Any) -> dict[str, Host]:
    """Return hosts by their names; raises ValueError, and PartlyWrongError where only some are wrong."""
    example = "gap_s = 0, requests_at_once = 4"
    if not isinstance(raw, Mapping):
        raise ValueError(
            tr("tables such as [hosts.{name}] with {example}", name='"nas.lan"', example=example)
        )
    usable: dict[str, Host] = {}
    mistakes: list[Mistake] = []
    for name, table in raw.items():
        if not isinstance(table, Mapping):
            sentence = tr(
                "{name} should be a table such as {example}", name=clean_line(str(name), 100), example=example
            )
            mistakes.append(Mistake((name,), sentence))
        elif not (host := _host_named(name)):
            sentence = tr(
                "{name} is not a host: write its name without https:// and port, in quotes",
                name=clean_line(str(name), 100),
            )
            mistakes.append(Mistake((name,), sentence))
        else:
            usable[host] = _host(name, table, mistakes)
    return all_or_part(usable, mistakes)


def _host_named(name: str) -> str:
    """Return a host as addresses have it, in ASCII and small letters; empty: it is not one."""
    from reader.text.host import host_of  # only for those who set something for a host

    plain = name.strip("[]")
    if ":" in plain:
        return (host_of(f"[{plain}]") or "").strip("[]")
    return (host_of(plain) or "").lower()


def _host(name: str, table: Mapping[str, Any], mistakes: list[Mistake]) -> Host:
    values = row_values(
        table, HOST_KEYS, "no key of a host is called {name}",
        "no key of a host is called {name}; did you mean {near}?", path=(name,), mistakes=mistakes,
    )  # fmt: skip
    return Host(**values)


class _Key(Protocol):
    """What a key of a row accepts."""

    @property
    def check(self) -> Callable[[Any], Any]:
        """Returns the value or raises ValueError."""


def row_values(
    row: Mapping[str, Any], keys: Mapping[str, _Key], sentence: str, near_sentence: str, *,
    path: tuple[int | str, ...], mistakes: list[Mistake],
) -> dict[str, Any]:  # fmt: skip
    """Return the usable values of a row of a table, and add a mistake, at ``path``, for each other.

    The sentences are those of ``unknown``, for a key that there is not.
    """
    values: dict[str, Any] = {}
    for name, raw in row.items():
        if name not in keys:
            mistakes.append(Mistake((*path, name), unknown(name, keys, sentence, near_sentence)))
            continue
        try:
            values[name] = keys[name].check(raw)
        except PartlyWrongError as partly:
            values[name] = partly.usable
            mistakes += (Mistake((*path, name, *each.path), each.sentence) for each in partly.mistakes)
        except ValueError as expected:
            mistakes.append(Mistake((*path, name), wrong(name, expected, raw)))
    return values


def queries_table(raw: Any) -> dict[str, str]:
    """Return searches by their names; raises ValueError, and PartlyWrongError where only some are wrong."""
    if not isinstance(raw, Mapping):
        raise ValueError(tr('names and queries as in Long = "words:>2000"'))
    mistakes = []
    usable = {}
    for name, query in raw.items():
        if isinstance(query, str):
            usable[str(name)] = query
        else:
            expected = ValueError(tr('a query such as "words:>2000"'))
            mistakes.append(Mistake((name,), wrong(str(name), expected, query)))
    return all_or_part(usable, mistakes)


def rules_table(raw: Any) -> tuple[Rule, ...]:
    """Return the rules; raises ValueError, and PartlyWrongError where only some are wrong."""
    mistakes: list[Mistake] = []
    rows = raw
    if isinstance(raw, Mapping):
        rows = [raw]
        mistakes.append(Mistake((), tr("a rule begins with [[rules]], not [rules]")))
    if not isinstance(rows, list):
        raise ValueError(tr('rows such as query = "tag:ads", act = "mute", until = "2027-01-01"'))
    usable = []
    for number, row in enumerate(rows):
        path = (number,) if rows is raw else ()
        if not isinstance(row, Mapping):
            mistakes.append(Mistake(path, tr("a rule begins with [[rules]] and has a query and an act")))
        elif rule := _rule(row, path, mistakes):
            usable.append(rule)
    return all_or_part(tuple(usable), mistakes)


def _rule(row: Mapping[str, Any], path: tuple[int, ...], mistakes: list[Mistake]) -> Rule | None:
    """Return a rule, with the defaults where it is wrong; None: it cannot be used."""
    values = row_values(
        row, RULE_KEYS, "no key of a rule is called {name}", "no key of a rule is called {name}; did you mean {near}?",
        path=path, mistakes=mistakes,
    )  # fmt: skip
    needed = [name for name, key in RULE_KEYS.items() if key.is_needed]
    missing = [name for name in needed if name not in row]
    if missing:
        sentence = tr("this rule has no {name} and is not used", name=missing[0])
        mistakes.append(Mistake(path, sentence))
    return Rule(**values) if all(name in values for name in needed) else None


def queries_in(name: str, raw: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield each query of a setting, as far as there are any, with the way to it."""
    if name == "searches" and isinstance(raw, Mapping):
        yield from (((search,), query) for search, query in raw.items() if isinstance(query, str))
    elif name == "notice_for" and isinstance(raw, str):
        yield (), raw
    elif name in {"rules", "open"} and isinstance(raw, list):
        for number, row in enumerate(raw):
            if isinstance(row, Mapping) and isinstance(row.get("query"), str):
                yield (number, "query"), row["query"]


def keys_table(raw: Any) -> dict[str, tuple[str, ...]]:
    """Return the keys of commands by their ids; raises ValueError, and PartlyWrongError where only some are wrong."""
    if not isinstance(raw, Mapping):
        raise ValueError(tr("a table of commands and keys"))
    usable: dict[str, tuple[str, ...]] = {}
    mistakes = []
    for command, keys in raw.items():
        chosen = [keys] if isinstance(keys, str) else keys
        if isinstance(chosen, list) and all(isinstance(key, str) for key in chosen):
            usable[str(command)] = tuple(chosen)
        else:
            expected = ValueError(tr('keys as in ["j", "down"]'))
            mistakes.append(Mistake((command,), wrong(str(command), expected, keys)))
    return all_or_part(usable, mistakes)


def macros_table(raw: Any) -> dict[str, tuple[str, ...]]:
    """Return the commands of macros by their keys or names; raises ValueError, and PartlyWrongError where some are wrong."""
    if not isinstance(raw, Mapping):
        raise ValueError(tr('keys or names and commands as in ", a" = ["toggle_star", "mark_done"]'))
    usable: dict[str, tuple[str, ...]] = {}
    mistakes = []
    for name, lines in raw.items():
        chosen = [lines] if isinstance(lines, str) else lines
        if isinstance(chosen, list) and all(isinstance(line, str) for line in chosen):
            usable[str(name)] = tuple(chosen)
        else:
            expected = ValueError(tr('commands as in ["toggle_star", "mark_done"]'))
            mistakes.append(Mistake((name,), wrong(str(name), expected, lines)))
    return all_or_part(usable, mistakes)


def usable_items(items: Iterable[Any], check: Callable[[Any], str]) -> tuple[str, ...]:
    """Return the items of a list as ``check`` gives them, each once; raises PartlyWrongError where some are wrong."""
    usable: dict[str, None] = {}
    mistakes: list[Mistake] = []
    for number, item in enumerate(items):
        try:
            usable[check(item)] = None
        except PartlyWrongError as partly:
            usable[partly.usable] = None
            mistakes += (Mistake((number, *each.path), each.sentence) for each in partly.mistakes)
        except ValueError as expected:
            mistakes.append(Mistake((number,), wrong(tr("each item"), expected, item)))
    return all_or_part(tuple(filter(None, usable)), mistakes)


def refuse_old_value(raw: Any, accepted: Container[str]) -> None:
    """Raise PartlyWrongError with the value of now for one that was called otherwise before."""
    new = VALUES.get(raw) if isinstance(raw, str) else None
    if new and new in accepted:
        raise PartlyWrongError(new, [Mistake((), renamed(shown(raw), shown(new)))])


def all_or_part(usable: _Usable, mistakes: list[Mistake]) -> _Usable:
    """Return what is usable; raises PartlyWrongError where there are mistakes."""
    if mistakes:
        raise PartlyWrongError(usable, mistakes)
    return usable
