"""What the user and the program keep beside the settings: themes, small files of state, certificates, proxies, the time zone."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from reader.cli.doctor.finding import Finding, Situation, note, ok, wrong
from reader.i18n import tr, trn
from reader.refusal import reason_of

LARGEST_BYTES = 64 << 20
"""A file of state that is larger is not read here."""

_POSIX_ZONE = re.compile(r"(?:[A-Za-z]{3,}|<[\w+-]{3,}>)[+-]?\d.*")
"""A zone as POSIX writes it, such as CET-1CEST."""


def check_themes(situation: Situation) -> Iterator[Finding]:
    """Look at the user's own themes and style sheet."""
    from reader.actions.workspace.own_themes import own_themes

    themes, mistakes = own_themes(situation.paths.themes)
    for mistake in mistakes:
        yield wrong(
            mistake, tr("correct the theme, or move it out of {folder}", folder=situation.paths.themes)
        )
    if themes and not mistakes:
        yield ok(
            trn("1 theme of yours has no mistakes", "{count} themes of yours have no mistakes", len(themes))
        )
    if os.path.lexists(situation.paths.sheet):
        from reader.tui.widgets.user_sheet import mistakes_of_sheet  # Textual reads it: half a second

        for mistake in mistakes_of_sheet(situation.paths.sheet):
            yield wrong(mistake, tr("correct it, or move it away"))


def check_kept(situation: Situation) -> Iterator[Finding]:
    """Look at the program's own folders and small files: each is what it should be, and can be read."""
    paths = situation.paths
    for folder in (
        paths.journal,
        paths.subscriptions,
        paths.trash,
        paths.read_versions,
        paths.log.parent,
        paths.cache / "index",
    ):
        if os.path.lexists(folder) and not folder.is_dir():
            yield wrong(
                tr("{path} is not a folder", path=folder), tr("move it away: newsreader makes a folder there")
            )
    files = (
        paths.searches, paths.watch_words, paths.trust, paths.folder_ids, paths.screen_state, paths.last_sessions,
        paths.group_orders, paths.command_history,
    )  # fmt: skip
    for file in files:
        if fault := _fault_of(file):
            yield wrong(fault, tr("mend it, or move it away: newsreader begins a new one"))


def _fault_of(file: Path) -> str:
    """Return what is wrong with a file of JSON, as a sentence; empty: nothing is, or it is not there."""
    try:
        if not os.path.lexists(file) or file.stat().st_size > LARGEST_BYTES:
            return ""
        json.loads(file.read_bytes())
    except OSError as problem:
        return tr("{file} cannot be read: {reason}", file=file, reason=reason_of(problem))
    except ValueError as problem:
        line = getattr(problem, "lineno", 1)
        return tr("{file} is damaged in line {line}", file=file, line=line)
    return ""


def check_network(situation: Situation) -> Iterator[Finding]:
    """Look at what requests need: the certificates that settings name, and proxies of the environment."""
    for name, host in situation.settings.hosts.items():
        if host.ca_file and not Path(host.ca_file).expanduser().is_file():
            yield wrong(
                tr("The certificates of {host} are not there: {file}", host=name, file=host.ca_file),
                tr("put them there, or change ca_file: newsreader config edit"),
            )
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        if proxy := situation.environ.get(name):
            if not _is_proxy(proxy):
                yield wrong(
                    tr("The proxy in {name} needs an address such as http://host:8080", name=name),
                    tr("correct {name}, or unset it", name=name),
                )
            else:
                yield ok(tr("requests go through the proxy in {name}", name=name))


def _is_proxy(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def check_zone(situation: Situation) -> Iterator[Finding]:
    """Look at the time zone of the environment: one that there is not counts as UTC."""
    from zoneinfo import ZoneInfo

    named = situation.environ.get("TZ", "").removeprefix(":")
    if not named or situation.settings.timezone or _POSIX_ZONE.fullmatch(named) or named.startswith("/"):
        return
    try:
        ZoneInfo(named)
    except (OSError, ValueError, KeyError):  # a zone that is not found is a KeyError
        yield note(
            tr("TZ names no time zone: {name}; dates are shown in UTC", name=named),
            tr("set TZ or the setting timezone to one such as Asia/Shanghai"),
        )
