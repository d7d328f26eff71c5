"""Handlers of podcasts' elements over feedparser's, which keep all of a kind: people, other forms of the file. Pure.

Without a handler feedparser keeps the attributes of the last element of a name, and not its text.
"""

from typing import Any

from reader.feeds.formats.values import LABELS_LIMIT


class PodcastElements:
    """A part of both parsers."""

    _get_context: Any
    push: Any
    pop: Any
    _person: dict[str, str] | None = None
    """The attributes of the person who is being read."""
    _form: dict[str, str] | None = None
    """The attributes of the form of the file that is being read."""

    def _start_podcast_person(self, attributes: dict[str, str]) -> None:
        self._person = attributes
        self.push("podcast_name", 1)

    def _end_podcast_person(self) -> None:
        name, context = self.pop("podcast_name"), self._get_context()
        dict.pop(context, "podcast_name", None)
        _add(context, "podcast_people", (self._person or {}) | {"name": name})
        self._person = None

    def _start_podcast_alternateenclosure(self, attributes: dict[str, str]) -> None:
        self._form = attributes

    def _start_podcast_source(self, attributes: dict[str, str]) -> None:
        if self._form is not None:
            self._form.setdefault("uri", attributes.get("uri", ""))

    def _end_podcast_source(self) -> None:
        pass

    def _end_podcast_alternateenclosure(self) -> None:
        form, self._form = self._form, None
        if form:
            _add(self._get_context(), "podcast_forms", form)

    def _start_podcast_season(self, _attributes: dict[str, str]) -> None:
        self.push("podcast_season", 1)

    def _end_podcast_season(self) -> None:
        self.pop("podcast_season")

    def _start_podcast_episode(self, _attributes: dict[str, str]) -> None:
        self.push("podcast_episode", 1)

    def _end_podcast_episode(self) -> None:
        self.pop("podcast_episode")

    def _start_podcast_transcript(self, attributes: dict[str, str]) -> None:
        self._get_context().setdefault("podcast_transcript", attributes)

    def _end_podcast_transcript(self) -> None:
        pass


def _add(context: dict[str, Any], name: str, found: dict[str, str]) -> None:
    kept = dict.setdefault(context, name, [])
    if len(kept) < LABELS_LIMIT:
        kept.append(found)
