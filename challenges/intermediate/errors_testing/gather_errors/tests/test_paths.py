"""Paths lead through mappings, of whatever kind, and end where there is none."""

from __future__ import annotations

from collections import ChainMap, UserDict, defaultdict
from types import MappingProxyType, ModuleType
from typing import Any

import pytest

from challenges.intermediate.errors_testing.gather_errors.tests.reports import (
    missing,
    reporting,
    wrong,
)
from challenges.shared.testing import check, live


@pytest.mark.parametrize(
    ("record", "path"),
    [
        pytest.param({"a": 1}, "a", id="one key"),
        pytest.param({"a": {"b": {"c": 1}}}, "a.b.c", id="three keys"),
        pytest.param({"a": {"a": {"a": 1}}}, "a.a.a", id="the same key"),
        pytest.param({"a": {"b": "x"}, "b": 1}, "b", id="a key that is deeper, too"),
        pytest.param({"first name": {"ä-1": 1}}, "first name.ä-1", id="any characters but dots"),
        pytest.param({"1": {"0": 1}}, "1.0", id="digits"),
    ],
)
def test_a_path_that_leads_somewhere(
    subject: ModuleType, record: dict[str, Any], path: str
) -> None:
    """The value at the end of the path is what is checked, and its errors tell the path."""
    check(reporting(subject), record, [(path, int, True)]).returns([], why="there is a 1")
    check(reporting(subject), record, [(path, str, True)]).returns(
        [wrong(path, "str", "int")], why="there is a 1"
    )


def test_twenty_keys(subject: ModuleType) -> None:
    """Paths may be long."""
    record: Any = 1
    for _ in range(20):
        record = {"k": record}
    check(reporting(subject), record, [(".".join("k" * 20), int, True)]).returns([])
    too_long = ".".join("k" * 21)
    check(reporting(subject), record, [(too_long, int, True)]).returns(
        [missing(too_long)], why="the 1 at the end has no keys"
    )


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"b": 1}, id="only the last key"),
        pytest.param({"a": {}}, id="an empty mapping"),
        pytest.param({"a": {"c": 1}}, id="another key"),
        pytest.param({"a.b": 1}, id="a key with a dot"),
        pytest.param({"a": 7}, id="a number on the way"),
        pytest.param({"a": None}, id="None on the way"),
        pytest.param({"a": "b"}, id="a text on the way"),
        pytest.param({"a": ["b"]}, id="a list on the way"),
        pytest.param({"a": [("b", 1)]}, id="a list of pairs on the way"),
        pytest.param({"a": {"b"}}, id="a set on the way"),
        pytest.param({"a": False}, id="False on the way"),
    ],
)
def test_a_path_that_leads_nowhere(subject: ModuleType, record: dict[str, Any]) -> None:
    """Without the key, or a mapping to have it, the value is absent, which may be allowed."""
    check(reporting(subject), record, [("a.b", int, True)]).returns(
        [missing("a.b")], why="the whole path is missing"
    )
    check(reporting(subject), record, [("a.b", int, False)]).returns([], why="it may be absent")


@pytest.mark.parametrize(
    "record",
    [
        MappingProxyType({"a": MappingProxyType({"b": 1})}),
        UserDict({"a": UserDict({"b": 1})}),
        ChainMap({}, {"a": ChainMap({"b": 1})}),
        defaultdict(None, {"a": defaultdict(int, {"b": 1})}),
    ],
    ids=lambda record: type(record).__name__,
)
def test_any_mapping(subject: ModuleType, record: Any) -> None:
    """Other mappings are walked through like a dict."""
    rules = [("a.b", int, True), ("a.c", int, True)]
    check(reporting(subject), live(record), rules).returns(
        [missing("a.c")], why="only a.b is there"
    )


def test_asking_adds_nothing(subject: ModuleType) -> None:
    """A mapping that makes up its values is asked what it has, and stays as it is."""
    record: Any = defaultdict(lambda: defaultdict(int))
    record["a"]["b"] = 1
    rules = [("a.b", int, True), ("a.c", int, True), ("d.e", int, True)]
    check(reporting(subject), live(record), rules).returns(
        [missing("a.c"), missing("d.e")], why="a defaultdict has only what was put in"
    )

    def keys_of(mapping: Any) -> list[str]:
        return [*mapping, *mapping["a"]]

    check(keys_of, live(record)).returns(["a", "b"], why="asking must not add keys")
