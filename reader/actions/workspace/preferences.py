"""The settings in force, as all commands and the screen load them. Loads neither the index nor the journal (60 ms)."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import Any, NamedTuple

from reader.i18n import speak
from reader.library.scan.zone import zone_named
from reader.paths import Paths
from reader.setting_loading import load_settings
from reader.settings import Settings
from reader.text.cells import NARROW, WIDTHS_SET, use_widths


class Preferences(NamedTuple):
    """What the user has set."""

    settings: Settings
    """From file, environment and command line."""
    warnings: tuple[str, ...]
    """A sentence for each mistake in them."""
    zone: tzinfo
    """The zone in which dates are shown, and in which zone-less ones were written."""


def load_preferences(paths: Paths, environ: Mapping[str, str], flags: Mapping[str, Any]) -> Preferences:
    """Return the settings of file, environment and ``flags``, and apply those that hold for the whole process.

    These are the language, the variants of Chinese and the width of ambiguous characters, as far as that is set.
    """
    settings, warnings = load_settings(paths.settings_file, environ, flags, query_fault)
    speak(settings.language, environ)
    use_widths(WIDTHS_SET.get(settings.ambiguous_width, NARROW))
    if not settings.fold_chinese_variants:
        from reader.text.folding import choose  # loads a table of characters: only if it is changed

        choose(chinese_alike=False)
    zone, _ = zone_named(settings.timezone)
    return Preferences(settings, warnings, zone)


def query_fault(text: str) -> str:
    """Return what is wrong with a query, as a sentence with the column; empty if nothing is."""
    from reader.library.query.faults import fault_in  # the language of queries: only where settings have some

    return fault_in(text)
