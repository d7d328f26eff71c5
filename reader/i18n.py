"""Every sentence that a user sees goes through here: ``tr`` for one, ``trn`` where a number decides.

Pure. A sentence is its own key, in English, whole, with named places: ``tr("{count} unread", count=3)``.
A language is one row in ``CATALOGUES``: English sentence to translated sentence; what a language lacks
shows in English.
"""

from collections.abc import Mapping

CATALOGUES: Mapping[str, Mapping[str, str]] = {"en": {}}
"""By language code; the English catalogue is empty because the keys are English."""


class _Chosen:
    """The language that the program speaks; one per process, chosen once at the start."""

    catalogue: Mapping[str, str] = CATALOGUES["en"]


def speak(language: str) -> None:
    """Choose the language of all later sentences; an unknown one leaves English."""
    _Chosen.catalogue = CATALOGUES.get(language, CATALOGUES["en"])


def tr(sentence: str, /, **places: object) -> str:
    """Return the sentence in the chosen language with its named places filled."""
    text = _Chosen.catalogue.get(sentence, sentence)
    return text.format_map(places) if places else text


def trn(one: str, many: str, count: int, /, **places: object) -> str:
    """Return ``one`` or ``many`` by English's rule for ``count``, with ``{count}`` and the places filled."""
    return tr(one if count == 1 else many, count=count, **places)
