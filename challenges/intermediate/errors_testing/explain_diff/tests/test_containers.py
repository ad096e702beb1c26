"""Values with parts are compared part by part."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("expected", "actual", "lines", "why"),
    [
        pytest.param([], [], [], "both are empty", id="empty lists"),
        pytest.param([1, 2], [1, 2], [], "both have the same items", id="equal lists"),
        pytest.param((1, [2]), (1, [2]), [], "all parts are equal", id="equal tuples"),
        pytest.param([1, 2], [2, 1], ["$[0]: 1 != 2", "$[1]: 2 != 1"], "", id="another order"),
        pytest.param([1, 2, 3], [1], ["$[1]: missing", "$[2]: missing"], "", id="too short"),
        pytest.param([1], [1, 2, 3], ["$[1]: unexpected", "$[2]: unexpected"], "", id="too long"),
        pytest.param((1,), (), ["$[0]: missing"], "there is nothing", id="an empty tuple"),
        pytest.param([], [[]], ["$[0]: unexpected"], "an empty list is one item", id="nested"),
        pytest.param([None], [], ["$[0]: missing"], "None is an item", id="None is missing"),
        pytest.param([], [None], ["$[0]: unexpected"], "None is an item", id="None unexpected"),
        pytest.param(
            [[1, 2], (3,)],
            [[1, 5], [3]],
            ["$[0][1]: 2 != 5", "$[1]: tuple != list"],
            "the first part has one difference, the second is of another type",
            id="a list in a list",
        ),
        pytest.param(
            [[1, 2, [3]]], [], ["$[0]: missing"], "one line, whatever it contains", id="a tree"
        ),
        pytest.param([0] * 12, [0] * 11, ["$[11]: missing"], "", id="a place with two digits"),
    ],
)
def test_lists_and_tuples(
    subject: ModuleType, expected: Any, actual: Any, lines: list[str], why: str
) -> None:
    """Lists and tuples are compared place by place, up to the longer one's end."""
    check(subject.explain_diff, expected, actual).returns(lines, why=why)


@pytest.mark.parametrize(
    ("expected", "actual", "lines", "why"),
    [
        pytest.param({}, {}, [], "both are empty", id="empty"),
        pytest.param({"a": 1, "b": 2}, {"b": 2, "a": 1}, [], "no order", id="another order"),
        pytest.param({"a": 1}, {"a": 2}, ["$['a']: 1 != 2"], "", id="another value"),
        pytest.param({"a": 1}, {}, ["$['a']: missing"], "", id="missing"),
        pytest.param({}, {"a": 1}, ["$['a']: unexpected"], "", id="unexpected"),
        pytest.param({"a": None}, {}, ["$['a']: missing"], "None is a value", id="None missing"),
        pytest.param({}, {"a": None}, ["$['a']: unexpected"], "None is a value", id="None too"),
        pytest.param(
            {"a": 1}, {"A": 1}, ["$['A']: unexpected", "$['a']: missing"], "", id="another key"
        ),
        pytest.param(
            {1: "x"},
            {"1": "x"},
            ["$['1']: unexpected", "$[1]: missing"],
            "1 and '1' are two keys",
            id="a number and a text",
        ),
        pytest.param(
            {"d": 1, "b": 2, "c": 3},
            {"b": 4, "a": 5, "c": 3},
            ["$['a']: unexpected", "$['b']: 2 != 4", "$['d']: missing"],
            "all in the order of the keys",
            id="all at once",
        ),
        pytest.param(
            {9: 1, 10: 1, 1: 1},
            {},
            ["$[1]: missing", "$[10]: missing", "$[9]: missing"],
            "the order of the texts '1', '10' and '9'",
            id="numbers",
        ),
        pytest.param(
            {"it's": 1, 'a "b"': 2},
            {},
            ['$["it\'s"]: missing', "$['a \"b\"']: missing"],
            "keys are shown as code",
            id="quotes",
        ),
        pytest.param(
            {"a": {"b": {"c": 1}}},
            {"a": {"b": {"c": 2, "d": 3}}},
            ["$['a']['b']['c']: 1 != 2", "$['a']['b']['d']: unexpected"],
            "",
            id="nested",
        ),
        pytest.param(
            {"a": [{"b": 1}, {"b": 2}]},
            {"a": [{"b": 1}, {"b": 3}, {"b": 4}]},
            ["$['a'][1]['b']: 2 != 3", "$['a'][2]: unexpected"],
            "",
            id="lists of dicts",
        ),
    ],
)
def test_dicts(subject: ModuleType, expected: Any, actual: Any, lines: list[str], why: str) -> None:
    """Dicts are compared key by key, in the order of the keys' reprs."""
    check(subject.explain_diff, expected, actual).returns(lines, why=why)


def test_two_hundred_steps(subject: ModuleType) -> None:
    """Values may be nested deeply."""
    expected: Any = 1
    actual: Any = 2
    for _ in range(100):
        expected, actual = [{"k": expected}], [{"k": actual}]
    check(subject.explain_diff, expected, actual).returns(["$" + "[0]['k']" * 100 + ": 1 != 2"])
