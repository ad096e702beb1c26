"""The command line: `python -m challenges.days.day01_lru_cache inspect --namespace app`."""

from __future__ import annotations

import argparse
import base64
import json
import sys
import uuid
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from typing import IO, Any

from .errors import CorruptEntry, LruCacheError
from .redis_store import RedisStore, seal, unseal
from .serializers import decode_key
from .store import Operation, Stored

OK, BAD, FAILED = 0, 1, 2

_EPILOG = """\
examples:
  %(prog)s inspect --namespace app
  %(prog)s verify --namespace app
  %(prog)s dump --namespace app app.ndjson
  %(prog)s restore --namespace app2 app.ndjson
  %(prog)s drop --namespace app

exit status:
  0  all is well
  1  verify has found entries that cannot be read, or keys without one
  2  the command line is wrong, or Redis does not answer or refuses
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return the exit status."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as exit_:
        return FAILED if exit_.code else OK
    try:
        with closing(RedisStore(options.url, options.namespace)) as store:
            status: int = options.run(store, options)
            return status
    except (LruCacheError, OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)
        return FAILED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m challenges.days.day01_lru_cache",
        description="Looks after the namespace of a persistent LRU cache in Redis.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        epilog=_EPILOG,
    )
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    for name, run, said in (
        ("inspect", _inspect, "tell owner, epoch, schema, size and durability"),
        ("verify", _verify, "read every entry and tell what is wrong"),
        ("dump", _dump, "write all entries as lines of JSON, the one used longest ago first"),
        ("restore", _restore, "write the entries of a dump; a cache that runs is fenced"),
        ("drop", _drop, "remove the namespace"),
    ):
        command = commands.add_parser(name, help=said, description=said)
        command.add_argument("--url", default="redis://127.0.0.1:6379/0", help="of Redis")
        command.add_argument("--namespace", required=True)
        if name in ("dump", "restore"):
            command.add_argument("file", type=Path, help="- for standard input or output")
        if name == "restore":
            command.add_argument("--schema", type=int, default=1, help="schema_version, 1")
        command.set_defaults(run=run)
    return parser


def _inspect(store: RedisStore, _options: argparse.Namespace) -> int:
    for name, value in (store.describe() | {"durability": store.durability()}).items():
        print(f"{name:<42} {value}")
    return OK


def _verify(store: RedisStore, _options: argparse.Namespace) -> int:
    good = missing = corrupt = 0
    for stored in _all(store):
        try:
            decode_key(stored.key)
            if stored.problem:
                raise CorruptEntry(f"the entry of {stored.key!r}: {stored.problem}")
            if stored.value is None:
                missing += 1
            else:
                unseal(stored.key, stored.value)
                good += 1
        except CorruptEntry as error:
            corrupt += 1
            print(error)
    print(f"{good} entries, {missing} keys without one, {corrupt} that cannot be read")
    return BAD if missing or corrupt else OK


def _dump(store: RedisStore, options: argparse.Namespace) -> int:
    lines = [_line(stored) for stored in _all(store) if stored.value is not None]
    text = "".join(f"{line}\n" for line in reversed(lines))
    if str(options.file) == "-":
        sys.stdout.write(text)
    else:
        options.file.write_text(text, encoding="ascii")
    return OK


def _line(stored: Stored) -> str:
    assert stored.value is not None
    data = unseal(stored.key, stored.value)
    fields: dict[str, Any] = {
        "key": base64.b64encode(stored.key).decode(),
        "value": base64.b64encode(data).decode(),
    }
    return json.dumps(fields | ({"ttl": stored.ttl} if stored.ttl is not None else {}))


def _restore(store: RedisStore, options: argparse.Namespace) -> int:
    writer = uuid.uuid4().hex
    if str(options.file) == "-":
        entries = list(_entries(sys.stdin))
    else:
        with options.file.open(encoding="ascii") as file:
            entries = list(_entries(file))
    grant = store.acquire(writer, options.schema, take_over=True)
    numbers = count(grant.newest + 1)
    for first in range(0, len(entries), 500):
        some = entries[first : first + 500]
        writes = [
            Operation(next(numbers), "set", key, value, ttl, ttl or 0.0) for key, value, ttl in some
        ]
        store.apply(grant, writes, now=0.0)
    print(f"{len(entries)} entries")
    return OK


def _entries(lines: IO[str]) -> Iterator[tuple[bytes, bytes, Any]]:
    for number, line in enumerate(lines, start=1):
        try:
            fields = json.loads(line)
            key = base64.b64decode(fields["key"], validate=True)
            decode_key(key)
            yield (
                key,
                seal(key, base64.b64decode(fields["value"], validate=True)),
                fields.get("ttl"),
            )
        except (ValueError, KeyError, TypeError, LruCacheError) as error:
            raise ValueError(f"line {number} is no entry of a dump: {error!r}") from error


def _drop(store: RedisStore, _options: argparse.Namespace) -> int:
    print(f"{store.drop()} names removed")
    return OK


def _all(store: RedisStore) -> Iterator[Stored]:
    for batch in store.entries():
        yield from batch
