"""Images of an entry's HTML: the largest of each, however it is loaded; tracking pixels go. Pure."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from reader.feeds.html.addresses import absolute
from reader.feeds.html.srcset import Candidate, candidates, largest
from reader.feeds.html.tree import remove, unwrap
from reader.text.emoji_names import emoji_named
from reader.text.pattern import late

SMALL_PX = 24
"""An image that is no larger and whose text is not ASCII stands for a character: an emoji."""

_AS_LETTER = late(r"(?:^|[;\s])height\s*:\s*1(?:\.[0-4]\d*)?em\s*(?:;|!|$)", re.IGNORECASE)
"""The style of an image that is as high as a letter."""

_ORNAMENTS = frozenset({"avatar", "favicon", "site-icon", "user-avatar"})
"""Classes of images that only decorate a name."""

_EMOJI = frozenset({"emoji", "wp-smiley", "emojione"})
"""Classes of images that are emoji."""

DATA_SHOWN = 200
"""Characters of an image inside the text from which it is more than a placeholder."""

NO_ADDRESS = "🖼"
"""Stands for an image that has neither address nor text."""

_LAZY = (
    "data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-url", "data-original-src", "data-lazy",
    "data-lazyload", "data-echo", "data-full-src", "data-large-file", "data-orig-file", "data-hi-res-src", "data-image",
    "data-full-url",
)  # fmt: skip
_LAZY_SETS = ("data-srcset", "data-lazy-srcset", "data-original-set", "data-original-srcset")
_IMAGE_ADDRESS = late(r"(?:https?:)?//[^\s{}]+|[^\s{}:\[\]\"]*(?:/|\.[A-Za-z]{3,4}(?:[?#]|\Z))[^\s{}]*")
"""What a script takes for an address; ``true``, ``lazy`` and JSON are none."""

_SIZE = late(r"-[0-9]{2,5}x[0-9]{2,5}(?=\.\w{3,4}\Z)")
"""How WordPress names the sizes of an image."""

_UNSEEN = late(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|(?:^|;)\s*(?:max-)?(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|!|$))",
    re.IGNORECASE,
)
_SHOWN = ("img", "iframe", "video", "audio")
_NO_SIZE = late(r"[01](?:\.0*)?\s*(?:px)?")


def keep_image(element: Any, base: str) -> None:
    """Give an image its address and only that, or leave what stands for it."""
    alt = " ".join((element.get("alt") or "").split())
    size = {element.get("width") or "", element.get("height") or ""}
    is_pixel = is_unseen(element, size)
    if alt and _is_emoji(element):
        alt, address = emoji_named(alt) or alt, ""
    else:
        address = "" if is_pixel or _is_ornament(element, alt) else image_address(element, base)
    if not address or _is_letter(alt, size):
        # Its text stays if it is part of the sentence, or all that is left of the image.
        is_shown = len(element.get("src") or "") >= DATA_SHOWN
        left = "" if is_pixel else alt or (NO_ADDRESS if is_shown else "")
        element.tail = left + (element.tail or "")
        remove(element)
        return
    title = element.get("title")
    element.attrib.clear()
    for child in list(element):
        element.remove(child)  # what <amp-img> shows where it cannot be shown
    element.tag, element.text = "img", None
    element.set("src", address)
    element.set("alt", alt)
    if title and " ".join(title.split()) != alt:
        element.set("title", " ".join(title.split()))


def keep_choice(element: Any, base: str) -> None:
    """Keep the image of a ``<picture>``; one without an ``<img>`` of its own gets it from its sources."""
    image = next(element.iter("img", "amp-img"), None)
    address = image_address(image, base) if image is not None else _of_sources(element, base)
    if image is None and address:
        element.tag, element.text = "img", None
        for child in list(element):
            element.remove(child)
        element.set("src", address)


def image_address(element: Any, base: str) -> str:
    """Return the absolute address of an image's largest form; empty: it has none.

    What scripts load later comes first, as the ordinary attributes then hold a placeholder; the sources of a ``<picture>``
    come last, as they are often in formats that few programs read.
    """
    late = (element.get(name) for name in _LAZY)
    addresses = chain(
        (_largest((element.get(name) for name in _LAZY_SETS), base),),
        (each for each in late if each and _IMAGE_ADDRESS.fullmatch(each.strip())),
        (_largest((element.get("srcset"),), base, element.get("src")), element.get("src")),
    )
    found = next(filter(None, (absolute(each, base) for each in addresses if each)), "")
    return found or _of_sources(next(element.iterancestors("picture"), None), base)


def _of_sources(choice: Any, base: str) -> str:
    if choice is None:
        return ""
    for source in choice.iter("source"):
        sets = (source.get(name) for name in (*_LAZY_SETS, "srcset"))
        if found := _largest(sets, base) or absolute(source.get("src") or "", base):
            return found
    return ""


def _largest(sets: Iterator[str | None] | Sequence[str | None], base: str, usual: str | None = None) -> str:
    """Return the absolute address of the largest candidate; ``usual`` stands for one of density 1 where no width is given."""
    found = [
        each._replace(address=known)
        for srcset in sets
        if srcset
        for each in candidates(srcset)
        if (known := absolute(each.address, base))
    ]
    if found and usual and not any(each.width for each in found) and (known := absolute(usual, base)):
        found.append(Candidate(0, 1, known))
    return largest(iter(found))


def is_unseen(element: Any, size: set[str]) -> bool:
    """Return whether an element of this width and height is not seen: a pixel that counts readers."""
    style = element.get("style")
    return (
        any(_NO_SIZE.fullmatch(each) for each in size if each)
        or "hidden" in element.attrib
        or bool(style and _UNSEEN.search(style))
    )


def _is_emoji(element: Any) -> bool:
    """Return whether an image is an emoji in a sentence, as forums and blogs write it; its text is its name or itself."""
    style = element.get("style")
    return not _EMOJI.isdisjoint((element.get("class") or "").split()) or bool(
        style and _AS_LETTER.search(style)
    )


def _is_ornament(element: Any, alt: str) -> bool:
    """Return whether an image is a face or an icon beside a name, without words, and no link."""
    names = (element.get("class") or "").split()
    return not (alt or _ORNAMENTS.isdisjoint(names)) and next(element.iterancestors("a"), None) is None


def _is_letter(alt: str, size: set[str]) -> bool:
    """Return whether an image stands for an emoji, which is its text."""
    is_small = any(each.isdecimal() and int(each) <= SMALL_PX for each in size)
    return (
        0 < len(alt) <= 8
        and not any(char.isalnum() or char.isascii() for char in alt)
        and (is_small or size == {""})
    )


class ShownOutside:
    """The addresses of images and frames outside of ``<noscript>``, in a tree that is not tidied yet."""

    def __init__(self, root: Any, base: str) -> None:
        self._base = base
        others = (each for each in root.iter(*_SHOWN) if next(each.iterancestors("noscript"), None) is None)
        self._addresses: set[str] = set().union(*map(self._of, others))

    def keep(self, element: Any) -> None:
        """Keep the image or frame of a ``<noscript>``, for browsers without scripts, unless it is there already."""
        addresses: set[str] = set().union(*map(self._of, element.iter(*_SHOWN)))
        if addresses and not addresses & self._addresses:
            self._addresses |= addresses
            unwrap(element)
        else:
            remove(element)

    def _of(self, shown: Any) -> set[str]:
        """Return all addresses of an image or frame, without what only says how large it is."""
        sets = (shown.get(name) for name in (*_LAZY_SETS, "srcset"))
        written = [each.address for srcset in sets if srcset for each in candidates(srcset)]
        written += (shown.get(name) or "" for name in (*_LAZY, "src"))
        known = (absolute(each, self._base) for each in written if each)
        return {_SIZE.sub("", each.partition("?")[0]) for each in known if each}
