"""The language of an article: from its header, its path, else guessed from its text.

Pure. Results are BCP 47 tags. The guess tells scripts apart, simplified from traditional Chinese by characters
that only one of them has, and a few languages of the Latin script by their most frequent words.
"""

import re
from collections import Counter
from functools import lru_cache

from reader.article.language_table import (
    CODES,
    NAMES,
    PARENTS,
    REGIONS,
    SCRIPT_CODES,
    SCRIPTS,
    SIMPLIFIED_ONLY,
    TRADITIONAL_ONLY,
    UNMISTAKABLE,
    WORDS,
)
from reader.text.pattern import late

SAMPLE = 3_000
"""Characters of the body on which a language is guessed."""

KANA_IN_JAPANESE = 0.1
"""Share of kana among kana and ideographs from which a text is Japanese."""

WORDS_NEEDED = 0.08
"""Least share of a language's frequent words among all words; running text has a quarter or more."""

DISTINCT_NEEDED = 3
"""How many of these must differ: two words of a caption prove nothing."""

_TAG = late(r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|\d{3}))?")
_CODE_BLOCK = late(r"^ {0,3}(?:```|~~~).*?(?:^ {0,3}(?:```|~~~)|\Z)", re.MULTILINE | re.DOTALL)
_CODE_SPAN = late(r"`[^`\n]{0,200}`")
_ADDRESS = late(r"https?://[!-~]+")
_OTHER_SCRIPTS = late(
    "[\u0370-\u1dff\u2e80-\u2fff\u3005-\u3007\u3041-\uabff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_LATIN_WORD = late(r"[A-Za-z]{2,}")


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


def known_language(text: str) -> str:
    """Return the tag of a part of a file name that can only mean a language, or an empty text."""
    return language_tag(text) if 2 <= len(text) <= 11 and text[:2].isalpha() else ""


def language_in_path(path: str) -> str:
    """Return the language that a path names: ``x.zh-cn.md``, ``content/zh-cn/x.md``, ``ja/x.md``, or nothing."""
    *folders, name = path.split("/")
    if name.count(".") > 1 and (found := known_language(name.rsplit(".", 2)[1])):
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


def guess_language(body: str) -> str:
    """Return the language that the beginning of a body is written in, or an empty text."""
    sample = body[:SAMPLE]
    if "```" in sample or "~~~" in sample:
        sample = _CODE_BLOCK.sub("", sample)
    if "`" in sample:
        sample = _CODE_SPAN.sub("", sample)
    others = "" if sample.isascii() else "".join(_OTHER_SCRIPTS.findall(sample))
    # A Latin word counts like one character of another script: half a Chinese word.
    if not others or len(others) <= len(_LATIN_WORD.findall(_ADDRESS.sub("", sample))):
        return _guess_latin(sample)
    counts = {name: sum(map(len, runs.findall(others))) for name, runs in SCRIPTS.items()}
    script = max(counts, key=counts.__getitem__)
    if script in {"zh", "ja"}:
        return _guess_ideographic(sample, counts)
    return script


def _guess_ideographic(sample: str, counts: dict[str, int]) -> str:
    kana, han = counts["ja"], counts["zh"]
    if kana > (kana + han) * KANA_IN_JAPANESE:
        return "ja"
    simplified = len(SIMPLIFIED_ONLY.intersection(sample))
    traditional = len(TRADITIONAL_ONLY.intersection(sample))
    if simplified == traditional:
        return "zh"
    return "zh-Hans" if simplified > traditional else "zh-Hant"


def _guess_latin(sample: str) -> str:
    words = Counter(sample.lower().split())
    best, hits = "", words.total() * WORDS_NEEDED
    for language, common in WORDS.items():
        found = common.intersection(words)
        if len(found) >= DISTINCT_NEEDED and (here := sum(map(words.__getitem__, found))) > hits:
            best, hits = language, here
    return best
