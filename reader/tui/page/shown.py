"""What a page shows, as a value."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.actions.images.gallery import Gallery
    from reader.page.layout.layout import Layout
    from reader.page.navigation.matching import Edit
    from reader.page.navigation.quotes import Passage


class Shown(NamedTuple):
    """An article of the library, or a message, laid out."""

    article: int
    """Its id in the library; 0: a message."""
    layout: "Layout"
    """Its text, in the width of the page."""
    is_whole: bool = True
    """Not only the beginning of it, the rest to come soon."""
    gallery: "Gallery | None" = None
    """Where its images come from, if they are drawn."""
    passages: "tuple[Passage, ...]" = ()
    """What is highlighted in it."""
    back: "Edit | None" = None
    """The edit that leads from a page of changes to the article's own text; None: it shows that text."""
