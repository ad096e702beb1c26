"""The corners of the statement, one sentence each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from types import MappingProxyType, ModuleType
from typing import Any

import pytest

from challenges.shared.testing import check, live

Spec = list[tuple[str, bool, bool]]

UP_LAST = ("a", False, True)
UP_FIRST = ("a", False, False)
DOWN_LAST = ("a", True, True)
DOWN_FIRST = ("a", True, False)


def table(*values: object) -> list[dict[str, Any]]:
    """One row for each value of column a, numbered from 0 in column n."""
    return [{"n": place, "a": value} for place, value in enumerate(values)]


def check_places(
    subject: ModuleType, rows: Sequence[object], spec: Spec, places: list[int], why: str
) -> None:
    """Require that the rows come out in the order of these places in the input."""
    check(subject.multi_key_sort, rows, spec).returns([rows[place] for place in places], why=why)


@pytest.mark.parametrize(
    ("values", "entry", "places"),
    [
        pytest.param([None, 2, None, 1], UP_LAST, [3, 1, 0, 2], id="ascending, last"),
        pytest.param([None, 2, None, 1], UP_FIRST, [0, 2, 3, 1], id="ascending, first"),
        pytest.param([None, 2, None, 1], DOWN_LAST, [1, 3, 0, 2], id="descending, last"),
        pytest.param([None, 2, None, 1], DOWN_FIRST, [0, 2, 1, 3], id="descending, first"),
        pytest.param([None, None], DOWN_FIRST, [0, 1], id="nothing else"),
    ],
)
def test_missing_values_go_to_their_end(
    subject: ModuleType, values: list[Any], entry: tuple[str, bool, bool], places: list[int]
) -> None:
    """Missing values stand together where nulls_last says, in the order in which they came."""
    check_places(
        subject,
        table(*values),
        [entry],
        places,
        why="which end they go to does not depend on the direction, nor does their order",
    )


@pytest.mark.parametrize(
    ("values", "entry", "places", "why"),
    [
        pytest.param([0, None, -1], UP_LAST, [2, 0, 1], "-1 < 0, and None is missing", id="0"),
        pytest.param(["x", "", None], UP_LAST, [1, 0, 2], "'' < 'x', None is missing", id="''"),
        pytest.param([True, None, False], DOWN_FIRST, [1, 0, 2], "False is a value", id="False"),
        pytest.param([[2], [], None, [1]], UP_FIRST, [2, 1, 3, 0], "[] is a value", id="[]"),
    ],
)
def test_only_none_and_no_column_are_missing(
    subject: ModuleType,
    values: list[Any],
    entry: tuple[str, bool, bool],
    places: list[int],
    why: str,
) -> None:
    """Zero, an empty text, an empty list and False are values like others."""
    check_places(subject, table(*values), [entry], places, why=why)


def test_a_column_that_is_not_there_is_like_none(subject: ModuleType) -> None:
    """Rows without the column and rows with None in it agree."""
    rows = [{"n": 0, "a": None}, {"n": 1, "a": 7}, {"n": 2}, {"n": 3, "a": None}]
    check_places(subject, rows, [UP_LAST], [1, 0, 2, 3], why="three of them have no value")
    check_places(subject, rows, [("z", True, False)], [0, 1, 2, 3], why="no row has a 'z'")


@pytest.mark.parametrize(
    ("values", "entry", "places"),
    [
        pytest.param([1, 0, 1, 0], DOWN_LAST, [0, 2, 1, 3], id="descending"),
        pytest.param([1, 0, 1, 0], UP_LAST, [1, 3, 0, 2], id="ascending"),
        pytest.param(["x", "x"], DOWN_FIRST, [0, 1], id="two alike"),
    ],
)
def test_rows_that_agree_stay_in_their_order(
    subject: ModuleType, values: list[Any], entry: tuple[str, bool, bool], places: list[int]
) -> None:
    """The sort is stable, in either direction."""
    check_places(subject, table(*values), [entry], places, why="rows that agree stay as they came")


@pytest.mark.parametrize(
    ("values", "places"),
    [
        pytest.param(["b", "c", "a"], [1, 0, 2], id="texts"),
        pytest.param([(1, "b"), (2, "a"), (1, "c")], [1, 2, 0], id="tuples"),
        pytest.param([[1], [2], [0, 9]], [1, 0, 2], id="lists, which have no hash"),
    ],
)
def test_values_need_not_be_numbers(
    subject: ModuleType, values: list[Any], places: list[int]
) -> None:
    """What can be compared can be sorted, downwards too."""
    check_places(subject, table(*values), [DOWN_LAST], places, why="from the largest down")


ROWS = [
    {"n": 0, "a": 1, "b": "x"},
    {"n": 1, "a": 2, "b": "y"},
    {"n": 2, "b": "y"},
    {"n": 3, "a": 1},
    {"n": 4, "a": 2, "b": "x"},
    {"n": 5, "b": "x"},
]


@pytest.mark.parametrize(
    ("spec", "places", "why"),
    [
        pytest.param([], [0, 1, 2, 3, 4, 5], "there is nothing to sort by", id="no column"),
        pytest.param(
            [("a", False, True), ("b", False, True)],
            [0, 3, 4, 1, 5, 2],
            "1, 2, none; within each x, y, none",
            id="a, then b",
        ),
        pytest.param(
            [("b", False, True), ("a", False, True)],
            [0, 4, 5, 1, 2, 3],
            "x, y, none; within each 1, 2, none",
            id="b, then a",
        ),
        pytest.param(
            [("a", True, False), ("b", True, False)],
            [2, 5, 1, 4, 3, 0],
            "none, 2, 1; within each none, y, x",
            id="both down, missing first",
        ),
        pytest.param(
            [("a", False, True), ("a", True, True), ("b", False, True)],
            [0, 3, 4, 1, 5, 2],
            "the second 'a' finds only rows that agree in it",
            id="a column twice",
        ),
    ],
)
def test_the_first_column_matters_most(
    subject: ModuleType, spec: Spec, places: list[int], why: str
) -> None:
    """A later column decides only between rows that agree in all before it."""
    check_places(subject, ROWS, spec, places, why=why)


def test_the_rows_themselves_are_returned(subject: ModuleType) -> None:
    """The result holds the very rows, not copies of them."""
    rows = table(2, 1)
    check(subject.multi_key_sort, live(rows), [UP_LAST]).satisfies(
        lambda got: [id(row) for row in got] == [id(rows[1]), id(rows[0])],
        "the same row objects, in another order",
        why="the rows are sorted, not copied",
    )


@pytest.mark.parametrize("spec", [[], [UP_LAST]], ids=["no column", "one column"])
def test_the_result_is_a_list_of_its_own(subject: ModuleType, spec: Spec) -> None:
    """The result is a new list, also when there is nothing to sort by."""
    rows = table(1, 2)
    check(subject.multi_key_sort, live(rows), spec).satisfies(
        lambda got: type(got) is list and got == rows and got is not rows,
        "a new list of the rows",
        why="the given list belongs to the caller",
    )


def test_rows_are_read_once(subject: ModuleType) -> None:
    """Rows that can be read only once are sorted as well, by any number of columns."""
    spec = [("a", True, True), ("n", False, True)]
    check(subject.multi_key_sort, iter(ROWS), spec).returns(
        [ROWS[place] for place in (1, 4, 0, 3, 2, 5)], why="an iterator can be read once"
    )


def test_rows_are_only_read(subject: ModuleType) -> None:
    """A row that would make up a value is not asked to."""
    rows = [{"a": 2}, defaultdict(int), {"a": 1}]
    check(subject.multi_key_sort, rows, [UP_LAST]).returns(
        [{"a": 1}, {"a": 2}, {}], why="looking for a value must not put one there"
    )


def test_a_row_is_any_mapping(subject: ModuleType) -> None:
    """Rows that cannot be changed are sorted as well."""
    rows = [MappingProxyType({"a": 2}), MappingProxyType({}), MappingProxyType({"a": 1})]
    check(subject.multi_key_sort, live(rows), [UP_LAST]).returns([rows[2], rows[0], rows[1]])
