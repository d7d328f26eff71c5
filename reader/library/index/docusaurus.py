"""Where Docusaurus keeps the translations of docs, blog and pages: ``i18n/<language>/docusaurus-plugin-content-…``.

Pure. ``docs/a`` is translated in ``i18n/zh/docusaurus-plugin-content-docs/current/a``, versions and further sets of docs likewise.
"""

from collections.abc import Iterator, Sequence

ABOVE = "i18n"
"""The folder of the languages, in the site's own."""

_PLUGIN = "docusaurus-plugin-content-"
_VERSIONED = "versioned_docs"


def source_of(below: Sequence[str]) -> list[str] | None:
    """Return the directory, in the site's, that is translated in a directory below a language's; None if it is another program's."""
    if not below or not below[0].startswith(_PLUGIN):
        return None
    kind, _, name = below[0].removeprefix(_PLUGIN).partition("-")
    rest = list(below[1:])
    if kind == "docs" and rest and rest[0] == "current":
        return [name or "docs", *rest[1:]]
    if kind == "docs" and rest and rest[0].startswith("version-"):
        return [f"{name}_{_VERSIONED}" if name else _VERSIONED, *rest]
    if kind == "blog":
        return [name or "blog", *rest]
    return ["src", "pages", *rest] if kind == "pages" and not name else None


def translated_in(source: Sequence[str]) -> Iterator[list[str]]:
    """Yield the directories, below each language's, in which a directory of the site may be translated."""
    if not source:
        return
    first, *rest = source
    if first == "docs":
        yield [f"{_PLUGIN}docs", "current", *rest]
    elif first == _VERSIONED:
        yield [f"{_PLUGIN}docs", *rest]
    elif first == "blog":
        yield [f"{_PLUGIN}blog", *rest]
    elif list(source[:2]) == ["src", "pages"]:
        yield [f"{_PLUGIN}pages", *rest[1:]]
    elif first.endswith(f"_{_VERSIONED}"):
        yield [f"{_PLUGIN}docs-{first.removesuffix(f'_{_VERSIONED}')}", *rest]
    else:
        yield [f"{_PLUGIN}docs-{first}", "current", *rest]
        yield [f"{_PLUGIN}blog-{first}", *rest]
