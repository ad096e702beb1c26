"""The command line: `python -m challenges.days.day22_log_analyzer access.log`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from .analyzer import Analyzer, analyze
from .backends import BACKENDS
from .checkpoint import analyze_news
from .csv_files import csv_files
from .errors import FilterSyntaxError, LogAnalyzerError, SourceError
from .follow import follow
from .formats import AUTO, FORMATS
from .options import GROUPS
from .question import Asked
from .report import BY, Report
from .sources import why
from .text import shown

OK, USAGE, SOURCE_FAILED, TOO_MALFORMED, INTERRUPTED = 0, 1, 2, 3, 130
BAR_AFTER = 0.5  # seconds: what is done sooner needs no progress bar
WORTH_PROCESSES = 32 << 20  # bytes: about what one process counts while another starts

_EPILOG = """\
examples:
  %(prog)s access.log
  %(prog)s access.log access.log.1.gz --top 20 --by errors
  %(prog)s access.log --where "status >= 500 and ip cidr(10.0.0.0/8)" --group-by path,hour
  %(prog)s access.log --format '$remote_addr [$time_local] "$request" $status $request_time'
  ssh web cat access.log | %(prog)s - --host web --output partial > web.partial
  %(prog)s --merge web.partial db.partial --output json
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
    except FilterSyntaxError as error:
        _complain(*str(error).split("\n"))
        return USAGE
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
    add("files", nargs="*", metavar="FILE", help="log files, also packed ones; - is standard input")
    _add_questions(parser.add_argument_group("what counts"))
    _add_ways(parser.add_argument_group("how it is counted"))
    _add_answers(parser.add_argument_group("what is shown"))
    return parser


def _add_questions(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    names = ", ".join(FORMATS)
    add("--format", default=AUTO, help=f"auto, {names}, a log_format or LogFormat, json:FIELD=PATH")
    add("--where", metavar="EXPR", help="filter, such as \"status >= 500 and path like '/api/%%'\"")
    add("--since", metavar="TIME", help="first moment that counts, ISO 8601")
    add("--until", metavar="TIME", help="first moment that does not count any more")
    add("--timezone", default="UTC", metavar="NAME", help="of times; default UTC")
    add("--group-by", type=_listed, default=(), metavar="A,B", help=f"of {', '.join(GROUPS)}")
    add("--latency-by", type=_listed, default=(), metavar="A,B", help="columns, for --by p99")
    add("--keep-query", action="store_true", help="a path keeps what follows its first ?")


def _add_ways(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add("--backend", choices=("auto", *BACKENDS), default="auto", help="default: the fastest here")
    add("--host", default="", metavar="NAME", help="put before names of sources, for --merge later")
    add("--workers", type=_workers, metavar="N", help="default: one for each processor")
    add("--approx", action="store_true", help="count with bounded memory, approximately")
    add("--memory-limit", metavar="SIZE", help="stop when more is in use, such as 512MiB")
    add("--checkpoint", metavar="PATH", help="count only what is new since this file was written")
    add("--follow", action="store_true", help="go on with what is written to the one FILE")
    add("--interval", type=_seconds, default=1.0, metavar="SECONDS", help="of --follow; default 1")
    add(
        "--merge", nargs="+", default=(), metavar="PARTIAL", help="merge what --output partial gave"
    )


def _add_answers(group: argparse._ArgumentGroup) -> None:
    add = group.add_argument
    add("--top", type=_count, default=10, metavar="N", help="rows of a top list; default 10")
    add("--by", choices=BY, default="count", help="what top lists are sorted by; default count")
    outputs = ("table", "json", "csv", "html", "partial")
    add("--output", choices=outputs, default="table", help="default table")
    add("--html", metavar="PATH", help="write the page to this file as well")
    add("--csv", metavar="FOLDER", help="write a file for each table into this folder as well")
    add("--decode-escapes", action="store_true", help=r"show \xhh and \" as what they stand for")
    add("--malformed", type=_count, default=20, metavar="N", help="malformed lines to show")
    add("--max-malformed", type=_share, metavar="SHARE", help="most malformed: 0.01 or 1%%")


def _run(options: argparse.Namespace) -> int:
    _check(options)
    if options.follow:
        return _follow(options)
    report = _report(options)
    _print(_output(report, options))
    if options.html:
        report.to_html(options.html, options.by, decode_escapes=options.decode_escapes)
    if options.csv:
        report.to_csv(options.csv, options.by)
    return _status(report, options.max_malformed)


def _check(options: argparse.Namespace) -> None:
    """Raises ValueError where options do not go together."""
    ways = [name for name in ("checkpoint", "follow", "merge") if getattr(options, name)]
    if len(ways) > 1:
        raise ValueError(f"--{ways[0]} and --{ways[1]} do not go together")
    if bool(options.files) == bool(options.merge):
        raise ValueError("there must be a FILE, or --merge and partials, and not both")
    if options.follow and (len(options.files) > 1 or options.output not in ("table", "json")):
        raise ValueError("--follow takes one FILE and prints a table or json")
    if options.memory_limit and ways:
        raise ValueError(f"--memory-limit and --{ways[0]} do not go together")
    if options.host and ways:
        raise ValueError(f"--host and --{ways[0]} do not go together")


def _report(options: argparse.Namespace) -> Report:
    if options.merge:
        partials = [_read(path) for path in options.merge]
        zone, top = options.timezone, options.top
        return Analyzer.combine(partials, backend=options.backend, top=top, timezone=zone)
    workers = options.workers or _processes(options.files)
    if options.checkpoint:
        return analyze_news(
            options.files,
            options.checkpoint,
            format=options.format,
            workers=workers,
            keep_going=True,
            **_asked(options),
        )
    with _bar() as progress:
        return analyze(
            options.files,
            format=options.format,
            workers=workers,
            memory_limit=options.memory_limit,
            keep_going=True,
            host=options.host,
            progress=progress,
            **_asked(options),
        )


def _asked(options: argparse.Namespace) -> Asked:
    return {
        "backend": options.backend,
        "where": options.where,
        "since": options.since,
        "until": options.until,
        "top": options.top,
        "group_by": options.group_by,
        "latency_by": options.latency_by,
        "exact": not options.approx,
        "strip_query": not options.keep_query,
        "timezone": options.timezone,
        "malformed_samples": options.malformed,
    }


def _read(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise SourceError(path, why(error)) from error


def _output(report: Report, options: argparse.Namespace) -> bytes:
    match options.output:
        case "json":
            return (report.to_json(options.by) + "\n").encode()
        case "html":
            return report.page(options.by, decode_escapes=options.decode_escapes).encode()
        case "partial":
            return report.partial()
        case "csv":
            tables = csv_files(report, options.by)
            return b"\r\n".join(b"%s\r\n%s" % (name.encode(), data) for name, data in tables)
    return _table(report, options).encode()


def _table(report: Report, options: argparse.Namespace) -> str:
    return report.to_table(options.by, decode_escapes=options.decode_escapes)


def _follow(options: argparse.Namespace) -> int:
    """Prints a report after each look that found something, until Ctrl-C or a closed pipe."""
    [file] = options.files
    clear = b"\x1b[H\x1b[2J" if options.output == "table" and sys.stdout.isatty() else b""
    reports = follow(file, options.interval, format=options.format, **_asked(options))
    for report in reports:
        if options.output == "json":
            text = json.dumps(report.to_dict(options.by), ensure_ascii=False) + "\n"
        else:
            text = _table(report, options) + "\n"
        if not _print(clear + text.encode()):
            break
    return OK


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


def _print(data: bytes) -> bool:
    """Prints bytes, and tells whether somebody reads them; that `head` has gone is no error."""
    try:
        # As bytes: the encoding of the terminal may lack characters that the log has.
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        # The interpreter flushes standard output once more when it ends.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        return False
    return True


def _complain(*lines: str) -> None:
    with suppress(OSError):
        text = "\n".join(shown(line.encode(errors="surrogateescape")) for line in lines)
        print(f"log_analyzer: {text}", file=sys.stderr)


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


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} must be seconds, above 0 and at most a day")
    return seconds


def _listed(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


def _share(text: str) -> float:
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} must be from 0 to 1, or from 0% to 100%")
    return share
