"""Translates every sentence that a user sees: ``tr``, or ``trn`` where the number decides between two.

A sentence is its own key, in English, whole, with named placeholders: ``tr("{count} unread", count=3)``. Catalogues are those
of GNU gettext, ``locale/LANGUAGE/LC_MESSAGES/newsreader.po``; the compiled ones lie beside them. What a language lacks
shows in English. Reads one file, at the start.
"""

from gettext import NullTranslations, translation
from pathlib import Path

DOMAIN = "newsreader"
"""The name of the catalogues' files."""

FOLDER = Path(__file__).parent / "locale"
"""The folder of the catalogues, one folder per language."""


class _Chosen:
    """The language of the program; one per process, chosen once at the start."""

    catalogue: NullTranslations = NullTranslations()
    """Of that language; an empty one: English."""


def languages() -> tuple[str, ...]:
    """Return the languages that have catalogues as codes such as ``zh_CN``, English first."""
    return ("en", *sorted(path.parts[-3] for path in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")))


def speak(language: str) -> None:
    """Choose the language of all later sentences; for one without a catalogue it is English.

    A code may be longer than that of the catalogue, as ``zh_CN.UTF-8`` is, or have a hyphen.
    """
    _Chosen.catalogue = translation(DOMAIN, FOLDER, [language.replace("-", "_")], fallback=True)


def tr(sentence: str, /, **values: object) -> str:
    """Return the sentence in the chosen language with its placeholders filled."""
    text = _Chosen.catalogue.gettext(sentence)
    return text.format_map(values) if values else text


def trn(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the sentence for ``count``, by the language's rule, with ``{count}`` and the other placeholders filled."""
    return _Chosen.catalogue.ngettext(one, many, count).format_map({"count": count, **values})
