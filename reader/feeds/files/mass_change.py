"""Whether a feed has given new ids to old entries: then what seems new comes in as read. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence

from reader.feeds.files.ledger import Record
from reader.feeds.files.marks import Marks


def is_mass_change(unknown: Sequence[Marks], entries: Sequence[Marks], records: Iterable[Record]) -> bool:
    """Return whether most entries whose ids are ``unknown``, and more than one, have a known link or title.

    A link or title of several files says nothing, nor does a title of several ``entries`` of the document.
    """
    if len(unknown) <= 1:
        return False
    links: Counter[str] = Counter()
    titles: Counter[str] = Counter()
    for record in records:
        links[record.latest.link] += 1
        titles[record.latest.title] += 1
    here = Counter(marks.title for marks in entries)
    familiar = sum(
        bool(marks.link and 1 in {links[marks.link], links[marks.plain_link]})
        or bool(marks.title and titles[marks.title] == here[marks.title] == 1)
        for marks in unknown
    )
    return familiar * 2 > len(unknown)
