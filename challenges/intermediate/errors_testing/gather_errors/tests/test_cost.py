"""A check looks at what the rules ask for, and at nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from challenges.intermediate.errors_testing.gather_errors.tests.reports import missing, reporting
from challenges.shared.testing import Tally, at_most, check, cpu_growth

RULES = 20
DEPTH = 10


class Watched(Mapping[str, Any]):
    """A mapping that counts how often it is asked for a key, or hands one out."""

    def __init__(self, data: dict[str, Any], tally: Tally) -> None:
        self._data = data
        self._tally = tally

    def __getitem__(self, key: str) -> Any:
        self._tally.add()
        return self._data[key]

    def __contains__(self, key: object) -> bool:
        self._tally.add()
        return key in self._data

    def __iter__(self) -> Iterator[str]:
        for key in self._data:
            self._tally.add()
            yield key

    def __len__(self) -> int:
        return len(self._data)


def test_nothing_else_is_looked_at(subject: ModuleType) -> None:
    """In mappings of a thousand keys, a rule of ten keys asks forty times at most."""
    tally = Tally(
        4 * RULES * DEPTH,
        "looks at keys",
        call=f"check_record(record, rules), {RULES} rules, {DEPTH} mappings of 1000 keys each",
        why="what no rule asks for need not be looked at",
    )
    others = {f"other{number}": number for number in range(1000)}
    record: Any = 1
    for _ in range(DEPTH):
        record = Watched({**others, "k": record}, tally)
    path = ".".join("k" * DEPTH)
    assert subject.check_record(record, [(path, int, True)] * RULES) is None


def test_time_grows_like_the_number_of_errors(subject: ModuleType) -> None:
    """Twice as many rules take about twice the time, also if all of them are broken."""

    def broken_rules(size: int) -> tuple[dict[str, Any], list[Any]]:
        return {"a": {}}, [(f"a.k{number}", int, True) for number in range(size)]

    check(reporting(subject), *broken_rules(3)).returns([missing(f"a.k{n}") for n in range(3)])
    at_most(
        cpu_growth(broken_rules, reporting(subject), [100, 200, 400, 800]),
        1.5,
        "as exponent of the growth in time (1 is linear, 2 is quadratic)",
        call="check_record(record, rules), for 100 to 800 rules that are all broken",
        why="a rule is checked without looking at the others",
    )
