"""What each element of HTML is to a reader: a block, a mark on text, a picture, something to hide.

Pure tables. The names are those of the HTML standard (Living Standard, section 4) and its obsolete ones
(section 16), which old articles still hold.
"""

from reader.page.line import TextStyle


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LISTS = frozenset({"ul", "ol", "menu", "dir"})
CODE_BLOCKS = frozenset({"pre", "listing", "xmp", "plaintext"})
"""Their text is kept as it is, spaces and line ends too."""
TABLE_PARTS = frozenset({"caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th"})

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
"""They begin and end a block of text."""

MARKS = {
    **dict.fromkeys(("b", "strong"), TextStyle.STRONG),
    **dict.fromkeys(("em", "i", "cite", "var", "dfn"), TextStyle.EMPHASIS),
    **dict.fromkeys(("del", "s", "strike"), TextStyle.STRIKE),
    **dict.fromkeys(("ins", "u"), TextStyle.UNDERLINE),
    **dict.fromkeys(("code", "tt", "samp"), TextStyle.CODE),
    "kbd": TextStyle.KBD,
    "mark": TextStyle.HIGHLIGHT,
}

MEDIA = frozenset({"iframe", "video", "audio", "embed", "object"})
"""Shown as a link; what is inside is for browsers that cannot show them."""
HIDDEN = (MEDIA - {"embed"}) | frozenset(
    {"script", "style", "template", "head", "title", "datalist", "svg", "annotation", "annotation-xml"}
)
"""Their inside is not shown, if they end at all."""
NEEDS_END = (HIDDEN - MEDIA) | {"xmp"}
"""Without a closing tag these are not hidden but shown, tag and all."""
VERBATIM = frozenset({"script", "style"})
"""What looks like a tag inside them is none."""

VOID = _names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr"
)
"""They have no inside and no closing tag."""

KNOWN = (
    BLOCKS
    | VOID
    | HIDDEN
    | frozenset(MARKS)
    | _names(
        "a abbr acronym applet bdi bdo big blink button canvas data font image label map marquee math meter nobr "
        "noembed noframes noscript output picture progress q rb rp rt rtc ruby slot small span sub sup textarea "
        "time"
    )
)

FLAGS = _names(
    "allowfullscreen async autofocus autoplay checked class compact controls crossorigin default defer disabled "
    "download hidden id inert ismap itemscope loop markdown multiple muted nomodule noresize noscroll noshade "
    "novalidate nowrap open playsinline popover readonly required reversed selected style title webkitallowfullscreen "
    "mozallowfullscreen"
)
"""Attributes that stand without a value."""
