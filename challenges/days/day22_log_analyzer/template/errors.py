"""What can go wrong, each with the offending value, where it was, and what was allowed."""

from __future__ import annotations


class LogAnalyzerError(Exception):
    """Base of every error of this package."""


class UnknownFormatError(LogAnalyzerError, ValueError):
    """A log format of that name does not exist."""


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
