"""Any plan against an oracle that follows the definition."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.graphs.build_waves.tests.oracle import check_cycle, waves_by_definition
from challenges.shared.testing import check

names = st.sampled_from("abcdefgh")


@given(st.dictionaries(names, st.lists(names, max_size=2), max_size=8))
def test_waves_or_a_circle(subject: ModuleType, needs: dict[str, list[str]]) -> None:
    """A plan gives the waves of the definition, or an error with a circle of that plan."""
    waves = waves_by_definition(needs)
    if waves is None:
        check_cycle(subject, needs)
    else:
        check(subject.build_waves, needs).returns(waves)


# An order in which the alphabet is of no help.
ORDER = "cahbdgfe"
pairs = st.tuples(st.sampled_from(ORDER), st.sampled_from(ORDER))


@given(st.lists(pairs, max_size=16))
def test_a_plan_without_a_circle(subject: ModuleType, pairs: list[tuple[str, str]]) -> None:
    """When every task needs only tasks that stand before it in some order, there are waves."""
    needs: dict[str, list[str]] = {}
    for task, needed in pairs:
        if ORDER.index(needed) < ORDER.index(task):
            needs.setdefault(task, []).append(needed)
    check(subject.build_waves, needs).returns(waves_by_definition(needs))
