"""The definition of a common manager, and an organisation that counts what is asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from challenges.shared.testing import Tally


class Organisation(Mapping[str, str | None]):
    """A mapping that adds each look-up, and each person that is listed, to a tally."""

    def __init__(self, boss_of: Mapping[str, str | None], tally: Tally) -> None:
        self._boss_of = boss_of
        self._tally = tally

    def __getitem__(self, person: str) -> str | None:
        self._tally.add()
        return self._boss_of[person]

    def __iter__(self) -> Iterator[str]:
        for person in self._boss_of:
            self._tally.add()
            yield person

    def __len__(self) -> int:
        return len(self._boss_of)

    def __repr__(self) -> str:
        return repr(self._boss_of)

    def __deepcopy__(self, _memo: object) -> Organisation:
        return self


def closest(boss_of: Mapping[str, str | None], people: Sequence[str]) -> str | None:
    """Return the first person above the first of the group who is above all the others, too.

    Raises:
        ValueError: if going up runs in a circle.
    """
    ways = [above(boss_of, person) for person in people]
    return next((person for person in ways[0] if all(person in way for way in ways)), None)


def above(boss_of: Mapping[str, str | None], person: str) -> list[str]:
    """Return a person and everyone above, nearest first."""
    way: list[str] = []
    step: str | None = person
    while step is not None:
        if step in way:
            raise ValueError(step)
        way.append(step)
        step = boss_of[step]
    return way
