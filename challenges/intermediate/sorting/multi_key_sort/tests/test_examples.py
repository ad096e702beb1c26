"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check

OX = {"band": "Ox", "year": 2001}
ELM = {"band": "Elm"}
ASH = {"band": "Ash", "year": 1998}
YEW = {"band": "Yew", "year": 2001}


@pytest.mark.parametrize(
    ("spec", "expected", "why"),
    [
        pytest.param(
            [("year", True, True)],
            [OX, YEW, ASH, ELM],
            "2001 twice, as they came, then 1998; the one without a year goes last",
            id="descending, missing last",
        ),
        pytest.param(
            [("year", True, False)],
            [ELM, OX, YEW, ASH],
            "the one without a year goes first, whatever the direction",
            id="descending, missing first",
        ),
        pytest.param(
            [("year", False, True), ("band", True, True)],
            [ASH, YEW, OX, ELM],
            "within 2001 the bands go from Z to A",
            id="two columns",
        ),
    ],
)
def test_example(
    subject: ModuleType,
    spec: list[tuple[str, bool, bool]],
    expected: list[dict[str, object]],
    why: str,
) -> None:
    """The examples of the statement hold."""
    check(subject.multi_key_sort, [OX, ELM, ASH, YEW], spec).returns(expected, why=why)
