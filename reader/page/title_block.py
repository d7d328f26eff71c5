"""The title block above an article's text, and the foot below it, from its front matter.

Pure. Above stand source and section, the title, a quiet line about the article, its image and its summary; below
the text a mark that it ends, tags and other languages. Nothing is repeated that the body begins with.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from reader.article.article import Article, DateSource
from reader.article.heading import letters
from reader.article.language_names import own_names
from reader.article.media import IMAGE, PLAYED, SEPARATOR, MediaFile, has_media, media_of
from reader.article.reading import format_minutes
from reader.i18n import listed, tr
from reader.page.line import END, Block, BlockKind, Run, TextStyle, notice
from reader.page.media_labels import FILE_SYMBOL, MEDIA_SYMBOL, NAME_LENGTH, media_label
from reader.text import clean, clean_line

ADDED_AFTER = timedelta(hours=1)
"""When an entry was fetched is shown if it is so far from the date."""

UPDATED_AFTER = timedelta(days=1)
"""An update is shown if it is so much later than the date."""

LEAD_IMAGE = 1
"""The ``level`` of the image of the front matter, which is drawn as wide as the text."""

PROGRAM_LEAD_LIMIT, PROGRAM_LEAD_LINES = 3_000, 40
"""Characters and lines of what a program wrote that stand above an article."""

_INDEX = frozenset({"index", "_index", "readme"})
"""Names of files that are called after their folder."""

_NO_SECTION = frozenset(
    {"article", "articles", "content", "entries", "notes", "page", "pages", "post", "posts", "source", "src"}
)
"""Folders whose names only say that articles are in them."""

_DATE_OR_LANGUAGE = re.compile(r"[\d._-]+|[._].*|[a-z]{2}(?:[-_](?:[a-z]{2}|[a-z]{4}))?", re.IGNORECASE)

_TEXTS = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})

BEGINNING_BLOCKS = 12
"""Blocks of the body that are compared with the summary."""


def title_block(
    article: Article,
    body: Sequence[Block],
    zone: tzinfo,
    remarks: Sequence[str] = (),
    added: datetime | None = None,
) -> list[Block]:
    """Return the blocks above the body; dates are in ``zone``.

    A title that is only the beginning of the text, as an entry without a title has, is not shown above it.
    ``added`` is when it was first fetched. ``remarks`` are the user's note and comments. The image of the front matter has no words: where it cannot be drawn it takes no line.
    """
    kicker = _kicker(article)
    blocks = [Block(BlockKind.KICKER, kicker)] if kicker else []
    if not _is_beginning(article, body):
        blocks.append(Block(BlockKind.TITLE, (Run(article.title),), space=0 if kicker else 1))
    meta = _meta(article, zone, added)
    if meta:
        blocks.append(Block(BlockKind.META, meta, space=0 if blocks else 1))
    blocks += _media(article)
    blocks += [Block(BlockKind.META, (Run(remark),), space=0) for remark in remarks]
    for problem in article.problems:
        message = problem.message
        if problem.line is not None:
            message = tr("Line {line}: {message}", line=problem.line, message=message)
        blocks.append(notice(message))
    if article.image and not _shows(body, article.image):
        blocks.append(Block(BlockKind.IMAGE, (), level=LEAD_IMAGE, info=article.image))
    if article.summary and not _begins_with(body, article.summary):
        blocks.append(Block(BlockKind.LEAD, (Run(article.summary),)))
    return blocks


def program_lead(name: str, text: str) -> list[Block]:
    """Return the blocks of what a program wrote about an article: its name, and the text as it is, not as Markdown.

    It may repeat what the article says, so no address in it is a link or an image that would be fetched.
    """
    lines = [line for line in clean(text[:PROGRAM_LEAD_LIMIT]).split("\n") if line.strip()]
    if len(text) > PROGRAM_LEAD_LIMIT or len(lines) > PROGRAM_LEAD_LINES:
        lines = [*lines[:PROGRAM_LEAD_LINES], "…"]
    heading = Block(BlockKind.META, (Run(tr("by {program}:", program=clean_line(name))),))
    return [
        heading,
        *(Block(BlockKind.LEAD, (Run(line.strip()),), space=0) for line in lines),
    ]


def foot(article: Article, languages: Sequence[str], *, has_text: bool) -> list[Block]:
    """Return the blocks below the body: the mark that it ends, tags, and the ``languages`` of translations."""
    blocks = [Block(BlockKind.RULE, (), info=END)] if has_text else []
    if article.tags:
        tags = "  ".join("#" + tag.replace(" ", "\N{NO-BREAK SPACE}") for tag in article.tags)
        blocks.append(Block(BlockKind.META, (Run(tags),)))
    if languages:
        names = own_names((article.language, *languages))[1:]
        sentence = tr("also in {languages}", languages=listed(names))
        blocks.append(Block(BlockKind.META, (Run(sentence),), space=0 if article.tags else 1))
    return blocks


def _kicker(article: Article) -> tuple[Run, ...]:
    """Return the line above the title: the source, and the section that the article is in."""
    parts = []
    if article.source:
        parts.append(Run(article.source, TextStyle.LINK if article.link else TextStyle.PLAIN, article.link))
    section = _section(article)
    if section and section.casefold() not in {article.source.casefold(), article.title.casefold()}:
        parts.append(Run(section))
    return _separated(parts)


def _section(article: Article) -> str:
    """Return the first category, else, for an article without a source, the nearest folder whose name says something."""
    if article.categories:
        return article.categories[0].replace("/", " › ")
    if article.source:
        return ""
    *folders, name = article.key.path.split("/")
    if folders and name.partition(".")[0].casefold() in _INDEX:
        folders.pop()
    for folder in reversed(folders):
        if folder.casefold() not in _NO_SECTION and not _DATE_OR_LANGUAGE.fullmatch(folder):
            return clean_line(folder, NAME_LENGTH)
    return ""


def _media(article: Article) -> list[Block]:
    """Return a line for each sound, film and other file of the article, and one for what is said of an episode."""
    if not has_media(article.extra):
        return []
    media = media_of(article.extra)
    blocks = [
        Block(
            BlockKind.META,
            _separated([
                Run(_file_label(each, is_one=len(media.played) == 1), TextStyle.LINK, each.address),
                *([Run(each.text)] if each.text else []),
            ]),
            info=each.medium, space=0,
        )
        for each in media.files
        if each.medium != IMAGE
    ]  # fmt: skip
    numbers = (
        (tr("season {number}", number=media.season) if media.season else ""),
        (tr("episode {number}", number=media.episode) if media.episode else ""),
    )
    about = [Run(", ".join(filter(None, numbers)))] if any(numbers) else []
    linked = ((tr("chapters"), media.chapters), (tr("transcript"), media.transcript))
    about += [Run(words, TextStyle.LINK, address) for words, address in linked if address]
    about += [Run(_form_label(each), TextStyle.LINK, each.address) for each in media.forms]
    people = [
        Run(words, TextStyle.LINK if address else TextStyle.PLAIN, address) for words, address in media.people
    ]
    return [
        *blocks,
        *(Block(BlockKind.META, _separated(each), space=0) for each in (about, people) if each),
    ]


def _form_label(file: MediaFile) -> str:
    """Return what another form of a file is called: by its title, else its type, else its ending."""
    name = file.title or file.kind.rpartition("/")[2] or file_name(file.address).rpartition(".")[2]
    return SEPARATOR.join(filter(None, (clean_line(name, NAME_LENGTH) or file.medium, file.facts)))


def _file_label(file: MediaFile, *, is_one: bool) -> str:
    """Return ``▶ 42 min · 38 MB``, with the title where there are several; ``↓ notes.pdf · 2 MB`` for what is not played."""
    if file.medium not in PLAYED:
        name = (
            file.title
            or clean_line(file_name(file.address), NAME_LENGTH)
            or clean_line(file.address, NAME_LENGTH)
        )
        return SEPARATOR.join(filter(None, (f"{FILE_SYMBOL} {name}", file.facts)))
    title = "" if is_one else file.title
    if not (title or file.facts):
        return media_label(file.medium, "", file.address)
    return f"{MEDIA_SYMBOL} {SEPARATOR.join(filter(None, (title, file.facts)))}"


def _separated(parts: Sequence[Run]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for part in parts:
        runs += [Run(SEPARATOR), part] if runs else [part]
    return tuple(runs)


def _is_beginning(article: Article, body: Sequence[Block]) -> bool:
    """Return whether the title of an entry is only the first line of its text, or the beginning of that line."""
    first = next((each for each in body if each.kind not in {BlockKind.IMAGE, BlockKind.RULE}), None)
    if "feed_url" not in article.extra or first is None or first.kind not in _TEXTS:
        return False
    text = "".join(run.text for run in first.runs if run.style != TextStyle.IMAGE)
    said, shown = letters(article.title), letters(text)
    if not said or said == shown:
        return said == shown and (bool(said) or text.strip() == article.title)
    return article.title.endswith("…") and shown.startswith(said)


def _begins_with(body: Sequence[Block], text: str) -> bool:
    """Return whether the body begins with the words of a text, images and headings apart."""
    said, beginning = letters(text), ""
    for block in body[:BEGINNING_BLOCKS]:
        if block.kind not in {BlockKind.IMAGE, BlockKind.HEADING}:
            beginning += letters("".join(run.text for run in block.runs))
        if len(beginning) >= len(said):
            break
        if not said.startswith(beginning):
            return False
    return beginning.startswith(said)


def _shows(body: Sequence[Block], image: str) -> bool:
    """Return whether the body shows an image of this name, in any folder."""
    name = file_name(image)
    return any(block.kind is BlockKind.IMAGE and file_name(block.info) == name for block in body)


def file_name(address: str) -> str:
    """Return the last part of an address, by which an image is known in any folder."""
    return address.partition("?")[0].rpartition("/")[2]


def _meta(article: Article, zone: tzinfo, added: datetime | None) -> tuple[Run, ...]:
    parts = []
    if article.draft:
        parts.append(Run(tr("draft")))
    authors = [each for each in article.authors if each.casefold() != article.source.casefold()]
    if authors:
        parts.append(Run(", ".join(authors)))
    parts.append(Run(_date(article, zone)))
    if added and abs(added - article.date) >= ADDED_AFTER:
        parts.append(Run(tr("added {date}", date=f"{added.astimezone(zone):%Y-%m-%d %H:%M}")))
    if article.updated and article.updated - article.date >= UPDATED_AFTER:
        parts.append(Run(tr("updated {date}", date=f"{article.updated.astimezone(zone):%Y-%m-%d}")))
    if article.words or article.characters:
        parts.append(Run(format_minutes(article.minutes)))
    return _separated(parts)


def _date(article: Article, zone: tzinfo) -> str:
    date = article.date.astimezone(zone)
    if article.date_source is DateSource.FILE:
        return tr("no date; file of {date}", date=f"{date:%Y-%m-%d}")
    if (date.hour, date.minute) == (0, 0):  # the article gives a day, not a time
        return f"{date:%Y-%m-%d}"
    return f"{date:%Y-%m-%d %H:%M}"
