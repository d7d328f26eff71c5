"""Formulas of an entry's HTML become TeX between dollars, each once, whatever shows them. Pure.

KaTeX and MathJax write a formula up to three times: as MathML for screen readers, as boxes for the eye, and as TeX.
"""

import re
from typing import Any
from urllib.parse import parse_qs, unquote

from lxml import etree

from reader.feeds.html.escape import raw
from reader.feeds.html.mathml import is_formula, tex_of
from reader.feeds.html.tree import BLOCKS, remove, text_of, unwrap
from reader.text.pattern import late

FORMULAS = frozenset({"img", "math", "mjx-container", "script", "span"})
"""Elements that may be formulas."""

_SHOWN_BY_SCRIPTS = frozenset({
    "MathJax", "MathJax_CHTML", "MathJax_Display", "MathJax_Preview", "MathJax_SVG", "MathJax_SVG_Display",
    "MathJax_Processing", "MathJax_Error", "MJXc-display",
})  # fmt: skip
_IMAGES = frozenset({
    "latex", "tex", "math", "mwe-math-fallback-image-inline", "mwe-math-fallback-image-display", "ql-img-inline-formula",
    "ql-img-displayed-equation", "texrender", "math-formula", "ztext-math", "formula", "equation", "mathtex",
})  # fmt: skip
_RENDERERS = late(
    r"latex\.php\?|latex\.codecogs\.com|/latex\?|chart\.googleapis\.com/chart\?(?:.*&)?cht=tx|zhihu\.com/equation\?|/mathtex\.cgi"
)
_DISPLAYED = late(r"\bdisplay(?:ed)?\b|-display\b|-block\b|Display\b")
_STYLE = late(r"\A\{?\s*\\(?:displaystyle|textstyle)\s*(.*?)\}?\Z", re.DOTALL)
_FENCES = late(
    r"\A(?:\$\$(?P<a>.+)\$\$|\$(?P<b>.+)\$|\\\((?P<c>.+)\\\)|\\\[(?P<d>.+)\\\]|\[latex\](?P<e>.+)\[/latex\])\Z",
    re.DOTALL,
)
_SECTION = late(r"\A(?:%\s*)?<!\[CDATA\[(.*?)(?:%\s*)?\]\]>\Z", re.DOTALL)
"""How kramdown hides TeX in a script from parsers of XML."""
_TEX = late(r"[\\^_={}+<>/|*-]|\A\w\Z|\A\w\(\w\)\Z")


def keep_formulas(root: Any) -> None:
    """Replace the formulas of a tree by their TeX; in place."""
    for element in list(root.iter(*FORMULAS)):
        if element.getparent() is None or _is_taken(element):
            continue
        tag, names = element.tag, (element.get("class") or "").split()
        if tag == "script":
            _script(element)
        elif tag == "math":
            _math(element)
        elif tag == "mjx-container":
            _container(element)
        elif tag == "img":
            _image(element, names)
        elif tag == "span" and names:
            _span(element, names)


def _is_taken(element: Any) -> bool:
    """Return whether an element is in a formula that is replaced already: it was detached or marked with all it is in."""
    return bool(element.tag in {"GONE", "BARE"})


def _replace(element: Any, tex: str, *, is_displayed: bool) -> bool:
    """Replace an element by a formula; return whether there is one."""
    tex = _bare(tex)
    if not tex:
        return False
    for child in list(element):
        element.remove(child)
    mark = "$$" if is_displayed else "$"
    if not is_displayed:
        tex = tex.replace("$", r"\$") if "$" in tex and "\\$" not in tex else tex
    if next(element.iterancestors("td", "th"), None) is not None:
        tex = tex.replace("|", r"\vert ")
    element.text = raw(f"{mark}{tex}{mark}")
    if is_displayed and element.getparent().tag in BLOCKS:
        element.tag = "div"
        element.attrib.clear()
        for each in element.iterancestors("p"):
            each.tag = "div"
    else:
        unwrap(element)
    return True


def _bare(tex: str) -> str:
    """Return TeX without what only says where it begins and ends, in one line."""
    tex = " ".join(tex.split())
    if match := _SECTION.match(tex):
        tex = match[1].strip()
    if match := _FENCES.match(tex):
        tex = next(filter(None, match.groups())).strip()
    if (match := _STYLE.match(tex)) and _is_balanced(match[1]):
        tex = match[1].strip()
    return re.sub(r"\A%\s|\s%\Z", "", tex)


def _is_balanced(tex: str) -> bool:
    depth = 0
    for char in re.sub(r"\\.", "", tex):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth < 0:
            return False
    return depth == 0


def _script(element: Any) -> None:
    """MathJax 2: the TeX is in a script, and what it shows before it."""
    kind = (element.get("type") or "").lower()
    if not kind.startswith("math/tex"):
        return
    tex = text_of(element)
    for each in _shown_before(element):
        remove(each)
    if _replace(element, tex, is_displayed="mode=display" in kind):
        return
    remove(element)


def _shown_before(element: Any) -> list[Any]:
    found = []
    each = element.getprevious()
    while each is not None and not (each.tail or "").strip():
        names = set((each.get("class") or "").split())
        if not names & _SHOWN_BY_SCRIPTS:
            break
        found.append(each)
        each = each.getprevious()
    return found


def _annotation(element: Any) -> str:
    """Return the TeX that stands beside MathML; empty: there is none."""
    for each in element.iter("annotation"):
        if "tex" in (each.get("encoding") or "").lower():
            return text_of(each)
    return ""


def _math(element: Any) -> None:
    tex = _annotation(element) or element.get("alttext") or (tex_of(element) if is_formula(element) else "")
    is_displayed = element.get("display") == "block" or element.get("mode") == "display"
    if not _replace(element, tex, is_displayed=is_displayed):
        unwrap(element)


def _container(element: Any) -> None:
    """MathJax 3 and 4: MathML for screen readers beside glyphs, sometimes with the TeX."""
    math = next(element.iter("math"), None)
    is_displayed = element.get("display") in {"true", "block"}
    tex = ""
    if math is not None:
        tex = _annotation(math) or tex_of(math)
    tex = tex or next((each.get("data-latex") for each in element.iter() if each.get("data-latex")), "")
    if not _replace(element, tex, is_displayed=is_displayed):
        label = element.get("aria-label")
        if label and not text_of(element).strip():
            element.text = label
        unwrap(element)


def _span(element: Any, names: list[str]) -> None:
    if "katex-display" in names or "katex" in names or "katex-mathml" in names:
        tex = _annotation(element)
        if tex:
            _replace(element, tex, is_displayed="katex-display" in names)
        elif "katex-display" not in names:
            math = next(element.iter("math"), None)
            if math is not None:
                _replace(element, tex_of(math), is_displayed=False)
    elif "mwe-math-element" in names:
        _wikipedia(element)
    elif {"ztext-math", "ql-formula"} & set(names):
        _replace(element, element.get("data-tex") or element.get("data-value") or "", is_displayed=False)
    elif "math" in names and ({"inline", "display"} & set(names)):
        # Pandoc, Hugo and Jekyll write TeX between brackets for a script.
        if len(element) == 0:
            _replace(element, text_of(element), is_displayed="display" in names)
    elif set(names) & _SHOWN_BY_SCRIPTS and not _has_script(element):
        math = next(element.iter("math"), None)
        if math is not None:
            tex = _annotation(math) or tex_of(math)
            _replace(element, tex, is_displayed=math.get("display") == "block")


def _has_script(element: Any) -> bool:
    following = element.getnext()
    return following is not None and following.tag == "script" and "math/" in (following.get("type") or "")


def _wikipedia(element: Any) -> None:
    image = next(element.iter("img"), None)
    math = next(element.iter("math"), None)
    tex = (_annotation(element) or (math.get("alttext") if math is not None else "")) or (
        image.get("alt") if image is not None else ""
    )
    classes = " ".join(each.get("class") or "" for each in element.iter(etree.Element))
    is_displayed = "-display" in classes or (math is not None and math.get("display") == "block")
    _replace(element, tex or "", is_displayed=is_displayed)


def _asked(source: str) -> str:
    """Return the TeX that the address of an image asks a server to draw; empty: none."""
    if not _RENDERERS.search(source):
        return ""
    query = source.partition("?")[2]
    named = parse_qs(query)
    found = next((named[name][0] for name in ("tex", "latex", "chl") if name in named), "")
    return found or unquote(query)


def _image(element: Any, names: list[str]) -> None:
    """Replace an image of a formula by its TeX, which its text is."""
    source = element.get("src") or element.get("data-src") or ""
    alt = (element.get("alt") or element.get("data-formula") or _asked(source)).strip()
    is_ours = (
        bool(set(names) & _IMAGES) or bool(_RENDERERS.search(source)) or alt.startswith(r"{\displaystyle")
    )
    if not alt or not is_ours or not _TEX.search(_bare(alt)):
        return
    is_displayed = bool(_DISPLAYED.search(" ".join(names))) or alt.startswith(("$$", r"\["))
    element.tag, element.tail = "span", element.tail
    _replace(element, alt, is_displayed=is_displayed)
