"""A list on which the cost of clone_with_jumps shows."""

from __future__ import annotations

from itertools import pairwise
from types import ModuleType

from challenges.shared.testing import nodes


class Slide:
    """A node: the list is only read, so that any object with these attributes will do."""

    def __init__(self, value: int) -> None:
        self.value = value
        self.next: Slide | None = None
        self.jump: Slide | None = None


def each_jumps_to_its_mirror_image(size: int) -> tuple[Slide]:
    """The first of n nodes jumps to the last one, the second to the last but one, and so on."""
    slides = [Slide(value) for value in range(size)]
    for slide, following in pairwise(slides):
        slide.next = following
    for slide, mirrored in zip(slides, reversed(slides), strict=True):
        slide.jump = mirrored
    return (slides[0],)


def clone_and_read(subject: ModuleType, head: Slide) -> list[int]:
    """Copies the list and reads where each node of the copy jumps."""
    return [node.jump.value for node in nodes(subject.clone_with_jumps(head))]
