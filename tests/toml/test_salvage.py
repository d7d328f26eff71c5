"""What is used of a TOML text with errors, and which line each sentence names."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.toml.reading import read_toml
from reader.toml.salvage import FAULTS_LIMIT, Rows, salvage

ROWS = Rows("feed", frozenset({"address", "command"}))


def lines(text: str) -> list[int]:
    return [fault.line for fault in salvage(text, ROWS).faults]


@pytest.mark.parametrize(
    ("text", "values", "faults"),
    [
        ('[[feed]]\naddress = "a\ntags = ["x"]\n', {"feed": [{"address": "a", "tags": ["x"]}]}, [2]),
        ('[[feed]]\naddress = "a"\ntags = ["x",\n[[feed]]\naddress = "b"\n',
         {"feed": [{"address": "a"}, {"address": "b"}]}, [3]),
        ('[[feed]]\naddress = "a"\ntags = [\n  "x",\n  y,\n]\ntitle = "t"\n',
         {"feed": [{"address": "a", "title": "t"}]}, [5]),
        ('[feed]\naddress = "a"\n[feed]\naddress = "b"\n', {"feed": [{"address": "a"}, {"address": "b"}]}, [1, 3]),
        ('[[feed]\naddress = "a"\n', {"feed": [{"address": "a"}]}, [1]),
        ('[[feed]]\naddress = "a"\ntitle = "1"\n\naddress = "b"\ntitle = "2"\n',
         {"feed": [{"address": "a", "title": "1"}, {"address": "b", "title": "2"}]}, [5]),
        ('[[feed]]\naddress = "a"\ntitle = "1"\ntitle = "2"\n', {"feed": [{"address": "a", "title": "1"}]}, [4]),
        ('[[feed]]\naddress = "a"\n[[other]\naddress = "b"\n[[feed]]\naddress = "c"\n',
         {"feed": [{"address": "a"}, {"address": "c"}]}, [3]),
        ('[[feed]]\naddress = "a"\ntitle = """x\n\n[[feed]]\naddress = "b"\n',
         {"feed": [{"address": "a"}, {"address": "b"}]}, [3]),
        ("[[feed]]\naddress = https://a.example/x # y\n", {"feed": [{"address": "https://a.example/x"}]}, [2]),
        ('words\nmore words\n[[feed]]\naddress = "a"\n', {"feed": [{"address": "a"}]}, [1]),
        ("<html>\n", {}, [1]),
        ("x = " + "[" * 5_000, {}, [1]),
    ],
)  # fmt: skip
def test_what_is_not_damaged_is_used_and_the_damage_has_its_line(
    text: str, values: dict[str, Any], faults: list[int]
) -> None:
    with pytest.raises((ValueError, RecursionError)):
        tomllib.loads(text)
    saved = salvage(text, ROWS)
    assert saved.values == values
    assert [fault.line for fault in saved.faults] == faults


GOOD = [f'[[feed]]\naddress = "https://{name}.example/"\ntags = ["{name}"]' for name in "abcd"]
BROKEN = [
    'address = "x',
    "tags = [1",
    "tags [",
    "= 3",
    "[[feed",
    "[x",
    'a = "\0"',
    "\\",
    "'",
    "{}",
    "x = tru e}",
    "a.b.c",
]


@given(
    st.lists(st.sampled_from(GOOD), min_size=1, max_size=4, unique=True), st.sampled_from(BROKEN), st.data()
)
def test_one_broken_table_costs_no_other_table(good: list[str], broken: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(good)))
    tables = [*good[:at], f"[[feed]]\n{broken}", *good[at:]]
    saved = salvage("\n\n".join(tables), ROWS)
    line = sum(table.count("\n") + 2 for table in tables[:at]) + 2
    assert [fault.line for fault in saved.faults] == [line]
    used = [row for row in saved.values["feed"] if row]
    assert [row for row in used if "tags" in row] == tomllib.loads("\n".join(good))["feed"]


@given(st.text(st.sampled_from("a=[]{}\"'#,.\\ \n\r\t\x001é文"), max_size=80))
def test_no_text_stops_it_and_what_it_uses_is_toml(text: str) -> None:
    saved = salvage(text, ROWS)
    assert tomllib.loads(saved.text + "\n") == saved.values
    assert len(saved.lines) == saved.text.count("\n") + 1 or not saved.values
    assert all(1 <= line <= text.count("\n") + 1 for line in lines(text))


def test_of_many_errors_the_first_are_named(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("broken line\nx\ny = 1\n" * 20_000)
    found = read_toml(tmp_path / "x.toml")
    assert 0 < len(found.faults) <= FAULTS_LIMIT + 1
    assert found.faults[0].startswith(f"{tmp_path}/x.toml, line 1: an = is missing")


def test_an_entry_behind_what_was_left_out_keeps_its_line(tmp_path: Path) -> None:
    file = tmp_path / "x.toml"
    file.write_bytes(
        b'[[feed]]\naddress = "a"\ntags = [\n1\n[[feed]]\naddress = "b"\ntitle = "\xff"\nuser = 3\n'
    )
    found = read_toml(file, ROWS)
    assert found.where("feed", 1, "user") == f"{file}, line 8"
    assert found.where("feed", 1, "title") == f"{file}, line 5"  # which is not there: of its table
    assert found.where("other") == str(file)
    assert [fault.partition(": ")[0] for fault in found.faults] == [f"{file}, line {line}" for line in (3, 7)]
