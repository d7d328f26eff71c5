"""What the rules for the parts of a document have to know of all of it. Pure."""

from typing import Any

from reader.article.dialect import Dialect
from reader.page.html.components import IS_MDX
from reader.page.markdown.inline import PAIRED_TAGS
from reader.page.markdown.rules import footnotes, templates
from reader.page.markdown.rules.abbreviations import ABBREVIATIONS
from reader.page.markdown.rules.wikilinks import TEXT_FIRST
from reader.page.maths.grammar import HAS_MATHS

_KEPT = (HAS_MATHS, PAIRED_TAGS, TEXT_FIRST, ABBREVIATIONS, IS_MDX, templates.IS_TEMPLATE)
"""What the text of leaves needs of it, by name."""


def switches(text: str, dialect: Dialect | None) -> dict[str, bool]:
    """Return what the text and its dialect (None: unknown) switch on for the parser; ``IS_MDX`` is off where it is known to be."""
    found = {TEXT_FIRST: dialect is Dialect.DENDRON, templates.IS_TEMPLATE: templates.is_template_text(text)}
    on = {name: True for name, is_on in found.items() if is_on}
    return on if dialect is None else {**on, IS_MDX: dialect is Dialect.MDX}


def for_leaves(env: dict[str, Any]) -> dict[str, Any]:
    """Return the environment without positions in the text, which each edit changes."""
    references = {
        label: {"href": each["href"], "title": each["title"]}
        for label, each in env.get("references", {}).items()
    }
    said = {name: env[name] for name in _KEPT if name in env}
    return {"references": references, footnotes.NUMBERS: env.get(footnotes.NUMBERS, {}), **said}
