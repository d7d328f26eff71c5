"""Which language of a script a text is in: by the letters that only some of them have, and by frequent words.

Pure. Read only where a language is guessed: its tables take some milliseconds.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping

from reader.article.language_words import EXPECTED, FAMILIES, Family
from reader.text.chinese_table import SIMPLIFIED, TRADITIONAL

EVIDENCE_NEEDED = 3
"""How many different words and letters must speak for a language: two words of a caption prove nothing."""

EVIDENCE_WITHOUT_WORDS = 6
"""How many letters and endings of a Latin text must do so where no word does: three may be those of a name."""

SHARE_NEEDED = 0.08
"""Least share of what speaks for a language in all words; running text has a quarter or more."""

MARGIN = 0.3
"""By how much a language must be ahead of the next, where a word that only it has counts 1."""

FAR_AHEAD = 1.0
"""By how much a language is so far ahead that one word or letter less will do."""

WORDS_OF_SENTENCE = 3
"""Words from which a text is more than a name."""

LETTER_FOR = 0.4
"""What a letter of a language counts."""

LETTER_AGAINST = 0.7
"""What a letter counts that a language does not have."""

ENDING_FOR = 0.3
"""What an ending of a word counts that only one language has."""

LONGEST_ENDING = 6
"""Letters up to which endings are looked at."""

KANA_IN_JAPANESE = 0.1
"""Share of kana among kana and ideographs from which a text is Japanese."""

LETTERS_OF_WORD = 2
"""Letters of an alphabet that count like one Latin word; an ideograph counts like one."""

OF_ITS_OWN = frozenset({"he", "bn", "am"})
"""Languages whose script the others of their family never write without letters or words of theirs."""

SCRIPT_SAMPLE = 500
"""Characters on which scripts are distinguished."""

SAMPLE = 1_000
"""Characters on which languages of one script are distinguished."""

SCRIPTS = (
    (0x0370, "el"), (0x0400, "ru"), (0x0530, "hy"), (0x0590, "he"), (0x0600, "ar"), (0x0700, "syr"), (0x0750, "ar"),
    (0x0780, "dv"), (0x07C0, "nqo"), (0x0800, ""), (0x0870, "ar"), (0x0900, "hi"), (0x0980, "bn"), (0x0A00, "pa"),
    (0x0A80, "gu"), (0x0B00, "or"), (0x0B80, "ta"), (0x0C00, "te"), (0x0C80, "kn"), (0x0D00, "ml"), (0x0D80, "si"),
    (0x0E00, "th"), (0x0E80, "lo"), (0x0F00, "bo"), (0x1000, "my"), (0x10A0, "ka"), (0x1100, "ko"), (0x1200, "am"),
    (0x13A0, "chr"), (0x1400, ""), (0x1780, "km"), (0x1800, "mn"), (0x18B0, ""), (0x1C50, "sat"), (0x1C80, "ru"),
    (0x1C90, "ka"), (0x1CC0, ""), (0x1F00, "el"), (0x2000, ""), (0x2E80, "zh"), (0x2FE0, ""), (0x3005, "zh"), (0x3008, ""), (0x3041, "ja"), (0x30FB, ""), (0x30FC, "ja"),
    (0x3100, "zh"), (0x3130, "ko"), (0x3190, ""), (0x31F0, "ja"), (0x3200, ""), (0x3400, "zh"), (0xA000, ""), (0xA640, "ru"),
    (0xA6A0, ""), (0xA8E0, "hi"), (0xA900, ""), (0xA960, "ko"), (0xA980, ""), (0xA9E0, "my"), (0xAA00, ""), (0xAA60, "my"),
    (0xAA80, ""), (0xAB70, "chr"), (0xABC0, ""), (0xAC00, "ko"), (0xD800, ""), (0xF900, "zh"), (0xFB00, ""), (0xFB13, "hy"),
    (0xFB1D, "he"), (0xFB50, "ar"), (0xFE00, ""), (0xFE70, "ar"), (0xFEFF, ""), (0xFF66, "ja"), (0xFFA0, "ko"), (0xFFE0, ""),
    (0x20000, "zh"), (0x40000, ""),
)  # fmt: skip
"""Where scripts begin, each named by the language most written in it; empty: no script that tells a language."""

_STARTS = [start for start, _ in SCRIPTS]

_ACCENT = re.compile("[\u0300-\u036f]")
_PUNCTUATION = ".,;:!?()\"'*_[]"
_OF_OTHER_SCRIPTS = "।،؛؟۔«»“”„–—"
_SIMPLIFIED_ONLY = frozenset(each for each in SIMPLIFIED if not each.encode("big5", "ignore"))
_TRADITIONAL_ONLY = frozenset(each for each in TRADITIONAL if not each.encode("gb2312", "ignore"))
_JAPANESE_ONLY = frozenset(
    "発気図広込働辺価仮戻応経済続売読帰駅験検権歩毎涙渋渉渇焼営単厳桜楽薬絵総緑縁縄繊聴臓荘蔵覚観訳譲豊賛転軽辞遅酔醸釈"
    "鉄鉱銭錬録関闘陥隠雑霊頼顕騒髪黒齢対実変択沢浜渓瀬暦拝拡挙掲摂斉斎栄検様悪戦"
)
"""Frequent characters that only Japanese writes so."""


def script_of(others: str, latin_words: int) -> str:
    """Return the language most written in the script of a text, ``latin`` for Latin, empty for an unknown one.

    ``others`` are its characters that are not Latin, ``latin_words`` its words that are.
    """
    step = 1 + len(others) // SCRIPT_SAMPLE
    counts: defaultdict[str, int] = defaultdict(int)
    for character, count in Counter(others[::step]).items():
        counts[SCRIPTS[bisect_right(_STARTS, ord(character)) - 1][1]] += count * step
    kana, han = counts["ja"], counts["zh"]
    if kana:
        counts["ja" if kana > (kana + han) * KANA_IN_JAPANESE else "zh"] = kana + han
    script = max(counts, key=counts.__getitem__, default="")
    weight = counts[script] if script in {"zh", "ja", "ko"} else counts[script] / LETTERS_OF_WORD
    return script if weight > latin_words else "latin"


def chinese_of(sample: str) -> str:
    """Return the language of a text of ideographs: ``zh-Hans``, ``zh-Hant``, ``ja``, or ``zh`` where they do not say."""
    characters = set(sample)
    simplified, traditional = len(_SIMPLIFIED_ONLY & characters), len(_TRADITIONAL_ONLY & characters)
    if not simplified and 2 * len(_JAPANESE_ONLY & characters) > traditional:
        return "ja"  # which writes many characters as traditional Chinese does
    if simplified == traditional:
        return "zh"
    return "zh-Hans" if simplified > traditional else "zh-Hant"


def language_of(script: str, sample: str) -> str:
    """Return the language of a text whose script several have, or an empty text; that of a script that one has."""
    family = FAMILIES.get(script)
    if family is None:
        return script
    text = sample[:SAMPLE].lower()
    if not text.isascii() and _ACCENT.search(text):
        text = unicodedata.normalize("NFC", text)
    for mark in _PUNCTUATION if script == "latin" else _PUNCTUATION + _OF_OTHER_SCRIPTS:
        text = text.replace(mark, " ")
    words = Counter(text.split())
    if script != "latin":
        words = Counter({word: count for word, count in words.items() if not word.isascii()})
    letters = {} if text.isascii() else {each: text.count(each) for each in family.letters.keys() & set(text)}
    return _Text(family, words, letters, script).language()


class _Text:
    """What in a text speaks for each language of a family."""

    def __init__(self, family: Family, words: Counter[str], letters: Mapping[str, int], script: str) -> None:
        self._family = family
        self._words = words
        self._script = script
        self._length = words.total()
        self._scores: defaultdict[str, float] = defaultdict(float)
        self._seen = [
            ({each: count for each, count in words.items() if each in family.words}, family.words),
            ({each: count for each, count in letters.items() if each in family.letters}, family.letters),
        ]
        """What was seen of words, letters and endings, how often, and the languages that have each."""

    def language(self) -> str:
        """Return the language that is ahead, or an empty text."""
        words, letters = self._seen
        self._add(*words, 1)
        own: defaultdict[str, int] = defaultdict(int)
        for letter, count in letters[0].items():
            for language in letters[1][letter]:
                own[language] += count
        for language, count in own.items():
            self._scores[language] += (LETTER_FOR + LETTER_AGAINST) * count
        for language in EXPECTED.keys() & self._scores.keys():
            self._scores[language] -= LETTER_FOR * max(0, EXPECTED[language] * self._length - own[language])
        if not (found := self._surest()) and self._family.endings:
            self._add_endings()
            found = self._surest()
        return found or (self._script if self._script in OF_ITS_OWN else "")

    def _add(self, seen: Mapping[str, int], speakers: Mapping[str, tuple[str, ...]], weight: float) -> None:
        scores = self._scores
        for each, count in seen.items():
            languages = speakers[each]
            share = weight * count / len(languages)
            for language in languages:
                scores[language] += share

    def _add_endings(self) -> None:
        endings: Counter[str] = Counter()
        for word, count in self._words.items():
            for length in range(2, min(len(word) - 1, LONGEST_ENDING)):
                if (ending := word[-length:]) in self._family.endings:
                    endings[ending] += count
        self._add(endings, self._family.endings, ENDING_FOR)
        self._seen.append((endings, self._family.endings))

    def _own(self, language: str, seen: Mapping[str, int], speakers: Mapping[str, tuple[str, ...]]) -> int:
        return sum(count for each, count in seen.items() if language in speakers[each])

    def _surest(self) -> str:
        usual = self._script
        if abs(self._scores["hr"] - self._scores["sr-Latn"]) < MARGIN:
            del self._scores["sr-Latn"]  # a short text rarely has a word that only one of them has
        ranked = sorted(self._scores, key=lambda each: (-self._scores[each], each != usual, each))
        best = next(iter(ranked), "")
        foreign = LETTER_AGAINST * sum(self._seen[1][0].values())
        if not best or self._scores[best] <= foreign:
            return ""
        by_part = [sum(best in speakers[each] for each in seen) for seen, speakers in self._seen]
        ahead = self._scores[best] - (self._scores[ranked[1]] if len(ranked) > 1 else foreign)
        needed = (
            1
            if best == usual
            else EVIDENCE_NEEDED - (ahead >= FAR_AHEAD and self._length >= WORDS_OF_SENTENCE)
        )
        if usual == "latin" and not by_part[0]:
            needed = EVIDENCE_WITHOUT_WORDS
        kinds = sum(by_part) if any(by_part[:2]) else 0  # endings alone are those of names
        hits = sum(self._own(best, *each) for each in self._seen)
        if kinds < needed or hits < self._length * SHARE_NEEDED:
            return ""
        return best if ahead >= MARGIN or best == usual else ""
