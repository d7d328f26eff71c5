"""Style sheets that are parsed once for each theme: to parse all of them takes 25 ms, as long as one theme is shown."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Self

from textual.css.stylesheet import CssSource, Stylesheet

if TYPE_CHECKING:
    from textual.css.model import RuleSet
    from textual.css.types import CSSLocation

THEMES_KEPT = 4
"""For how many themes the parsed sheets are kept."""

_Parsed = dict["tuple[str, CSSLocation, bool, int, str]", "list[RuleSet]"]
"""What was parsed, by what Textual parses: text, where it is from, and what it counts for."""


class ParsedSheets(Stylesheet):
    """Textual's style sheet; what was parsed with the colours of a theme is not parsed with them again."""

    def __init__(self, *, variables: dict[str, str] | None = None) -> None:
        self._parsed: dict[frozenset[tuple[str, str]], _Parsed] = {}
        super().__init__(variables=variables)
        self._begin()

    def _begin(self) -> None:
        colours = frozenset(self._variables.items())
        known = self._parsed.pop(colours, {})
        while len(self._parsed) >= THEMES_KEPT:
            del self._parsed[next(iter(self._parsed))]
        self._parsed[colours] = known
        self._parse_cache = known  # type: ignore[assignment]  # a dictionary is enough: sheets are few

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take the colours of a theme."""
        super().set_variables(variables)
        self._begin()

    def copy(self) -> Self:
        """Return the same sheets, not parsed."""
        sheets = type(self)(variables=dict(self._variables))
        sheets.source = self.source.copy()
        return sheets

    def reparse(self) -> None:
        """Parse what has not been parsed with these colours. Raises what ``parse`` raises."""
        self.parse()

    @property
    def variables(self) -> dict[str, str]:
        """The colours of the theme, and what else the sheets name."""
        return self._variables

    def is_parsed_with(self, variables: Mapping[str, str]) -> bool:
        """Return whether all sheets were parsed with these colours."""
        parsed = self._parsed.get(frozenset(variables.items()), {})
        return all(
            (text, place, is_default, rank, scope) in parsed
            for place, (text, is_default, rank, scope) in self.source.items()
        )

    def with_colours(
        self, variables: Mapping[str, str], more: Mapping["CSSLocation", CssSource] = MappingProxyType({})
    ) -> Self:
        """Return these sheets and ``more``, parsed with some colours; ``take`` takes them over. For a thread."""
        sheets = type(self)(variables=dict(variables))
        sheets.source = {**self.source, **more}
        sheets.parse()
        return sheets

    def take(self, other: Self) -> None:
        """Know what others have parsed.

        Rules that are known stay the very same: Textual looks for rules of its map of names among those in force by
        their identity, and a node that is styled between a new sheet and that map would have none of them.
        """
        for colours, parsed in other._parsed.items():
            known = self._parsed.setdefault(colours, {})
            for sheet, rules in parsed.items():
                known.setdefault(sheet, rules)
