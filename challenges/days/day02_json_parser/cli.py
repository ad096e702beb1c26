"""The command line: `python -m challenges.days.day02_json_parser check FILE`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from . import path, pointer
from .api import dumpb, loads
from .backends import BACKENDS, use_backend
from .errors import BackendUnavailableError, JSONDecodeError, JSONEncodeError
from .lines import loads_lines

OK, REFUSED, USAGE, INTERRUPTED = 0, 1, 2, 130

_BENCH = "measure how long the backends take to read and write documents, next to json"
_EPILOG = """\
examples:
  %(prog)s check *.json
  %(prog)s fmt --indent 2 --sort-keys data.json
  %(prog)s get /users/0/name data.json
  %(prog)s query '$..book[?@.price<10].title' data.json
  %(prog)s convert --from json5 --to json settings.json5
  zcat events.ndjson.gz | %(prog)s lines -
  %(prog)s bench --rounds 9 *.json

exit status:
  0    all is well
  1    a document is refused, or has nothing at the place
  2    the command line is wrong, or a file cannot be read
  130  Ctrl-C
"""


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line and returns the exit status."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as exit_:
        return USAGE if exit_.code else OK
    try:
        if options.backend:
            use_backend(options.backend)
        return max([_run(options, file) for file in options.files])
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The interpreter flushes standard output once more when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except (BackendUnavailableError, pointer.PointerError, path.PathError, OSError) as error:
        _complain(str(error))
        return REFUSED if type(error) is pointer.PointerError else USAGE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="fastjson",
        description="Checks, formats and searches JSON; says where a document is wrong.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--backend", choices=BACKENDS, help="default: the fastest here")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, text: str, *places: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text)
        for place in places:
            made.add_argument(place)
        made.add_argument("files", nargs="+", metavar="FILE", help="- is standard input")
        made.add_argument("--from", dest="dialect", default="json", help="json, jsonc or json5")
        return made

    made = commands.add_parser("bench", help=_BENCH, description=_BENCH)
    made.add_argument("files", nargs="+", metavar="FILE", help="- is standard input")
    made.add_argument("--rounds", type=_rounds, default=5, help="default: 5")
    command("check", "say of each file whether it is a document, and where not")
    command("lines", "say of each line whether it is a document (NDJSON), and where not")
    command("get", "print the value a pointer (RFC 6901) leads to", "pointer")
    command("query", "print path and value of all a query (RFC 9535) selects", "query")
    for name, text in (("fmt", "print the document formatted"), ("convert", "print it as JSON")):
        made = command(name, text)
        made.add_argument("--to", choices=["json", "canonical"], default="json")
        made.add_argument("--indent", type=int, default=2 if name == "fmt" else None)
        made.add_argument("--sort-keys", action="store_true")
        made.add_argument("--ensure-ascii", action="store_true")
    return parser


def _rounds(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on")
    return int(text)


def _run(options: argparse.Namespace, file: str) -> int:
    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    try:
        if options.command == "lines":
            return _check_lines(data, file)
        if options.command == "bench":
            return _compare(data, file, options.rounds)
        numbers = "lossless" if options.command in ("fmt", "convert", "get") else "exact"
        if getattr(options, "to", "") == "canonical":
            numbers = "exact"
        value = loads(data, dialect=options.dialect, numbers=numbers)
        for text in _printed(options, value):
            sys.stdout.buffer.write(text + b"\n")
        sys.stdout.flush()
    except JSONDecodeError as error:
        _show(file, error)
        return REFUSED
    except (JSONEncodeError, ValueError) as error:
        if isinstance(error, path.PathError):
            raise
        _complain(f"{file}: {error}")
        return REFUSED
    return OK


def _printed(options: argparse.Namespace, value: Any) -> Iterator[bytes]:
    if options.command == "get":
        yield dumpb(pointer.get(value, options.pointer))
    elif options.command == "query":
        for node in path.find(value, options.query):
            yield f"{node.path}\t".encode() + dumpb(node.value)
    elif options.command != "check" and options.to == "canonical":
        yield dumpb(value, canonical=True)
    elif options.command != "check":
        yield dumpb(
            value,
            indent=options.indent,
            sort_keys=options.sort_keys,
            ensure_ascii=options.ensure_ascii,
        )


def _compare(data: bytes, file: str, rounds: int) -> int:
    from .bench import compare  # it needs the standard library's json, which nothing else does

    for line in list(compare(file, data, rounds)):
        print(line)
    sys.stdout.flush()
    return OK


def _check_lines(data: bytes, file: str) -> int:
    errors: list[JSONDecodeError] = []

    def note(error: JSONDecodeError) -> None:
        errors.append(error)
        _show(file, error)

    for _ in loads_lines(data, on_error=note):
        pass
    return REFUSED if errors else OK


def _show(file: str, error: JSONDecodeError) -> None:
    _complain(f"{file}:{error.lineno}:{error.colno}: {error}\n{error.snippet()}")


def _complain(text: str) -> None:
    with suppress(OSError):
        sys.stderr.buffer.write(text.encode(errors="replace") + b"\n")
        sys.stderr.flush()
