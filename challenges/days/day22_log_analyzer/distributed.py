"""One analysis on many machines: ranges of files as tasks of any executor."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, Unpack

from .analyzer import Analyzer, AnyPath, one_or_several
from .errors import LogAnalyzerError, SourceError
from .formats import AUTO, FieldMap, LogFormat
from .options import Options
from .question import Asked, Question, at_least, compile_question, question_of
from .reading import Progress, Reading
from .report import Report
from .sources import Source, Stream, find_source, why
from .w3c_sections import sections

RANGE_BYTES = 64 << 20
MOST_ATTEMPTS = 3
_MERGED_AT_ONCE = 8


class Executor(Protocol):
    """What is needed of an executor: `concurrent.futures` and `distributed.Client` have it."""

    def submit(self, task: Callable[..., Any], /, *arguments: Any) -> Any: ...


@dataclass(frozen=True, slots=True)
class Task:
    """A range of a file that one worker counts.

    Attributes:
        header: How lines are counted.
        backend: By which backend.
        source: The file; a worker must find it under the same path.
        start: First byte.
        end: Byte after the range.
        columns: The `#Fields:` line in force, for W3C logs.
    """

    header: bytes
    backend: str
    source: Source
    start: int
    end: int
    columns: bytes = b""


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
    at_least("range_bytes", range_bytes, 1)
    reading = Reading(one_or_several(paths), False, Progress(None, None, exact=True))
    question = compile_question(reading.detected() if format == AUTO else format, **asked)
    tasks = [t for s in reading.sources for t in _tasks(s, question, range_bytes)]
    partials = _gathered(executor, count_range, tasks)
    while len(partials) > 1:
        pairs = range(0, len(partials), _MERGED_AT_ONCE)
        groups = [partials[at : at + _MERGED_AT_ONCE] for at in pairs]
        partials = _gathered(executor, merge_partials, groups)
    tally = question.tally()
    for partial in partials:
        tally.merge(partial)
    return Report(tally, question)


def _tasks(source: Source, question: Question, range_bytes: int) -> list[Task]:
    if source.identity is None:
        raise SourceError(source.path, "is not a file, and a worker elsewhere cannot read it")
    task = Task(question.options.header(), question.backend, source, 0, source.size or 0)
    if not source.has_ranges:
        return [task]
    parts = [(b"", 0, task.end)]
    if question.options.plan["kind"] == "w3c":
        found = sections(source.path, task.end)
        parts = [(section.columns, section.start, section.end) for section in found]
    return [
        replace(task, start=at, end=min(at + range_bytes, end), columns=columns)
        for columns, start, end in parts
        for at in range(start, end, range_bytes)
    ]


def _gathered(
    executor: Executor, work: Callable[[Any], bytes], tasks: Sequence[Any]
) -> list[bytes]:
    """Returns one result for each task, however often it had to be tried.

    Raises:
        LogAnalyzerError: A task failed for a reason that does not pass.
        Exception: It failed for another one, again and again.
    """
    waiting = [executor.submit(_attempt, work, task, 0) for task in tasks]
    results: list[bytes] = []
    for task, first in zip(tasks, waiting, strict=True):
        future = first
        for attempt in range(1, MOST_ATTEMPTS + 1):
            try:
                results.append(future.result())
                break
            except LogAnalyzerError:
                raise
            except Exception:  # whatever the executor says of a worker that died
                if attempt == MOST_ATTEMPTS:
                    raise
                future = executor.submit(_attempt, work, task, attempt)
    return results


def _attempt(work: Callable[[Any], bytes], task: Any, attempt: int) -> bytes:  # noqa: ARG001
    """Does a task. Executors that remember results see another call in each attempt."""
    return work(task)


def count_range(task: Task) -> bytes:
    """Counts one range and returns the partial. Runs on a worker.

    Raises:
        SourceError: The file cannot be read, or is another one here.
    """
    source = find_source(task.source.path)
    if (source.size or 0) < (task.source.size or 0) or source.identity is None:
        raise SourceError(source.path, "is another file on this worker, or was cut")
    tally = question_of(Options.read(task.header), backend=task.backend).tally()
    if not source.has_ranges:
        tally.begin(source.name)
        for block in Stream(source):
            tally.feed(block)
        tally.finish()
        return tally.partial()
    if task.columns:
        tally.columns(task.columns)
    try:
        tally.scan(source.path, source.name, task.start, task.end, 1, None)
    except OSError as error:
        raise SourceError(source.path, why(error)) from error
    return tally.partial()


def merge_partials(partials: Sequence[bytes]) -> bytes:
    """Merges partials into one, by the fastest backend there is. Runs on a worker."""
    return Analyzer.combine(partials).partial()
