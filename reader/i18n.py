"""Translates every sentence that a user sees: ``tr``, or ``trn`` where the number decides between two.

A sentence is its own key, in English, whole, with named placeholders: ``tr("{count} unread", count=3)``. Catalogues are those
of GNU gettext, ``locale/LANGUAGE/LC_MESSAGES/newsreader.po``; the compiled ones lie beside them. What a language lacks
shows in English. Reads one file, at the start.

The language is that of ``--lang``, else of the setting ``language``, else (``auto``) that of the environment.
"""

import os
from collections.abc import Iterable, Mapping
from gettext import NullTranslations, translation
from pathlib import Path

DOMAIN = "newsreader"
"""The name of the catalogues' files."""

FOLDER = Path(__file__).parent / "locale"
"""The folder of the catalogues, one folder per language."""


AUTO = "auto"
"""The language of the environment, as a value of the setting."""

ENGLISH = "en"

_PLAIN_LOCALES = {"", "C", "POSIX"}


class _Chosen:
    """The language of the program; one per process, chosen once at the start."""

    catalogue: NullTranslations = NullTranslations()
    """Of that language; an empty one: English."""
    code: str = ENGLISH
    insisted: str = ""
    """What the command line has chosen, against which no setting counts; empty: nothing."""


def languages() -> tuple[str, ...]:
    """Return the languages that have catalogues as codes such as ``zh_CN``, English first."""
    return ("en", *sorted(path.parts[-3] for path in FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")))


def meant_by(name: str, known: Iterable[str] | None = None) -> str:
    """Return which of the languages a name such as ``zh``, ``zh-Hans`` or ``zh_CN.UTF-8`` means; empty if none of them.

    A language stands for its regions: ``de_AT`` is ``de``. Traditional Chinese without a catalogue of its own is Simplified
    Chinese: who reads the one reads the other, and need not read English. Within a catalogue it is not: single Simplified
    sentences among Traditional ones look like mistakes, so they are English, as in every other language.
    """
    language, *rest = name.partition(".")[0].partition("@")[0].replace("-", "_").lower().split("_")
    if language in {"en", "c", "posix"}:
        return ENGLISH
    by_name = {code.lower(): code for code in (languages() if known is None else known)}
    language = "zh" if language in {"cmn", "yue"} else language
    wished = ["_".join((language, *rest)), language]
    if language == "zh":
        is_traditional = not {"tw", "hk", "mo", "hant"}.isdisjoint(rest) and "hans" not in rest
        wished += ["zh_tw", "zh_cn"] if is_traditional else ["zh_cn"]
    near = (code for code in by_name if code.partition("_")[0] == language)
    return next((by_name[each] for each in (*wished, *near) if each in by_name), "")


def of_environment(environ: Mapping[str, str]) -> str:
    """Return the language of ``LC_ALL``, ``LC_MESSAGES`` or ``LANG``; the first of the list ``LANGUAGE`` that there is goes before.

    As gettext has it, ``LANGUAGE`` does not count in the locale C.
    """
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    if locale in {"C", "POSIX"}:
        return ENGLISH
    wished = [
        each for each in (*environ.get("LANGUAGE", "").split(":"), locale) if each not in _PLAIN_LOCALES
    ]
    return next((meant for each in wished if (meant := meant_by(each))), ENGLISH)


def insist(name: str) -> bool:
    """Speak a language whatever settings say later, as ``--lang`` wants it; False if the name means none. Empty: insist no longer."""
    meant = of_environment(os.environ) if name == AUTO else meant_by(name) if name else ""
    _Chosen.insisted = ""
    if meant:
        speak(meant)
    _Chosen.insisted = meant
    return bool(meant)


def speak(language: str, environ: Mapping[str, str] | None = None) -> None:
    """Choose the language of all later sentences; for one without a catalogue it is English, for ``auto`` that of ``environ``."""
    code = _Chosen.insisted or language
    if code == AUTO:
        code = of_environment(os.environ if environ is None else environ)
    code = meant_by(code) or ENGLISH
    plain = NullTranslations()
    _Chosen.catalogue = plain if code == ENGLISH else translation(DOMAIN, FOLDER, [code], fallback=True)
    _Chosen.code = code


def spoken() -> str:
    """Return the code of the language that is spoken, such as ``zh_CN``."""
    return _Chosen.code


def tr(sentence: str, /, **values: object) -> str:
    """Return the sentence in the chosen language with its placeholders filled."""
    text = _Chosen.catalogue.gettext(sentence)
    return text.format_map(values) if values else text


def joined(*parts: str) -> str:
    """Return the parts that are not empty as one text, separated as the words of a list are."""
    text = ""
    for part in filter(None, parts):
        text = tr("{words}, {more}", words=text, more=part) if text else part
    return text


def listed(names: Iterable[object]) -> str:
    """Return names as a list within a sentence, separated as the language does."""
    text = ""
    for name in map(str, names):
        text = tr("{names}, {name}", names=text, name=name) if text else name
    return text


def trn(one: str, many: str, count: int, /, **values: object) -> str:
    """Return the sentence for ``count``, by the language's rule, with ``{count}`` and the other placeholders filled."""
    return _Chosen.catalogue.ngettext(one, many, count).format_map({"count": count, **values})
