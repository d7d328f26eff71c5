"""Text as it is compared: case, accents and width do not count. Pure."""

import unicodedata


def folded(text: str) -> str:
    """Return the text in small letters without accents, full-width letters as others (NFKC, then Unicode 3.13).

    Accents are dropped from Latin, Greek and Cyrillic letters alone: elsewhere they tell letters apart.
    """
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKC", text).casefold()
    if not any("\u00c0" <= char < "\u0530" or "\u1e00" <= char < "\u2000" for char in text):
        return text
    parts = []
    for char in text:
        bare = unicodedata.normalize("NFD", char)
        parts.append(bare[0] if len(bare) > 1 and bare[0] < "\u0530" else char)
    return "".join(parts)
