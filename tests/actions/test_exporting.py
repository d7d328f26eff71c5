"""Exports as values: what is missing, what stops, what is beyond a limit; templates, which get no further than they may."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.actions.exporting import exported_images, template
from reader.actions.exporting.exported_images import ExportedImages, png_of
from reader.actions.exporting.making import StoppedError, Wish, make
from reader.actions.exporting.template import Filled, Source, TemplateError
from reader.actions.images.header import header_of
from reader.actions.images.remote import ImageCache
from reader.actions.workspace.workspace import Workspace, open_workspace
from reader.article import Key
from reader.errors import ArticleGoneError
from reader.paths import Paths

FORMS = ("epub", "html", "markdown", "json")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    folder = tmp_path / "feed"
    folder.mkdir()
    for name in ("Alpha", "Beta"):
        (folder / f"{name}.md").write_text(f"---\ntitle: {name}\n---\nOf {name}.\n")
    paths = Paths(*(tmp_path / name for name in ("config", "data", "state", "cache")))
    with open_workspace([folder], {}, paths, {}) as opened:
        opened.library.scan()
        yield opened


def all_of(workspace: Workspace) -> list[int]:
    return [article for article, *_ in workspace.library.articles.names()]


@pytest.mark.parametrize("form", FORMS)
def test_an_article_whose_file_is_gone_is_counted_and_the_others_are_made(
    workspace: Workspace, form: str
) -> None:
    articles = all_of(workspace)
    (workspace.library.folders[0].path / "Alpha.md").unlink()
    made = make(workspace, articles, Wish(form))
    assert (made.articles, made.gone) == (1, 1)
    (workspace.library.folders[0].path / "Beta.md").unlink()
    with pytest.raises(ArticleGoneError):
        make(workspace, articles, Wish(form))


@pytest.mark.parametrize("form", FORMS)
def test_it_stops_between_two_articles(workspace: Workspace, form: str) -> None:
    seen: list[tuple[int, int]] = []
    with pytest.raises(StoppedError):
        make(
            workspace, all_of(workspace), Wish(form), on_progress=lambda done, total: seen.append((done, total)),
            is_stopped=lambda: bool(seen),
        )  # fmt: skip
    assert seen == [(1, 2)]


def test_a_link_that_leads_out_of_the_folder_is_not_followed(workspace: Workspace, tmp_path: Path) -> None:
    articles = all_of(workspace)
    (tmp_path / "secret.md").write_text("secret")
    file = workspace.library.folders[0].path / "Alpha.md"
    file.unlink()
    file.symlink_to(tmp_path / "secret.md")
    for form in FORMS:
        made = make(workspace, articles, Wish(form))
        assert made.gone == 1
        assert b"secret" not in made.files[0][1]


def images_of(workspace: Workspace, *addresses: str) -> ExportedImages:
    images = ExportedImages(workspace.library.folders, ImageCache(workspace.paths.images))
    images.of_article(Key(workspace.library.folders[0].id, "Alpha.md"), addresses)
    return images


def test_images_beyond_a_limit_are_left_out(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = workspace.library.folders[0].path
    for number in range(3):
        (folder / f"{number}.png").write_bytes(png_of(4, 4, bytes([number]) * 48))
    (folder / "text.png").write_text("<script>")
    names = ("0.png", "1.png", "2.png")
    assert images_of(workspace, *names).left_out == 0
    assert images_of(workspace, *names, "text.png", "gone.png", "/etc/passwd").left_out == 3
    size = max((folder / name).stat().st_size for name in names)
    monkeypatch.setattr(exported_images, "ALL_LIMIT_BYTES", 2 * size)
    assert images_of(workspace, *names).left_out == 1
    monkeypatch.setattr(exported_images, "IMAGE_LIMIT_BYTES", 10)
    assert images_of(workspace, *names).left_out == 3


def test_formats_that_no_book_reader_need_know_become_png(workspace: Workspace) -> None:
    image = pytest.importorskip("PIL.Image")
    image.new("RGB", (5, 3), (200, 10, 10)).save(workspace.library.folders[0].path / "a.webp")
    images = ExportedImages(workspace.library.folders, ImageCache(workspace.paths.images), for_books=True)
    found = images.of_article(Key(workspace.library.folders[0].id, "Alpha.md"), ["a.webp"])
    assert found["a.webp"].media_type == "image/png"
    header = header_of(found["a.webp"].data)
    assert header is not None
    assert (header.format, header.width, header.height) == ("PNG", 5, 3)


def filled(text: str, **values: object) -> str:
    return Filled(Source("own.md", text)).text(values)


def test_a_template_loops_decides_and_filters() -> None:
    text = "{% for a in items %}{{ loop.index }} {{ a.title|escaped }}{% if not loop.last %}, {% endif %}{% else %}none{% endfor %}"
    assert filled(text, items=[{"title": "a*b"}, {"title": "<i>"}]) == "1 a\\*b, 2 \\<i\\>\n"
    assert filled(text, items=[]) == "none\n"
    assert filled("{{ t|yaml }} {{ t|name }} {{ t|tag }}", t='a/"b" [c]') == '"a/\\"b\\" [c]" a b c a/-b-c\n'
    assert filled("{{ t|quoted }}", t="a\n\nb") == "> a\n>\n> b\n"


def test_what_a_template_prints_is_cleaned() -> None:
    assert filled("{{ t }}\x1b", t="a\x1b]0;x\x07") == "a␛]0;x␇␛\n"


def test_a_field_is_never_a_method_of_a_value() -> None:
    assert filled("{{ a.items }}", a={"items": "mine"}) == "mine\n"
    for field in ("items", "__class__", "get"):
        with pytest.raises(TemplateError, match="line 1"):
            filled(f"{{{{ a.{field} }}}}", a={})


def test_loops_and_what_comes_out_have_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template, "STEPS_LIMIT", 1000)
    nested = "{% for a in x %}{% for b in x %}{% for c in x %}{% endfor %}{% endfor %}{% endfor %}"
    with pytest.raises(TemplateError, match=r"own\.md, line 1: .* too often"):
        filled(nested, x=list(range(20)))
    monkeypatch.setattr(template, "OUTPUT_LIMIT", 1000)
    with pytest.raises(TemplateError, match="too long"):
        filled("{% for a in x %}{{ a }}{% endfor %}", x=["long" * 20] * 20)


EVIL = (
    "{{ ''.__class__.__mro__ }}",
    "{{ x['__class__'] }}",
    "{{ loop }}{% for a in x %}{{ loop.__init__ }}{% endfor %}",
    "{{ x|attr('__class__') }}",
    "{{ self._TemplateReference__context }}",
    "{% for a in x %}{{ loop._iterable }}{% endfor %}",
    "{{ cycler }}",
    "{% import 'os' as o %}",
    "{{ x|map('upper')|list }}",
    "{% extends 'a' %}",
    "{% filter upper %}x{% endfilter %}",
    "{{ {'a': 1} }}",
    "{{ 2 ** 99999999 }}",
    "{{ '%999999999d' % 1 }}",
    "{% set x = x ~ x %}",
)


@pytest.mark.parametrize("text", EVIL)
def test_nothing_leads_out_of_a_template(text: str) -> None:
    with pytest.raises(TemplateError, match=r"own\.md, line 1: "):
        filled(text, x=["a"])
