"""What opens an article or an address: the first ``[[open]]`` row that matches, else the browser. Decides; ``launch`` starts it.

Looking up a query may take long on a large library, so it is done in a thread; each query is asked once.
"""

import re
from collections.abc import Mapping
from datetime import datetime, tzinfo
from pathlib import Path
from typing import NamedTuple

from reader.actions.browser import launch
from reader.actions.browser.launch import Plan, Refused, program_at
from reader.actions.programs.fields import fields_of
from reader.actions.programs.template import SHOWN_LIMIT, fault_in, fields_in, filled_words
from reader.errors import NewsreaderError
from reader.i18n import tr
from reader.library import Library
from reader.setting_programs import FIELDS, OpenRow
from reader.settings import Settings
from reader.text import clean_line, safe_address

ASKED_ABOVE, AT_ONCE_MOST = 5, 50
"""More articles than this are opened at once after a question; and as many at most."""


class Openable(NamedTuple):
    """An article with what opens it."""

    article: int
    """Its id; 0: an address that is no article's."""
    plan: Plan | Refused
    """What to start, or why not."""


class Openers:
    """Finds what opens articles and addresses, by the rows as they are now."""

    def __init__(
        self, library: Library, settings: Settings, environ: Mapping[str, str], zone: tzinfo
    ) -> None:
        self._library, self._settings, self._environ, self._zone = library, settings, environ, zone
        self._found: dict[str, frozenset[int]] = {}
        """What the queries of rows find."""

    def for_article(self, article: int) -> Openable | None:
        """Return what opens an article; None: it has nothing that can be opened. In a thread."""
        row = self._library.articles.row(article)
        if row is None:
            return None
        opener = next((each for each in self._settings.open if self._matches(each, row.link, article)), None)
        if opener is None:
            return Openable(article, self._browser(row.link)) if row.link else None
        values = {"link": row.link}
        path = self._library.files.path(article)
        if fields_in(opener.command) - {"link"} or not row.link:
            try:
                values = fields_of(self._library.files.document(article), path, self._zone)
            except NewsreaderError as gone:
                return Openable(article, Refused(str(gone)))
        return Openable(article, self._plan(opener, values, path))

    def for_address(self, link: str) -> Plan | Refused:
        """Return what opens an address that is no article's: a row that has only a regex, else the browser."""
        opener = next(
            (each for each in self._settings.open if not each.query and self._matches(each, link, 0)), None
        )
        if opener is None or fields_in(opener.command) - {"link"}:
            return self._browser(link)
        return self._plan(opener, {"link": link}, None)

    def _browser(self, link: str) -> Plan | Refused:
        return launch.plan(link, self._settings.browser, self._environ)

    def _matches(self, row: OpenRow, link: str, article: int) -> bool:
        if row.match and not (link and re.search(row.match, link)):
            return False
        return not row.query or article in self._found_by(row.query)

    def _found_by(self, query: str) -> frozenset[int]:
        if query not in self._found:
            try:
                found = self._library.questions.query(query, datetime.now(self._zone))
                self._found[query] = frozenset(found)
            except NewsreaderError:  # a mistake that was said at the start
                self._found[query] = frozenset()
        return self._found[query]

    def _plan(self, row: OpenRow, values: Mapping[str, str], path: Path | None) -> Plan | Refused:
        address = safe_address(values["link"]) if values["link"] else None
        words = list(row.command)
        if not fields_in(words):
            words.append("{link}" if address else "{file}")
        if "link" in fields_in(words) and address is None:
            return Refused(tr("This article has no source that can be opened"))
        if "file" in fields_in(words) and path is None:
            return Refused(tr("The file of this article is gone"))
        program = program_at(words[0], self._environ)
        if program is None:
            sentence = tr("There is no program {program} here", program=clean_line(words[0], SHOWN_LIMIT))
            return Refused(sentence, address)
        if fault := fault_in(words, FIELDS, lambda name: program_at(name, self._environ)):
            return Refused(fault, address)
        filling = {**values, "link": address.href if address else "", "file": str(path) if path else ""}
        return Plan((program, *filled_words(words, filling)[1:]), row.terminal, address)


def opening_sentence(plan: Plan) -> str:
    """Return what is said while something opens: where it leads to, or what is started."""
    where = plan.address.host if plan.address and plan.address.host else Path(plan.argv[0]).name
    return tr("Opening {host} …", host=where)
