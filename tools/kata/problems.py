"""What is wrong with a file: ``file:line: what is wrong; what was allowed``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding about one place.

    Attributes:
        file: The file that is wrong.
        line: Its line, counted from 1; 0 when the whole file is meant.
        wrong: What is wrong, with the offending value.
        allowed: What would have been right.
    """

    file: Path
    line: int
    wrong: str
    allowed: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.wrong}; {self.allowed}"


class UnitError(ValueError):
    """A unit or the catalogue breaks its format.

    Attributes:
        problems: Every finding, not the first only.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
