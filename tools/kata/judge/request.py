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
    """

    choice: str
    scope: str | None = None
    run_all: bool = False
