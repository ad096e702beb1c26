"""What can go wrong, each with the offending value, where it was, and what was allowed."""

from __future__ import annotations

_BEFORE = 34  # characters of a filter that are shown before and after a mistake


class LogAnalyzerError(Exception):
    """Base of every error of this package."""


class UnknownFormatError(LogAnalyzerError, ValueError):
    """There is no such log format, it cannot be compiled, or no known one fits the log."""


class FilterSyntaxError(LogAnalyzerError, ValueError):
    """A filter that is none; its message shows the place.

    Attributes:
        position: Index of the character in the filter, from 0.
    """

    def __init__(self, message: str, text: str, position: int) -> None:
        super().__init__(message, text, position)
        self.position = position

    def __str__(self) -> str:
        message, text, position = self.args
        start = max(0, position - _BEFORE)
        around = text[start : start + 2 * _BEFORE]
        around = "".join(char if char.isprintable() else " " for char in around)
        return f"{message}, at position {position}\n  {around}\n  {' ' * (position - start)}^"


class MemoryLimitExceeded(LogAnalyzerError, MemoryError):
    """Counting exactly takes more memory than was allowed.

    Attributes:
        used: Bytes in use when it was noticed.
        limit: Bytes allowed.
    """

    def __init__(self, used: int, limit: int) -> None:
        super().__init__(used, limit)
        self.used = used
        self.limit = limit

    def __str__(self) -> str:
        return (
            f"memory limit of {self.limit:,} bytes exceeded: {self.used:,} bytes are in use;"
            " raise the limit, narrow the question with a filter, or count with exact=False"
        )


class BackendUnavailableError(LogAnalyzerError, RuntimeError):
    """The backend that was asked for by name cannot be used here, or does not exist."""


class SourceError(LogAnalyzerError):
    """A file or stream could not be read, or not to its end.

    Attributes:
        path: The source as it was given.
        why: One line, without the path.
    """

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path = path
        self.why = why

    def __str__(self) -> str:
        return f"{self.path}: {self.why}"


class PartialError(LogAnalyzerError, ValueError):
    """Bytes that are no partial, a damaged one, or one whose lines were counted already."""
