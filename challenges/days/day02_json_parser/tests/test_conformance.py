"""Stage 7: the suites of others, the tables of the RFCs, and the standard library as a witness."""

from __future__ import annotations

import json
import random
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day02_json_parser.tests.present import on_each_backend
from challenges.days.day02_json_parser.tests.reading import Reader, Refused
from challenges.days.day02_json_parser.tests.suites import needs, suite
from challenges.shared.testing import check

PARSING = suite("JSONTestSuite/test_parsing")
JSON5 = [path for path in suite("json5-tests") if path.suffix in (".json", ".json5", ".js", ".txt")]

# What JSONTestSuite leaves open: the code of the error, or "" where the document is read.
OPEN = {
    "number_double_huge_neg_exp": "",
    "number_huge_exp": "number_range",
    "number_neg_int_huge_exp": "number_range",
    "number_pos_double_huge_exp": "number_range",
    "number_real_neg_overflow": "number_range",
    "number_real_pos_overflow": "number_range",
    "number_real_underflow": "",
    "number_too_big_neg_int": "",
    "number_too_big_pos_int": "",
    "number_very_big_negative_int": "",
    "object_key_lone_2nd_surrogate": "lone_surrogate",
    "string_1st_surrogate_but_2nd_missing": "lone_surrogate",
    "string_1st_valid_surrogate_2nd_invalid": "lone_surrogate",
    "string_UTF-16LE_with_BOM": "expected_value",
    "string_UTF-8_invalid_sequence": "bad_utf8",
    "string_UTF8_surrogate_U+D800": "bad_utf8",
    "string_incomplete_surrogate_and_escape_valid": "lone_surrogate",
    "string_incomplete_surrogate_pair": "lone_surrogate",
    "string_incomplete_surrogates_escape_valid": "lone_surrogate",
    "string_invalid_lonely_surrogate": "lone_surrogate",
    "string_invalid_surrogate": "lone_surrogate",
    "string_invalid_utf-8": "bad_utf8",
    "string_inverted_surrogates_U+1D11E": "lone_surrogate",
    "string_iso_latin_1": "bad_utf8",
    "string_lone_second_surrogate": "lone_surrogate",
    "string_lone_utf8_continuation_byte": "bad_utf8",
    "string_not_in_unicode_range": "bad_utf8",
    "string_overlong_sequence_2_bytes": "bad_utf8",
    "string_overlong_sequence_6_bytes": "bad_utf8",
    "string_overlong_sequence_6_bytes_null": "bad_utf8",
    "string_truncated-utf-8": "bad_utf8",
    "string_utf16BE_no_BOM": "expected_value",
    "string_utf16LE_no_BOM": "expected_value",
    "structure_500_nested_arrays": "",
    "structure_UTF-8_BOM_empty_object": "",
}


@needs(PARSING)
@on_each_backend
def test_json_test_suite(subject: ModuleType, backend: str) -> None:
    """Of JSONTestSuite all of y_ is read, all of n_ refused, and i_ as the table says."""
    reader = Reader(subject, backend)
    check(lambda: len(PARSING)).returns(318)
    for path in PARSING:
        kind, name = path.stem.split("_", 1)
        found = reader.once(path.read_bytes())
        code = found.code if isinstance(found, Refused) else ""
        if kind == "i":
            check(lambda c=code: c).returns(OPEN[name], why=path.name)
        else:
            check(lambda c=code: c == "").returns(kind == "y", why=path.name)


@needs(JSON5)
def test_json5_suite(subject: ModuleType) -> None:
    """Of json5-tests, .json5 is JSON5 only, .json both, .js and .txt neither."""
    accepted = {".json": (True, True), ".json5": (False, True)}
    check(lambda: len(JSON5)).satisfies(lambda count: count > 100, "more than 100 files")
    for path in JSON5:
        data = path.read_bytes()
        expected = accepted.get(path.suffix, (False, False))
        if path.name == "irregular-block-comment.json":
            expected = False, True  # named wrongly: JSON has no comments
        read = [_is_read(subject, data, dialect) for dialect in ("json", "json5")]
        check(tuple, read).returns(expected, why=path.name)


def _is_read(subject: ModuleType, data: bytes, dialect: str) -> bool:
    try:
        subject.loads(data, dialect=dialect)
    except subject.JSONDecodeError:
        return False
    return True


JSON5_VALUES = [
    ("{a:1,$b_2:2,\u00e9:3}", {"a": 1, "$b_2": 2, "é": 3}),
    (r"{\u0061b:1}", {"ab": 1}),
    ("{'a b':1,\"c\":2,}", {"a b": 1, "c": 2}),
    ("[1,2,]", [1, 2]),
    ("// c\n[1,/* , */2]// end", [1, 2]),
    ("/* a * b **/1", 1),
    (r"'it\'s \"'", "it's \""),
    (
        r"'\x41\v\0\a\
b'",
        "A\v\0ab",
    ),
    ("'a\\\r\nb\\\u2028c'", "abc"),
    ("'\u2028\t'", "\u2028\t"),
    (r"'\ud83d\ude00'", "😀"),
    ("[+1,-2,.5,5.,+.5e1,0x1F,-0Xff]", [1, -2, 0.5, 5.0, 5.0, 31, -255]),
    ("[Infinity,-Infinity,+Infinity]", [float("inf"), float("-inf"), float("inf")]),
    ("\ufeff\u00a0\u3000\v\f\u20291", 1),
]


@pytest.mark.parametrize(("text", "value"), JSON5_VALUES, ids=[text for text, _ in JSON5_VALUES])
def test_json5(subject: ModuleType, text: str, value: object) -> None:
    """JSON5 has comments, trailing commas, bare keys, other quotes, and more numbers."""
    check(subject.loads, text, dialect="json5").returns(value)
    if "\ud800" not in text:
        check(subject.loads, text.encode(), dialect="json5").returns(value)


DIALECT_ERRORS = [
    ("json5", "[1,,2]", "expected_value", 3, "/1"),
    ("json5", "[,]", "expected_value", 1, "/0"),
    ("json5", "{,}", "expected_key", 1, ""),
    ("json5", "{1a:1}", "expected_key", 1, ""),
    ("json5", "{a-b:1}", "expected_colon", 2, "/a"),
    ("json5", "01", "leading_zero", 0, ""),
    ("json5", "0x", "trailing_data", 1, ""),
    ("json5", "+ 1", "bad_number", 1, ""),
    ("json5", ".", "truncated", 1, ""),
    ("json5", "'a\nb'", "control_char", 2, ""),
    ("json5", "'abc", "unterminated_string", 0, ""),
    ("json5", "'abc\"", "unterminated_string", 0, ""),
    ("json5", r"'\1'", "bad_escape", 1, ""),
    ("json5", r"'\01'", "bad_escape", 1, ""),
    ("json5", r"'\x4'", "bad_escape", 1, ""),
    ("json5", "/* 1", "truncated", 4, ""),
    ("json5", "/ 1", "expected_value", 0, ""),
    ("json5", "// 1", "empty", 4, ""),
    ("json5", "[1e999]", "number_range", 1, "/0"),
    ("jsonc", '{"a":1,,}', "expected_key", 7, ""),
    ("jsonc", "[1,2,] x", "trailing_data", 7, ""),
    ("jsonc", "['a']", "expected_value", 1, "/0"),
    ("jsonc", "[1 /* x", "truncated", 7, ""),
    ("jsonc", "# 1", "expected_value", 0, ""),
]


@pytest.mark.parametrize(
    ("dialect", "text", "code", "pos", "pointer"),
    DIALECT_ERRORS,
    ids=[f"{dialect} {text!r}" for dialect, text, *_ in DIALECT_ERRORS],
)
def test_errors_of_dialects(
    subject: ModuleType, dialect: str, text: str, code: str, pos: int, pointer: str
) -> None:
    """Dialects say what is wrong, and where, as JSON does."""
    error = check(subject.loads, text, dialect=dialect).raises(subject.JSONDecodeError)
    check(tuple, [error.code, error.pos, error.pointer]).returns((code, pos, pointer))


def test_jsonc(subject: ModuleType) -> None:
    """jsonc is JSON with comments, and a comma that may follow the last item."""
    text = '// settings\n{"a": [1, /* one */ 2,], "b": "// no comment", /**/ }\n'
    check(subject.loads, text, dialect="jsonc").returns({"a": [1, 2], "b": "// no comment"})
    check(subject.loads, text).raises(subject.JSONDecodeError)
    check(subject.loads, "[1,2.50,]", dialect="jsonc", numbers="lossless").satisfies(
        lambda got: str(got[1]) == "2.50", "2.50"
    )
    check(subject.loads, "[.50,+5.,0x10]", dialect="json5", numbers="lossless").satisfies(
        lambda got: [str(each) for each in got] == ["0.50", "5", "16"], "numbers as JSON has them"
    )


@on_each_backend
def test_standard_library_agrees(subject: ModuleType, backend: str) -> None:
    """What json reads is read as the same value, and what it refuses is refused."""
    draws = random.Random(8259)
    reader = Reader(subject, backend)
    words = ["{", "}", "[", "]", ",", ":", '"a"', '"b\\n"', "1", "-0", "2.5", "1e5", "true", " "]
    for _ in range(3000):
        text = "".join(draws.choices(words, k=draws.randint(1, 8)))
        try:
            expected: Any = json.loads(text)
        except ValueError:
            check(reader.read, text.encode()).satisfies(
                lambda got: isinstance(got, Refused), "an error"
            )
        else:
            check(reader.shown, text.encode()).returns(repr(expected))


POINTED = {
    "foo": ["bar", "baz"],
    "": 0,
    "a/b": 1,
    "c%d": 2,
    "e^f": 3,
    "g|h": 4,
    "i\\j": 5,
    'k"l': 6,
    " ": 7,
    "m~n": 8,
}


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("", POINTED), ("/foo", ["bar", "baz"]), ("/foo/0", "bar"), ("/", 0), ("/a~1b", 1),
        ("/c%d", 2), ("/e^f", 3), ("/g|h", 4), ("/i\\j", 5), ('/k"l', 6), ("/ ", 7), ("/m~0n", 8),
    ],
)  # fmt: skip
def test_pointers(subject: ModuleType, pointer: str, value: object) -> None:
    """The examples of RFC 6901, section 5."""
    check(subject.pointer.get, POINTED, pointer).returns(value)


def test_pointers_that_lead_nowhere(subject: ModuleType) -> None:
    """A pointer that is none, or leads nowhere, is a PointerError; get may have a default."""
    module = subject.pointer
    for pointer in ("foo", "/foo/2", "/foo/-", "/foo/01", "/foo/+1", "/x", "/foo/0/x", "/~2", "/~"):
        check(module.get, POINTED, pointer).raises(module.PointerError)
    check(module.get, POINTED, "/foo/2", None).returns(None)


def test_pointers_change_values(subject: ModuleType) -> None:
    """set and delete change the document in place and return it."""
    module = subject.pointer

    def changed(do: str, *arguments: Any) -> Any:
        return getattr(module, do)({"a": [1, {"b": 2}]}, *arguments)

    check(changed, "set", "/a/0", 5).returns({"a": [5, {"b": 2}]})
    check(changed, "set", "/a/-", 5).returns({"a": [1, {"b": 2}, 5]})
    check(changed, "set", "/a/2", 5).returns({"a": [1, {"b": 2}, 5]})
    check(changed, "set", "/a/1/c~1d", 5).returns({"a": [1, {"b": 2, "c/d": 5}]})
    check(changed, "set", "", 5).returns(5)
    check(changed, "delete", "/a/0").returns({"a": [{"b": 2}]})
    check(changed, "delete", "/a/1/b").returns({"a": [1, {}]})
    for do, *arguments in (
        ("set", "/a/3", 1),
        ("set", "/x/y", 1),
        ("set", "/a/0/x", 1),
        ("delete", "/x"),
        ("delete", "/a/-"),
        ("delete", ""),
    ):
        check(changed, do, *arguments).raises(module.PointerError)


PATCHES = [
    # RFC 6902, appendix A, in its order, then some corners.
    ({"foo": "bar"}, [("add", "/baz", "qux")], {"baz": "qux", "foo": "bar"}),
    ({"foo": ["bar", "baz"]}, [("add", "/foo/1", "qux")], {"foo": ["bar", "qux", "baz"]}),
    ({"baz": "qux", "foo": "bar"}, [("remove", "/baz")], {"foo": "bar"}),
    ({"foo": ["bar", "qux", "baz"]}, [("remove", "/foo/1")], {"foo": ["bar", "baz"]}),
    ({"baz": "qux"}, [("replace", "/baz", "boo")], {"baz": "boo"}),
    (
        {"foo": {"bar": "baz", "waldo": "fred"}, "qux": {"corge": "grault"}},
        [("move", "/qux/thud", "/foo/waldo")],
        {"foo": {"bar": "baz"}, "qux": {"corge": "grault", "thud": "fred"}},
    ),
    ({"foo": [1, 2, 3, 4]}, [("move", "/foo/3", "/foo/1")], {"foo": [1, 3, 4, 2]}),
    ({"a": 1, "b": [1.0]}, [("test", "/a", 1.0), ("test", "/b", [1])], {"a": 1, "b": [1.0]}),
    ({"baz": "qux"}, [("test", "/baz", "bar")], None),
    ({"foo": "bar"}, [("add", "/child", {"x": {}})], {"foo": "bar", "child": {"x": {}}}),
    ({"foo": "bar"}, [("add", "/baz/bat", "qux")], None),
    ({"/": 9, "~1": 10}, [("test", "/~01", 10)], {"/": 9, "~1": 10}),
    ({"/": 9, "~1": 10}, [("test", "/~01", "10")], None),
    ({"foo": ["bar"]}, [("add", "/foo/-", ["abc"])], {"foo": ["bar", ["abc"]]}),
    ({"a": True}, [("test", "/a", 1)], None),
    ({"a": 1}, [("add", "", [2])], [2]),
    ({"a": [1]}, [("add", "/a/1", 2)], {"a": [1, 2]}),
    ({"a": [1]}, [("add", "/a/2", 2)], None),
    ({"a": 1}, [("replace", "/b", 2)], None),
    ({"a": 1}, [("remove", "/b")], None),
    ({"a": {"b": 1}}, [("move", "/a/b/c", "/a")], None),
    ({"a": {"b": 1}}, [("copy", "/c", "/a"), ("replace", "/c/b", 2)],
     {"a": {"b": 1}, "c": {"b": 2}}),
    ({"a": 1}, [("replace", "/a", 2), ("test", "/a", 1)], None),
    ({"a": 1}, [("swap", "/a", 2)], None),
]  # fmt: skip


@pytest.mark.parametrize(("before", "steps", "after"), PATCHES)
def test_patches(subject: ModuleType, before: Any, steps: list[Any], after: Any) -> None:
    """A patch (RFC 6902) is applied as a whole to a new document, or not at all."""
    third = {"move": "from", "copy": "from"}
    operations = [
        {"op": op, "path": path, **({third.get(op, "value"): rest[0]} if rest else {})}
        for op, path, *rest in steps
    ]
    if after is None:
        check(subject.pointer.patch, before, operations).raises(subject.pointer.PatchError)
    else:
        check(subject.pointer.patch, before, operations).returns(after)


def test_patch_needs_its_members(subject: ModuleType) -> None:
    """An operation without path, value or from is refused, and the error has its index."""
    good = {"op": "test", "path": "", "value": {}}
    for bad in ({"op": "add", "path": "/a"}, {"op": "copy", "path": "/a"}, {"path": "/a"}):
        error = check(subject.pointer.patch, {}, [good, bad]).raises(subject.pointer.PatchError)
        check(lambda e=error: e.index).returns(1)


MERGES = [
    # RFC 7396, appendix A.
    ({"a": "b"}, {"a": "c"}, {"a": "c"}),
    ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
    ({"a": "b"}, {"a": None}, {}),
    ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
    ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
    ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
    ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
    ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
    (["a", "b"], ["c", "d"], ["c", "d"]),
    ({"a": "b"}, ["c"], ["c"]),
    ({"a": "foo"}, None, None),
    ({"a": "foo"}, "bar", "bar"),
    ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ([1, 2], {"a": "b", "c": None}, {"a": "b"}),
    ({}, {"a": {"bb": {"ccc": None}}}, {"a": {"bb": {}}}),
]


@pytest.mark.parametrize(("target", "changes", "after"), MERGES)
def test_merges(subject: ModuleType, target: Any, changes: Any, after: Any) -> None:
    """The examples of RFC 7396; no argument is changed."""
    check(subject.pointer.merge_patch, target, changes).returns(after)


STORE = {
    "store": {
        "book": [
            {"category": "reference", "author": "Nigel Rees", "title": "A", "price": 8.95},
            {"category": "fiction", "author": "Evelyn Waugh", "title": "B", "price": 12.99},
            {"category": "fiction", "author": "Herman Melville", "title": "C", "isbn": "0-5",
             "price": 8.99},
            {"category": "fiction", "author": "J. R. R. Tolkien", "title": "D", "isbn": "0-3",
             "price": 22.99},
        ],
        "bicycle": {"color": "red", "price": 399},
    }
}  # fmt: skip

AUTHORS = ["Nigel Rees", "Evelyn Waugh", "Herman Melville", "J. R. R. Tolkien"]
COMPARED = {"obj": {"x": "y"}, "arr": [2, 3]}
LETTERS = ["a", "b", "c", "d", "e", "f", "g"]
FILTERED = {
    "a": [3, 5, 1, 2, 4, 6, {"b": "j"}, {"b": "k"}, {"b": {}}, {"b": "kilo"}],
    "o": {"p": 1, "q": 2, "r": 3, "s": 5, "t": {"u": 6}},
    "e": "f",
}

QUERIES = [
    (STORE, "$.store.book[*].author", AUTHORS),
    (STORE, "$..author", AUTHORS),
    (STORE, "$.store..price", [8.95, 12.99, 8.99, 22.99, 399]),
    (STORE, "$..book[2].author", ["Herman Melville"]),
    (STORE, "$..book[2].publisher", []),
    (STORE, "$..book[-1].title", ["D"]),
    (STORE, "$..book[0,1].title", ["A", "B"]),
    (STORE, "$..book[:2].title", ["A", "B"]),
    (STORE, "$..book[?@.isbn].title", ["C", "D"]),
    (STORE, "$..book[?@.price<10].title", ["A", "C"]),
    (STORE, "$.store.bicycle['color', \"price\"]", ["red", 399]),
    (LETTERS, "$[1:3]", ["b", "c"]),
    (LETTERS, "$[5:]", ["f", "g"]),
    (LETTERS, "$[1:5:2]", ["b", "d"]),
    (LETTERS, "$[5:1:-2]", ["f", "d"]),
    (LETTERS, "$[::-1]", ["g", "f", "e", "d", "c", "b", "a"]),
    (LETTERS, "$[1:3:0]", []),
    (LETTERS, "$[-8]", []),
    ({"o": {"j j": {"k.k": 3}}, "'": {"@": 2}}, "$.o['j j']['k.k']", [3]),
    ({"o": {"j j": {"k.k": 3}}, "'": {"@": 2}}, "$[\"'\"][\"@\"]", [2]),
    ({"a": 1}, "$", [{"a": 1}]),
    (COMPARED, "$[?$.absent1 == $.absent2]", [{"x": "y"}, [2, 3]]),
    (COMPARED, "$[?$.absent == 'g']", []),
    (COMPARED, "$[?1 <= 2 && !('a' == 13)]", [{"x": "y"}, [2, 3]]),
    (COMPARED, "$[?$.obj == $.arr]", []),
    (COMPARED, "$[?$.obj == $.obj]", [{"x": "y"}, [2, 3]]),
    (COMPARED, "$[?true <= true]", [{"x": "y"}, [2, 3]]),
    (COMPARED, "$[?true > true]", []),
    (COMPARED, "$[?'13' == 13]", []),
    (FILTERED, "$.a[?@.b == 'kilo']", [{"b": "kilo"}]),
    (FILTERED, "$.a[?(@.b == 'kilo')]", [{"b": "kilo"}]),
    (FILTERED, "$.a[?@>3.5]", [5, 4, 6]),
    (FILTERED, "$.a[?@.b]", [{"b": "j"}, {"b": "k"}, {"b": {}}, {"b": "kilo"}]),
    (FILTERED, "$[?@.*]", [FILTERED["a"], FILTERED["o"]]),
    (FILTERED, "$[?@[?@.b]]", [FILTERED["a"]]),
    (FILTERED, "$.o[?@<3, ?@<3]", [1, 2, 1, 2]),
    (FILTERED, '$.a[?@<2 || @.b == "k"]', [1, {"b": "k"}]),
    (FILTERED, '$.a[?match(@.b, "[jk]")]', [{"b": "j"}, {"b": "k"}]),
    (FILTERED, '$.a[?search(@.b, "[jk]")]', [{"b": "j"}, {"b": "k"}, {"b": "kilo"}]),
    (FILTERED, "$.o[?@>1 && @<4]", [2, 3]),
    (FILTERED, "$.o[?@.u || @.x]", [{"u": 6}]),
    (FILTERED, "$.a[?@.b == $.x]", [3, 5, 1, 2, 4, 6]),
    (FILTERED, "$.a[?@ == @]", FILTERED["a"]),
    (FILTERED, "$[?length(@) == 10]", [FILTERED["a"]]),
    (FILTERED, "$[?count(@.*) > 9]", [FILTERED["a"]]),
    (FILTERED, "$[?value(@..u) == 6]", [FILTERED["o"]]),
    (["a\nb", "ab"], "$[?match(@, 'a.b')]", []),
    ([1, True, 1.0, "1"], "$[?@ == 1]", [1, 1.0]),
    ([{"a": None}, {}], "$[?@.a == null]", [{"a": None}]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "query", "found"), QUERIES, ids=[query for _, query, _ in QUERIES]
)
def test_queries(subject: ModuleType, value: Any, query: str, found: list[Any]) -> None:
    """The examples of RFC 9535, and their like."""
    check(lambda: [node.value for node in subject.path.find(value, query)]).returns(found)


def test_normalized_paths(subject: ModuleType) -> None:
    """Each node has its normalized path (RFC 9535, 2.7)."""
    value = {"a": [1, {"b": 2}], "'\\\n\x0b\"": 3}
    paths = [node.path for node in subject.path.find(value, "$..*")]
    check(list, paths).returns(
        ["$['a']", "$['\\'\\\\\\n\\u000b\"']", "$['a'][0]", "$['a'][1]", "$['a'][1]['b']"]
    )
    for path in paths:
        check(lambda p=path: [node.path for node in subject.path.find(value, p)]).returns([path])


@pytest.mark.parametrize(
    "query",
    [
        "", "a", "$.", "$..", "$[", "$[]", "$[1", "$['a", "$[01]", "$[-0]", "$[1.0]", "$.1a", "$ ",
        " $", "$[?]", "$[?1]", "$[?@.a==]", "$[?@.*==1]", "$[?@..a==1]", "$[?length(@)]",
        "$[?count(1)==1]", "$[?match(@.a)==true]", "$[?match(@,'a')==true]", "$[?nope(@)]",
        "$[?length(@.*)<3]", "$['\\x']", "$['\\ud800']", "$[9007199254740992]", "$[?(@.a]",
        "$[?!@.a==1]", "$[?" + "(" * 100 + "@" + ")" * 100 + "]", "$['a\tb']",
    ],
)  # fmt: skip
def test_queries_that_are_none(subject: ModuleType, query: str) -> None:
    """A query that is none, or not well-typed, is a PathError with the place."""
    error = check(subject.path.find, {}, query).raises(subject.path.PathError)
    check(lambda: 0 <= error.pos <= len(query)).returns(True)


def test_queries_do_not_recurse(subject: ModuleType) -> None:
    """Descendants of a value 5,000 levels deep are found."""
    value: Any = {"x": 1}
    for _ in range(5_000):
        value = [value]
    check(lambda: [node.value for node in subject.path.find(value, "$..x")]).returns([1])


def test_compat_is_the_standard_module(subject: ModuleType) -> None:
    """compat has names, arguments and results of the standard json module."""
    ours = subject.compat
    for text in (
        '{"a":[1,2.5,null,true,"é\\ud800"]}',
        "[NaN,-Infinity,1e400]",
        ' "x" ',
        "{}",
        "[]",
    ):
        hooks = (
            {},
            {"object_hook": lambda members: sorted(members.items())},
            {"object_pairs_hook": tuple},
            {"parse_int": str, "parse_float": str},
            {"parse_constant": str},
        )
        for hook in hooks:
            check(lambda t=text, h=hook: repr(ours.loads(t, **h))).returns(
                repr(json.loads(text, **hook))
            )
    for text in ("", "[1,]", '{"a"\n 1}', "1 2", "[1,2"):
        with pytest.raises(json.JSONDecodeError) as theirs:
            json.loads(text)
        for hook in ({}, {"parse_int": int}):
            error = check(ours.loads, text, **hook).raises(ours.JSONDecodeError)
            check(lambda e=error: e.doc).returns(text)
            check(lambda e=error: e.lineno).returns(theirs.value.lineno)
    check(ours.loads, '{"a":1}'.encode("utf-16")).returns({"a": 1})
    check(ours.loads, "1", cls=dict).raises(TypeError)
    check(ours.loads, "1", hook=dict).raises(TypeError)
    check(ours.JSONDecoder().raw_decode, "[1] x").returns(([1], 3))
    check(ours.JSONDecoder().decode, "\n[1]\n").returns([1])


def test_compat_writes_like_the_standard_module(subject: ModuleType) -> None:
    """dumps of compat writes what the standard module writes."""
    ours = subject.compat
    value = {"a": [1, 2.5, None, "é😀\n", (), {}], 2: {True: float("nan"), None: 1e100}}
    for options in (
        {},
        {"indent": 2, "ensure_ascii": False},
        {"indent": "\t", "separators": (",", ":")},
        {"separators": (",", ":")},
        {"default": str},
    ):
        check(ours.dumps, value, **options).returns(json.dumps(value, **options))
    check(ours.dumps, {1, 2}, default=sorted).returns("[1, 2]")
    check(ours.dumps, [{1}]).raises(TypeError)
    check(ours.dumps, [float("inf")], allow_nan=False).raises(ValueError)
    check(ours.dumps, {}, skipkeys=True).raises(TypeError)

    class Encoder(ours.JSONEncoder):  # type: ignore[misc, name-defined]
        def default(self, o: Any) -> Any:
            return sorted(o)

    check(ours.dumps, [{2, 1}], cls=Encoder).returns("[[1, 2]]")
