"""Any values against a list of all their parts."""

from __future__ import annotations

import copy
from math import nan
from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.errors_testing.explain_diff.tests.oracle import (
    all_lines,
    all_parts,
    are_equal,
)
from challenges.shared.testing import check

leaves = st.sampled_from([0, 1, 1.0, 2.5, nan, True, False, None, "", "a", b"a"])
keys = st.sampled_from(["a", "b", 1, 10, 9])


def containers(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return lists, tuples and dicts of some values."""
    lists = st.lists(inner, max_size=3)
    return lists | lists.map(tuple) | st.dictionaries(keys, inner, max_size=3)


values = st.recursive(leaves, containers, max_leaves=6)


@given(values, values)
def test_two_values(subject: ModuleType, expected: Any, actual: Any) -> None:
    """The lines are those of comparing all parts, and there are none if the values are equal."""
    equal, wanted = are_equal(expected, actual), sorted(all_lines(expected, actual))
    assert equal is not bool(wanted)  # the two oracles agree
    check(subject.explain_diff, expected, actual).satisfies(
        lambda lines: sorted(lines) == wanted, f"{wanted}, in the order of the paths"
    )


@given(values, st.data())
def test_one_part_is_changed(subject: ModuleType, expected: Any, data: st.DataObject) -> None:
    """A single change in a copy gives a single line, with the path that leads to it."""
    paths = [path for path, part in all_parts(expected).items() if type(part) in (list, dict)]
    if not paths:
        return
    path = data.draw(st.sampled_from(sorted(paths)), label="path")
    actual = copy.deepcopy(expected)
    container = eval(path.replace("$", "value", 1), {"value": actual})
    steps: list[Any] = list(container if type(container) is dict else range(len(container)))
    replaces = data.draw(st.booleans(), label="replaces")
    if steps and replaces:
        step = data.draw(st.sampled_from(steps), label="step")
        old = container[step]
        container[step] = "changed"
        names = (repr(old), "'changed'") if type(old) is str else (type(old).__name__, "str")
        line = f"{path}[{step!r}]: {names[0]} != {names[1]}"
    else:
        step = "new" if type(container) is dict else len(container)
        if type(container) is dict:
            container["new"] = None
        else:
            container.append(None)
        line = f"{path}[{step!r}]: unexpected"
    check(subject.explain_diff, expected, actual).returns([line], why="one part was changed")
