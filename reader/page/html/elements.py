"""Tables of HTML elements: blocks, styles of text, media, hidden elements.

Pure tables. The names are those of the HTML standard (Living Standard, section 4) and its obsolete ones
(section 16), which old articles still have.
"""

from reader.page.line import TextStyle


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements of headings."""
LISTS = frozenset({"ul", "ol", "menu", "dir"})
"""Elements of lists."""
CODE_BLOCKS = frozenset({"pre", "listing", "xmp", "plaintext"})
"""Elements of preformatted text."""
TABLE_PARTS = frozenset({"caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th"})
"""Elements inside tables."""

BLOCKS = (
    HEADINGS
    | LISTS
    | CODE_BLOCKS
    | TABLE_PARTS
    | _names(
        "address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure "
        "footer form frameset header hgroup hr html legend li main nav optgroup option p search section select "
        "summary table"
    )
)
"""Elements that begin and end a block of text."""

STYLES = {
    **dict.fromkeys(("b", "strong"), TextStyle.STRONG),
    **dict.fromkeys(("em", "i", "cite", "var", "dfn"), TextStyle.EMPHASIS),
    **dict.fromkeys(("del", "s", "strike"), TextStyle.STRIKE),
    **dict.fromkeys(("ins", "u"), TextStyle.UNDERLINE),
    **dict.fromkeys(("code", "tt", "samp"), TextStyle.CODE),
    "kbd": TextStyle.KBD,
    "mark": TextStyle.HIGHLIGHT,
}
"""Inline elements and the styles of their text."""

MEDIA = frozenset({"iframe", "video", "audio", "embed", "object"})
"""Elements that are shown as a link; their content is a fallback."""
HIDDEN = (MEDIA - {"embed"}) | frozenset(
    {"script", "style", "template", "head", "title", "datalist", "svg", "annotation", "annotation-xml"}
)
"""Elements whose content is hidden, if they are closed."""
NEEDS_END = (HIDDEN - MEDIA) | {"xmp"}
"""Elements that are shown as text, tag included, if they are not closed."""
VERBATIM = frozenset({"script", "style"})
"""Elements whose content has no tags."""

VOID = _names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
)
"""Elements without content and closing tag."""

KNOWN = (
    BLOCKS
    | VOID
    | HIDDEN
    | frozenset(STYLES)
    | _names(
        "a abbr acronym applet bdi bdo big blink button canvas data font image label map marquee math meter nobr "
        "noembed noframes noscript output picture progress q rb rp rt rtc ruby slot small span sub sup textarea "
        "time"
    )
)
"""All elements of HTML."""

FLAGS = _names(
    "allowfullscreen async autofocus autoplay checked class compact controls crossorigin default defer disabled "
    "download hidden id inert ismap itemscope loop markdown multiple muted nomodule noresize noscroll noshade "
    "novalidate nowrap open playsinline popover readonly required reversed selected style title webkitallowfullscreen "
    "mozallowfullscreen"
)
"""Attributes without a value."""
