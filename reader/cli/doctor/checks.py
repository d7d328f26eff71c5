"""The checks of ``newsreader doctor``: a row each, in the order of the report. Each fails alone."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from reader.cli.doctor import accounts, articles, files, kept, program, terminal
from reader.cli.doctor.finding import Finding, Situation, wrong
from reader.i18n import tr
from reader.log import logger
from reader.text import clean_line


class Check(NamedTuple):
    """A row: what is looked at."""

    name: str
    """In JSON."""
    title: str
    """The heading of what it finds."""
    find: Callable[[Situation], Iterator[Finding]]
    """Looks, and yields what it finds."""


CHECKS = (
    Check("versions", "Program", program.check_versions),
    Check("packages", "Program", program.check_packages),
    Check("database", "Program", program.check_database),
    Check("extras", "Program", program.check_extras),
    Check("settings", "Settings", files.check_settings),
    Check("keys", "Settings", files.check_keys),
    Check("themes", "Settings", kept.check_themes),
    Check("files", "Files", files.check_folders),
    Check("journal", "Files", files.check_journal),
    Check("sync", "Files", files.check_sync),
    Check("kept", "Files", kept.check_kept),
    Check("index", "Files", files.check_index),
    Check("articles", "Articles", articles.check_library),
    Check("feeds", "Feeds", articles.check_feeds),
    Check("network", "Feeds", kept.check_network),
    Check("online", "Feeds", articles.check_online),
    Check("accounts", "Feeds", accounts.check_accounts),
    Check("terminal", "Terminal", terminal.check_terminal),
    Check("locale", "Terminal", terminal.check_locale),
    Check("zone", "Terminal", kept.check_zone),
    Check("widths", "Terminal", terminal.check_widths),
    Check("images", "Terminal", terminal.check_images),
    Check("programs", "Other programs", terminal.check_programs),
)
"""Every check."""


def findings(check: Check, situation: Situation) -> list[Finding]:
    """Return what a check finds, cleaned of what could steer a terminal; a fault of the check is a finding."""
    found: list[Finding] = []
    try:
        found.extend(check.find(situation))
    except Exception as fault:  # noqa: BLE001 - the other checks still say what they find
        logger(__name__).exception("a check failed")
        found.append(
            wrong(
                tr("This could not be checked: {fault}", fault=f"{type(fault).__name__}: {fault}"),
                tr("the log has more: newsreader doctor --debug"),
            )
        )
    return [Finding(each.state, clean_line(each.sentence), clean_line(each.remedy)) for each in found]
