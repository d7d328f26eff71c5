"""The meaning of template tags on a page: images, links, code, containers; of others only the content stays.

Pure. Hugo's and Hexo's shortcodes and those of well-known themes and includes, by name. A tag is replaced by
Markdown, which is then parsed.
"""

import re
from urllib.parse import quote

from reader.page.markdown.rules.kinds import KINDS
from reader.page.markdown.rules.tags import Tag
from reader.text.pattern import late

FIGURES = frozenset(
    ["figure", "img", "image", "imgproc", "picture", "asset_img", "fig", "lightbox", "image-card"]
)
"""Tags of images."""
CODE = frozenset(
    ["highlight", "code", "code-toggle", "codeblock", "code-block", "prism", "mermaid", "chroma"]
)
"""Tags of code."""
_GENERIC_NAMES = "alert admonition admonitions callout notice hint box message aside note banner"
_GENERIC = frozenset(_GENERIC_NAMES.split())
_TITLED_NAMES = "tab tabitem pane card cards-card accordion-item accordionitem blocks/feature steps-step"
_TITLED = frozenset(_TITLED_NAMES.split())
_OTHER_NAMES = "block-note collapse expand details fold spoiler toggle pullquote blockquote quote"
CONTAINERS = _GENERIC | _TITLED | {*_OTHER_NAMES.split()} | set(KINDS)
"""Tags of containers; their kind is the name, or the first word or ``type``."""
PLACES = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "youtube-lite": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "vimeo_simple": "https://vimeo.com/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "gist": "https://gist.github.com/{}",
    "tweet": "https://x.com/{}",
    "twitter": "https://x.com/{}",
    "x": "https://x.com/{}",
    "instagram": "https://www.instagram.com/p/{}",
    "codepen": "https://codepen.io/{}",
    "jsfiddle": "https://jsfiddle.net/{}",
    "asciinema": "https://asciinema.org/a/{}",
    "spotify": "https://open.spotify.com/{}",
    "music": "https://music.163.com/#/song?id={}",
    "soundcloud": "https://soundcloud.com/{}",
    "video": "{}",
    "audio": "{}",
    "iframe": "{}",
    "pdf": "{}",
    "embed": "{}",
    "slideshare": "https://www.slideshare.net/slideshow/embed_code/key/{}",
    "speakerdeck": "https://speakerdeck.com/player/{}",
    "docswell": "https://www.docswell.com/slide/{}",
    "stackblitz": "https://stackblitz.com/{}",
    "codesandbox": "https://codesandbox.io/embed/{}",
    "figma": "https://www.figma.com/{}",
    "niconico": "https://www.nicovideo.jp/watch/{}",
}
"""Tags that show what is at an address; of most the argument is a part of it."""
_REFERENCES = frozenset(
    ["ref", "relref", "asset_path", "asset_link", "post_path", "post_link", "link", "post_url", "url_for"]
)
_SHOWN = ("text", "label", "title", "caption", "content", "name")
"""Arguments of an unknown tag that are text for readers."""
_BUTTONS = frozenset({"btn", "button"})
"""Tags of Hexo's themes that are links: address, words, icon."""
_WORDS = frozenset({"label", "span", "u", "emp", "wavy", "del", "kbd", "psw", "checkbox", "radio", "checked"})
"""Tags of Hexo's themes whose argument is text, after a colour."""
_COLOURED = frozenset({"span", "checkbox", "radio"})
"""Those among them that begin with a colour and a comma."""
_MARKUP = late(r"([!-/:-@\[-`{-~])")


def shown(tag: Tag) -> str:
    """Return the Markdown that a tag without content shows; often empty."""
    name = tag.name.rpartition("/")[2]
    if name == "include":
        tag, name = _included(tag)
    if name in FIGURES:
        return _figure(tag)
    if name in PLACES:
        return _place(name, tag)
    if name in _REFERENCES:
        return _reference(tag)
    if tag.liquid and not tag.closes and (name in _WORDS or name in _BUTTONS):
        return _button(tag) if name in _BUTTONS else _words(name, tag.inner)
    if name in {"new-in", "since"} or tag.liquid or tag.closes:
        return ""
    text, address = tag.get(*_SHOWN), tag.get("href", "url", "link", "src")
    if address and _looks_like_address(address):
        return link(text or address, address)
    return plain(text)


def caption(tag: Tag) -> str:
    """Return the caption of an image, as Markdown."""
    name = tag.name.rpartition("/")[2]
    if name == "include":
        tag, name = _included(tag)
    if name not in FIGURES:
        return ""
    title, text = tag.get("title"), tag.get("caption")
    strong = f"**{plain(title)}**" if title and text and title != text else "" if text else title
    parts = [strong, text, tag.get("attr")]
    return " ".join(" ".join(part for part in parts if part).split())


def container_of(tag: Tag) -> tuple[str, str] | None:
    """Return kind and title of a tag that opens a container."""
    name = tag.name.rpartition("/")[2] if tag.name not in CONTAINERS else tag.name
    if name not in CONTAINERS:
        return None
    words = list(tag.words)
    title = tag.get("title", "header", "summary", "name", "label", "heading")
    if name in _TITLED:
        return "", title or " ".join(words)
    kind = name
    if name in _GENERIC or name == "details":
        given = tag.get("type", "color", "kind", "variant", "style", "theme", "context", "level")
        if not given and words and words[0].lower() in KINDS:
            given = words.pop(0)
        if given and given.lower() in KINDS:
            kind = given
        if kind in _GENERIC:
            kind = "note"
    if name in {"blockquote", "pullquote", "quote"}:
        return "", title or tag.inner if tag.liquid else title or tag.get("author", "by", "source")
    if title and title.lower() in KINDS and kind != "details":
        return title, ""
    return kind, title or " ".join(words)


def address_of(template: str) -> str:
    """Return the address in a template that is used as an address (``{{< ref "x" >}}``)."""
    return _TEMPLATE.sub(_inside, template).strip()


_TEMPLATE = late(r"\{\{[<%]?.{0,400}?[>%]?\}\}|\{%.{0,400}?%\}", re.DOTALL)
_LITERAL = late(r"""["']([^"']*)["']""")
_WORD = late(r"^\{[{%][<%]?-?\s*([\w.-]+)\s*([^\s\"'|>%}]*)")


def _inside(match: re.Match[str]) -> str:
    text = match.group()
    literal = _LITERAL.search(text)
    if literal:
        return literal[1]
    word = _WORD.match(text)
    return word[2] if word and word[1] in _REFERENCES else ""


def plain(text: str) -> str:
    """Return text escaped for Markdown."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def link(text: str, address: str) -> str:
    """Return a link as Markdown."""
    return f"[{plain(text)}](<{_bracketed(address)}>)"


def image(alt: str, address: str) -> str:
    """Return an image as Markdown."""
    return f"![{plain(alt)}](<{_bracketed(address)}>)"


def _bracketed(address: str) -> str:
    return "".join(address.split("\n")).replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E")


def _included(tag: Tag) -> tuple[Tag, str]:
    """Return an include as the tag of the included file: ``{% include youtube.html id="…" %}``."""
    name = tag.word(0).rpartition("/")[2].partition(".")[0].lower()
    return Tag(name, tag.end, words=tag.words[1:], named=tag.named, liquid=True), name


def _figure(tag: Tag) -> str:
    words = [word.rstrip(",") for word in tag.words if not word.isdigit()]
    address = tag.get("src", "url", "image_path", "path", "link", "file", "image")
    title = ""
    if not address:
        address = next((word for word in words if "." in word and " " not in word), words[0] if words else "")
        title = " ".join(words[words.index(address) + 1 :]) if address in words else ""
    if not address:
        return ""
    made = image(tag.get("alt") or title, address)
    target = tag.get("link", "href")
    return f"[{made}](<{_bracketed(target)}>)" if target and target != address else made


def _button(tag: Tag) -> str:
    address, *words = (part.strip() for part in tag.inner.split(","))
    return link(words[0] or address, address) if words and _looks_like_address(address) else ""


def _words(name: str, text: str) -> str:
    if name == "label":
        _, mark, after = text.partition("@")
        return plain(after if mark else text)
    _, comma, after = text.partition(",")
    return plain(after if comma and name in _COLOURED else text)


def _place(name: str, tag: Tag) -> str:
    key = tag.get("id", "src", "url", "video", "file", "path") or "/".join(
        word.rstrip(",") for word in tag.words[: 2 if name == "gist" else 1]
    )
    if name in {"tweet", "twitter", "x"} and tag.get("user") and tag.get("id"):
        key = f"{tag.get('user')}/status/{tag.get('id')}"
    elif name in {"tweet", "twitter", "x"} and key.isdigit():
        key = f"i/status/{key}"
    elif name == "codepen" and tag.get("user"):
        key = f"{tag.get('user')}/pen/{key}"
    if not key:
        return ""
    address = place_of(name, key)
    text = tag.get("title", "caption") or address.partition("://")[2].removeprefix("www.") or address
    return link(f"▶ {text}", address)


def place_of(name: str, key: str) -> str:
    """Return the address of what a tag of ``PLACES`` shows, from its argument."""
    return key if "://" in key else PLACES[name].format(quote(key, safe="/?=&#:."))


def _reference(tag: Tag) -> str:
    words = list(tag.words)
    if tag.name == "link" and len(words) > 1:  # Hexo: text, then address
        at = next((at for at, word in enumerate(words) if "://" in word), 0)
        return link(" ".join(words[:at]) or words[at], words[at])
    address = tag.get("path") or (words[0] if words else "")
    if tag.name.endswith("_path") or not address:
        return ""
    return link(" ".join(words[1:]) or address, address)


def _looks_like_address(text: str) -> bool:
    return "/" in text or "." in text
