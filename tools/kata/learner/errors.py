"""What a command says when it cannot do what was asked, and the status it ends with."""

from __future__ import annotations

USAGE = 2
JUDGE = 5
INTERRUPTED = 130


class KataError(Exception):
    """A command cannot go on; the message is for the learner.

    Attributes:
        status: Exit status: 2 the question was wrong, 5 the judge's own fault.
    """

    def __init__(self, message: str, status: int = USAGE) -> None:
        self.status = status
        super().__init__(message)
