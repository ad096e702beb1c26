"""Two values without parts are equal, of different types, or just different."""

from __future__ import annotations

from math import inf, nan
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("expected", "actual"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (1.5, 1.5),
        (1, 1.0),
        (0.0, -0.0),
        (10**30, 10**30),
        (inf, inf),
        (-inf, -inf),
        (nan, nan),
        (nan, -nan),
        ("", ""),
        ("a", "a"),
        (b"a", b"a"),
    ],
    ids=repr,
)
def test_equal(subject: ModuleType, expected: Any, actual: Any) -> None:
    """Of what is equal nothing is listed."""
    check(subject.explain_diff, expected, actual).returns([], why="they are equal")


@pytest.mark.parametrize(
    ("expected", "actual", "line"),
    [
        (1, 2, "$: 1 != 2"),
        (2, 1, "$: 2 != 1"),
        (1, 1.5, "$: 1 != 1.5"),
        (1.5, 1, "$: 1.5 != 1"),
        (0, -1, "$: 0 != -1"),
        (10**30, 10**30 + 1, f"$: {10**30} != {10**30 + 1}"),
        (inf, -inf, "$: inf != -inf"),
        (inf, 1, "$: inf != 1"),
        (1.0, -inf, "$: 1.0 != -inf"),
        (nan, 1, "$: nan != 1"),
        (0.0, nan, "$: 0.0 != nan"),
        (nan, inf, "$: nan != inf"),
        (True, False, "$: True != False"),
        ("a", "A", "$: 'a' != 'A'"),
        ("1", "1\n", r"$: '1' != '1\n'"),
        ("", " ", "$: '' != ' '"),
        (b"a", b"b", "$: b'a' != b'b'"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_different(subject: ModuleType, expected: Any, actual: Any, line: str) -> None:
    """Both are shown as code, expected on the left."""
    check(subject.explain_diff, expected, actual).returns([line])


@pytest.mark.parametrize(
    ("expected", "actual", "line"),
    [
        (True, 1, "$: bool != int"),
        (0, False, "$: int != bool"),
        (1.0, True, "$: float != bool"),
        (1, "1", "$: int != str"),
        ("1", 1.0, "$: str != float"),
        ("a", b"a", "$: str != bytes"),
        (None, False, "$: NoneType != bool"),
        (None, 0, "$: NoneType != int"),
        ("", None, "$: str != NoneType"),
        (nan, None, "$: float != NoneType"),
        ([], (), "$: list != tuple"),
        ((1, 2), [1, 2], "$: tuple != list"),
        ({}, [], "$: dict != list"),
        ([], None, "$: list != NoneType"),
        ("ab", ["a", "b"], "$: str != list"),
        ({"a": 1}, "a", "$: dict != str"),
    ],
    ids=lambda value: repr(value)[:20],
)
def test_types(subject: ModuleType, expected: Any, actual: Any, line: str) -> None:
    """Only int and float compare across types; of others the types are shown, not the values."""
    check(subject.explain_diff, expected, actual).returns([line])


@pytest.mark.parametrize(
    ("expected", "actual", "tolerance", "lines"),
    [
        pytest.param(1.0, 1.5, 0.5, [], id="the tolerance itself"),
        pytest.param(1.5, 1.0, 0.5, [], id="the tolerance itself, below"),
        pytest.param(1.0, 1.75, 0.5, ["$: 1.0 != 1.75"], id="more"),
        pytest.param(10, 12, 2, [], id="ints"),
        pytest.param(10, 13, 2, ["$: 10 != 13"], id="ints further apart"),
        pytest.param(1, 1.25, 0.25, [], id="an int and a float"),
        pytest.param(1000.0, 1001.0, 0.5, ["$: 1000.0 != 1001.0"], id="absolute, large numbers"),
        pytest.param(0.0, 0.25, 0.5, [], id="absolute, around zero"),
        pytest.param(1e-6, -1e-6, 1e-3, [], id="absolute, small numbers"),
        pytest.param(inf, inf, 1.0, [], id="infinity"),
        pytest.param(inf, 1e308, 1e308, ["$: inf != 1e+308"], id="nearly infinity"),
        pytest.param(nan, 0.0, 1e9, ["$: nan != 0.0"], id="NaN is close to nothing"),
        pytest.param(nan, nan, 0.5, [], id="NaN"),
        pytest.param(True, 1, 5.0, ["$: bool != int"], id="a bool is no number"),
        pytest.param(True, False, 1.0, ["$: True != False"], id="two bools are no numbers"),
        pytest.param("a", "b", 5.0, ["$: 'a' != 'b'"], id="texts are no numbers"),
        pytest.param([1.0, (2,)], [1.5, (3,)], 1.0, [], id="inside of others"),
        pytest.param({"a": 1}, {"a": 3}, 1.0, ["$['a']: 1 != 3"], id="inside of a dict"),
    ],
)
def test_tolerance(
    subject: ModuleType, expected: Any, actual: Any, tolerance: float, lines: list[str]
) -> None:
    """Numbers, and only numbers, may differ by the tolerance, whatever their size."""
    check(subject.explain_diff, expected, actual, tolerance=tolerance).returns(
        lines, why=f"numbers may differ by {tolerance}"
    )
