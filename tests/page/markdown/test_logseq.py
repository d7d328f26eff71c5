"""Pages of Logseq: properties, references to blocks, embeds, macros, Org blocks."""

import pytest

from tests.page.pages import lines, links, residue

ONE = "26178e6b-531e-4003-b9a7-a38432aa879d"
TWO = "33178e6b-531e-4003-b9a7-a38432aa879d"


def squeezed(texts: list[str]) -> list[str]:
    """Lines without the space around and inside code blocks."""
    return [" ".join(text.split()) for text in texts]


GRAPH = {
    "pages/A Book%3A Part 1___2 (highlights).md": f"""\
title:: A Book: Part 1/2 (highlights)
author:: [[Ann Lee]]
tags:: #[[two words]], three

- One
  id:: {ONE}
  collapsed:: true
\t- Two, ^^marked^^
\t  rating:: 5
\t\t- Three
- See (({ONE})) and [that]((({ONE})))
""",
    "pages/links.md": f"""\
- See (({ONE})).
- ![s.png](../assets/s.png){{:height 224, :width 441}}
- {{{{embed (({ONE}))}}}}
- {{{{embed [[A page]]}}}} #[[two words]] [[a/b]] [Words]([[A page]])
- {{{{video https://www.youtube.com/watch?v=x}}}}
- {{{{query (and [[a]] [[b]])}}}} {{{{cloze a secret}}}} {{{{renderer :todomaster}}}}
- Seen at {{{{youtube-timestamp 83}}}}
""",
    "journals/2024_01_05.md": f"""\
- TODO water the plants
  SCHEDULED: <2024-01-05 Fri .+1d>
  :LOGBOOK:
  CLOCK: [2024-01-05 Fri 10:00:00]
  :END:
- #+BEGIN_QUOTE
  Some words
  and more
  #+END_QUOTE
- #+BEGIN_TIP
  Drink water
  #+END_TIP
  It helps.
- #+BEGIN_SRC python
  print(1)
  #+END_SRC
- ## A heading
  id:: {TWO}
  background-color:: red
- It is above: (({TWO})).
-
""",
}


@pytest.mark.parametrize("path", GRAPH)
def test_nothing_of_logseqs_markup_is_on_a_page(path: str) -> None:
    assert residue(GRAPH[path], path) == []


def test_a_page_reads_as_logseq_shows_it() -> None:
    path = "pages/A Book%3A Part 1___2 (highlights).md"
    assert lines(GRAPH[path], path) == [
        "• One",
        "  ◦ Two, marked",
        "    rating: 5",
        "    ▪ Three",
        "• See One and that",
    ]
    assert links(GRAPH[path], path)["One"] == f"#^{ONE}"


def test_embeds_and_macros_lead_where_they_lead_in_logseq() -> None:
    assert lines(GRAPH["pages/links.md"], "pages/links.md") == [
        "• See ↗.",
        "• ▣ s.png",
        "• ↗",
        "• A page #two words a/b Words",
        "• ▶ youtube.com/watch?v=x",
        "• {{query (and [[a]] [[b]])}} a secret",
        "• Seen at 1:23",
    ]
    found = links(GRAPH["pages/links.md"], "pages/links.md")
    assert (found["A page"], found["Words"]) == ("wiki:A page", "wiki:A page")
    assert found["▶ youtube.com/watch?v=x"] == "https://www.youtube.com/watch?v=x"


def test_org_blocks_are_quotes_callouts_and_code() -> None:
    assert squeezed(lines(GRAPH["journals/2024_01_05.md"], "journals/2024_01_05.md", 40)) == [
        "• TODO water the plants",
        "SCHEDULED: 2024-01-05 Fri .+1d",
        "• ┃ Some words",
        "┃ and more",
        "• ┃ Tip",
        "┃ Drink water",
        "It helps.",
        "• print(1) python",
        "• A heading",
        "• It is above: A heading.",
    ]


def test_code_of_a_page_stays_code() -> None:
    text = f"- ```js\n  a:: b\n  id:: {ONE}\n  {{{{embed x}}}}\n  ```\n  id:: {TWO}\n- `((x))` and `key:: value`\n"
    assert squeezed(lines(text, "pages/x.md", 60))[1:] == [
        f"id:: {ONE}",
        "{{embed x}}",
        "• ((x)) and key:: value",
    ]


@pytest.mark.parametrize("path", ["pages/x.md", "x.md"])
def test_a_page_that_begins_inside_its_outline_is_no_code(path: str) -> None:
    assert lines("\t- ## Idea\n\t\t- Let it be [[a]]\n\t- b\n", path) == ["• Idea", "  ◦ Let it be a", "• b"]


def test_an_open_org_block_keeps_its_words() -> None:
    assert lines("- a\n- #+BEGIN_QUOTE\n  words\n", "pages/x.md") == ["• a", "• #+BEGIN_QUOTE", "  words"]


@pytest.mark.parametrize(
    "text",
    ["A line.\nkey:: value\n", "Text (see [a](b)).\n\n\tcode:: here\n", "- a\n- b\n\n      code:: x\n"],
)
def test_other_notes_stay_as_they_are(text: str) -> None:
    assert ":: " in " ".join(lines(text))
