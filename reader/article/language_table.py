"""Languages: codes, names and scripts, and what distinguishes languages of one script.

Read by ``reader.article.language``.
"""

from reader.text.pattern import late


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


CODES = _words(
    "af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn "
    "ko ku ky la lb lo lt lv mk ml mn mr ms my nb ne nl nn no pa pl ps pt ro ru si sk sl sq sr sv sw ta te tg th tk tl tr "
    "uk ur uz vi yue zh zu"
)
"""ISO 639 codes of languages that people publish in."""

UNMISTAKABLE = _words("en zh ja ko fr de es ru uk vi tr pl nl cs sv pt")
"""Codes that are unambiguous as the name of a folder."""

SCRIPT_CODES = _words("hans hant latn cyrl arab jpan kore")
"""ISO 15924 codes of scripts that tags name."""

REGIONS = _words(
    "us gb cn tw hk mo sg jp kr de at ch fr be ca br pt es mx ar co cl pe it nl ru ua by pl cz sk hu ro bg gr tr il ir sa "
    "ae eg in pk bd lk np th vn id my ph se no dk fi is ie au nz za 419"
)
"""Regions that tags name."""

PARENTS = _words(
    "content docs articles posts pages source src i18n l10n locale locales lang langs languages translations blog news"
)
"""Folders whose folders are languages."""

NAMES = {
    "english": "en", "chinese": "zh", "中文": "zh", "汉语": "zh", "简体中文": "zh-hans", "繁體中文": "zh-hant",
    "simplified chinese": "zh-hans", "traditional chinese": "zh-hant", "japanese": "ja", "日本語": "ja", "korean": "ko",
    "한국어": "ko", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es", "español": "es",
    "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "russian": "ru", "русский": "ru",
    "dutch": "nl", "nederlands": "nl", "cn": "zh-cn", "zh-chs": "zh-hans", "zh-cht": "zh-hant", "jp": "ja", "kr": "ko",
}  # fmt: skip
"""Names of languages and usual abbreviations, in lower case, to tags."""

SCRIPTS = {
    "zh": late("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"),
    "ja": late("[\u3041-\u30fa\u30fc-\u30ff\uff66-\uff9f]+"),
    "ko": late("[\uac00-\ud7af\u1100-\u11ff]+"),
    "ru": late("[\u0400-\u04ff]+"),
    "ar": late("[\u0600-\u06ff]+"),
    "he": late("[\u0590-\u05ff]+"),
    "hi": late("[\u0900-\u097f]+"),
    "bn": late("[\u0980-\u09ff]+"),
    "th": late("[\u0e00-\u0e7f]+"),
    "el": late("[\u0370-\u03ff]+"),
}
"""A language for each script, the one most written in it."""

SIMPLIFIED_ONLY = frozenset(
    "这国来说时会学对发经动开进样现当没过还从头机长问关实业务员东车书买门见贝页马鸟龙风飞电话让认识语请谁谢钱银铁"
    "错钟阳阴队难题顾颜须变为义乐习乡亲亿仅价众优伟传伤伦体论设访证评诉词译试详误读课调谈谋护报担择拥据挥损换搜摄"
)
"""Frequent characters that only simplified Chinese has."""
TRADITIONAL_ONLY = (
    frozenset(
        "這國來說時會學對發經動開進樣現當沒過還從頭機長問關實業務員東車書買門見貝頁馬鳥龍風飛電話讓認識語請誰謝錢銀鐵"
        "錯鐘陽陰隊難題顧顏須變為義樂習鄉親億僅價眾優偉傳傷倫體論設訪證評訴詞譯試詳誤讀課調談謀護報擔擇擁據揮損換蒐攝"
    )
    - SIMPLIFIED_ONLY
)
"""Frequent characters that only traditional Chinese has."""

WORDS = {
    "en": _words("the of and to in is that it for with as this are you be on was by"),
    "de": _words("der die und das ist nicht ein eine zu den mit von auf sich für dem sie wir"),
    "fr": _words("le la les et des est une du que pour dans qui pas sur avec vous nous ce"),
    "es": _words("el la los las y que del una por con para es se su como más no lo"),
    "it": _words("il la di che e è per un una del della con non sono gli nel le si"),
    "pt": _words("o a os de que e do da em um uma para com não por mais se na"),
    "nl": _words("de het een en van is dat niet met voor zijn op te die aan ook je"),
    "pl": _words("i w na z się jest to że nie do jak dla przez od są oraz po"),
    "tr": _words("ve bir bu için ile de da olarak daha çok olan gibi ne kadar var"),
    "id": _words("yang dan di untuk dengan ini dari dalam adalah tidak pada anda akan"),
    "vi": _words("và của là các cho một có không được trong với những bạn này để"),
    "sv": _words("och att det som en är på för av med till inte den har ett jag"),
}
"""The most frequent words of languages of the Latin script."""
