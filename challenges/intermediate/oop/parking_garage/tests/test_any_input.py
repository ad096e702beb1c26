"""Any day in a garage against a model that looks at every spot."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.oop.parking_garage.tests.logbook import check_log

ORDER = ["bike", "car", "van"]
sizes = st.sampled_from(ORDER)
plates = st.sampled_from("ABCDEFGH")
spots = st.dictionaries(st.integers(-3, 12), sizes, max_size=7).map(lambda d: list(d.items()))
# Parking is named twice, so that the garage fills.
calls = st.one_of(
    st.tuples(st.just("park"), plates, sizes),
    st.tuples(st.just("park"), plates, sizes),
    st.tuples(st.just("leave"), plates),
    st.tuples(st.just("where"), plates),
    st.tuples(st.just("free"), sizes),
)


class PlainGarage:
    """The rules written down: a list of all spots, searched from the start each time."""

    def __init__(self, spots: list[tuple[int, str]]) -> None:
        self.spots = sorted(spots, key=lambda spot: (ORDER.index(spot[1]), spot[0]))
        self.plates: dict[int, str] = {}

    def fitting(self, size: str) -> list[int]:
        return [
            number
            for number, its in self.spots
            if number not in self.plates and ORDER.index(its) >= ORDER.index(size)
        ]

    def answer(self, name: str, *arguments: str) -> object:
        """Return what a call returns, or the name of what it raises."""
        if name == "free":
            return len(self.fitting(arguments[0]))
        plate = arguments[0]
        number = next((n for n, parked in self.plates.items() if parked == plate), None)
        if name == "where":
            return number
        if (name == "park") is (number is not None):
            return "KeyError"
        if name == "leave":
            assert number is not None
            del self.plates[number]
            return number
        if not self.fitting(arguments[1]):
            return "GarageFull"
        number = self.fitting(arguments[1])[0]
        self.plates[number] = plate
        return number


@given(spots, st.lists(calls, max_size=25))
def test_like_a_search_through_all_spots(
    subject: ModuleType, spots: list[tuple[int, str]], calls: list[tuple[Any, ...]]
) -> None:
    """Each call answers or refuses as the plain garage does."""
    plain = PlainGarage(spots)
    log = [f"{' '.join(call)} -> {plain.answer(*call)}" for call in calls]
    check_log(subject, spots, "\n".join(log))
