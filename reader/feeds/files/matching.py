"""Finds which entries of a document are known already, and as which file. Pure.

``docs/identity.md`` has the model. Each stage compares what is still unmatched on both sides, the surest first; a file is
given to one entry of a document only.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

from reader.feeds.files.known_entry import KnownEntry
from reader.feeds.files.ledger import Record
from reader.feeds.files.marks import DAY_LETTERS, Marks
from reader.feeds.files.stages import BY_LINK, OTHERS, SHARED, Stage


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
    # In an order that is the same on every device: of files that fit equally well the first is taken.
    known = sorted(records, key=lambda record: record.file)
    if not known:
        return Matches([None] * len(entries), _repeats(entries), set())
    matching = _Matching(entries, known, is_part=is_part)
    matching.match_ids()
    matching.match_shared_ids()
    by_id = set(matching.found)
    matching.match_others()
    by_id |= {at for at, record in matching.found.items() if not entries[at].guid and not record.latest.guid}
    found = [matching.found.get(at) for at in range(len(entries))]
    return Matches(found, matching.repeats, by_id)


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
        ids = dict.fromkeys(each for at in self._free() for each in self._entries[at].ids)
        near = {record.file: record for each in ids for record in self._by_id.get(each, ())}
        for stage in SHARED if near else ():
            self._run(stage, sorted(near.values(), key=lambda record: record.file), lambda _, __: True)

    def match_others(self) -> None:
        """Match the entries without an id, and those whose id is new."""
        for stages, by_all in ((BY_LINK, False), (OTHERS, True)):
            near = self._near(by_all=by_all)
            for stage in stages if near else ():
                self._run(stage, near, self._may_be_it)

    def _free(self) -> list[int]:
        """Return which entries are unmatched."""
        return [at for at in range(len(self._entries)) if at not in self.found and at not in self.repeats]

    def _near(self, *, by_all: bool) -> list[Record]:
        """Return the files that have something of an unmatched entry; ``by_all``: not the link only."""
        free = [self._entries[at] for at in self._free()]
        if not free or len(self._taken) == len(self._records):
            return []
        links = {each for marks in free for each in (marks.link, marks.plain_link, marks.tail)} - {""}
        others: set[str] = set()
        if by_all:
            for marks in free:
                others |= {marks.title, marks.date, marks.date[:DAY_LETTERS], marks.text, marks.content}
        others -= {""}
        near = []
        for record in self._records:
            known = record.latest
            if known.link in links or known.tail in links or not others.isdisjoint(
                (known.title, known.date, known.text, known.content)
            ):  # fmt: skip
                near.append(record)
        return near

    def _run(self, stage: Stage, near: list[Record], may_be: Callable[[Marks, Record], bool]) -> None:
        """Match by one stage; ``near`` has all files that have a key of an unmatched entry."""
        free = self._free()
        if not free:
            return
        known: dict[Hashable, list[Record]] = {}
        for record in near:
            for key in set(stage.of_record(record)):
                known.setdefault(key, []).append(record)
        keys = {
            at: [key for key in dict.fromkeys(stage.of_entry(self._entries[at])) if key in known]
            for at in free
        }
        if stage.is_only and any(keys.values()):
            known = {key: records for key, records in known.items() if len(records) == 1}
            counts = Counter(
                key
                for at, marks in enumerate(self._entries)
                if at not in self.repeats
                for key in set(stage.of_entry(marks))
            )
            keys = {
                at: own for at, own in keys.items() if all(counts[key] == 1 and key in known for key in own)
            }
        for at, own in keys.items():
            for key in own:
                # Those that are taken are not looked at again by the next entry with this key.
                rest = known[key] = [each for each in known[key] if each.file not in self._taken]
                marks = self._entries[at]
                fitting = next(
                    (each for each in rest if may_be(marks, each) and self._accepts(stage, marks, each)), None
                )
                if fitting:
                    self._take(at, fitting)
                    break

    def _accepts(self, stage: Stage, marks: Marks, record: Record) -> bool:
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
