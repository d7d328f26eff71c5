"""What is heard and seen stands below the title, as links that can be opened."""

from reader.page.compose import PageOptions, compose
from reader.page.navigation.links import all_links
from tests.article.articles import BEIJING, read
from tests.page.painting import line_text, lines_of, settled


def lines(header: str, width: int = 60) -> list[str]:
    document = read(f"---\ntitle: T\ndate: 2026-03-04\n{header}\n---\nText.\n")
    shown = [
        line_text(line).strip() for line in lines_of(settled(compose(document, PageOptions(BEIJING)), width))
    ]
    return [line for line in shown if line][
        2:-2
    ]  # without the title, its rule, the text and the mark at its end


def test_an_episode_has_its_length_and_size_below_the_title() -> None:
    header = (
        'enclosures: [{"url": "https://e.org/a.mp3", "type": "audio/mpeg", "size": 39845888, "duration": 2530}]\n'
        "episode: 12\nseason: 3\nchapters: https://e.org/c.json\ntranscript: https://e.org/t.vtt"
    )
    assert lines(header)[1:] == ["▶ 42 min · 38 MB", "season 3, episode 12 · chapters · transcript"]


def test_its_line_is_a_link() -> None:
    document = read('---\nenclosures: [{"url": "https://e.org/a.mp3", "duration": 2530}]\n---\nText.\n')
    links = list(all_links(compose(document, PageOptions(BEIJING))))
    assert [(link.address, link.text) for link in links] == [("https://e.org/a.mp3", "▶ 42 min")]


def test_what_is_known_least_is_shown_by_its_kind_and_host() -> None:
    assert lines("enclosures: [https://e.org/a.mp3]")[1:] == ["▶ Audio — e.org"]
    assert lines("video: https://e.org/a")[1:] == ["▶ Video — e.org"]


def test_of_several_sounds_each_has_its_title() -> None:
    header = (
        'enclosures: [{"url": "https://e.org/a.mp3", "title": "Part 1", "duration": 60}, '
        '{"url": "https://e.org/b.mp3", "title": "第二部分", "size": 2097152}]'
    )
    assert lines(header)[1:] == ["▶ Part 1 · 1 min", "▶ 第二部分 · 2 MB"]


def test_images_have_no_line_and_other_files_their_names() -> None:
    header = 'enclosures: [{"url": "https://e.org/a.png"}, {"url": "https://e.org/notes.pdf?x=1", "type": "application/pdf", "size": 51200}]'
    assert lines(header)[1:] == ["↓ notes.pdf · 50 kB"]


def test_words_of_a_feed_are_no_markup() -> None:
    header = 'enclosures: [{"url": "https://e.org/a.mp3", "title": "[b]**x** \\\\e[31m"}, {"url": "https://e.org/b.mp3", "title": "y"}]'
    assert lines(header)[1].startswith("▶ [b]**x**")


def test_who_takes_part_and_the_other_forms_of_an_episode_are_links() -> None:
    header = (
        'enclosures: [{"url": "https://e.org/a.mp3", "duration": 60}]\nseason: 3\n'
        'people: [{"name": "Jane [b]", "role": "guest", "link": "https://j.example/"}, {"name": "李雷"}, {"role": "x"}, 5]\n'
        'other_forms: [{"url": "https://e.org/a.opus", "type": "audio/opus", "size": 1048576}, {"url": "https://e.org/b.mp4", "title": "Film"}, {"url": "javascript:x"}]'
    )
    assert lines(header)[1:] == ["▶ 1 min", "season 3 · opus · 1 MB · Film", "Jane [b] (guest) · 李雷"]
    document = read(f"---\n{header}\n---\nText.\n")
    links = [link.address for link in all_links(compose(document, PageOptions(BEIJING)))]
    assert links == [
        "https://e.org/a.mp3",
        "https://e.org/a.opus",
        "https://e.org/b.mp4",
        "https://j.example/",
    ]
