"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.intermediate.oop.chain_view.tests.python_code import gives


def test_four_items_of_three_parts(subject: ModuleType) -> None:
    """The parts follow each other, whatever kind of sequence they are."""
    view = "ChainView([1, 2], (), 'ab')"
    gives(subject, f"list({view})", [1, 2, "a", "b"], "the empty tuple adds nothing")
    gives(subject, f"{view}[-1]", "b", "the last item of all")
    gives(subject, f"list({view}[::-2])", ["b", 2], "every second item from the end")


def test_a_part_that_grows(subject: ModuleType) -> None:
    """What is appended to a part is seen in the view."""
    gives(
        subject,
        "today = [1]; view = ChainView(today, [9]); today.append(5); list(view)",
        [1, 5, 9],
        "the list is looked at, not copied",
    )
