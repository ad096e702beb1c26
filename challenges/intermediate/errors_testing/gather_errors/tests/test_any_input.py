"""Any record against a list of all its paths."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.errors_testing.gather_errors.tests.reports import (
    Rule,
    missing,
    reporting,
    wrong,
)
from challenges.shared.testing import check

KINDS: list[type] = [int, bool, str, dict, list, type(None)]
leaves = st.sampled_from([0, 1, True, False, "", "a", None]) | st.just(["a"])
keys = st.sampled_from("ab")
records = st.dictionaries(
    keys, st.recursive(leaves, lambda inner: st.dictionaries(keys, inner, max_size=2), max_leaves=5)
)
rules = st.tuples(
    st.lists(keys, min_size=1, max_size=4).map(".".join), st.sampled_from(KINDS), st.booleans()
)


def all_paths(record: dict[str, Any], before: str = "") -> dict[str, Any]:
    """Return every path of a record with the value there."""
    found = {}
    for key, value in record.items():
        found[before + key] = value
        if type(value) is dict:
            found.update(all_paths(value, f"{before}{key}."))
    return found


@given(records, st.lists(rules, max_size=6))
def test_each_rule_on_its_own(
    subject: ModuleType, record: dict[str, Any], rules: list[Rule]
) -> None:
    """The report has what each rule finds in the list of all paths; here kinds are exact."""
    there = all_paths(record)
    expected = []
    for path, kind, required in rules:
        if path not in there:
            expected += [missing(path)] * required
        elif type(there[path]) is not kind:
            expected.append(wrong(path, kind.__name__, type(there[path]).__name__))
    check(reporting(subject), record, rules).returns(expected)
