"""The settings in force, for commands that open no library. Loads neither the index nor the journal (60 ms)."""

from collections.abc import Mapping
from datetime import tzinfo
from typing import NamedTuple

from reader.actions.finding.query_faults import query_fault
from reader.i18n import speak
from reader.library.scan.zone import zone_named
from reader.paths import Paths
from reader.settings import Settings, load_settings


class Preferences(NamedTuple):
    """What the user has set."""

    settings: Settings
    """From file, environment and command line."""
    warnings: tuple[str, ...]
    """A sentence for each mistake in them."""
    zone: tzinfo
    """The zone in which dates are shown, and in which zone-less ones were written."""


def load_preferences(paths: Paths, environ: Mapping[str, str]) -> Preferences:
    """Return the settings of file and environment, and speak their language from now on."""
    settings, warnings = load_settings(paths.settings_file, environ, {}, query_fault)
    speak(settings.language)
    zone, _ = zone_named(settings.timezone)
    return Preferences(settings, warnings, zone)
