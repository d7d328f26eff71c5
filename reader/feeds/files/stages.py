"""What of an entry is compared with what is known, and how much of it is enough: a table of stages. Pure.

``docs/identity.md`` has them in words.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from reader.feeds.files.ledger import Record
from reader.feeds.files.marks import DAY_LETTERS, Marks

Keys = Iterable[Hashable]


class Stage(NamedTuple):
    """One comparison."""

    of_entry: Callable[[Marks], Keys]
    """The keys under which an entry looks for files."""
    of_record: Callable[[Record], Keys]
    """The keys under which a file is found."""
    accepts: Callable[[Marks, Record], bool]
    """What has to be so besides."""
    is_only: bool
    """Only where no other entry of the document and no other file has the key."""
    if_shared: Callable[[Marks, Record], bool]
    """What has to be so besides where others have the link, so that it says little."""


def _same_title(marks: Marks, record: Record) -> bool:
    return bool(marks.title) and marks.title == record.latest.title


def _same_date(marks: Marks, record: Record) -> bool:
    # An older ledger has the day, which says little: with the title other stages look for it.
    return bool(marks.date) and marks.date == record.latest.date


def _is_undated(marks: Marks, record: Record) -> bool:
    return not (marks.date and record.latest.date)


def _has_same_link(marks: Marks, record: Record) -> bool:
    return bool(set(_links_of_entry(marks)) & set(_links_of_record(record)))


def _links_of_entry(marks: Marks) -> Keys:
    if marks.link:
        yield "link", marks.link
        yield "plain", marks.plain_link
    if marks.is_relative and marks.tail:
        yield "tail", marks.tail


def _links_of_record(record: Record) -> Keys:
    # What is missing may be yielded of a file: no entry looks for it.
    known = record.latest
    yield ("plain" if known.is_older else "link"), known.link
    yield "tail", known.tail


def _dates_of_entry(marks: Marks) -> Keys:
    if marks.date:
        yield "date", marks.date
        yield "day", marks.date[:DAY_LETTERS]


def _dates_of_record(record: Record) -> Keys:
    known = record.latest
    yield ("day" if known.is_older else "date"), known.date


def _texts_of_entry(marks: Marks) -> Keys:
    yield "text", marks.text
    yield "content", marks.content


def _texts_of_record(record: Record) -> Keys:
    known = record.latest
    yield ("content", known.content) if known.is_older else ("text", known.text)


def _titles_of_entry(marks: Marks) -> Keys:
    return (marks.title,) if marks.title else ()


def _titles_of_record(record: Record) -> Keys:
    return (record.latest.title,)


def _pairs(first: Callable[..., Keys], second: Callable[..., Keys]) -> Callable[..., Keys]:
    """Return a function whose keys are made of one of each."""

    def both(each: Marks | Record) -> Keys:
        rest = None
        for key in first(each):
            rest = list(second(each)) if rest is None else rest
            yield from ((key, other) for other in rest)

    return both


def _stage(
    keys: Sequence[tuple[Callable[[Marks], Keys], Callable[[Record], Keys]]],
    accepts: Callable[[Marks, Record], bool] = lambda _, __: True,
    *,
    is_only: bool = False,
    if_shared: Callable[[Marks, Record], bool] = lambda _, __: True,
) -> Stage:
    of_entry, of_record = keys[0]
    for entry, record in keys[1:]:
        of_entry, of_record = _pairs(of_entry, entry), _pairs(of_record, record)
    return Stage(of_entry, of_record, accepts, is_only, if_shared)


_ID = (lambda marks: marks.ids, lambda record: record.ids)
_LINK = (_links_of_entry, _links_of_record)
_TITLE = (_titles_of_entry, _titles_of_record)
_DATE = (_dates_of_entry, _dates_of_record)
_TEXT = (_texts_of_entry, _texts_of_record)


def _is_one_unlinked(marks: Marks, record: Record) -> bool:
    return not (marks.has_link and record.latest.link)


def _has_title_or_date(marks: Marks, record: Record) -> bool:
    return _same_title(marks, record) or _same_date(marks, record)


def _may_have_same(marks: Marks, record: Record) -> bool:
    """Return whether title and date are equal, as far as both have them."""
    known = record.latest
    is_same_title = not (marks.title and known.title) or marks.title == known.title
    return is_same_title and (_is_undated(marks, record) or _same_date(marks, record))


def _has_nothing_else(marks: Marks, record: Record) -> bool:
    """Return whether both have no id, link, title and date: then the text is all they have."""
    known = record.latest
    return not any(
        (marks.guid, marks.link, marks.title, marks.date, known.guid, known.link, known.title, known.date)
    )


def _are_without_id(marks: Marks, record: Record) -> bool:
    return not marks.guid and not record.latest.guid


def _are_one_page(marks: Marks, record: Record) -> bool:
    """Return whether an entry without id and date is the known one at its link: the link is its id then."""
    is_same_title = not (marks.title and record.latest.title) or _same_title(marks, record)
    return _are_without_id(marks, record) and _is_undated(marks, record) and is_same_title


SHARED = (
    _stage([_ID, _LINK, _TITLE, _DATE, _TEXT]),
    _stage([_ID, _LINK, _TEXT], _may_have_same),
    _stage([_ID, _LINK], is_only=True),
    _stage([_ID, _LINK, _TITLE, _DATE]),
    _stage([_ID, _TITLE, _DATE]),
    _stage(
        [_ID, _TEXT], lambda marks, record: _has_title_or_date(marks, record) or _has_same_link(marks, record)
    ),
    _stage(
        [_ID, _TITLE],
        lambda marks, record: (
            _is_undated(marks, record) and (_is_one_unlinked(marks, record) or _has_same_link(marks, record))
        ),
        is_only=True,
    ),
    _stage(
        [_ID, _TEXT],
        lambda marks, record: _is_one_unlinked(marks, record) and _may_have_same(marks, record),
    ),
)
"""Where an id is not enough."""

BY_LINK = (
    _stage([_LINK, _TITLE, _DATE], is_only=True),
    _stage([_LINK], _are_one_page, is_only=True),
    _stage(
        [_LINK, _TITLE],
        lambda marks, record: _are_without_id(marks, record) and _is_undated(marks, record),
        is_only=True,
    ),
)
"""What most entries without an id are known by: texts, which take long to compare, are not looked at."""

OTHERS = (
    _stage([_LINK, _TITLE, _DATE, _TEXT]),
    _stage([_LINK, _TITLE, _DATE]),
    _stage([_LINK, _TEXT], if_shared=_may_have_same),
    _stage(
        [_LINK, _DATE],
        lambda marks, record: not record.latest.is_older or _same_title(marks, record),
        is_only=True,
    ),
    _stage([_TITLE, _DATE, _TEXT], _is_one_unlinked),
    _stage([_TITLE, _DATE], _is_one_unlinked, is_only=True),
    _stage(
        [_TEXT],
        lambda marks, record: (
            _is_one_unlinked(marks, record)
            and (_has_title_or_date(marks, record) or _has_nothing_else(marks, record))
        ),
    ),
    _stage([_TEXT, _TITLE, _DATE]),
    _stage(
        [_TEXT],
        lambda marks, record: marks.tail == record.latest.tail != "" and _may_have_same(marks, record),
    ),
)
"""Where there is no id, or a new one."""
