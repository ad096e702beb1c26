"""A text on which the cost of load_tree and dump_tree shows."""

from __future__ import annotations

from types import ModuleType


def text_of_a_turning_branch(size: int) -> tuple[str]:
    """n nodes below each other, the next one by turns left and right."""
    opened = [f"{value} #" if value % 2 else str(value) for value in range(size)]
    return (" ".join([*opened, "#", *["#"] * ((size + 1) // 2)]),)


def load_and_dump(subject: ModuleType, text: str) -> str:
    """Reads the tree and writes it again."""
    written: str = subject.dump_tree(subject.load_tree(text))
    return written
