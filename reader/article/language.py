"""The language of an article: from its header, its path, else guessed from its text.

Pure. Results are BCP 47 tags. A guess is by script, then by letters that only some languages of it have, then by frequent
words and endings (``language_guess``).
"""

import re
from functools import lru_cache

from reader.article.language_table import (
    CLEAR,
    CODES,
    NAMES,
    OTHER_SUFFIXES,
    PARENTS,
    REGIONS,
    SAME,
    SCRIPT_CODES,
    UNGUESSED,
    UNMISTAKABLE,
)
from reader.text.pattern import late

SAMPLE = 3_000
"""Characters of the body on which a language is guessed."""

NAMES_AMONG_OTHERS = 3
"""Latin words without a language that count like one word: names and code stand close together in titles."""

GREEK_WORD = 3
"""Letters of a Greek word; fewer are those of formulas."""

_NEVER_MISTAKEN = frozenset({"en", "zh", "ja", "ko"})
"""Languages that no text is taken for that is in one of the others."""

_TAG = late(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?")
_CODE_BLOCK = late(r"^ {0,3}(?:```|~~~).*?(?:^ {0,3}(?:```|~~~)|\Z)", re.MULTILINE | re.DOTALL)
_CODE_SPAN = late(r"`[^`\n]{0,200}`")
_ADDRESS = late(r"https?://[!-~]+")
_OTHER_SCRIPTS = late(
    "[\u0370-\u1dff\u2e80-\u2fff\u3005-\u3007\u3041-\uabff\uac00-\ud7af\uf900-\ufdff\ufe70-\ufefc\uff66-\uffdc\U00020000-\U0003ffff]+"
)
_MARKUP = (
    ("](", late(r"\]\([^)\n]{0,500}\)")),
    ("]: ", late(r"^\[[^]\n]{1,200}\]: .*", re.MULTILINE)),
    ("<", late(r"</?[A-Za-z][^<>]{0,500}>")),
    ("port ", late(r"^(?:import|export) .*", re.MULTILINE)),
)
"""What is written in Latin letters around words of another script, each with what it must have: looked for first."""
_LATIN_LETTERS = bytes(97 if chr(byte).isascii() and chr(byte).isalpha() else 32 for byte in range(256))
"""Each ASCII letter becomes ``a``, all else a space."""


@lru_cache(maxsize=512)
def language_tag(text: str) -> str:
    """Return a language in any usual spelling as a BCP 47 tag (``zh_cn`` is ``zh-CN``), or an empty text."""
    plain = text.strip().lower().replace("_", "-").partition(".")[0]
    plain = NAMES.get(plain, plain)
    match = _TAG.fullmatch(plain)
    if match is None:
        return ""
    code, script, region = match.groups("")
    if code not in CODES or (script and script not in SCRIPT_CODES) or (region and region not in REGIONS):
        return ""
    return "-".join(filter(None, (code, script.title(), region.upper())))


def primary(tag: str) -> str:
    """Return the code of a BCP 47 tag without script and region, one code for languages that texts do not tell apart."""
    code = tag.partition("-")[0]
    return SAME.get(code, code)


def is_clear(name: str) -> bool:
    """Return whether a name of a language in a path is no abbreviation of anything else."""
    return "-" in name or "_" in name or name.lower() in CLEAR


def known_language(text: str) -> str:
    """Return the tag of a part of a file name that can only mean a language, or an empty text."""
    return language_tag(text) if 2 <= len(text) <= 11 and text[:2].isalpha() else ""


def language_suffix(text: str) -> str:
    """Return the tag that a part of a file's name before its ending means, or an empty text (``libc.so.md``)."""
    return "" if text.lower() in OTHER_SUFFIXES else known_language(text)


def language_in_path(path: str) -> str:
    """Return the language that a path names: ``x.zh-cn.md``, ``content/zh-cn/x.md``, ``ja/x.md``, or nothing."""
    *folders, name = path.split("/")
    if name.count(".") > 1 and (found := language_suffix(name.rsplit(".", 2)[1])):
        return found
    at = language_folder(path)
    return known_language(folders[at]) if at >= 0 else ""


def language_folder(path: str) -> int:
    """Return the index of the language folder in a path, from 0; -1 if there is none."""
    folders = path.split("/")[:-1]
    for at, (before, folder) in enumerate(zip(["", *folders], folders, strict=False)):
        # A bare "it" or "no" is a topic, unless its parent is a folder of languages.
        telling = "-" in folder or "_" in folder or folder in UNMISTAKABLE
        if (telling or before.lstrip("_").lower() in PARENTS) and known_language(folder):
            return at
    return -1


def language_of_article(path: str, body: str) -> str:
    """Return the language that the path of an article names, else a guess, or an empty text.

    ``cs``, ``it`` and the like are topics where the text is in a language of which they cannot be a mistaken guess.
    """
    named = language_in_path(path)
    if named and (is_clear(named) or named in UNGUESSED):
        return named
    guessed = guess_language(body)
    return guessed if not named or primary(guessed) in _NEVER_MISTAKEN else named


def guess_language(body: str) -> str:
    """Return the language that the beginning of a body is written in, or an empty text."""
    sample = body[:SAMPLE]
    if "```" in sample or "~~~" in sample:
        sample = _CODE_BLOCK.sub("", sample)
    if "`" in sample:
        sample = _CODE_SPAN.sub("", sample)
    if "://" in sample:
        sample = _ADDRESS.sub("", sample)
    from reader.article import language_guess  # with its tables: only where files are read

    if sample.isascii() or not (runs := _OTHER_SCRIPTS.findall(sample)):
        return language_guess.language_of("latin", sample)
    others, latin_words = "".join(runs), _latin_words(sample)
    script = language_guess.script_of(others, latin_words)
    if script == "latin" and (plain := _without_markup(sample)) != sample:
        latin_words = _latin_words(plain)
        script = language_guess.script_of(others, latin_words)
    if script == "latin":
        if found := language_guess.language_of(script, sample):
            return found
        script = language_guess.script_of(others, latin_words // NAMES_AMONG_OTHERS)
    if script == "latin" or (script == "el" and max(map(len, runs)) < GREEK_WORD):
        return ""
    return language_guess.chinese_of(sample) if script == "zh" else language_guess.language_of(script, sample)


def _without_markup(text: str) -> str:
    for needed, markup in _MARKUP:
        if needed in text:
            text = markup.sub("", text)
    return text


def _latin_words(text: str) -> int:
    """Return how many words of two or more ASCII letters a text has; a regex takes three times as long."""
    letters = text.encode("ascii", "replace").translate(_LATIN_LETTERS)
    alone = b"  %b  " % letters.replace(b" ", b"  ")
    return len(letters.split()) - alone.count(b" a ")
