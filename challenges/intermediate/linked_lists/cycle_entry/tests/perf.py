"""Lists on which the cost of cycle_entry shows."""

from __future__ import annotations


class Link:
    """A node: cycle_entry makes none, so that any object with a value and a next will do."""

    def __init__(self, value: int) -> None:
        self.value = value
        self.next: Link | None = None


def long_way_into_a_long_loop(size: int) -> tuple[Link]:
    """The first half of n nodes leads into a loop of the second half."""
    links = [Link(value) for value in range(size)]
    for link, following in zip(links, [*links[1:], links[size // 2]], strict=True):
        link.next = following
    return (links[0],)
