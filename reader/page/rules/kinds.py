"""The kinds of callouts, admonitions and containers: their many names, and the word that says each.

Pure. The names are those of GitHub, Obsidian, Docusaurus, Material for MkDocs, Hugo themes and Hexo.
"""

from reader.i18n import tr

_NAMES = {
    "note": "note",
    "info": "info information primary blue default",
    "tip": "tip hint success-tip green",
    "important": "important",
    "warning": "warning warn attention yellow orange",
    "caution": "caution",
    "danger": "danger error alert-danger red",
    "bug": "bug",
    "example": "example",
    "quote": "quote cite blockquote",
    "summary": "abstract summary tldr",
    "todo": "todo",
    "success": "success check done",
    "question": "question help faq",
    "failure": "failure fail missing",
    "details": "details spoiler collapse expand fold accordion toggle",
}
_WORDS = {
    "note": "Note",
    "info": "Info",
    "tip": "Tip",
    "important": "Important",
    "warning": "Warning",
    "caution": "Caution",
    "danger": "Danger",
    "bug": "Bug",
    "example": "Example",
    "quote": "Quote",
    "summary": "Summary",
    "todo": "To do",
    "success": "Success",
    "question": "Question",
    "failure": "Failure",
    "details": "Details",
}
KINDS = {name: kind for kind, names in _NAMES.items() for name in names.split()}
"""By name, in small letters, the kind it is."""


def kind_word(name: str) -> str:
    """Return the word for a kind by any of its names; a name that is not known is the word itself."""
    kind = KINDS.get(name.lower())
    return tr(_WORDS[kind]) if kind else name.replace("-", " ").replace("_", " ").strip().capitalize()
