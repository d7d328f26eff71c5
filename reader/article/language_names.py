"""The names of languages in themselves.

Pure. The names are those of Unicode's CLDR, capitalized where the language does so.
"""

from collections import Counter
from collections.abc import Sequence

from reader.i18n import tr

NAMES = {
    "af": "Afrikaans", "am": "አማርኛ", "ar": "العربية", "as": "অসমীয়া", "ast": "Asturianu", "az": "Azərbaycan",
    "be": "Беларуская", "bg": "Български", "bho": "भोजपुरी", "bn": "বাংলা", "bo": "བོད་སྐད་", "br": "Brezhoneg",
    "bs": "Bosanski", "ca": "Català", "chr": "ᏣᎳᎩ", "ckb": "کوردیی ناوەندی", "cs": "Čeština", "cy": "Cymraeg",
    "da": "Dansk", "de": "Deutsch", "dv": "ދިވެހި", "dz": "རྫོང་ཁ", "el": "Ελληνικά", "en": "English", "eo": "Esperanto",
    "es": "Español", "et": "Eesti", "eu": "Euskara", "fa": "فارسی", "fi": "Suomi", "fil": "Filipino", "fo": "Føroyskt",
    "fr": "Français", "fy": "Frysk", "ga": "Gaeilge", "gd": "Gàidhlig", "gl": "Galego", "gu": "ગુજરાતી", "ha": "Hausa",
    "he": "עברית", "hi": "हिन्दी", "hr": "Hrvatski", "hsb": "Hornjoserbšćina", "ht": "Kreyòl ayisyen", "hu": "Magyar",
    "hy": "Հայերեն", "id": "Bahasa Indonesia", "ig": "Igbo", "is": "Íslenska", "it": "Italiano", "ja": "日本語",
    "jv": "Jawa", "ka": "ქართული", "kk": "Қазақ тілі", "km": "ខ្មែរ", "kmr": "Kurmancî", "kn": "ಕನ್ನಡ", "ko": "한국어",
    "ks": "کٲشُر", "ku": "Kurdî", "ky": "Кыргызча", "la": "Latina", "lb": "Lëtzebuergesch", "lg": "Luganda",
    "ln": "Lingála", "lo": "ລາວ", "lt": "Lietuvių", "lv": "Latviešu", "mai": "मैथिली", "mg": "Malagasy", "mi": "Māori",
    "mk": "Македонски", "ml": "മലയാളം", "mn": "Монгол", "mr": "मराठी", "ms": "Bahasa Melayu", "mt": "Malti",
    "my": "မြန်မာ", "nb": "Norsk bokmål", "ne": "नेपाली", "nl": "Nederlands", "nn": "Norsk nynorsk", "no": "Norsk",
    "nqo": "ߒߞߏ", "ny": "Chichewa", "oc": "Occitan", "om": "Oromoo", "or": "ଓଡ଼ିଆ", "pa": "ਪੰਜਾਬੀ",
    "pcm": "Naijíriá Píjin", "pl": "Polski", "ps": "پښتو", "pt": "Português", "rm": "Rumantsch", "rn": "Ikirundi",
    "ro": "Română", "ru": "Русский", "rw": "Ikinyarwanda", "sa": "संस्कृतम्", "sat": "ᱥᱟᱱᱛᱟᱲᱤ", "scn": "Sicilianu",
    "sco": "Scots", "sd": "سنڌي", "si": "සිංහල", "sk": "Slovenčina", "sl": "Slovenščina", "sn": "chiShona",
    "so": "Soomaali", "sq": "Shqip", "sr": "Српски", "su": "Basa Sunda", "sv": "Svenska", "sw": "Kiswahili",
    "syr": "ܣܘܪܝܝܐ", "szl": "Ślōnski", "ta": "தமிழ்", "te": "తెలుగు", "tg": "Тоҷикӣ", "th": "ไทย", "ti": "ትግርኛ",
    "tk": "Türkmen dili", "tl": "Tagalog", "tn": "Setswana", "tr": "Türkçe", "tt": "Татар", "ug": "ئۇيغۇرچە",
    "uk": "Українська", "ur": "اردو", "uz": "Oʻzbek", "vi": "Tiếng Việt", "wo": "Wolof", "xh": "isiXhosa", "yi": "ייִדיש",
    "yo": "Yorùbá", "yue": "粵語", "zgh": "ⵜⴰⵎⴰⵣⵉⵖⵜ", "zh": "中文", "zu": "isiZulu",
}  # fmt: skip
"""Names by ISO 639 code."""

CHINESE = {
    "zh-Hans": "简体中文", "zh-CN": "简体中文", "zh-SG": "简体中文", "zh-Hans-CN": "简体中文",
    "zh-Hant": "繁體中文", "zh-TW": "繁體中文", "zh-HK": "繁體中文（香港）", "zh-MO": "繁體中文（澳門）",
}  # fmt: skip
"""Names of kinds of Chinese, where there are several."""


def own_names(tags: Sequence[str]) -> list[str]:
    """Return the names of these languages (BCP 47 tags) in themselves, with a region or script only where it distinguishes them."""
    short = [NAMES.get(tag.partition("-")[0], tag) or tr("another language") for tag in tags]
    count = Counter(short)
    return [
        name if count[name] == 1 or "-" not in tag else CHINESE.get(tag) or f"{name} ({tag})"
        for tag, name in zip(tags, short, strict=True)
    ]
