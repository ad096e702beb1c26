"""Any use of two fields in two instances against plain dictionaries."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.oop.checked_fields.tests.people import class_with
from challenges.shared.testing import check, live

FIELDS = {"x": "Checked(int, low=-2, high=2)", "y": "Checked(float, high=1.5, default=0.0)"}

values = st.sampled_from([-3, -2, 0, 2, 3, True, -1.5, 1.5, 1.6, float("nan"), None, "1"])
steps = st.one_of(
    st.tuples(st.just("set"), st.integers(0, 1), st.sampled_from("xy"), values),
    st.tuples(st.sampled_from(["read", "delete"]), st.integers(0, 1), st.sampled_from("xy")),
)


def refusal_of(name: str, value: Any) -> type[Exception] | None:
    """Return what assigning raises, by the rules of these two fields."""
    if type(value) is not (int if name == "x" else float):
        return TypeError
    in_range = -2 <= value <= 2 if name == "x" else value <= 1.5
    return None if in_range else ValueError


@given(st.lists(steps, max_size=15))
def test_like_dictionaries(subject: ModuleType, script: list[tuple[Any, ...]]) -> None:
    """Each field of each instance is an entry that is there or not."""
    person_class = class_with(subject, **FIELDS)
    people = [person_class(), person_class()]
    entries: list[dict[str, Any]] = [{}, {}]
    done = ["two people"]
    for step, number, name, *value in script:
        person, entry = people[number], entries[number]
        why = "after " + ", ".join(done)
        if step == "set":
            done.append(f"p{number}.{name} = {value[0]!r}")
            call = check(setattr, live(person), name, *value)
            refusal = refusal_of(name, *value)
            if refusal:
                call.raises(refusal, why=why)
            else:
                call.returns(None, why=why)
                entry[name] = value[0]
        elif step == "delete":
            done.append(f"del p{number}.{name}")
            call = check(delattr, live(person), name)
            if name in entry:
                call.returns(None, why=why)
                del entry[name]
            else:
                call.raises(AttributeError, why=why)
        elif name in entry or name == "y":
            check(getattr, live(person), name).returns(entry.get(name, 0.0), why=why)
        else:
            check(getattr, live(person), name).raises(AttributeError, why=why)
