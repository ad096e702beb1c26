"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check, tree


@pytest.mark.parametrize(
    ("spec", "expected", "why"),
    [
        pytest.param(
            [5, 3, 8, None, 6],
            (6, 5),
            "6 stands left of 5, below 3: from left to right there are 3, 6, 5, 8",
            id="an offence between a node and its grandchild",
        ),
        pytest.param([2, 1, 3], None, "1, 2, 3 ascend", id="a search tree"),
        pytest.param([2, 2], (2, 2), "equal values do not ascend", id="equal values"),
    ],
)
def test_example(
    subject: ModuleType, spec: list[int | None], expected: tuple[int, int] | None, why: str
) -> None:
    """The examples of the statement hold."""
    check(subject.search_tree_check, tree(subject.TreeNode, spec)).returns(expected, why=why)
