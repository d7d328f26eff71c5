"""The program's own files: settings, keys, folders, journal, index."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from reader.cli.doctor.finding import Finding, Situation, note, ok, wrong
from reader.i18n import tr, trn
from reader.refusal import refusal

LEAST_FREE_BYTES = 100 << 20
"""With less on a disk, marks and articles may soon not be written."""

CONFLICTS = ("*.sync-conflict-*", "* conflicted copy*", "*.orig")
"""What programs that sync call the other version of a file."""


def check_settings(situation: Situation) -> Iterator[Finding]:
    """Look at the file of settings, and variables."""
    file = situation.paths.settings_file
    for warning in situation.warnings:
        yield wrong(warning, tr("to mend it: newsreader config edit"))
    if situation.warnings:
        return
    if os.path.lexists(file):
        yield ok(tr("No mistakes in {file}", file=file))
    else:
        yield note(
            tr("There is no {file}: every setting is at its default", file=file),
            tr("to write one: newsreader config init"),
        )


def check_keys(situation: Situation) -> Iterator[Finding]:
    """Look at the user's own keys."""
    from reader.actions.workspace.preferences import query_fault
    from reader.setting_sources import places
    from reader.tui.keys.keys_in_force import keymap_of

    where = places(situation.paths.settings_file, os.environ)
    keymap = keymap_of(situation.settings, where, query_fault)
    for problem in keymap.problems:
        yield wrong(problem, tr("to see all keys: newsreader keys; to change them: newsreader config edit"))
    if not keymap.problems:
        yield ok(tr("No two commands have the same key"))


def check_folders(situation: Situation) -> Iterator[Finding]:
    """Look at the folders of the program: each takes files, and has room."""
    names = {
        "config": tr("settings"), "data": tr("what you read and starred"), "state": tr("the state of the screen"),
        "cache": tr("the index"),
    }  # fmt: skip
    for kind, name in names.items():
        folder: Path = getattr(situation.paths, kind)
        there = next(each for each in (folder, *folder.parents) if each.exists())
        try:
            if not there.is_dir():
                raise NotADirectoryError(20, os.strerror(20))
            with tempfile.TemporaryFile(dir=there):
                pass
            free = shutil.disk_usage(there).free
        except OSError as problem:
            yield wrong(
                tr(
                    "{what}: {folder} takes no files: {reason}",
                    what=name,
                    folder=folder,
                    reason=refusal(problem),
                ),
                tr("make {folder} writable for you", folder=there),
            )
            continue
        if free < LEAST_FREE_BYTES:
            yield wrong(
                tr("{what}: {free:,} MB are free in {folder}", what=name, free=free >> 20, folder=folder),
                tr("make room on that disk"),
            )
        else:
            yield ok(tr("{what}: {folder}", what=name, folder=folder))


def check_journal(situation: Situation) -> Iterator[Finding]:
    """Look at what was read and starred: every line can be read."""
    if situation.workspace is None:
        yield wrong(situation.why_closed, tr("newsreader can show nothing before that is mended"))
        return
    journal = situation.workspace.journal
    logs = situation.workspace.logs()
    damaged, newer = sum(log.damaged for log in logs), sum(log.newer for log in logs)
    if damaged:
        yield wrong(
            trn("1 line of the journal is damaged", "{count:,} lines of the journal are damaged", damaged),
            tr(
                "they are skipped, and all others count; a backup of {folder} may have them",
                folder=journal.folder,
            ),
        )
    if newer:
        yield note(
            trn(
                "1 line of the journal is of a newer newsreader",
                "{count:,} lines of the journal are of a newer newsreader",
                newer,
            ),
            tr("update this one to see what they say"),
        )
    events = sum(log.events for log in logs)
    yield ok(
        trn(
            "the journal has 1 entry; devices that write: {devices}",
            "the journal has {count:,} entries; devices that write: {devices}",
            events, devices=len(logs),
        )
    )  # fmt: skip


def check_sync(situation: Situation) -> Iterator[Finding]:
    """Look at the folder that is shared with other devices."""
    if not situation.settings.sync_folder:
        yield note(
            tr("Nothing is shared with other devices"),
            tr(
                "to share what you read and star, set sync_folder to a folder that Syncthing or Dropbox carries"
            ),
        )
        return
    folder = Path(situation.settings.sync_folder).expanduser()
    if folder.exists() and not folder.is_dir():
        yield wrong(
            tr("The sync folder {folder} is a file", folder=folder),
            tr("set sync_folder to a folder: newsreader config edit"),
        )
        return
    if not folder.is_dir():
        yield wrong(
            tr("The sync folder {folder} does not exist", folder=folder),
            tr("make it, or set sync_folder to the one that is shared"),
        )
        return
    if not os.access(folder, os.W_OK):
        yield wrong(
            tr("The sync folder {folder} takes no files", folder=folder), tr("make it writable for you")
        )
        return
    conflicts = [each for pattern in CONFLICTS for each in folder.rglob(pattern)]
    if conflicts:
        yield note(
            trn(
                "1 conflict copy lies in the sync folder",
                "{count} conflict copies lie in the sync folder",
                len(conflicts),
            ),
            tr("nothing is lost by them; they can be deleted, such as {file}", file=conflicts[0]),
        )
    yield ok(tr("what you read and star is exchanged with {folder}", folder=folder))


def check_index(situation: Situation) -> Iterator[Finding]:
    """Look at the index: every row is what was written."""
    if situation.workspace is None:
        return
    library = situation.workspace.library
    for notice in filter(None, (library.opening_notice, library.notice)):
        yield note(notice)
    library.catch_up()
    healed = library.healing.heal(lambda: False, lambda _: None, is_patient=False)
    if healed:
        yield note(healed.sentence)
    else:
        count = library.articles.counts().total
        yield ok(
            trn(
                "the index has 1 article and is intact",
                "the index has {count:,} articles and is intact",
                count,
            )
        )
