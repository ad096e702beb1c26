"""Any two sequences against the distance that another table gives."""

from __future__ import annotations

from itertools import product
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.dynamic_programming.edit_script.tests.oracle import (
    changes_by_difflib,
    check_script,
    distance,
)

SHORT = ["".join(letters) for length in range(4) for letters in product("ab", repeat=length)]
"""All texts of up to three letters a and b."""


@pytest.mark.parametrize("src", SHORT, ids=repr)
def test_all_short_texts(subject: ModuleType, src: str) -> None:
    """Every text of up to three letters turns into every other one."""
    for dst in SHORT:
        check_script(subject, src, dst, distance(src, dst))


# Short enough for an attempt that tries every script: its cost is for the next stage to judge.
texts = st.text("abc", max_size=6)


@given(texts, texts)
def test_longer_texts(subject: ModuleType, src: str, dst: str) -> None:
    """The script costs as little as the distance, and no more than what difflib finds."""
    fewest = distance(src, dst)
    assert fewest <= changes_by_difflib(src, dst)
    check_script(subject, src, dst, fewest)
