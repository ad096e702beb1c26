"""Any sources against the rules, written down one by one."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.errors_testing.fallback_chain.tests.sources import (
    Raised,
    Source,
    Supply,
    asking,
    errors_of,
    notes_of,
    raises,
    returns,
    taken_from,
)
from challenges.shared.testing import check, live

KINDS: list[type[BaseException]] = [ValueError, LookupError, KeyError, OSError, KeyboardInterrupt]

# Most sources fail, so that chains are long.
outcomes = st.lists(st.sampled_from([*KINDS, *KINDS[:4], None, 0]), max_size=6)
types = st.lists(st.sampled_from([LookupError, KeyError, TimeoutError]), max_size=2).map(tuple)


@given(outcomes, types)
def test_by_the_rules(
    subject: ModuleType, outcomes: list[Any], give_up_on: tuple[type[Exception], ...]
) -> None:
    """The first outcome that ends the search decides; if there is none, all have failed."""
    pairs = [(f"s{n}", _source(outcome, n)) for n, outcome in enumerate(outcomes)]
    ends = [place for place, (_, source) in enumerate(pairs) if _ends(source, give_up_on)]
    failed = [source.error for _, source in pairs[: ends[0] if ends else None]]
    supply = Supply(*pairs)
    call = check(asking(subject), live(supply), give_up_on=give_up_on)
    if not pairs:
        call.raises(ValueError, why="there is no source")
        return
    if ends:
        name, last = pairs[ends[0]]
        call.returns((name, last.value) if last.error is None else Raised(last.error))
        check(taken_from, live(supply)).returns(ends[0] + 1, why=f"{name} was the last to ask")
    else:
        check(errors_of, live(call.value.error)).returns(failed, why="all have failed")
    for place, error in enumerate(failed):
        assert error is not None
        check(notes_of, live(error)).returns([f"source: s{place}"])


def _source(outcome: Any, number: int) -> Source:
    if isinstance(outcome, type):
        return raises(outcome(f"s{number}"))
    return returns(outcome)


def _ends(source: Source, give_up_on: tuple[type[Exception], ...]) -> bool:
    error = source.error
    return error is None or not isinstance(error, Exception) or isinstance(error, give_up_on)
