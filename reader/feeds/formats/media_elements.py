"""Handlers of Media RSS over feedparser's: which words belong to which image, and which files are forms of one. Pure.

feedparser keeps the attributes of each ``media:content``; ``elements`` keeps all descriptions and titles of an entry.
"""

from typing import Any

_WORDS = {"media_description": "description", "media_title": "title"}
"""The names under which the texts of elements are kept, and the fields of a file that get them."""


class MediaElements:
    """A part of both parsers."""

    _get_context: Any
    _texts_before: dict[str, int] | None = None
    """How many texts of each name there were where the file that is being read began; None: none is."""
    _groups_met = 0
    _group: int | None = None
    """The number of the group that is being read."""

    def _start_media_content(self, attributes: dict[str, Any]) -> None:
        context = self._get_context()
        texts = dict.get(context, "texts") or {}
        self._texts_before = {name: len(texts.get(name) or ()) for name in _WORDS}
        attributes["group"] = self._group
        context.setdefault("media_content", []).append(attributes)

    def _end_media_content(self) -> None:
        """Give the words that stood inside the element to its file."""
        context = self._get_context()
        files, before, self._texts_before = context.get("media_content"), self._texts_before, None
        if not files or before is None:
            return
        for name, field in _WORDS.items():
            inside = ((dict.get(context, "texts") or {}).get(name) or ())[before[name] :]
            if inside:
                files[-1][field] = inside[-1].get("value") or ""

    def _start_media_group(self, _attributes: dict[str, Any]) -> None:
        self._groups_met += 1
        self._group = self._groups_met

    def _end_media_group(self) -> None:
        self._group = None
