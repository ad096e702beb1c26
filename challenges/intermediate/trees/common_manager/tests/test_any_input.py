"""Any organisation, with and without circles, against the definition."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.trees.common_manager.tests.oracle import Organisation, closest
from challenges.shared.testing import Tally, check

NAMES = "abcdefgh"
numbers = st.lists(st.integers(-1, 7), min_size=len(NAMES), max_size=len(NAMES))
groups = st.lists(st.sampled_from(NAMES), min_size=1, max_size=4)


@given(numbers, groups, st.booleans())
def test_any_organisation(
    subject: ModuleType, numbers: list[int], people: list[str], circles: bool
) -> None:
    """The closest one by the definition, or an error where a way up has no end."""
    # Without circles everyone's boss has a name that comes earlier in the alphabet.
    boss_of = {
        name: NAMES[number] if number >= 0 and (circles or number < place) else None
        for place, (name, number) in enumerate(zip(NAMES, numbers, strict=True))
    }
    organisation = Organisation(boss_of, Tally(500, "look-ups"))
    checked = check(subject.common_manager, organisation, people)
    try:
        expected = closest(boss_of, people)
    except ValueError:
        checked.raises(ValueError, why="a way up from the group runs in a circle")
    else:
        checked.returns(expected)
