"""Columns of tables keep the alignment that HTML gives them."""

import pytest

from reader.feeds.html.convert import to_markdown
from tests.feeds.other_reader import BASE, shown


def rule(html: str) -> str:
    return to_markdown(html, BASE).splitlines()[1]


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<table><tr><th>a<th>b<th>c<tr><td align=left>1<td style='color: red; text-align:right'>2<td align=CENTER>3</table>", "| --- | ---: | :---: |"),
        ("<table><tr><th>a<th>b<tr><td>1<td class='x has-text-align-right'>2</table>", "| --- | ---: |"),
        ("<table><tr><th align=center>a<th align=right>b<tr><td>1<td><b></b></table>", "| --- | ---: |"),
        ("<table><tr><th>a<th>b<tr><td>1<td align=right>2<tr><td>1<td align=right>3<tr><td><td></table>", "| --- | ---: |"),
        ("<table><tr><th>a<th align=center>b<tr><td>1<td align=right>2<tr><td>1<td class=text-end>3</table>", "| --- | ---: |"),
        ("<table><tr><th>a<th>b<tr><td>1<td align=right>2<tr><td>1<td>3</table>", "| --- | --- |"),
        ("<table><colgroup><col><col align=right></colgroup><tr><th>a<th>b<tr><td>1<td>2</table>", "| --- | ---: |"),
        ("<table><tr><td>a<td align=right>b<tr><td>1<td align=right>2</table>", "| --- | ---: |"),
        ("<table><tr><th colspan=2 align=right>a<th>c<tr><td>1<td>2<td>3</table>", "| --- | --- | --- |"),
        ("<table><tr><th>a | b<th><code>x|y</code><tr><td align=right>1<td>2</table>", "| ---: | --- |"),
    ],
)  # fmt: skip
def test_columns_are_aligned_as_in_html(html: str, found: str) -> None:
    assert rule(html) == found
    assert not any(char >= "\U000f0000" for char in to_markdown(html, BASE))


@pytest.mark.parametrize(
    "html", ["<blockquote>{}</blockquote>", "<ul><li>x{}</li></ul>", "<p>x</p>{}<p>y</p>{}"]
)
def test_columns_are_aligned_wherever_a_table_stands(html: str) -> None:
    table = "<table><tr><th align=right><b>a</b></th><th>c</th></tr><tr><td align=right>1</td><td>2</td></tr></table>"
    found = shown(html.replace("{}", table))
    assert ["text-align:right" in (each.get("style") or "") for each in found.iter("th")] == [
        True,
        False,
    ] * html.count("{}")
    assert found.find(".//th/strong") is not None
