"""Two teams or proof: a split that keeps rivals apart, or an odd ring that forbids it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any


def two_teams(people: Sequence[str], rivals: Iterable[tuple[str, str]]) -> tuple[str, Any]:
    """Put people into two teams so that no rivals share one, or prove that there is no way.

    Args:
        people: the names, all different.
        rivals: pairs of names, in any order and any number of times.

    Returns:
        ("ok", (team, other team)), two sets that hold everybody between them; or
        ("conflict", ring), an odd number of different people, each a rival of the next and the
        last a rival of the first.

    Raises:
        KeyError: if a pair names somebody who is not among `people`.

    Complexity:
        O(people + pairs) time and memory.
    """
    raise NotImplementedError("two_teams")
