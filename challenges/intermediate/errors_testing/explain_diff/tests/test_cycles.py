"""Values that are met more than once."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import check, live


def ring(*items: Any) -> list[Any]:
    """Return a list that ends with itself."""
    result = list(items)
    result.append(result)
    return result


def loop(**items: Any) -> dict[str, Any]:
    """Return a dict that has itself at the key "self"."""
    result = dict(items)
    result["self"] = result
    return result


def pair(*items: Any) -> list[Any]:
    """Return a list that ends with another one, which ends with the first."""
    result = list(items)
    result.append([*items, result])
    return result


@pytest.mark.parametrize(
    ("expected", "actual", "lines", "why"),
    [
        pytest.param(ring(), ring(), [], "each is a list of itself", id="nothing but itself"),
        pytest.param(ring(1), ring(1), [], "1, and then all over again", id="equal"),
        pytest.param(ring(1), ring(2), ["$[0]: 1 != 2"], "said once", id="different"),
        pytest.param(loop(a=1), loop(a=1), [], "a, and then all over again", id="equal dicts"),
        pytest.param(
            loop(a=1), loop(a=2, b=3), ["$['a']: 1 != 2", "$['b']: unexpected"], "", id="dicts"
        ),
        pytest.param(
            ring(1), pair(1), [], "1, and one step deeper 1 again, for ever", id="two rounds"
        ),
        pytest.param(
            ring(1),
            [1, [2, [1, 3]]],
            ["$[1][0]: 1 != 2", "$[1][1][1]: list != int"],
            "the first goes on for ever, the second ends",
            id="against a list that ends",
        ),
        pytest.param(
            [1, [1, [1]]],
            ring(1),
            ["$[1][1][1]: unexpected"],
            "the first ends, the second goes on",
            id="a list that ends",
        ),
        pytest.param(
            (1, ring(2)), (1, ring(3)), ["$[1][0]: 2 != 3"], "said once", id="inside of a tuple"
        ),
    ],
)
def test_values_that_contain_themselves(
    subject: ModuleType, expected: Any, actual: Any, lines: list[str], why: str
) -> None:
    """A pair that is being compared already has nothing new."""
    # Live, because looking for changes in copies of cycles goes on until the stack is full.
    check(subject.explain_diff, live(expected), live(actual)).returns(lines, why=why)


def test_a_value_and_itself(subject: ModuleType) -> None:
    """A value is equal to itself, NaN and cycles included."""

    def with_itself(value: Any) -> list[str]:
        lines: list[str] = subject.explain_diff(value, value)
        return lines

    check(with_itself, [1, {"a": float("nan")}, ()]).returns([])
    check(with_itself, live(ring(1, (2,)))).returns([])


@pytest.mark.parametrize(
    ("expected", "actual", "lines", "why"),
    [
        pytest.param(
            [[1]] * 2, [[2]] * 2, ["$[0][0]: 1 != 2", "$[1][0]: 1 != 2"], "", id="in two places"
        ),
        pytest.param(
            {"a": [[1]] * 1, "b": [[1]]},
            {"a": [[2]], "b": [[1]]},
            ["$['a'][0][0]: 1 != 2"],
            "",
            id="in one place",
        ),
    ],
)
def test_values_in_several_places(
    subject: ModuleType, expected: Any, actual: Any, lines: list[str], why: str
) -> None:
    """The same object at two paths is compared at both."""
    check(subject.explain_diff, expected, actual).returns(lines, why=why)


def test_one_object_in_many_places(subject: ModuleType) -> None:
    """A shared part is compared with whatever stands at the other side."""
    shared = [1]
    expected = [shared, {"again": shared}, (shared, shared)]
    actual = [[1], {"again": [2]}, ([3], [1])]
    check(subject.explain_diff, expected, actual).returns(
        ["$[1]['again'][0]: 1 != 2", "$[2][0][0]: 1 != 3"], why="each place has its own difference"
    )
