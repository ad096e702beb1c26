"""Goes up by calls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def common_manager(boss_of: Mapping[str, str | None], people: Iterable[str]) -> str | None:
    ways = [_way_down_to(person, boss_of, ()) for person in people]
    if not ways:
        raise ValueError("nobody is in the group")
    common = None
    for steps in zip(*ways, strict=False):
        if len(set(steps)) > 1:
            break
        common = steps[0]
    return common


def _way_down_to(
    person: str, boss_of: Mapping[str, str | None], below: tuple[str, ...]
) -> list[str]:
    if person in below:
        raise ValueError(f"{person!r} comes twice")
    boss = boss_of[person]
    if boss is None:
        return [person]
    return [*_way_down_to(boss, boss_of, (*below, person)), person]
