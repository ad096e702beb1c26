"""One analysis on many machines: ranges of files as tasks of any executor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol, Unpack

from .analyzer import AnyPath
from .formats import AUTO, FieldMap, LogFormat
from .question import Asked
from .report import Report

RANGE_BYTES = 64 << 20


class Executor(Protocol):
    """What is needed of an executor: `concurrent.futures` and `distributed.Client` have it."""

    def submit(self, task: Callable[..., Any], /, *arguments: Any) -> Any: ...


def analyze_distributed(
    paths: AnyPath | Iterable[AnyPath],
    executor: Executor,
    *,
    format: str | FieldMap | LogFormat = AUTO,
    range_bytes: int = RANGE_BYTES,
    **asked: Unpack[Asked],
) -> Report:
    """Counts files by the workers of an executor.

    What travels is a description of a range there and a partial back. Partials are merged by tasks
    too, eight at a time. Nothing counts twice: a range has one result however often it was tried,
    and merging refuses bytes that were counted before.

    Args:
        paths: Files, each once, which every worker finds under the same path. A compressed one is
            one task.
        executor: Of `concurrent.futures`, a Dask `Client`, or alike.
        format: As in `analyze`; found on the calling machine if `auto`.
        range_bytes: How long the ranges are.
        **asked: As in `analyze`.

    Raises:
        SourceError: A file cannot be read, or is another one on a worker.
        LogAnalyzerError: As in `analyze`.
    """
    raise NotImplementedError("analyze_distributed")
