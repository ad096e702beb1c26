"""Any text and dictionary against all cuts there are."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check


def all_cuts(text: str, costs: dict[str, int]) -> Iterator[list[str]]:
    """Yield every way to cut the text into words. Exponential."""
    if not text:
        yield []
    for word in costs:
        if text.startswith(word):
            for rest in all_cuts(text[len(word) :], costs):
                yield [word, *rest]


def best_cut(text: str, costs: dict[str, int]) -> tuple[int, list[str]] | None:
    """Compare all cuts: by total, then by the lengths of their words, longer ones first."""
    ranked = [
        (sum(costs[word] for word in cut), [-len(word) for word in cut], cut)
        for cut in all_cuts(text, costs)
    ]
    if not ranked:
        return None
    total, _, cut = min(ranked)
    return total, cut


# Two letters and low costs, so that there are many cuts and many ties.
dictionaries = st.dictionaries(st.text("ab", min_size=1, max_size=4), st.integers(0, 3), max_size=8)


@given(st.text("ab", max_size=9), dictionaries)
def test_no_cut_is_better(subject: ModuleType, text: str, costs: dict[str, int]) -> None:
    """The result is the best of all cuts, and None if there is none."""
    check(subject.segment_text, text, costs).returns(best_cut(text, costs))
