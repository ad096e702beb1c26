"""Any list with any jumps, compared place by place."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.linked_lists.clone_with_jumps.tests.oracle import check_clone

jumps_of = st.integers(0, 12).flatmap(
    lambda size: st.lists(
        st.none() | st.integers(0, size - 1) if size else st.none(),
        min_size=size,
        max_size=size,
    )
)


@given(jumps=jumps_of, names=st.sampled_from(["a", "ab", "abc"]))
def test_it_copies_the_shape(subject: ModuleType, jumps: list[int | None], names: str) -> None:
    """Whatever the jumps, each link of the copy leads to the place to which the list's leads."""
    check_clone(subject, [names[place % len(names)] for place in range(len(jumps))], jumps)
