"""What can be asked of a judge."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Request:
    """One run to be judged.

    Attributes:
        choice: solution, template, attempt, or the absolute path of a file or package.
        scope: Id of the stage to run; None for all.
        run_all: Whether to go on after the first failure.
        part: 0 for all cases; 1 or 2 for one of the two parts that can be judged at the same time.
    """

    choice: str
    scope: str | None = None
    run_all: bool = False
    part: int = 0
