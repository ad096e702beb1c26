"""The command line: is the graph right, what does it look like, who provides a type."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Returns:
        0 if the graph is right, 1 if it is wrong, 2 if there is no such registry or type.
    """
    raise NotImplementedError("main")
