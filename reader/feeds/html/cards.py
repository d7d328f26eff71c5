"""What sites set beside the text: cards, which become a link and words, and notes in the margin, in parentheses. Pure."""

from typing import Any

from reader.feeds.html.tree import append_part, as_block, remove, set_text_before, text_before, text_of

_BOOKMARK = "kg-bookmark-container"
_FILE = "kg-file-card-container"
_CONTROLS = frozenset(
    {"kg-audio-player", "kg-audio-thumbnail", "kg-video-overlay", "kg-video-player-container"}
)
"""What a script of Ghost's plays its sounds and films with."""

_LIGHTBOX = "lightbox"
_MARGIN = frozenset({"sidenote", "marginnote", "modern-footnotes-footnote__note"})


def keep_card(link: Any) -> None:
    """Tidy a link that is a card: a bookmark of Ghost's, an image of Discourse's; in place."""
    names = (link.get("class") or "").split()
    if _BOOKMARK in names:
        _keep_bookmark(link)
    elif _LIGHTBOX in names and link.find(".//img") is not None:
        for each in list(link.iter("div")):  # the name and the size of the image
            if "meta" in (each.get("class") or "").split():
                remove(each)


def keep_cards(root: Any) -> None:
    """Make the callouts of Ghost quotes and its files links, and remove the controls of its players; in place."""
    for each in list(root.iter("div", "img", "a")):
        names = (each.get("class") or "").split()
        if "kg-callout-card" in names:
            _keep_callout(each)
        elif _FILE in names:
            _keep_file(each)
        elif not _CONTROLS.isdisjoint(names) and each.getparent() is not None:
            _drop(each)


def _drop(element: Any) -> None:
    element.tail, tail = None, element.tail
    set_text_before(element, text_before(element) + (tail or ""))
    element.getparent().remove(element)


def _keep_callout(card: Any) -> None:
    texts = {name: each for each in card for name in (each.get("class") or "").split()}
    emoji, text = texts.get("kg-callout-emoji"), texts.get("kg-callout-text")
    if text is None:
        return
    card.tag = "blockquote"
    if emoji is not None:
        text.text = f"{text_of(emoji).strip()} {text.text or ''}".lstrip()
        card.remove(emoji)


def _keep_file(link: Any) -> None:
    """Leave the title as the link, and behind it what is said of the file, its name and its size."""
    texts = {
        name: " ".join(text_of(each).split())
        for each in link.iter("div")
        for name in (each.get("class") or "").split()
    }
    title = texts.get("kg-file-card-title") or texts.get("kg-file-card-filename")
    if not title:
        return
    for child in list(link):
        link.remove(child)
    link.text = title
    more = [texts.get(f"kg-file-card-{name}") for name in ("caption", "filename", "filesize")]
    said = " · ".join(each for each in more if each and each != title)
    link.tail = f" {said}{link.tail or ''}" if said else link.tail


def keep_margin_notes(root: Any) -> None:
    """Put the notes that stand in the margin beside a sentence into parentheses; in place."""
    for box in list(root.iter("input")):
        if "margin-toggle" in (box.get("class") or "").split():
            remove(box)  # it shows the note on small screens
    for each in root.iter("span"):
        if _MARGIN & set((each.get("class") or "").split()) and text_of(each).strip():
            each.text = f" ({(each.text or '').lstrip()}"
            holder, name = (each[-1], "tail") if len(each) else (each, "text")
            setattr(holder, name, f"{(getattr(holder, name) or '').rstrip()})")
            if not (each.tail or "")[:1].strip(" ,.;:!?)"):
                continue
            each.tail = f" {each.tail}"


def _keep_bookmark(link: Any) -> None:
    """Leave the title as the link, and below it what is said of the page and its image, but not the icon of its site."""
    texts = {
        name: " ".join(text_of(each).split())
        for each in link.iter("div", "span")
        for name in (each.get("class") or "").split()
    }
    title = texts.get("kg-bookmark-title")
    if not title:
        return
    who = " · ".join(filter(None, (texts.get("kg-bookmark-author"), texts.get("kg-bookmark-publisher"))))
    image = link.find(".//div[@class='kg-bookmark-thumbnail']/img")
    for child in list(link):
        link.remove(child)
    link.text = title
    as_block(link)
    holder = link.getparent()
    for part in (image, who, texts.get("kg-bookmark-description")):
        if part is None or part == "":
            continue
        below = holder.makeelement("p")
        append_part(below, part)
        (holder if holder.tag == "p" else link).addnext(below)
