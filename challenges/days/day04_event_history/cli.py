"""Looks into a segment log, and carries events from one to another."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

from .codec import dumps, loads
from .errors import EventHistoryError
from .events import Metadata, NewEvent, Recorded
from .segment_log import SegmentLog
from .store import NO_STREAM

_BATCH = 1000


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return 0, 1 if the log is damaged or locked, 2 on wrong arguments."""
    options = _parse(arguments)
    try:
        with SegmentLog(
            options.folder, fsync="os" if options.what != "import" else "always"
        ) as log:
            if options.what == "import":
                print(f"{_import(log, sys.stdin)} events")
            else:
                for line in _lines(log, options):
                    print(line)
    except (EventHistoryError, OSError, ValueError) as error:
        print(f"{options.folder}: {error}", file=sys.stderr)
        return 1
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="day04_event_history", description=__doc__)
    add = parser.add_subparsers(dest="what", required=True, metavar="COMMAND").add_parser
    for name, text in (
        ("tail", "the last events, one a line"),
        ("verify", "read everything, check frames and chain, and print the hash of the last frame"),
        ("stats", "how many events each stream and each type has"),
        ("export", "all events as lines of JSON"),
        ("import", "events of such lines from standard input, into a log without their streams"),
    ):
        command = add(name, help=text)
        command.add_argument("folder", help="of the log; nobody else may have it open")
        if name == "tail":
            command.add_argument("-n", type=int, default=10, help="how many; default 10")
            command.add_argument("--stream", help="only of this one")
        if name == "verify":
            command.add_argument("--head", help="a hash that must be in the chain")
    return parser.parse_args(arguments)


def _lines(log: SegmentLog, options: argparse.Namespace) -> Iterator[str]:
    if options.what == "verify":
        found = log.verify(options.head)
        yield f"{found.events} events, head {found.head}"
    elif options.what == "stats":
        streams, types = Counter[str](), Counter[str]()
        for event in log.read_all():
            streams[event.stream] += 1
            types[event.type] += 1
        for title, counts in (("stream", streams), ("type", types)):
            for name, count in sorted(counts.items()):
                yield f"{title}\t{_quoted(name)}\t{count}"
    elif options.what == "export":
        yield from (_exported(event) for event in log.read_all())
    else:
        yield from (_shown(event) for event in _last(log, options.n, options.stream))


def _last(log: SegmentLog, number: int, stream: str | None) -> list[Recorded]:
    if stream is None:
        return list(log.read_all(log.position() - number + 1))
    return list(islice(log.read(stream, backwards=True), number))[::-1]


def _shown(event: Recorded) -> str:
    headers = event.metadata.headers
    who = " ".join(str(headers[name]) for name in ("actor", "action", "entry") if name in headers)
    data = dumps(event.data).decode("ascii")
    return (
        f"{event.position}\t{_quoted(event.stream)}\t{event.version}\t{event.type}\t{data}\t{who}"
    )


def _quoted(text: str) -> str:
    # A name may hold what moves the cursor of a terminal.
    return json.dumps(text)


def _exported(event: Recorded) -> str:
    row = [event.stream, event.version, event.type, event.data, event.metadata.row()]
    return dumps(row).decode("ascii")


def _import(log: SegmentLog, lines: Iterable[str]) -> int:
    """Store what was exported; runs of one stream are one batch, at the version they had."""
    rows = (loads(line.encode("ascii")) for line in lines)
    count = 0
    for stream, run in groupby(rows, key=lambda row: row[0]):
        while batch := list(islice(run, _BATCH)):
            first = batch[0][1]
            events = [NewEvent(type, data, Metadata(*meta)) for _, _, type, data, meta in batch]
            log.append(stream, events, first - 1 if first > 1 else NO_STREAM)
            count += len(batch)
    return count
