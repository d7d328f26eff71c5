"""The names of languages in themselves.

Pure. The names are those of Unicode's CLDR, capitalized where the language does so.
"""

from collections import Counter
from collections.abc import Sequence

from reader.i18n import tr

NAMES = {
    "af": "Afrikaans", "am": "አማርኛ", "ar": "العربية", "az": "Azərbaycan", "be": "Беларуская", "bg": "Български",
    "bn": "বাংলা", "bs": "Bosanski", "ca": "Català", "cs": "Čeština", "cy": "Cymraeg", "da": "Dansk", "de": "Deutsch",
    "el": "Ελληνικά", "en": "English", "eo": "Esperanto", "es": "Español", "et": "Eesti", "eu": "Euskara", "fa": "فارسی",
    "fi": "Suomi", "fil": "Filipino", "fr": "Français", "ga": "Gaeilge", "gl": "Galego", "gu": "ગુજરાતી", "he": "עברית",
    "hi": "हिन्दी", "hr": "Hrvatski", "hu": "Magyar", "hy": "Հայերեն", "id": "Bahasa Indonesia", "is": "Íslenska",
    "it": "Italiano", "ja": "日本語", "ka": "ქართული", "kk": "Қазақ тілі", "km": "ខ្មែរ", "kn": "ಕನ್ನಡ", "ko": "한국어",
    "ku": "Kurdî", "ky": "Кыргызча", "la": "Latina", "lb": "Lëtzebuergesch", "lo": "ລາວ", "lt": "Lietuvių",
    "lv": "Latviešu", "mk": "Македонски", "ml": "മലയാളം", "mn": "Монгол", "mr": "मराठी", "ms": "Bahasa Melayu",
    "my": "မြန်မာ", "nb": "Norsk bokmål", "ne": "नेपाली", "nl": "Nederlands", "nn": "Norsk nynorsk", "no": "Norsk",
    "pa": "ਪੰਜਾਬੀ", "pl": "Polski", "ps": "پښتو", "pt": "Português", "ro": "Română", "ru": "Русский", "si": "සිංහල",
    "sk": "Slovenčina", "sl": "Slovenščina", "sq": "Shqip", "sr": "Српски", "sv": "Svenska", "sw": "Kiswahili",
    "ta": "தமிழ்", "te": "తెలుగు", "tg": "Тоҷикӣ", "th": "ไทย", "tk": "Türkmen dili", "tl": "Tagalog", "tr": "Türkçe",
    "uk": "Українська", "ur": "اردو", "uz": "Oʻzbek", "vi": "Tiếng Việt", "yue": "粵語", "zh": "中文", "zu": "isiZulu",
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
