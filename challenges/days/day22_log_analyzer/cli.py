"""The command line: `python -m challenges.days.day22_log_analyzer access.log`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from .analyzer import analyze
from .backends import BACKENDS
from .errors import LogAnalyzerError, SourceError
from .formats import FORMATS
from .key_tables import BY
from .report import Report
from .text import shown

OK, USAGE, SOURCE_FAILED, TOO_MALFORMED, INTERRUPTED = 0, 1, 2, 3, 130
BAR_AFTER = 0.5  # seconds: what is done sooner needs no progress bar
WORTH_PROCESSES = 32 << 20  # bytes: about what one process counts while another starts

_EPILOG = """\
examples:
  %(prog)s access.log
  %(prog)s access.log access.log.1 --top 20 --by errors
  zcat access.log.2.gz | %(prog)s - --output json
  %(prog)s access.log --html report.html --max-malformed 1%%

exit status:
  0    all was counted
  1    the command line is wrong, or the page cannot be written
  2    a source cannot be read, or not to its end; the report is about the rest
  3    more lines are malformed than --max-malformed allows; the report is made
  130  Ctrl-C
"""


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line and returns the exit status."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as exit_:
        # argparse exits with 2, which here says that a source failed.
        return USAGE if exit_.code else OK
    try:
        return _run(options)
    except KeyboardInterrupt:
        return INTERRUPTED
    except (LogAnalyzerError, ValueError, OSError) as error:
        _complain(str(error))
        return SOURCE_FAILED if isinstance(error, SourceError) else USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="log_analyzer",
        description="Counts web server logs: exactly, and with every malformed line accounted for.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("files", nargs="+", metavar="FILE", help="log files; - is standard input")
    add("--format", default="combined", help=f"{' or '.join(FORMATS)}; default %(default)s")
    add("--top", type=_count, default=10, metavar="N", help="rows of a top list; default 10")
    add("--by", choices=BY, default="count", help="what top lists are sorted by; default count")
    add("--backend", choices=("auto", *BACKENDS), default="auto", help="default: the fastest here")
    add("--workers", type=_workers, metavar="N", help="default: one for each processor")
    add("--keep-query", action="store_true", help="a path keeps what follows its first ?")
    add("--output", choices=("table", "json", "html"), default="table", help="default table")
    add("--html", metavar="PATH", help="write the page to this file as well")
    add("--malformed", type=_count, default=20, metavar="N", help="malformed lines to show")
    add("--max-malformed", type=_share, metavar="SHARE", help="most malformed: 0.01 or 1%%")
    return parser


def _run(options: argparse.Namespace) -> int:
    with _bar() as progress:
        report = analyze(
            options.files,
            format=options.format,
            backend=options.backend,
            workers=options.workers or _processes(options.files),
            strip_query=not options.keep_query,
            malformed_samples=options.malformed,
            top=options.top,
            keep_going=True,
            progress=progress,
        )
    if options.output == "json":
        _print(report.to_json(options.by) + "\n")
    elif options.output == "html":
        _print(report.page(options.by))
    else:
        _print(report.to_table(options.by))
    if options.html:
        report.to_html(options.html, options.by)
    return _status(report, options.max_malformed)


def _status(report: Report, max_malformed: float | None) -> int:
    for failure in report.failures:
        _complain(str(failure))
    if report.failures:
        return SOURCE_FAILED
    share = report.malformed_share
    if max_malformed is not None and share > max_malformed:
        _complain(f"{share:.4%} of the lines are malformed, must be at most {max_malformed:.4%}")
        return TOO_MALFORMED
    return OK


def _processes(files: Sequence[str]) -> int | None:
    """Returns how many processes pay off: one for each processor, if there is much to read."""
    size = 0
    for file in files:
        with suppress(OSError, ValueError):
            size += Path(file).stat().st_size
    return len(os.sched_getaffinity(0)) if size >= WORTH_PROCESSES else None


def _print(text: str) -> None:
    """Prints text; a reader that has gone away, like `head`, is none of our business."""
    try:
        # As bytes: the encoding of the terminal may lack characters that the log has.
        sys.stdout.buffer.write(text.encode())
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes standard output once more when it ends.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def _complain(text: str) -> None:
    with suppress(OSError):
        print(f"log_analyzer: {shown(os.fsencode(text))}", file=sys.stderr)


@contextmanager
def _bar() -> Iterator[Callable[[int, int | None], None] | None]:
    """Yields a callback that shows progress once it is worth while, or None where nobody looks."""
    if not sys.stderr.isatty():
        yield None
        return
    # Imported here: it takes longer than counting a small log.
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TimeRemainingColumn
    from rich.progress import TransferSpeedColumn as SpeedColumn

    started = time.monotonic()
    columns = (BarColumn(), DownloadColumn(), SpeedColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task("reading", total=None)

    def show(done: int, total: int | None) -> None:
        bar.update(task, completed=done, total=total)
        if time.monotonic() - started >= BAR_AFTER:
            bar.start()

    try:
        yield show
    finally:
        bar.stop()


def _count(text: str) -> int:
    return _number(text, 0)


def _workers(text: str) -> int:
    return _number(text, 1)


def _number(text: str, least: int) -> int:
    if not text.isdecimal() or int(text) < least:
        raise argparse.ArgumentTypeError(f"{text!r} must be a whole number of at least {least}")
    return int(text)


def _share(text: str) -> float:
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} must be from 0 to 1, or from 0% to 100%")
    return share
