"""What an article has to hear and to see, with it or in its text. Pure.

Its text is not parsed, which would cost more than all else of a scan: code is left out, then marks of images and players count.
"""

from typing import Final

from reader.article.article import Document
from reader.article.media import AUDIO, IMAGE, VIDEO, has_media, media_of, medium_of
from reader.text.pattern import late

BITS: Final = {AUDIO: 1, VIDEO: 2, IMAGE: 4}
"""A bit for each kind."""

TEXT_LIMIT: Final = 200_000
"""Characters of a text in which marks are looked for."""

_FILMS: Final = ("youtu", "vimeo.com/", "bilibili.com/", "dailymotion.com/", "v.qq.com/")
"""What stands in the addresses of pages with a film."""

_FILM: Final = late(
    r"(?:^[ \t>*+-]*+(?:\[[^\]\n]{0,500}\]\(<?|<)?(?P<line>(?:https?:)?//)|<iframe\b[^>]{0,500}?\bsrc=[\"']?(?:https?:)?//)"
    r"(?:www\.|m\.|player\.)?(?:youtu\.be/|youtube(?:-nocookie)?\.com/(?:watch|embed/|shorts/|live/|playlist|channel/[^\s/]{1,100}/live)"
    r"|vimeo\.com/(?:video/)?\d|bilibili\.com/(?:video/|player)|dailymotion\.com/(?:embed/)?video/|v\.qq\.com/(?:x/|txp/iframe/))"
    r"(?(line)[^\s)>]{0,2000}>?\)?[^\S\n]*$)",
    10,  # I, M
)
"""A film's page whose link is all that its line has, as our own files have a frame; or the frame itself."""

_MARKS: Final = ("![", "<img", "<picture", "<audio", "<video", "<IMG", "<AUDIO", "<VIDEO")
"""Without one of them the text need not be looked at closely, which costs a hundred times as much."""
_ALL: Final = sum(BITS.values())
_CODE: Final = late(
    r"^ {0,3}(```|~~~).*?(?:^ {0,3}\1|\Z)|(?<!`)(`{1,3})(?!`)[^\n]{0,2000}?(?<!`)\2(?!`)", 24
)  # M, S
_MARK: Final = late(
    r"!\[\[(?P<wiki>[^\]\n|#]{1,500})|!\[[^\]]{0,3000}\](?:\(<?(?P<target>[^\s)>]{1,4000})|\[)|<(?P<element>img|picture|audio|video)\b",
    2,  # ignoring case
)


def kinds_in(document: Document) -> int:
    """Return the bits of all kinds that an article has."""
    article, body = document.article, document.body
    found = BITS[IMAGE] if article.image else 0
    if has_media(article.extra):
        for file in media_of(article.extra).files:
            found |= BITS.get(file.medium, 0)
    if any(film in body for film in _FILMS) and not found & BITS[VIDEO] and _shows_film(body[:TEXT_LIMIT]):
        found |= BITS[VIDEO]
    if any(mark in body for mark in _MARKS):
        found |= _in_text(body[:TEXT_LIMIT])
    return found


def _shows_film(text: str) -> bool:
    return bool(_FILM.search(text)) and bool(_FILM.search(_without_code(text)))


def _without_code(text: str) -> str:
    return _CODE.sub("", text) if "`" in text or "~~~" in text else text


def _in_text(text: str) -> int:
    if not _MARK.search(text):
        return 0
    found = 0
    for mark in _MARK.finditer(_without_code(text)):
        element, target, wiki = mark["element"], mark["target"], mark["wiki"]
        if element:
            found |= BITS.get(element.lower(), BITS[IMAGE])
        elif wiki:  # a note that is embedded has no ending of a file
            found |= BITS.get(medium_of("", wiki.strip()), 0)
        else:
            found |= BITS[medium_of("", target or "") or IMAGE]
        if found == _ALL:
            break
    return found
