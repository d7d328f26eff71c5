"""What programs wrote becomes notes, tags or articles: as one act that can be undone, or as files. In a worker."""

import re
from collections.abc import Sequence

from reader.actions.changes.act_result import ActResult
from reader.actions.changes.flags import NOTE_LIMIT
from reader.actions.changes.tagging import NAME_LIMIT
from reader.actions.feeds.feeds_folder import open_feeds_folder
from reader.actions.feeds.subscribing import home_of_feeds
from reader.actions.programs.kept_outputs import command_id
from reader.actions.programs.piping import Piped
from reader.actions.workspace.workspace import Workspace
from reader.errors import NewsreaderError
from reader.feeds.pages.piped import Written, save_written
from reader.i18n import tr, trn
from reader.journal import Change, Field, Journal, tag_field
from reader.library import Library
from reader.refusal import refusal
from reader.setting_programs import PipeRow
from reader.text import clean_line

TAGS_LIMIT = 20
"""Tags that one output gives an article: a program that writes sentences is no classifier."""

TITLE_LENGTH = 300
"""Code points of the title of a new article."""

_BETWEEN = re.compile(r"[,，、;；\n]")
_BULLET = re.compile(r"^\s*(?:[-*•]\s+|\d{1,3}[.)]\s+)?#?")
_HEADING = re.compile(r"#{1,2}[ \t]+(?P<title>\S.*?)[ \t#]*(?:\n|$)")


def tags_in_output(text: str) -> tuple[str, ...]:
    """Return the tags of an output: between commas, or in lines, perhaps as a list; those that are too long are none."""
    names = [clean_line(_BULLET.sub("", part)).strip(" .\"'`[]") for part in _BETWEEN.split(text)]
    return tuple(dict.fromkeys(name for name in names if 0 < len(name) <= NAME_LIMIT))[:TAGS_LIMIT]


def take_tags(library: Library, journal: Journal, piped: Sequence[Piped]) -> ActResult:
    """Give each article the tags that were written about it, as one act."""
    changes: list[Change] = []
    changed: list[int] = []
    for each in piped:
        row = library.articles.row(each.article)
        if row is None:
            continue
        own = library.state.own_tags(row.id)
        news = [
            Change(row.key, tag_field(name), value=True, former=own.get(name))
            for name in tags_in_output(each.output.text)
            if own.get(name) is not True
        ]
        changes += news
        changed += [row.id] if news else []
    return _recorded(library, journal, changes, changed)


def take_notes(library: Library, journal: Journal, piped: Sequence[Piped]) -> ActResult:
    """Write each output behind the note of its article, unless it stands there already, as one act."""
    changes: list[Change] = []
    changed: list[int] = []
    for each in piped:
        row = library.articles.row(each.article)
        if row is None:
            continue
        former = library.state.fields(row.id).get(Field.NOTE)
        text = " ".join(each.output.text.split())
        if former and text[:NOTE_LIMIT] in str(former):
            continue
        note = clean_line(f"{former} · {text}" if former else text, NOTE_LIMIT).strip()
        if note != former:
            changes.append(Change(row.key, Field.NOTE, note, former))
            changed.append(row.id)
    return _recorded(library, journal, changes, changed)


def _recorded(
    library: Library, journal: Journal, changes: Sequence[Change], changed: Sequence[int]
) -> ActResult:
    if changes:
        library.apply(journal.record(changes))
        library.flush()
    return ActResult(tuple(changed), changes[0].field if changes else "", value=True)


def take_articles(workspace: Workspace, row: PipeRow, piped: Sequence[Piped]) -> tuple[int, ...]:
    """Write each output as an article, or update the one of the same text and command; return their ids.

    They are in the folder that new feeds are written into. Raises NewsreaderError.
    """
    root, library = home_of_feeds(workspace), workspace.library
    files = []
    for each in piped:
        title, text = _titled(each, row)
        written = Written(f"{each.text_id}-{command_id(row)}", title, each.link, text, row.name)
        try:
            files.append(save_written(root, written).file)
        except OSError as problem:
            raise NewsreaderError(
                tr("{folder} cannot be written: {problem}", folder=root, problem=refusal(problem))
            ) from problem
    if not workspace.is_open(root):
        open_feeds_folder(workspace)
    library.scan_paths(files)
    return tuple(library.files.articles_at(files))


def _titled(piped: Piped, row: PipeRow) -> tuple[str, str]:
    """Return title and text of an article: the heading that the text begins with, else the article's title and the name."""
    text = piped.output.text
    if found := _HEADING.match(text):
        return clean_line(found["title"], TITLE_LENGTH), text[found.end() :].lstrip("\n")
    title = tr("{title} ({program})", title=clean_line(piped.title, TITLE_LENGTH), program=row.name)
    return title, text


def take(workspace: Workspace, row: PipeRow, piped: Sequence[Piped]) -> tuple[int, ...]:
    """Make of outputs what their row says; return the articles that have changed, or are new."""
    match row.output:
        case "tags":
            return take_tags(workspace.library, workspace.journal, piped).articles
        case "note":
            return take_notes(workspace.library, workspace.journal, piped).articles
        case "article":
            return take_articles(workspace, row, piped)
        case _:
            return ()


def taken_sentence(row: PipeRow, count: int) -> str:
    """Return what has become of outputs, as a sentence; ``count``: of how many articles."""
    match row.output:
        case "tags":
            return trn("1 article got tags", "{count:,} articles got tags", count)
        case "note":
            return trn("1 article got a note", "{count:,} articles got notes", count)
        case _:
            return trn("1 new article was written", "{count:,} new articles were written", count)
