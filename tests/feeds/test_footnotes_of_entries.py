"""Footnotes of an entry are footnotes in Markdown, and links inside it lead somewhere."""

import re

import pytest

from reader.feeds.html.convert import to_markdown
from tests.feeds.other_reader import BASE, read, shown, words
from tests.page.painting import painted

PAGE = "https://b.org/p/"
FORMS = {
    "markdown extra": "<p>One<sup id='fnref:1'><a href='#fn:1' class='footnote-ref'>1</a></sup> and two<sup id='fnref:2'><a href='#fn:2'>2</a></sup>.</p><div class='footnotes'><hr><ol><li id='fn:1'><p>First note.&#160;<a href='#fnref:1' class='footnote-backref'>&#8617;</a></p></li><li id='fn:2'><p>Second <em>note</em>.&#160;<a href='#fnref:2'>&#8617;</a></p></li></ol></div>",
    "kramdown": "<p>One<sup id='fnref:a' role='doc-noteref'><a href='#fn:a' class='footnote' rel='footnote'>1</a></sup> and two<sup id='fnref:b' role='doc-noteref'><a href='#fn:b' class='footnote' rel='footnote'>2</a></sup>.</p><div class='footnotes' role='doc-endnotes'><ol><li id='fn:a' role='doc-endnote'><p>First note. <a href='#fnref:a' class='reversefootnote' role='doc-backlink'>↩</a></p></li><li id='fn:b'><p>Second <em>note</em>. <a href='#fnref:b' class='reversefootnote' role='doc-backlink'>↩</a> <a href='#fnref:b:1' class='reversefootnote' role='doc-backlink'>↩<sup>2</sup></a></p></li></ol></div>",
    "hugo": "<p>One<sup id='fnref:1'><a href='#fn:1' class='footnote-ref' role='doc-noteref'>1</a></sup> and two<sup id='fnref:2'><a href='#fn:2' class='footnote-ref' role='doc-noteref'>2</a></sup>.</p><section class='footnotes' role='doc-endnotes'><hr><ol><li id='fn:1'><p>First note.&#160;<a href='#fnref:1' class='footnote-backref' role='doc-backlink'>&#x21a9;&#xfe0e;</a></p></li><li id='fn:2'><p>Second <em>note</em>.&#160;<a href='#fnref:2' class='footnote-backref' role='doc-backlink'>&#x21a9;&#xfe0e;</a></p></li></ol></section>",
    "github": "<p>One<sup><a href='#user-content-fn-1-0c1' id='user-content-fnref-1-0c1' data-footnote-ref='' aria-describedby='footnote-label'>1</a></sup> and two<sup><a href='#user-content-fn-2-0c1' id='user-content-fnref-2-0c1' data-footnote-ref=''>2</a></sup>.</p><section data-footnotes='' class='footnotes'><h2 id='footnote-label' class='sr-only'>Footnotes</h2><ol><li id='user-content-fn-1-0c1'><p>First note. <a href='#user-content-fnref-1-0c1' data-footnote-backref='' class='data-footnote-backref' aria-label='Back to reference 1'>↩</a></p></li><li id='user-content-fn-2-0c1'><p>Second <em>note</em>. <a href='#user-content-fnref-2-0c1' data-footnote-backref=''>↩</a></p></li></ol></section>",
    "pandoc": "<p>One<a href='#fn1' class='footnote-ref' id='fnref1' role='doc-noteref'><sup>1</sup></a> and two<a href='#fn2' class='footnote-ref' id='fnref2' role='doc-noteref'><sup>2</sup></a>.</p><section id='footnotes' class='footnotes footnotes-end-of-document' role='doc-endnotes'><hr /><ol><li id='fn1'><p>First note.<a href='#fnref1' class='footnote-back' role='doc-backlink'>↩︎</a></p></li><li id='fn2'><p>Second <em>note</em>.<a href='#fnref2' class='footnote-back' role='doc-backlink'>↩︎</a></p></li></ol></section>",
    "substack": "<p>One<a class='footnote-anchor' data-component-name='FootnoteAnchorToDOM' id='footnote-anchor-1' href='#footnote-1' target='_self'>1</a> and two<a class='footnote-anchor' id='footnote-anchor-2' href='#footnote-2' target='_self'>2</a>.</p><div class='footnote' data-component-name='FootnoteToDOM'><a id='footnote-1' href='#footnote-anchor-1' class='footnote-number' contenteditable='false' target='_self'>1</a><div class='footnote-content'><p>First note.</p></div></div><div class='footnote'><a id='footnote-2' href='#footnote-anchor-2' class='footnote-number'>2</a><div class='footnote-content'><p>Second <em>note</em>.</p></div></div>",
    "substack with addresses": f"<p>One<a class='footnote-anchor' id='footnote-anchor-1' href='{PAGE}#footnote-1'>1</a> and two<a class='footnote-anchor' id='footnote-anchor-2' href='{PAGE}#footnote-2'>2</a>.</p><div class='footnote'><a id='footnote-1' href='{PAGE}#footnote-anchor-1' class='footnote-number'>1</a><div class='footnote-content'><p>First note.</p></div></div><div class='footnote'><a id='footnote-2' href='{PAGE}#footnote-anchor-2' class='footnote-number'>2</a><div class='footnote-content'><p>Second <em>note</em>.</p></div></div>",
    "wordpress": "<p>One<sup data-fn='3a-1' class='fn'><a href='#3a-1' id='3a-1-link'>1</a></sup> and two<sup data-fn='3a-2' class='fn'><a id='3a-2-link' href='#3a-2'>2</a></sup>.</p><ol class='wp-block-footnotes'><li id='3a-1'>First note. <a href='#3a-1-link' aria-label='Jump to footnote reference 1'>↩︎</a></li><li id='3a-2'>Second <em>note</em>. <a href='#3a-2-link'>↩︎</a></li></ol>",
    "word": "<p>One<a href='#_ftn1' name='_ftnref1' title=''>[1]</a> and two<a href='#_ftn2' name='_ftnref2' title=''><span>[2]</span></a>.</p><hr><p><a href='#_ftnref1' name='_ftn1' title=''>[1]</a> First note.</p><p><a href='#_ftnref2' name='_ftn2'><span>[2]</span></a> Second <em>note</em>.</p>",
    "wikipedia": "<p>One<sup id='cite_ref-1' class='reference'><a href='#cite_note-1'>[1]</a></sup> and two<sup id='cite_ref-x_2-0' class='reference'><a href='#cite_note-x-2'><span class='cite-bracket'>[</span>2<span class='cite-bracket'>]</span></a></sup>.</p><div class='reflist'><ol class='references'><li id='cite_note-1'><span class='mw-cite-backlink'><b><a href='#cite_ref-1'>^</a></b></span> <span class='reference-text'>First note.</span></li><li id='cite_note-x-2'><span class='mw-cite-backlink'>^ <a href='#cite_ref-x_2-0'><sup><i><b>a</b></i></sup></a> <a href='#cite_ref-x_2-1'><sup><i><b>b</b></i></sup></a></span> <span class='reference-text'>Second <em>note</em>.</span></li></ol></div>",
    "sphinx": "<p>One<a class='footnote-reference brackets' href='#id3' id='id1' role='doc-noteref'><span class='fn-bracket'>[</span>1<span class='fn-bracket'>]</span></a> and two<a class='footnote-reference brackets' href='#id4' id='id2'>2</a>.</p><aside class='footnote-list brackets'><aside class='footnote brackets' id='id3' role='doc-footnote'><span class='label'><span class='fn-bracket'>[</span><a role='doc-backlink' href='#id1'>1</a><span class='fn-bracket'>]</span></span><p>First note.</p></aside><aside class='footnote brackets' id='id4' role='doc-footnote'><span class='label'><a href='#id2'>2</a></span><p>Second <em>note</em>.</p></aside></aside>",
    "docutils": "<p>One<a class='footnote-reference' href='#id3' id='id1'>[1]</a> and two<a class='footnote-reference' href='#id4' id='id2'>[2]</a>.</p><table class='docutils footnote' id='id3'><tbody><tr><td class='label'><a class='fn-backref' href='#id1'>[1]</a></td><td>First note.</td></tr></tbody></table><table class='docutils footnote' id='id4'><tbody><tr><td class='label'><a class='fn-backref' href='#id2'>[2]</a></td><td>Second <em>note</em>.</td></tr></tbody></table>",
    "definitions": "<p>One<a class='footnote-reference brackets' href='#id3' id='id1'>1</a> and two<a class='footnote-reference brackets' href='#id4' id='id2'>2</a>.</p><dl class='footnote brackets'><dt class='label' id='id3'><span class='brackets'><a class='fn-backref' href='#id1'>1</a></span></dt><dd><p>First note.</p></dd><dt class='label' id='id4'><span class='brackets'><a class='fn-backref' href='#id2'>2</a></span></dt><dd><p>Second <em>note</em>.</p></dd></dl>",
    "by hand": "<p>One<sup><a href='#note1'>1</a></sup> and two<sup><a href='#note2'>[2]</a></sup>.</p><p id='note1'><sup>1</sup> First note.</p><p id='note2'>[2] Second <em>note</em>.</p>",
    "a list by hand": "<p>One<sup id=r1><a href='#f1'>1</a></sup> and two<sup id=r2><a href='#f2'>2</a></sup>.</p><ol><li id=f1>First note. <a href='#r1'>↩</a></li><li id=f2>Second <em>note</em>. <a href='#r2'>back</a></li></ol>",
    "marks": "<p>One<a href='#a' id='ra'>*</a> and two<a href='#b' id='rb'>†</a>.</p><p id='a'><a href='#ra'>*</a> First note.</p><p id='b'><a href='#rb'>†</a> Second <em>note</em>.</p>",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_a_footnote_is_one_in_other_programs(form: str) -> None:
    markdown = to_markdown(FORMS[form], PAGE)
    assert markdown.split("\n\n")[0] == "One[^1] and two[^2]."
    assert markdown.endswith("\n\n[^1]: First note.\n\n[^2]: Second *note*.\n")
    found = read(markdown, notes=True)
    notes = [words(each).rstrip("↩︎ ") for each in found.iterfind(".//section//li")]
    assert notes == ["First note.", "Second note."]
    assert [words(each) for each in found.iter("sup")] == ["[1]", "[2]"]
    assert [each.tag for each in found] == ["p", "hr", "section"]


@pytest.mark.parametrize("form", FORMS)
def test_a_footnote_is_one_on_our_page(form: str) -> None:
    page = painted(to_markdown(FORMS[form], PAGE), 80)
    assert page.count("First note.") == page.count("Second note.") == 1
    assert not re.search(r"\[\^|\]\(|↩ ↩|fn", page)


def test_a_note_keeps_its_paragraphs_lists_and_code() -> None:
    note = "<p>One.</p><ul><li>a</li><li>b</li></ul><pre>x\n\ny</pre><blockquote>q</blockquote><p>Two. <a href='#r'>↩</a></p>"
    html = f"<p>t<sup id='r'><a href='#n'>7</a></sup></p><ol><li id='n'>{note}</li></ol>"
    item = shown(html, notes=True).find(".//section//li")
    assert [each.tag for each in item] == ["p", "ul", "pre", "blockquote", "p"]
    assert item.find("pre").text_content() == "x\n\ny\n"
    assert "[^7]: One." in to_markdown(html, PAGE)


def test_a_note_that_begins_with_a_block_is_a_note() -> None:
    for block in ("<pre>x\ny</pre>", "<ul><li>a</li></ul>", "<blockquote>q</blockquote>"):
        html = (
            f"<p>t<sup id='r'><a href='#n'>1</a></sup></p><ol><li id='n'>{block}<a href='#r'>↩</a></li></ol>"
        )
        item = shown(html, notes=True).find(".//section//li")
        assert item[0].tag in {"pre", "ul", "blockquote"}


def test_labels_never_meet() -> None:
    note = "<p>{0}<sup><a href='#f{0}' id='r{0}'>1</a></sup></p><ol><li id='f{0}'>Note {0} <a href='#r{0}'>↩</a></li></ol>"
    markdown = to_markdown(note.format("a") + note.format("b") + "<p>And [^1] and [^2] and [^1]: x</p>", PAGE)
    found = read(markdown, notes=True)
    assert [words(each).rstrip("↩︎ ") for each in found.iterfind(".//section//li")] == ["Note a", "Note b"]
    assert [words(each) for each in found if each.tag == "p"] == [
        "a[1]",
        "b[2]",
        "And [^1] and [^2] and [^1]: x",
    ]


@pytest.mark.parametrize(
    "line", ["<hr>", "<div><hr></div>", "<div><hr></div><div class='poll'></div>", "<hr><p></p>"]
)
def test_the_line_above_the_notes_goes_with_them(line: str) -> None:
    html = "<p>a<sup id='r1'><a href='#n'>1</a></sup></p>{}<p id='n'>1. N <a href='#r1'>↩</a></p>"
    assert to_markdown(html.format(line), PAGE) == "a[^1]\n\n[^1]: N\n"
    assert "---" in to_markdown(html.format(f"{line}<p>b</p>"), PAGE)


def test_two_mentions_share_a_note() -> None:
    html = "<p>a<sup id='r1'><a href='#n'>1</a></sup> b<sup id='r2'><a href='#n'>1</a></sup></p><ol><li id='n'>N <a href='#r1'>↩</a> <a href='#r2'>↩</a></li></ol>"
    assert to_markdown(html, PAGE) == "a[^1] b[^1]\n\n[^1]: N\n"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>Cut<sup><a href='#fn:1'>1</a></sup></p>", "Cut<sup>1</sup>"),
        ("<p>See <a href='#sec2'>below</a>.</p><h2 id='sec2'>Part Two: on</h2>", "See [below](#part-two-on).\n\n## Part Two: on"),
        ("<p><a href='#a'>1</a> <a href='#b'>2</a></p><h2 id='a'>A</h2><h2><a name='b'></a>A</h2>", "[1](#a) [2](#a-1)\n\n## A\n\n## A"),
        ("<p><a href='#s'>x</a></p><section id='s'><h3>In it</h3><p>y</p></section>", "[x](#in-it)\n\n### In it\n\ny"),
        ("<p><a href='#s'>x</a></p><a id='s'></a><h3>Behind</h3>", "[x](#behind)\n\n### Behind"),
        ("<p><a href='#s'>x</a></p><p><a id='s'></a></p><h3>Behind</h3>", "[x](#behind)\n\n### Behind"),
        (f"<p><a href='{PAGE}#s'>x</a></p><h3 id='s'>Here</h3>", "[x](#here)\n\n### Here"),
        ("<p><a href='#s'>x</a></p><p id='s'>text</p>", "x\n\ntext"),
        ("<p><a href='#nowhere'>x</a> <a href='#'>y</a> <a href='#top'>z</a></p>", "x y z"),
        (f"<p><a href='{PAGE}#comments'>x</a></p>", f"[x]({PAGE}#comments)"),
        ("<p><a href='https://e.org/#s'>x</a></p><h3 id='s'>Here</h3>", "[x](https://e.org/#s)\n\n### Here"),
        ("<h2 id='s'>T <a href='#s'>#</a></h2><h2 id='t'><a href='#t'>U</a></h2>", "## T\n\n## [U](#u)"),
        ("<p><a href='#%E6%A0%87'>x</a></p><h2 id='标'>标题</h2>", "[x](#%E6%A0%87%E9%A2%98)\n\n## 标题"),
    ],
)  # fmt: skip
def test_a_link_inside_leads_to_its_heading_or_is_plain_text(html: str, markdown: str) -> None:
    assert to_markdown(html, PAGE) == f"{markdown}\n"


@pytest.mark.parametrize(
    "html",
    [
        "<p><a href='#a'>1</a> <a href='#b'>2</a></p><h2 id='a'>A</h2><p>x</p><h2 id='b'>B</h2><p>y</p>",
        "<p><a href='#a'>1</a></p><div id='a'><h2>A</h2><p>x</p></div>",
        "<p id='a'>Text before <a href='#a'>1</a></p>",
        "<p>See page <a href='#p2'>2</a></p><p id='p2'>Second page</p>",
    ],
)
def test_a_number_that_leads_to_a_section_is_no_footnote(html: str) -> None:
    assert "[^" not in to_markdown(html, BASE)


@pytest.mark.parametrize(("before", "after"), [("[", "]"), ("[ ", " ]"), ("【", "】")])
def test_brackets_around_a_mention_go_with_it(before: str, after: str) -> None:
    html = f'<p>Text {before}<a href="#n1" id="r1">1</a>{after}, more.</p><p id="n1"><a href="#r1">[1]</a> Note.</p>'
    assert to_markdown(html, BASE) == "Text [^1], more.\n\n[^1]: Note.\n"


def test_brackets_around_more_than_a_mention_stay() -> None:
    html = '<p>[see <a href="#n1" id="r1">1</a>]</p><p id="n1"><a href="#r1">[1]</a> Note.</p>'
    assert to_markdown(html, BASE) == "[see [^1]]\n\n[^1]: Note.\n"


@pytest.mark.parametrize("mark", ["[note 1]", "[a 1]", "[nb 1]", "【注1】", "[註1]"])
def test_marks_of_encyclopedias_and_of_chinese_books_are_mentions(mark: str) -> None:
    html = f'<p>Text<sup id="r"><a href="#cite_note-1">{mark}</a></sup></p><ol><li id="cite_note-1"><a href="#r">^</a> Note.</li></ol>'
    assert to_markdown(html, BASE) == "Text[^1]\n\n[^1]: Note.\n"


def test_the_chinese_mark_before_a_note_goes() -> None:
    html = '<p>前<sup><a href="#note-1">[注1]</a></sup>后</p><p id="note-1">[注1] 内容</p>'
    assert to_markdown(html, BASE) == "前[^1]后\n\n[^1]: 内容\n"


def test_notes_of_hatena_are_numbered_with_an_asterisk() -> None:
    html = (
        "<p>Text<a href='#f-1' name='fn-1' title='N'>*1</a>.</p><div class='footnote'><p class='footnote'><a href='#fn-1' name='f-1' "
        "class='footnote-number'>*1</a><span class='footnote-delimiter'>:</span><span class='footnote-text'>Note</span></p></div>"
    )
    assert to_markdown(html, PAGE) == "Text[^1].\n\n[^1]: Note\n"
