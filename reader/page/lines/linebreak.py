"""Line break opportunities: the Unicode line breaking algorithm, and rules of Chinese and Japanese typography.

Pure. UAX #14 of Unicode 17.0, as numbered there. Each character becomes the letter of its class; most rules
look at two neighbours, so pairs of letters are decided once and cached; the few rules that look further
are regexes over the letters. On top come the conventions of CLREQ 3.1 and JLREQ 3.1, and Korean
by words. All of it is linear and costs some 0.3 µs per character.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import pairwise
from string import ascii_letters, digits

from reader.text.graphemes import inside_graphemes
from reader.text.linebreak_table import CLASSES, NAMES, STARTS
from reader.text.pattern import late

NEVER_FIRST = (
    "!%),.:;?]}°·»’”…‥‰′″℃、。，．：；！？％）］｝｠〉》」』】〕〗〙〛〞〟々〻ー〜～‼⁇⁈⁉・ヽヾゝゞ"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｡｣､･ｧｨｩｪｫｬｭｮｯｰ"
)
"""Characters that never begin a line, where an overlong word is broken."""

NEVER_LAST = "([{«‘“（［｛｟〈《「『【〔〖〘〚〝｢"
"""Characters that never end a line, where an overlong word is broken."""

STICKY = "\u00a0\u2007\u202f\u2011\u2060\ufeff\u034f"
"""Characters that are never parted from their neighbours: no-break space and hyphen, word joiner (classes GL and WJ of UAX #14)."""

SOUTH_EAST_NEVER_FIRST = (
    "\u0e2f-\u0e3a\u0e45-\u0e4e\u0e5a\u0e5b\u0eaf-\u0ebc\u0ec6-\u0ece\u102b-\u103e\u104a-\u104f\u17b4-\u17dd"
)
"""Vowels after their consonant, tones, signs of repetition and ends of sentences in Thai, Lao, Burmese and Khmer, as ranges."""

SOUTH_EAST_NEVER_LAST = "\u0e40-\u0e44\u0ec0-\u0ec4\u1039\u17d2"
"""Vowels before their consonant, and signs that stack the next consonant, as ranges."""

_COUNTERS = "年月日時时分秒号號点點岁歲歳度倍元円圆圓米斤克吨個个人名次回件位页頁章节節"
_LONG_COUNTERS = (
    "美元 美金 港元 港币 港幣 欧元 歐元 日元 英镑 英鎊 韩元 台币 台幣 新台币 人民币 公里 千米 厘米 毫米 微米 纳米 英里 英尺 英寸 "
    "平方米 立方米 平方公里 公斤 千克 毫克 公顷 毫升 小时 小時 分钟 分鐘 毫秒 微秒 纳秒 時間 か月 ヶ月 ヵ月 个月 個月 "
    "摄氏度 百分点 ドル ユーロ キロ メートル パーセント"
)
_LATIN_UNITS = (
    "nm µm μm mm cm m km ft yd mi mg µg μg g kg lb lbs oz ml mL l L Hz kHz MHz GHz THz B kB KB MB GB TB PB KiB MiB GiB TiB "
    "bit bits kbps Kbps Mbps Gbps V kV mV W kW MW GW Wh kWh mAh J kJ kcal Pa kPa hPa MPa K px pt em rem dpi fps rpm "
    "ns µs μs ms s min h hr hrs AM PM am pm a.m. p.m. % ‰ °C °F ℃ ℉ USD EUR GBP CNY RMB JPY million billion trillion"
)
"""Units and counters that stay with the number before them, even after a space."""

_LETTERS = dict(zip(NAMES, ascii_letters + digits + "!%,;@_", strict=True))
"""A letter for each class; of ASCII, for which strings and regexes are fastest, and none that is special in a regex."""
_NAMES = {letter: name for name, letter in _LETTERS.items()}


def _letters(names: str) -> frozenset[str]:
    """Return the letters of classes: ``AL`` with its East Asian variant, ``AL+`` only that, ``AL-`` without."""
    found: set[str] = set()
    for name in names.split():
        base = name.rstrip("+-")
        wanted = {base + "+"} if name.endswith("+") else {base} if name.endswith("-") else {base, base + "+"}
        found.update(_LETTERS[each] for each in wanted if each in _LETTERS)
    return frozenset(found)


def _set(letters: Iterable[str], *, inverse: bool = False) -> str:
    return ("[^" if inverse else "[") + "".join(sorted(letters)) + "]"


_EAST_ASIAN = frozenset(letter for letter, name in _NAMES.items() if name.endswith("+"))
_MARKS = _letters("CM ZWJ")
_HARD = _letters("BK CR LF NL")
_ENDS = _letters("BK CR LF NL SP ZW")
_SPACE = "".join(_letters("SP"))
_ZWJ = "".join(_letters("ZWJ"))
_LETTER = _letters("AL XA HL DC")
_IDEOGRAPHIC = _letters("ID XP EB EM")
_QUOTES, _OPENING_QUOTE, _CLOSING_QUOTE = _letters("QU QU< QU>"), _letters("QU<"), _letters("QU>")
_JAMO = _letters("JL JV JT H2 H3")
_AKSARA = _letters("AK DC AS")

_NEVER_BEFORE = _letters("CL CP EX SY IS WJ")


class _Classes(dict[int, str]):
    """Code point to class letter, filled on demand; for ``str.translate``."""

    def __init__(self, changed: Mapping[str, str]) -> None:
        super().__init__({ord(char): _LETTERS[name] for char, name in changed.items()})

    def __missing__(self, point: int) -> str:
        letter = self[point] = self._letter(point)
        return letter

    def _letter(self, point: int) -> str:
        return _LETTERS[NAMES[CLASSES[bisect_right(STARTS, point) - 1]]]


class _BookClasses(_Classes):
    """Class letters with Korean broken between words only."""

    def _letter(self, point: int) -> str:
        letter = super()._letter(point)
        return _LETTERS["AL"] if letter in _JAMO else letter


_STANDARD = _Classes({})
_BOOK = _BookClasses(
    {
        "—": "NS",
        "―": "NS",
        "～": "NS+",
        "／": "NS+",
        "｜": "NS+",
        "％": "EX+",
        "‰": "EX",
        "℃": "EX",
        "℉": "EX",
    }
)
"""Dashes, wave dashes and dividers begin no line (CLREQ 3.1.3, prohibition rules), nor do units, even after a bracket."""


class _Pairs(dict[tuple[str, str], int]):
    """Two neighbouring classes to whether a line may end between them, decided on demand."""

    def __missing__(self, pair: tuple[str, str]) -> int:
        may_end = self[pair] = int(_may_end_between(*pair))
        return may_end


def _may_end_between(left: str, right: str) -> bool:
    """Return whether a line may end between two classes, by the rules in order (LB9, LB10 are done)."""
    if left in _HARD:  # LB4, LB5
        return not (_NAMES[left] == "CR" and _NAMES[right] == "LF")
    if right in _ENDS:  # LB6, LB7
        return False
    if left in _letters("ZW"):  # LB8
        return True
    if right in _letters("WJ") or left in _letters("WJ GL"):  # LB11, LB12
        return False
    if right in _letters("GL"):  # LB12a
        return left in _letters("SP BA HY HH")
    if right in _NEVER_BEFORE or left in _letters("OP"):  # LB13, LB14, LB15d
        return False
    if left == _SPACE:  # LB18
        return True
    if right in _QUOTES - _OPENING_QUOTE or left in _QUOTES - _CLOSING_QUOTE:  # LB19
        return False
    if (right in _QUOTES and left not in _EAST_ASIAN) or (
        left in _QUOTES and right not in _EAST_ASIAN
    ):  # LB19a
        return False
    return not _stays_together(left, right)


def _stays_together(left: str, right: str) -> bool:
    """Return whether one of the rules LB17 and LB20 to LB30b keeps two classes together."""
    if (left in _letters("B2")) and (right in _letters("B2")):  # LB17
        return True
    if left in _letters("CB") or right in _letters("CB"):  # LB20
        return False
    return (
        right in _letters("BA HH HY NS IN")  # LB21, LB22
        or left in _letters("BB")
        or any(left in before and right in after for before, after in _TOGETHER)
    )


_TOGETHER = (
    (_letters("SY"), _letters("HL")),  # LB21b
    (_LETTER, _letters("NU")),  # LB23
    (_letters("NU"), _LETTER),
    (_letters("PR"), _IDEOGRAPHIC),  # LB23a
    (_IDEOGRAPHIC, _letters("PO")),
    (_letters("PR PO"), _LETTER),  # LB24
    (_LETTER, _letters("PR PO")),
    (_letters("NU"), _letters("PO PR NU")),  # LB25
    (_letters("PO PR HY IS"), _letters("NU")),
    (_letters("JL"), _letters("JL JV H2 H3")),  # LB26
    (_letters("JV H2"), _letters("JV JT")),
    (_letters("JT H3"), _letters("JT")),
    (_JAMO, _letters("PO")),  # LB27
    (_letters("PR"), _JAMO),
    (_LETTER, _LETTER),  # LB28
    (_letters("AP"), _AKSARA),  # LB28a
    (_AKSARA, _letters("VF VI")),
    (_letters("IS"), _LETTER),  # LB29
    (_LETTER | _letters("NU"), _letters("OP-")),  # LB30
    (_letters("CP-"), _LETTER | _letters("NU")),
    (_letters("RI"), _letters("RI")),  # LB30a; every second one is undone below
    (_letters("EB XP XA"), _letters("EM")),  # LB30b
)

_PAIRS = _Pairs()


def _rule(needs: str, pattern: str, *, may_end: bool = False) -> tuple[frozenset[str], re.Pattern[str], bool]:
    """Return a rule: the classes one of which must occur, where it looks, and what holds after the match."""
    classes = re.sub(r"\{([^}^]*)\}", lambda match: _set(_letters(match[1])), pattern)
    classes = re.sub(r"\{\^([^}]*)\}", lambda match: _set(_letters(match[1]), inverse=True), classes)
    classes = classes.replace("<EA>", _set(_EAST_ASIAN - _ENDS)).replace(
        "<not EA>", _set(_EAST_ASIAN, inverse=True)
    )
    return _letters(needs), late(classes), may_end


_RULES = (
    _rule("OP", "{OP}{SP}+"),  # LB14
    _rule("QU<", "(?<!{^BK CR LF NL OP QU QU< QU> GL SP ZW}){QU<}{SP}+"),  # LB15a
    _rule("QU>", "{SP}(?={QU>}(?:{SP GL WJ CL QU QU< QU> CP EX IS SY BK CR LF NL ZW}|$))"),  # LB15b
    _rule("IS", "{SP}(?={IS}{NU})", may_end=True),  # LB15c
    _rule("NS", "{CL CP}{SP}+(?={NS})"),  # LB16
    _rule("B2", "{B2}{SP}+(?={B2})"),  # LB17
    _rule("QU<", "<EA>(?={QU<}(?:<not EA>|$))"),  # LB19a
    _rule("QU>", "(?<!<EA>){QU>}"),  # LB19a
    _rule("HY HH", "(?<!{^BK CR LF NL SP ZW CB GL}){HY HH}(?={AL XA HL DC})"),  # LB20a
    _rule("HL", "{HL}{HY HH}(?={^HL CB})"),  # LB21a
    _rule("NU", "{NU}{SY IS}*{CL CP}?(?={PO PR})"),  # LB25
    _rule("NU", "{NU}{SY IS}+(?={NU})"),
    _rule("NU", "{PO PR}(?={OP}{IS}?{NU})"),
    _rule("VI", "{AK DC AS}{VI}(?={AK DC})"),  # LB28a
    _rule("VF", "{AK DC AS}(?={AK DC AS}{VF})"),
    _rule("RI", "{RI}{RI}(?={RI})", may_end=True),  # LB30a
    _rule("ZW", "{ZW}{SP}*(?={^BK CR LF NL SP ZW})", may_end=True),  # LB8
)


def opportunities(text: str) -> bytearray:
    """Return a byte per position, 1 where a line may end before that character, by the rules of books.

    The standard's rules, and: dashes, dividers and middle dots begin no line, a slash between East Asian
    characters stays with both, numbers keep their units, days their times, hyphens that begin a word stay with
    it, quoted Latin words may part from the Chinese around them, straight quotation marks open and close in
    turn, Korean breaks between words, operators and names with signs (``->``, ``C++``, ``#topic``) stay whole.
    """
    flags = _opportunities(text, _BOOK)
    special = {each for each in _SPECIAL if each in text}
    if special:
        _mend(text, flags, special)
    for position in inside_graphemes(text):
        flags[position] = 0
    return flags


def _mend(text: str, flags: bytearray, special: set[str]) -> None:
    """Apply the rules beyond the standard that look at one of ``special``, those of ``_SPECIAL`` that the text has."""
    if '"' in special:
        _pair_straight_quotes(text, flags)
    if not special.isdisjoint(_CURLY_QUOTES):
        for match in _QUOTED_WORD.finditer(text):
            flags[match.end()] = 1
    for pattern, needs in _STUCK:
        if not special.isdisjoint(needs):
            for match in pattern.finditer(text):
                flags[match.end()] = 0
    if not special.isdisjoint(_DIGITS):
        for match in _MEASURED.finditer(text):
            flags[match.start() + 1 : match.end()] = bytes(match.end() - match.start() - 1)


_CURLY_QUOTES = frozenset("“”‘’")
_DIGITS = frozenset("0123456789０１２３４５６７８９")

_QUOTED_WORD = late(
    "[\u3400-\u9fff](?=[“‘][^\\s])|(?<=[^\\s])[”’](?=[\u3400-\u9fff“‘《〈（「『【])|[》〉）」』】](?=[“‘])"
)
"""A quoted Latin word among Chinese, and quotations in a row: LB19a joins them, although the quotes' directions are clear."""


def _pair_straight_quotes(text: str, flags: bytearray) -> None:
    """Join straight quotes to what they enclose, and allow a line end to Chinese outside."""
    marks = [match.start() for match in re.finditer('"', text)]
    if len(marks) % 2:  # inches, or an unclosed quotation
        return
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        if opening and _CHINESE_BEFORE.match(text, opening - 1):
            flags[opening] = 1
        flags[opening + 1] = 0
        if text[closing - 1] != " ":
            flags[closing] = 0
        if _CHINESE_AFTER.match(text, closing + 1):
            flags[closing + 1] = 1


_CHINESE_BEFORE = late("[\u3400-\u9fff，。、；：？！）》」』】]")
_CHINESE_AFTER = late("[\u3400-\u9fff（《「『【]")


_UNIT = f"(?:{'|'.join(_LONG_COUNTERS.split())}|[{_COUNTERS}])"
_FIRSTS = " 万萬亿億兆千百" + _COUNTERS + "".join(unit[0] for unit in _LONG_COUNTERS.split())
_MEASURED = late(
    f"[0-9０-９](?=[{_FIRSTS}])"  # most digits end here
    f"(?:(?: ?{_UNIT}| ?[万萬亿億兆千百]{{1,2}}(?: ?{_UNIT})?)"
    f"| (?:{'|'.join(map(re.escape, _LATIN_UNITS.split()))})(?!\\w))"
)
"""The last digit of a number that has a unit."""

_STUCK = (
    (late("[$€£¥￥₩] (?=[0-9])"), frozenset("$€£¥￥₩")),
    (late("第 ?(?=[0-9０-９])"), frozenset("第")),
    (late(r"[^\s\u200b](?=[·‧•])"), frozenset("·‧•")),
    (late(r"\S +(?=· )"), frozenset("·")),
    (late(r"[^\s\u200b](?=[⁰¹²³⁴⁵⁶⁷⁸⁹])"), frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")),
    (late("[0-9]-[0-9]{2} (?=[0-2][0-9]:[0-5][0-9])"), frozenset(":")),
    (late(r"[^\x00-\x7f]/(?=[^\x00-\x7f])"), frozenset("/")),
    (late(r"(?<![^\s(（\[“‘\"'])[-\u2010\u2212–]+(?=\w)"), frozenset("-\u2010\u2212–")),
    (late("[0-9]–(?=[0-9])"), frozenset("–")),
    (late(r"[-+*=<>!&|:~^](?=[-+*=<>&|~^/])|[+:<](?=[+:!/])|[A-Za-z0-9](?=\+)"), frozenset("+*=<>!&|:~^")),
    (late(r"\$(?=\$)|%(?=%)|#(?=#)|@(?=@)|\\(?=\\)|:(?=\\)"), frozenset("$%#@\\")),
    (late("[#@](?=[A-Za-z\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3])"), frozenset("#@")),
    (late(r"[0-9A-Za-z０-９](?=[＋－＝×÷])|[＋－＝×÷](?=[0-9A-Za-z０-９])"), frozenset("＋－＝×÷")),
)
"""Where a line does not end, each with the characters one of which it needs."""

_SPECIAL = _CURLY_QUOTES.union(_DIGITS, '"', *(needs for _, needs in _STUCK))


def standard_opportunities(text: str) -> bytearray:
    """Return the opportunities by UAX #14 alone, as its conformance test expects."""
    return _opportunities(text, _STANDARD)


def _opportunities(text: str, classes: _Classes) -> bytearray:
    letters = text.translate(classes)
    present = set(letters)
    if present & _MARKS:
        return _with_marks(letters)
    return _decide(letters, present)


def _decide(letters: str, present: set[str]) -> bytearray:
    flags = bytearray(1)
    flags.extend(map(_PAIRS.__getitem__, pairwise(letters)))
    flags.append(0)
    for needs, pattern, may_end in _RULES:
        if present.isdisjoint(needs):
            continue
        for match in pattern.finditer(letters):
            flags[match.end()] = may_end
    flags[-1] = 0
    return flags


_ABSORBED = late(f"(?<={_set(_MARKS | _ENDS, inverse=True)}){_set(_MARKS)}+")


def _with_marks(letters: str) -> bytearray:
    """Return the opportunities with combining marks joined to their base (LB9); without a base they are letters (LB10)."""
    kept: list[str] = []
    origins: list[int] = []
    start = 0
    for match in _ABSORBED.finditer(letters):
        kept.append(letters[start : match.start()])
        origins.extend(range(start, match.start()))
        start = match.end()
    kept.append(letters[start:])
    origins.extend(range(start, len(letters)))
    reduced = "".join(kept)
    for mark in _MARKS:
        reduced = reduced.replace(mark, _LETTERS["AL"])
    flags = bytearray(len(letters) + 1)
    for at, flag in zip(origins, _decide(reduced, set(reduced)), strict=False):
        flags[at] = flag
    at = letters.find(_ZWJ)
    while at >= 0:  # LB8a
        flags[at + 1] = 0
        at = letters.find(_ZWJ, at + 1)
    return flags
