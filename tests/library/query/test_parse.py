"""The query language: what is typed, the tree it means, and what is wrong with it."""

from datetime import datetime, timedelta, timezone
from functools import partial
from itertools import combinations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reader.library.query.dates import is_date, span
from reader.library.query.fields import FIELDS, Kind
from reader.library.query.orders import MENU, ORDERS, written
from reader.library.query.parse import DEPTH_LIMIT, LENGTH_LIMIT, PARTS_LIMIT, QueryError, parse
from reader.library.query.patterns import PatternError, compiled
from reader.library.query.tree import All, Either, Node, Not, Pattern, Query, Term, Text, has_words
from reader.library.query.write import write

A, B, C = Text("a"), Text("b"), Text("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", None),
        ("   ", None),
        ("a", A),
        ("a b", All((A, B))),
        ("a AND b", All((A, B))),
        ("a b OR c", Either((All((A, B)), C))),
        ("a (b OR c)", All((A, Either((B, C))))),
        ("a | b", Either((A, B))),
        ("-a", Not(A)),
        ("NOT a", Not(A)),
        ("- a", All((Text("-"), A))),
        ("--a", A),
        ("-(a b)", Not(All((A, B)))),
        ('"a b"', Text("a b", is_phrase=True)),
        (r'"say \"hi\" \\"', Text('say "hi" \\', is_phrase=True)),
        ("tag:ai", Term("tag", "ai")),
        ("tags:ai", Term("tag", "ai")),
        ("TAG:AI", Term("tag", "AI")),
        ('tag:"a b"', Term("tag", "a b")),
        ("author:肖芳", Term("author", "肖芳")),
        ("date:>2025-01", Term("date", "2025-01", ">")),
        ("date:2024..2025-03", Term("date", "2024", "..", "2025-03")),
        ("date:..2024", Term("date", "", "..", "2024")),
        ("date:7d", Term("date", "7d")),
        ("words:>=2000", Term("words", "2000", ">=")),
        ("is:Unread", Term("is", "unread")),
        ("mood:calm", Term("mood", "calm")),
        ("/re+ gex/", Pattern("re+ gex")),
        (r"/a\/b/", Pattern("a/b")),
        ("/usr/bin", Text("/usr/bin")),
        ("苹果：新品", Text("苹果：新品")),
        ("（a OR b）", Either((A, B))),
        ("tag：ai －b", All((Term("tag", "ai"), Not(B)))),
        ("“a b”", Text("a b", is_phrase=True)),
        ("words：＞5", Term("words", "5", ">")),
        ("a\u3000b", All((A, B))),
        ("()", None),
        ('""', None),
    ],
)
def test_what_is_typed_means_this(text: str, tree: Node | None) -> None:
    assert parse(text) == Query(tree)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("a sort:words", ("words", False)),
        ("sort:-title a", ("title", True)),
        ("a", ("date", True)),
        ("sort:date", ("date", False)),
    ],
)
def test_the_order_stands_anywhere(text: str, order: tuple[str, bool]) -> None:
    assert parse(text)[1:] == order


@pytest.mark.parametrize(
    ("text", "column", "said"),
    [
        ("(a", 1, "never closed"),
        ("a)", 2, "never opened"),
        ('a "b', 3, "quotation mark is never closed"),
        ("tga:ai", 1, "did you mean tag:?"),
        ("a zzzzz:ai", 3, "there is no field zzzzz; some are "),
        ("is:unred", 4, "did you mean is:unread?"),
        ("has:zzz", 5, "has: takes one of image, audio, video, summary, link, tags"),
        ("date:soon", 6, "date: takes a date"),
        ("date:2025-13", 6, "date: takes a date"),
        ("date:2025-02-30", 6, "date: takes a date"),
        ("words:many", 7, "words: takes a number"),
        ("words:..", 7, "words: takes a number"),
        ("tag:", 1, "needs a value"),
        ("a OR", 3, "OR stands between two conditions"),
        ("OR a", 1, "OR stands between two conditions"),
        ("a -)", 3, "a condition is missing"),
        ("NOT", 1, "a condition is missing"),
        ("sort:size", 1, "sort: takes one of"),
        ("/(a/", 1, "this regex cannot be used"),
        ("/(a+)+$/", 1, "a repetition stands inside another one"),
        ("x" * 10_000, LENGTH_LIMIT + 1, "may have at most"),
        ("(" * 5_000, LENGTH_LIMIT + 1, "may have at most"),
        ("(" * 1_000 + "a", DEPTH_LIMIT + 2, "too many conditions"),
        ("-" * 1_000 + "a", DEPTH_LIMIT + 2, "too many conditions"),
        ("a " * (PARTS_LIMIT + 1), PARTS_LIMIT * 2 + 1, "too many conditions"),
    ],
)
def test_what_is_wrong_is_told_with_its_column(text: str, column: int, said: str) -> None:
    with pytest.raises(QueryError) as error:
        parse(text, keys=["mood"])
    assert error.value.column == column
    assert said in str(error.value)
    assert str(error.value).startswith(f"query, column {column}: ")


WORDS = st.text(st.sampled_from("abcXYZ苹果é-_./*1"), min_size=1, max_size=6).filter(
    lambda word: word not in {"OR", "AND", "NOT", "|"} and not word.startswith(("-", "/"))
)
VALUES = st.text(st.sampled_from('ab 苹"\\():é*'), min_size=1, max_size=6)
DATES = st.sampled_from(["2025", "2025-01", "2025-01-31", "7d", "3w", "today", "yesterday"])
NUMBERS = st.sampled_from(["0", "1", "2", "3", "399", "400", "401", "799", "800", "801"]) | st.integers(
    0, 99_999
).map(str)
"""Those at the edges of what the articles of the search's tests have, and any."""
RELATIONS = st.sampled_from(["=", "<", "<=", ">", ">="])


def terms() -> st.SearchStrategy[Node]:
    made: list[st.SearchStrategy[Node]] = [VALUES.map(partial(Term, "mood"))]
    for field in FIELDS:
        term = partial(Term, field.name)
        match field.kind:
            case Kind.FLAG:
                made.append(st.sampled_from(tuple(field.words)).map(term))
            case Kind.NUMBER | Kind.DATE:
                values = DATES if field.kind is Kind.DATE else NUMBERS
                made.append(st.builds(term, values, RELATIONS))
                made.append(st.builds(term, values, st.just(".."), values))
            case _:
                made.append(VALUES.map(term))
    return st.one_of(made)


LEAVES: st.SearchStrategy[Node] = st.one_of(
    WORDS.map(Text),
    VALUES.filter(str.strip).map(lambda words: Text(words, is_phrase=True)),
    st.sampled_from(["a", "a.*b", "苹/果", "^x|y$", "[ab]+"]).map(Pattern),
    terms(),
)
TREES: st.SearchStrategy[Node] = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.filter(lambda node: not isinstance(node, Not)).map(Not),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: All(tuple(parts))),
        st.lists(inner, min_size=2, max_size=4).map(lambda parts: Either(tuple(parts))),
    ),
    max_leaves=8,
)
QUERIES = st.builds(Query, st.none() | TREES, st.sampled_from(ORDERS), st.booleans())


@given(QUERIES)
def test_a_tree_that_is_written_is_read_as_the_same(query: Query) -> None:
    assert parse(write(query)) == query


@given(st.text(st.sampled_from('ab (（)"“-:：/|OR NOTsort:tag:date:>7d苹\\'), max_size=40))
def test_anything_is_read_or_refused_and_what_is_read_has_one_way_to_be_written(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    assert parse(write(query)) == query


ODD = st.lists(
    st.sampled_from([
        "/a/", "/", "a/", "/a b/", "()", "(", ")", '""', '"', '" "', "-", "--", "OR", "|", "AND", "NOT", "a", "tag:b", "tag:", ":",
        "sort:words", "sort:-date", "x:y", "-tag:a", " ", "  ", "\\", "/a\\/", "（）", "“”", "：", "－", "／a／", "is:read", "苹", "\t",
    ]),
    max_size=9,
).map("".join)  # fmt: skip


@given(ODD)
@example("/a/()")
@example("-(a - )")
@example('/a/""')
def test_what_is_empty_beside_a_condition_does_not_make_it_another(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return
    assert parse(write(query)) == query
    assert write(parse(write(query))) == write(query)


def test_a_menu_offers_the_dates_first_and_only_what_can_be_written() -> None:
    assert list(MENU) == [
        "-date", "date", "-arrived", "title", "-words", "words", "source", "unread",
    ]  # fmt: skip
    assert [written(each) for each in MENU] == list(MENU)


def test_names_mean_one_field_each() -> None:
    names = [{field.name, *field.others} for field in FIELDS]
    assert not [one & other for one, other in combinations(names, 2) if one & other]


@pytest.mark.parametrize(
    "source", ["(a*)*", "(a+b?)+", "((a|b+)c)*", r"(a)\1", "a{1000}", "a*b*c*d*", "x" * 501, "[", "(?:a*?)+"]
)
def test_expressions_that_could_stall_are_refused(source: str) -> None:
    with pytest.raises(PatternError):
        compiled(source)


@pytest.mark.parametrize("source", ["a+", "(ab)+", "a?b?c?", ".*苹果.*", "[a-z]+ing", "(a|b){2,5}", "a{3}"])
def test_others_are_not(source: str) -> None:
    assert compiled(source)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("2025", True),
        ("25", False),
        ("1d", True),
        ("d", False),
        ("２０２５", False),
        ("2025-1-2", True),
        ("0000", False),
        ("0001", False),
        ("0002", True),
        ("9997", True),
        ("9998", False),
        ("2025-0", False),
        ("2025-00-01", False),
        ("2025-1", True),
        ("2025-12", True),
        ("2025-13", False),
        ("2025-01-0", False),
        ("2025-01-31", True),
        ("2025-04-31", False),
        ("2024-02-29", True),
        ("2025-02-29", False),
        ("today", True),
        ("7d ago", False),
    ],
)
@pytest.mark.parametrize("hours", [-12, 0, 14])
def test_what_a_date_is_has_a_beginning_and_an_end_in_any_zone(text: str, fits: bool, hours: int) -> None:
    now = datetime(2026, 3, 10, 12, tzinfo=timezone(timedelta(hours=hours)))
    assert is_date(text) == fits
    if fits:
        begin, end = span(text, now)
        assert begin < end
    else:
        with pytest.raises(ValueError, match=text):
            span(text, now)


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (Not(A), "-a"),
        (Not(All((A, B))), "-(a b)"),
        (Not(Either((A, B))), "-(a OR b)"),
        (All((A, B)), "a b"),
        (All((A, Either((B, C)))), "a (b OR c)"),
        (Either((All((A, B)), C)), "a b OR c"),
        (Term("tag", "ai"), "tag:ai"),
        (Term("tag", "a b"), 'tag:"a b"'),
        (Term("words", "5", ">="), "words:>=5"),
        (Term("date", "2024", "..", "2025"), "date:2024..2025"),
        (Text("a b", is_phrase=True), '"a b"'),
        (Not(Text("-")), "--"),
        (All((A, Text("-"))), "a -"),
        (Not(All((A, Text("-")))), "-(a - )"),
        (Either((A, Either((B, C)))), "a OR (b OR c)"),
        (Pattern("a/b"), r"/a\/b/"),
        (Term("tag", 'a"b'), r'tag:"a\"b"'),
    ],
)
def test_a_tree_is_written_as_one_would_type_it(tree: Node, text: str) -> None:
    assert write(Query(tree)) == text


@pytest.mark.parametrize(
    ("query", "text"),
    [
        (Query(None), ""),
        (Query(None, "date", is_descending=False), "sort:date"),
        (Query(A, "date", is_descending=False), "a sort:date"),
        (Query(A, "words", is_descending=True), "a sort:-words"),
        (Query(A, "words", is_descending=False), "a sort:words"),
        (Query(Either((A, B)), "words", is_descending=False), "(a OR b) sort:words"),
        (Query(Either((A, B))), "a OR b"),
    ],
)
def test_an_order_is_written_where_it_is_not_the_usual_one(query: Query, text: str) -> None:
    assert write(query) == text


@pytest.mark.parametrize(
    ("text", "has"),
    [
        ("", False),
        ("a", True),
        ('"a b"', True),
        ("mentions:a", True),
        ("tag:a", False),
        ("/a/", False),
        ("-a", True),
        ("-tag:a", False),
        ("tag:a is:read", False),
        ("tag:a -b", True),
        ("tag:a OR (is:read OR b)", True),
        ("tag:a OR is:read", False),
    ],
)
def test_a_query_looks_for_words_where_any_part_of_it_does(text: str, *, has: bool) -> None:
    assert has_words(parse(text)) is has
