"""What groups of articles are called. Pure."""

from reader.i18n import tr
from reader.library import Group
from reader.library.index.grouping import group_key


def label_of(key: str, group: Group) -> str:
    """Return the label of a group of a key."""
    if group.is_rest:
        return tr("(other groups)")
    if group.label:
        return group.label
    if not group.name:
        return tr(group_key(key).nameless)
    if key == "language":
        from reader.article.language_names import own_names  # 40 names: only for groups of languages

        return own_names([group.name])[0]
    return group.name
