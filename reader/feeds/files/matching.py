"""Finds which entries of a document are known already, and as which file. Pure.

``docs/identity.md`` has the model. Each stage compares what is still unmatched on both sides, the surest first; a file is
given to one entry of a document only.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from reader.feeds.files.ledger import KnownEntry, Record
from reader.feeds.files.marks import DAY_LETTERS, Marks


class Matches(NamedTuple):
    """What the entries of a document are, in their order."""

    records: list[Record | None]
    """Their files; None: it is new, or repeats another."""
    repeats: set[int]
    """Which repeat another one of the document in everything that is compared."""
    by_id: set[int]
    """Which are known by their ids, or, where they have none, by what they have instead."""


def match(entries: Sequence[Marks], records: Iterable[Record], *, is_part: bool) -> Matches:
    """Return which entry is which known file; ``is_part``: the document has entries that were not read."""
    matching = _Matching(entries, list(records), is_part=is_part)
    matching.match_ids()
    matching.match_shared_ids()
    by_id = set(matching.found)
    matching.match_others()
    by_id |= {at for at, record in matching.found.items() if not entries[at].guid and not record.latest.guid}
    found = [matching.found.get(at) for at in range(len(entries))]
    return Matches(found, matching.repeats, by_id)


Keys = Iterable[Hashable]


class _Stage(NamedTuple):
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


class _Matching:
    """The matching of one document."""

    def __init__(self, entries: Sequence[Marks], records: list[Record], *, is_part: bool) -> None:
        self._entries, self._records, self._is_part = entries, records, is_part
        self.found: dict[int, Record] = {}
        self.repeats = _repeats(entries)
        self._taken: set[str] = set()
        """Names of files that have an entry."""
        self._present = {each for marks in entries for each in marks.ids}
        self._links = Counter(marks.link for marks in entries)
        self._known_links: Counter[str] | None = None
        self._by_id: dict[str, list[Record]] = {}
        for record in records:
            for each in record.ids:
                self._by_id.setdefault(each, []).append(record)

    def match_ids(self) -> None:
        """Match the entries whose id no other entry and no other file has."""
        counts = Counter(marks.guid for at, marks in enumerate(self._entries) if at not in self.repeats)
        claims: dict[str, list[int]] = {}
        owners: dict[str, Record] = {}
        for at, marks in enumerate(self._entries):
            if marks.guid and counts[marks.guid] == 1 and at not in self.repeats:
                known = {record.file: record for each in marks.ids for record in self._by_id.get(each, ())}
                if len(known) == 1:
                    [(file, owners[file])] = known.items()
                    claims.setdefault(file, []).append(at)
        doubtful = []
        for file, ats in claims.items():
            record = owners[file]
            # It has had several ids, and now they are there together: the last one was its own.
            at = next((at for at in ats if self._entries[at].guid == record.latest.guid), ats[0])
            if _has_nothing_of(self._entries[at], record.latest):
                doubtful.append((at, record))
            else:
                self._take(at, record)
        self._match_doubtful(doubtful)

    def _match_doubtful(self, doubtful: list[tuple[int, Record]]) -> None:
        """Match entries that have nothing but the id of a file: unless they have all but the id of another."""
        if not doubtful:
            return
        others: dict[Hashable, list[Record]] = {}
        for record in self._records:
            others.setdefault(_exact(record.latest), []).append(record)
        for at, record in doubtful:
            alike = [each for each in others.get(_exact(self._entries[at]), ()) if self._may_be(each)]
            self._take(at, alike[0] if len(alike) == 1 and all(_exact(self._entries[at])) else record)

    def match_shared_ids(self) -> None:
        """Match the entries whose id others have too: by link, then title and date, then text."""
        if len(self.found) + len(self.repeats) == len(self._entries):
            return
        for stage in _SHARED:
            self._run(stage, lambda marks: bool(marks.ids))

    def match_others(self) -> None:
        """Match the entries without an id, and those whose id is new."""
        for stage in _OTHERS:
            if len(self.found) + len(self.repeats) == len(self._entries):
                return
            self._run(stage, lambda _: True, self._may_be_it)

    def _run(
        self,
        stage: _Stage,
        takes: Callable[[Marks], bool],
        may_be: Callable[[Marks, Record], bool] = lambda _, __: True,
    ) -> None:
        known: dict[Hashable, list[Record]] = {}
        for record in self._records:
            for key in set(stage.of_record(record)):
                known.setdefault(key, []).append(record)
        keys = {
            at: list(dict.fromkeys(stage.of_entry(marks)))
            for at, marks in enumerate(self._entries)
            if at not in self.repeats and takes(marks) and (stage.is_only or at not in self.found)
        }
        counts = Counter(key for each in keys.values() for key in each) if stage.is_only else Counter()
        for at, own in keys.items():
            if at in self.found:
                continue
            met = [key for key in own if key in known]
            if stage.is_only and any(counts[key] > 1 or len(known[key]) > 1 for key in met):
                continue
            marks = self._entries[at]
            for key in met:
                # Those that are taken are not looked at again by the next entry with this key.
                rest = known[key] = [each for each in known[key] if each.file not in self._taken]
                fitting = next(
                    (each for each in rest if may_be(marks, each) and self._accepts(stage, marks, each)), None
                )
                if fitting:
                    self._take(at, fitting)
                    break

    def _accepts(self, stage: _Stage, marks: Marks, record: Record) -> bool:
        return stage.accepts(marks, record) and (
            stage.if_shared(marks, record) or not self._is_shared_link(marks, record)
        )

    def _is_shared_link(self, marks: Marks, record: Record) -> bool:
        """Return whether other entries of the document or other files have the link too."""
        if self._known_links is None:
            self._known_links = Counter(each.latest.link for each in self._records)
        return self._links[marks.link] > 1 or self._known_links[record.latest.link] > 1

    def _may_be_it(self, marks: Marks, record: Record) -> bool:
        """Return whether an entry may be a file that does not have its id."""
        if not marks.guid and not record.latest.guid:
            return True
        return not self._is_part and self._may_be(record)

    def _may_be(self, record: Record) -> bool:
        """Return whether a file may have another id now: those it has had are gone from the document."""
        return record.file not in self._taken and record.ids.isdisjoint(self._present)

    def _take(self, at: int, record: Record) -> None:
        self.found[at] = record
        self._taken.add(record.file)


def _repeats(entries: Sequence[Marks]) -> set[int]:
    """Return which entries repeat another in everything that is compared."""
    groups: dict[Hashable, list[int]] = {}
    for at, marks in enumerate(entries):
        groups.setdefault((marks.guid, marks.link, marks.title, marks.date), []).append(at)
    repeats = set()
    for ats in groups.values():
        seen = set()
        for at in ats if len(ats) > 1 else ():
            if entries[at].text in seen:
                repeats.add(at)
            seen.add(entries[at].text)
    return repeats


def _exact(each: Marks | KnownEntry) -> tuple[str, str, str, str]:
    return each.link, each.title, each.date, each.text


def _has_nothing_of(marks: Marks, known: KnownEntry) -> bool:
    """Return whether link, title, date and text are there on both sides and all differ."""
    if known.is_older:
        return False
    is_same_before_text = any(
        not own or not other or own == other
        for own, other in ((marks.link, known.link), (marks.title, known.title), (marks.date, known.date))
    )
    return not is_same_before_text and marks.text != known.text


def _same_title(marks: Marks, record: Record) -> bool:
    return bool(marks.title) and marks.title == record.latest.title


def _same_date(marks: Marks, record: Record) -> bool:
    known = record.latest
    if known.is_older:  # the day alone says little
        return bool(known.date) and marks.date[:DAY_LETTERS] == known.date and _same_title(marks, record)
    return bool(marks.date) and marks.date == known.date


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
    known = record.latest
    if known.link:
        yield ("plain" if known.is_older else "link"), known.link
    if known.tail:
        yield "tail", known.tail


def _dates_of_entry(marks: Marks) -> Keys:
    if marks.date:
        yield "date", marks.date
        yield "day", marks.date[:DAY_LETTERS]


def _dates_of_record(record: Record) -> Keys:
    known = record.latest
    if known.date:
        yield ("day" if known.is_older else "date"), known.date


def _texts_of_entry(marks: Marks) -> Keys:
    yield "text", marks.text
    yield "content", marks.content


def _texts_of_record(record: Record) -> Keys:
    known = record.latest
    if known.is_older:
        yield "content", known.content
    elif known.text:
        yield "text", known.text


def _titles_of_entry(marks: Marks) -> Keys:
    return (marks.title,) if marks.title else ()


def _titles_of_record(record: Record) -> Keys:
    return (record.latest.title,) if record.latest.title else ()


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
) -> _Stage:
    of_entry, of_record = keys[0]
    for entry, record in keys[1:]:
        of_entry, of_record = _pairs(of_entry, entry), _pairs(of_record, record)
    return _Stage(of_entry, of_record, accepts, is_only, if_shared)


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


_SHARED = (
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

_OTHERS = (
    _stage([_LINK, _TITLE, _DATE], is_only=True),  # without their texts, which take long to compare
    _stage([_LINK], _are_one_page, is_only=True),
    _stage(
        [_LINK, _TITLE],
        lambda marks, record: _are_without_id(marks, record) and _is_undated(marks, record),
        is_only=True,
    ),
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
