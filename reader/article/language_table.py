"""Languages: codes and names. Read by ``reader.article.language``."""


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


CODES = _words(
    "af am ar as ast az be bg bho bn bo br bs ca chr ckb cs cy da de dv dz el en eo es et eu fa fi fil fo fr fy ga gd gl gu "
    "ha he hi hr hsb ht hu hy id ig is it ja jv ka kk km kmr kn ko ks ku ky la lb lg ln lo lt lv mai mg mi mk ml mn mr ms "
    "mt my nb ne nl nn no nqo ny oc om or pa pcm pl ps pt rm rn ro ru rw sa sat scn sco sd si sk sl sn so sq sr su sv sw "
    "syr szl ta te tg th ti tk tl tn tr tt ug uk ur uz vi wo xh yi yo yue zgh zh zu"
)
"""ISO 639 codes of languages that people publish in."""

UNGUESSED = _words(
    "ast bho br dz fo fy gd hsb ht ig jv ks lb lg ln mai mg mi ny oc om pcm rm rn rw scn sco sn su szl tn wo xh yue zgh zu"
)
"""Those of them that no text is recognised as: a guess does not contradict them."""

UNMISTAKABLE = _words("en zh ja ko fr de es ru uk vi tr pl nl cs sv pt")
"""Codes that are unambiguous as the name of a folder."""

CLEAR = _words("en zh ja ko fr de ru")
"""Those of them that are no abbreviations of anything else: ``cs`` is computer science too, ``es`` a search engine."""

OTHER_SUFFIXES = _words("as ln or rm sd so tt")
"""Codes that are also kinds of files, commands and words of English: ``libc.so.md``."""

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

CONTAINERS = PARENTS | _words("contents doc documentation site website wiki book")
"""Folders that languages are added to the names of: ``contents-en``."""

SAME = {"nb": "no", "nn": "no", "bs": "hr", "tl": "fil", "kmr": "ku"}
"""Codes for what texts cannot tell apart."""

NAMES = {
    "english": "en", "chinese": "zh", "中文": "zh", "汉语": "zh", "简体中文": "zh-hans", "繁體中文": "zh-hant",
    "simplified chinese": "zh-hans", "traditional chinese": "zh-hant", "japanese": "ja", "日本語": "ja", "korean": "ko",
    "한국어": "ko", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es", "español": "es",
    "italian": "it", "italiano": "it", "portuguese": "pt", "português": "pt", "russian": "ru", "русский": "ru",
    "dutch": "nl", "nederlands": "nl", "cn": "zh-cn", "zh-chs": "zh-hans", "zh-cht": "zh-hant", "jp": "ja", "kr": "ko",
}  # fmt: skip
"""Names of languages and usual abbreviations, in lower case, to tags."""
