"""Random histories of a feed: entries come, change, move, lose and repeat their ids, links and dates, and go.

A history is made by who knows which entry is which; what is expected of each kind of entry is said here, after the
standards, and not found out from ids. No code of the program is used.
"""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from enum import Enum, auto
from typing import Any
from xml.sax.saxutils import escape

from hypothesis import strategies as st

TITLES = ("Forecast", "Weekly notes", "One <more>", "新闻", "")
LINKS = ("https://shop.example", "https://w.example/log", "/today", "")
FIRST = datetime(2026, 6, 1, 6, 30, tzinfo=UTC)


class Kind(Enum):
    """What an entry keeps all its life, so that it has to be one file; or nothing, so that it must not be lost."""

    KEEPS_ID = auto()
    """It keeps its id; link, title, date and text may change, all at once too."""
    KEEPS_LINK = auto()
    """Its id changes, is lost and comes again; its link stays, and with it the date or the text."""
    WITHOUT_LINK = auto()
    """It has no link, and its id may change or be lost; title and date stay."""
    IS_ITS_LINK = auto()
    """It never has an id; its link, perhaps but a fragment, is that of no other."""
    SHARES_ID = auto()
    """Its id is that of another too; its own link stays."""
    SHARES_LINK = auto()
    """It has no id, and its link is that of others; title and date stay."""
    IS_TEXT = auto()
    """It has only a text, which stays."""
    FOLLOWS = auto()
    """It has the link and the title of another, another id, date and text: a new entry."""
    ANY = auto()
    """It keeps nothing for certain."""


ONCE = frozenset(Kind) - {Kind.ANY}
"""Those of which there is one file."""


@dataclass(frozen=True)
class Shown:
    """An entry as a document has it."""

    number: int
    """Which entry it is; no document says it."""
    kind: Kind
    id: str = ""
    link: str = ""
    title: str = ""
    date: datetime | None = None
    text: str = ""


@dataclass
class Step:
    """A document, and who fetches it."""

    entries: list[Shown]
    document: str
    is_moved: bool
    """It comes from another folder of the server."""
    who: frozenset[str]
    """The devices that fetch it."""


@dataclass
class History:
    """What a feed has shown."""

    kind: str
    """The content type."""
    steps: list[Step] = field(default_factory=list)

    def newest(self) -> dict[int, Shown]:
        """Return each entry as it was shown last."""
        return {each.number: each for step in self.steps for each in step.entries}


class Maker:
    """Makes one history; ``draw`` is Hypothesis's."""

    def __init__(self, draw: Any) -> None:
        self._draw = draw
        self._made = 0
        self._words = 0
        self.present: list[Shown] = []
        self.gone: list[Shown] = []

    def chance(self, one_in: int) -> bool:
        return bool(self._draw(st.integers(1, one_in)) == 1)

    def pick(self, choices: Any) -> Any:
        return self._draw(st.sampled_from(list(choices)))

    def text(self) -> str:
        """Return a text that no other entry has, and this one never had."""
        self._words += 1
        return f"word{self._words}end"

    def date(self) -> datetime:
        """Return a date that no other has; several are of one day."""
        self._words += 1
        return FIRST + timedelta(hours=self._words)

    def id(self) -> str:
        """Return an id that no other has, of one of the forms that ids have."""
        self._words += 1
        return str(
            self.pick(("tag:w.example,2026:{}", "{}", "post-{}", "https://w.example/?p={}", "a b {}"))
        ).format(self._words)

    def link(self) -> str:
        """Return a link that no other has, perhaps relative, perhaps another in the fragment only."""
        self._words += 1
        forms = ("https://w.example/{}", "https://w.example/log#v{}", "/posts/{}", "posts/{}", "https://w.example/#!/{}",
                 "https://w.example/p?id={}")  # fmt: skip
        return str(self.pick(forms)).format(self._words)

    def come(self) -> None:
        """Add an entry."""
        kind = self.pick(Kind)
        self._made += 1
        new = Shown(self._made, kind, self.id(), self.link(), self.pick(TITLES), self.date(), self.text())
        match kind:
            case Kind.KEEPS_ID:
                new = replace(new, date=self.pick((new.date, None)), link=self.pick((new.link, *LINKS)))
            case Kind.KEEPS_LINK:
                new = replace(new, date=self.pick((new.date, None)))
            case Kind.WITHOUT_LINK:
                new = replace(new, id=self.pick((new.id, "")), link="", title=new.title or "Titled")
            case Kind.IS_ITS_LINK:
                new = replace(new, id="", date=self.pick((new.date, None)))
            case Kind.SHARES_ID:
                other = self._other(lambda each: each.id and each.kind in {Kind.SHARES_ID, Kind.ANY})
                new = replace(new, id=other.id if other else new.id)
            case Kind.SHARES_LINK:
                new = replace(new, id="", link=self.pick(LINKS[:3]), title=new.title or "Titled")
            case Kind.IS_TEXT:
                new = replace(new, id="", link="", title="", date=None)
            case Kind.FOLLOWS:
                other = self._other(lambda each: each.id and each.link and each.kind is Kind.FOLLOWS)
                new = replace(new, link=other.link, title=other.title) if other else new
            case Kind.ANY:
                other = self._other(lambda each: each.id and each.kind in {Kind.SHARES_ID, Kind.ANY})
                new = self._any(new, other)
        self.present.insert(self._draw(st.integers(0, len(self.present))), new)

    def _any(self, new: Shown, other: Shown | None) -> Shown:
        own_id = self.pick(("", new.id, other.id if other else new.id))
        # Without an id a link is one, if it is that of one entry.
        link = self.pick((new.link, *(LINKS if own_id else ("",))))
        return replace(new, id=own_id, link=link, date=self.pick((new.date, None)))

    def _other(self, fits: Any) -> Shown | None:
        """Return an entry that is there, and stays for this document."""
        found = [each for each in self.present if fits(each)]
        return self.pick(found) if found and not self.chance(4) else None

    def change(self, shown: Shown) -> Shown:
        """Return an entry as its kind lets it change."""
        text = self.pick((shown.text, self.text()))
        date = self.pick((shown.date, self.date())) if shown.date else None
        title = self.pick((shown.title, self.pick(TITLES)))
        match shown.kind:
            case Kind.KEEPS_ID:
                return replace(
                    shown, text=text, date=date, title=title, link=self.pick((shown.link, self.link()))
                )
            case Kind.KEEPS_LINK:
                if not shown.date or self.chance(2):
                    text = shown.text
                else:
                    date = shown.date
                new = replace(shown, id=self._another_id(shown), text=text, date=date, title=title)
                return replace(new, link=self._rewritten(shown.link))
            case Kind.WITHOUT_LINK:
                return replace(shown, id=self._another_id(shown), text=text)
            case Kind.IS_ITS_LINK:
                return self._change_page(shown, replace(shown, text=text, date=date, title=title))
            case Kind.SHARES_ID:
                return replace(shown, text=text, date=date, title=title)
            case Kind.SHARES_LINK | Kind.FOLLOWS:
                return replace(shown, text=text)
            case Kind.IS_TEXT:
                return shown
            case Kind.ANY:
                return replace(shown, id=self._another_id(shown), text=text, date=date, title=title)
        raise AssertionError(shown.kind)

    def _change_page(self, shown: Shown, new: Shown) -> Shown:
        """Return what is known by its link with another host, or changed: not date and text both, nor title and text without a date."""
        if self.chance(3):
            return replace(
                shown, link=shown.link.replace("https://w.example/", f"https://w{self._words}.example/")
            )
        if self.chance(2):
            new = replace(new, text=shown.text)
        elif shown.date:
            new = replace(new, date=shown.date)
        else:
            new = replace(new, title=shown.title)
        return replace(new, link=self._rewritten(shown.link))

    def _rewritten(self, link: str) -> str:
        """Return the same link as it may be written too."""
        if not link.startswith("https://w.example/") or "#" in link:
            return link
        more = "&" if "?" in link else "?"
        forms = (link, link.replace("https://", "http://www."), link + more + "utm_source=feed")
        return str(self.pick(forms))

    def _another_id(self, shown: Shown) -> str:
        return str(self.pick((shown.id, self.id(), "")))

    def next(self) -> list[Shown]:
        """Return the entries of the next document."""
        before = {each.number for each in self.present}
        for _ in range(self._draw(st.integers(0 if self.present else 2, 3))):
            self.come()
        self.present = [
            self.change(each) if each.number in before and self.chance(2) else each for each in self.present
        ]
        if self.gone and self.chance(3):
            self.present.append(self.gone.pop(0))
        shown = list(self.present)
        kept = [each for each in self.present if each.number not in before or not self.chance(4)]
        self.gone += [each for each in self.present if each not in kept and each.kind in ONCE]
        self.present = self._draw(st.permutations(kept)) if self.chance(4) else kept
        return shown


DEVICES = ("one", "two")


@st.composite
def histories(draw: Any) -> History:
    """Return a history in one of the formats."""
    render, kind = draw(st.sampled_from([(rss, "application/rss+xml"), (atom, "application/atom+xml"),
                                         (json_feed, "application/feed+json")]))  # fmt: skip
    history, maker = History(kind), Maker(draw)
    for _ in range(draw(st.integers(3, 7))):
        shown = maker.next()
        who = draw(st.sampled_from([frozenset({"one"}), frozenset({"two"}), frozenset(DEVICES)]))
        history.steps.append(Step(shown, render(shown), draw(st.booleans()), who))
    return history


def rss(entries: list[Shown]) -> str:
    """Return a document of RSS 2.0."""
    items = "".join(
        "<item>"
        + (f"<guid>{escape(each.id)}</guid>" if each.id else "")
        + (f"<link>{escape(each.link)}</link>" if each.link else "")
        + (f"<title>{escape(each.title)}</title>" if each.title else "")
        + (f"<pubDate>{format_datetime(each.date)}</pubDate>" if each.date else "")
        + f"<description>&lt;p&gt;{each.text}&lt;/p&gt;</description></item>"
        for each in entries
    )
    return (
        f'<rss version="2.0"><channel><title>T</title><link>https://w.example/</link>{items}</channel></rss>'
    )


def atom(entries: list[Shown]) -> str:
    """Return a document of Atom."""
    rows = "".join(
        "<entry>"
        + (f"<id>{escape(each.id)}</id>" if each.id else "")
        + (f'<link href="{escape(each.link)}"/>' if each.link else "")
        + (f"<title>{escape(each.title)}</title>" if each.title else "")
        + (f"<published>{each.date.isoformat()}</published>" if each.date else "")
        + f'<content type="html">&lt;p&gt;{each.text}&lt;/p&gt;</content></entry>'
        for each in entries
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{rows}</feed>'


def json_feed(entries: list[Shown]) -> str:
    """Return a JSON Feed."""
    items = [
        {name: value for name, value in (
            ("id", each.id), ("url", each.link), ("title", each.title),
            ("date_published", each.date.isoformat() if each.date else ""), ("content_html", f"<p>{each.text}</p>"),
        ) if value}
        for each in entries
    ]  # fmt: skip
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": items})
