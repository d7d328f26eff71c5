"""Handlers of Media RSS over feedparser's: which words belong to which image, and which files are forms of one. Pure.

feedparser keeps the attributes of each ``media:content``, and puts all descriptions and titles into the fields of the entry.
"""

from typing import Any

from feedparser.namespaces import mediarss
from feedparser.util import FeedParserDict


def _start_content(self: Any, attributes: dict[str, Any]) -> None:
    context = self._get_context()
    texts = context.get("texts") or {}
    self.media_content_at = {name: len(texts.get(name) or ()) for name in _WORDS}
    attributes["group"] = getattr(self, "media_group_at", None)
    context.setdefault("media_content", []).append(attributes)


def _end_content(self: Any) -> None:
    """Give the words that stood inside the element to its file."""
    context = self._get_context()
    files, begun = context.get("media_content"), getattr(self, "media_content_at", None)
    self.media_content_at = None
    if not files or begun is None:
        return
    for name, field in _WORDS.items():
        inside = ((context.get("texts") or {}).get(name) or ())[begun[name] :]
        if inside:
            files[-1][field] = inside[-1].get("value") or ""


def _start_group(self: Any, _attributes: dict[str, Any]) -> None:
    self.media_groups_met = getattr(self, "media_groups_met", 0) + 1
    self.media_group_at = self.media_groups_met


def _end_group(self: Any) -> None:
    self.media_group_at = None


_WORDS = {"media_description": "description", "media_title": "title"}
"""The names under which the texts of elements are kept, and the fields of a file that get them."""


TEXTS_LIMIT = 64
"""Texts of one kind in one entry."""


def _handlers_of(name: str) -> tuple[Any, Any]:
    """Return what keeps the texts of an element of an entry under its name, not as those of the entry."""
    plain_start, plain_end = (getattr(mediarss.Namespace, f"_{when}_{name}") for when in ("start", "end"))

    def start(self: Any, attributes: dict[str, Any]) -> None:
        if self.inentry:
            self.push_content(name, attributes, "text/plain", 1)
        else:
            plain_start(self, attributes)

    def end(self: Any) -> None:
        if not self.inentry:
            plain_end(self)
            return
        value = self.pop(name)
        context = self._get_context()
        dict.pop(context, name, None)
        dict.pop(context, f"{name}_detail", None)
        texts = context.setdefault("texts", {}).setdefault(name, [])
        if value and len(texts) < TEXTS_LIMIT:
            texts.append(FeedParserDict(self.contentparams, value=value))
        self.incontent -= 1
        self.contentparams.clear()

    return start, end


def install() -> None:
    """Make feedparser use them."""
    own = {"media_content": (_start_content, _end_content), "media_group": (_start_group, _end_group)}
    for name, methods in (own | {name: _handlers_of(name) for name in _WORDS}).items():
        for when, method in zip(("start", "end"), methods, strict=True):
            setattr(mediarss.Namespace, f"_{when}_{name}", method)
