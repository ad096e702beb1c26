"""What can go wrong in a benchmark, each with the value, where it was, and what was allowed."""

from __future__ import annotations


class BenchmarkError(Exception):
    """Base of every error of the harness; its text is for the user."""


class DeclarationError(BenchmarkError):
    """A declaration file has a wrong or missing entry."""


class EngineFailedError(BenchmarkError):
    """An engine ended with an error, or its output is not an answer."""


class DisagreementError(BenchmarkError):
    """Two engines gave different answers to one question, so nothing was timed."""


class NoSpaceError(BenchmarkError):
    """The disk is too small for the data."""
