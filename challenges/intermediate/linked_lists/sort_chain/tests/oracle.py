"""What a sorted chain is: its nodes in the order in which `sorted` puts them."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from challenges.shared.testing import WrongAnswer, chain, check, live, nodes


def check_sorted(subject: ModuleType, values: Sequence[Any], why: str = "") -> None:
    """Require the nodes of a chain in ascending order, equal ones in the order they had.

    Args:
        subject: the module under test.
        values: what the nodes hold, in order.
        why: one line for the learner.
    """
    made = nodes(chain(subject.Node, *values))
    wanted = sorted(range(len(values)), key=lambda place: values[place])
    checked = check(subject.sort_chain, live(made[0] if made else None))
    checked.returns(chain(subject.Node, *(values[place] for place in wanted)), why)
    places = {id(node): place for place, node in enumerate(made)}
    order = [places.get(id(node), "new") for node in nodes(checked.value)]
    if order != wanted:
        raise WrongAnswer(
            call=checked.call,
            expected=f"the nodes that were at the places {wanted}",
            got=f"the nodes that were at the places {order}",
            why="nodes keep their values and are linked anew; equal values keep their order",
        )
