"""A namespace in Redis: names, scripts, and what its errors mean."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from .errors import (
    CorruptEntry,
    NamespaceLost,
    OwnerChanged,
    SchemaMismatch,
    StoreUnavailable,
    ValueTooLarge,
)
from .scripts import ACQUIRE, APPLY, READ
from .store import Durability, Grant, Operation, Stored

LARGEST_VALUE = 64 << 20
_BATCH = 1000
_BATCH_BYTES = 8 << 20
_ATTEMPTS = 2
_KINDS = {"set": b"s", "delete": b"d", "use": b"u"}
_FORMAT = b"\x01"
# What an answering Redis says when it cannot work now.
_NOT_NOW_TYPES = (
    redis.exceptions.ReadOnlyError,
    redis.exceptions.OutOfMemoryError,
    redis.exceptions.ClusterDownError,
    redis.exceptions.MasterDownError,
    redis.exceptions.TryAgainError,
)
_NOT_NOW_WORDS = ("OOM", "READONLY", "NOREPLICAS", "BUSY", "MISCONF", "max number of clients")


class RedisStore:
    """A namespace in Redis. Safe to use from several threads.

    Every script knows what it has applied already, so sending it again after an unknown outcome is
    safe. redis-py's own retries are off nevertheless: they would repeat any command, ten times, and
    an outage would be noticed that much later.
    """

    def __init__(self, url: str, namespace: str, *, timeout: float = 5.0) -> None:
        """Name the place; nothing is sent yet.

        Args:
            url: Of Redis, such as redis://127.0.0.1:6379/0.
            namespace: Whose names all begin with {namespace}.
            timeout: Seconds that connecting and each answer may take.

        Raises:
            ValueError: The namespace is empty, or has a brace or a blank in it.
        """
        self.names = Names(namespace)
        self._client = client_of(url, timeout)

    def acquire(self, writer: str, schema: int, *, take_over: bool) -> Grant:
        """Become the owner; see Store."""
        token = secrets.token_hex(8)
        keys = [self.names.meta, self.names.order]
        answer = self._run(ACQUIRE, keys, [writer, token, schema, int(take_over)])
        match [part.decode() for part in answer]:
            case ["ok", epoch, applied, newest]:
                return Grant(token, int(epoch), int(applied), int(float(newest)))
            case ["schema", found]:
                raise SchemaMismatch(
                    f"namespace {self.names.namespace!r} has schema {found}, this cache {schema}"
                )
            case ["foreign", other]:
                raise OwnerChanged(
                    f"namespace {self.names.namespace!r} was written by {other} since this "
                    f"journal's writes; load(take_over=True) gives these up"
                )
        raise CorruptEntry(f"unknown answer {answer!r}")

    def apply(self, grant: Grant, operations: Sequence[Operation], now: float) -> None:
        """Make changes; see Store."""
        arguments: list[Any] = [grant.token, self.names.entry]
        for sequence, kind, key, value, until, ttl in operations:
            left = 0 if until is None else max(1, round(min(until - now, ttl) * 1000))
            arguments += (sequence, _KINDS[kind], key, value, left)
        answer = self._run(APPLY, [self.names.meta, self.names.order], arguments)
        if answer == b"fenced":
            raise OwnerChanged(f"namespace {self.names.namespace!r} has another owner now")
        if answer == b"lost":
            raise NamespaceLost(f"namespace {self.names.namespace!r} is gone")

    def entries(self) -> Iterator[list[Stored]]:
        """Yield the entries in batches, the one used last first; see Store."""
        first = 0
        while True:
            arguments = [self.names.entry, first, _BATCH, _BATCH_BYTES]
            flat = self._run(READ, [self.names.order], arguments)
            if not flat:
                return
            batch = [_stored(*flat[i : i + 3]) for i in range(0, len(flat), 3)]
            first += len(batch)
            yield batch

    def read(self, key: bytes) -> Stored:
        """Return one entry."""
        name = self.names.entry + key
        with _translated(), self._client.pipeline() as pipeline:  # one step: MULTI and EXEC
            pipeline.get(name)
            pipeline.pttl(name)
            value, remaining = pipeline.execute()
        return _stored(key, value, remaining)

    def durability(self) -> Durability:
        """Return what a killed server keeps; `unknown` where it does not tell."""
        try:
            with _translated():
                found: dict[Any, Any] = self._client.config_get("append*")
        except (CorruptEntry, redis.ResponseError):
            return "unknown"
        said = {_text(name): _text(value) for name, value in found.items()}
        if said.get("appendonly") != "yes":
            return "none"
        match said.get("appendfsync"):
            case "always":
                return "always"
            case "everysec":
                return "everysec"
        return "none"

    def describe(self) -> dict[str, str]:
        """Return what the namespace says of itself."""
        with _translated():
            found: dict[Any, Any] = self._client.hgetall(self.names.meta)
            size = int(self._client.zcard(self.names.order))
        described = {_text(name): _text(value) for name, value in sorted(found.items())}
        return described | {"entries": str(size)}

    def drop(self) -> int:
        """Remove the namespace and return how many names it had; an owner writes it anew."""
        removed = 0
        with _translated():
            for name in self._client.scan_iter(match=self.names.pattern, count=1000):
                removed += int(self._client.unlink(name))
        return removed

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def _run(self, script: str, keys: Sequence[bytes], arguments: Sequence[Any]) -> Any:
        """Run a script, and again if no answer comes: it applies what it is given once."""
        digest = hashlib.sha1(script.encode()).hexdigest()
        with _translated():
            for attempt in range(_ATTEMPTS):
                try:
                    return self._client.evalsha(digest, len(keys), *keys, *arguments)
                except redis.exceptions.NoScriptError:  # a new server, or SCRIPT FLUSH
                    return self._client.eval(script, len(keys), *keys, *arguments)
                except redis.ConnectionError as error:
                    if attempt + 1 == _ATTEMPTS or isinstance(error, redis.BusyLoadingError):
                        raise
        raise AssertionError("unreachable")


class Names:
    """The names of a namespace.

    Attributes:
        namespace: As the user has it.
        meta: Of the hash with owner and sequences.
        order: Of the sorted set with the order of use.
        entry: What the names of entries begin with.
        pattern: That all of them match.
    """

    def __init__(self, namespace: str) -> None:
        """Make the names.

        Raises:
            ValueError: The namespace is empty, or has a brace, a blank or a wildcard in it.
        """
        if not namespace or any(c in "{}*?[]\\" or c.isspace() for c in namespace):
            raise ValueError(
                f"namespace {namespace!r} is empty or has one of {{}}*?[]\\ or a blank"
            )
        self.namespace = namespace
        tag = f"{{{namespace}}}:"
        self.meta = f"{tag}meta".encode()
        self.order = f"{tag}order".encode()
        self.entry = f"{tag}e:".encode()
        self.pattern = f"{tag}*".encode()


def client_of(url: str, timeout: float) -> redis.Redis:
    """Return a client that does not repeat commands by itself."""
    return redis.Redis.from_url(
        url,
        protocol=3,
        retry=Retry(NoBackoff(), 0),
        socket_timeout=timeout,
        socket_connect_timeout=timeout,
        decode_responses=False,
    )


def seal(key: bytes, data: bytes) -> bytes:
    """Return an entry's bytes: what it holds, and a checksum that binds it to its key.

    Raises:
        ValueTooLarge: There are more than 64 MiB.
    """
    if len(data) > LARGEST_VALUE:
        raise ValueTooLarge(f"{len(data)} bytes, an entry may have {LARGEST_VALUE}")
    return _FORMAT + zlib.crc32(data, zlib.crc32(key)).to_bytes(4, "big") + data


def unseal(key: bytes, sealed: bytes) -> bytes:
    """Return what an entry holds.

    Raises:
        CorruptEntry: It was not written by this package, under this key, or was damaged.
    """
    data = sealed[5:]
    checksum = zlib.crc32(data, zlib.crc32(key)).to_bytes(4, "big")
    if sealed[:1] != _FORMAT or sealed[1:5] != checksum:
        raise CorruptEntry(f"the entry of {key!r} has a wrong format or checksum")
    return data


def _stored(key: bytes, value: Any, remaining: int) -> Stored:
    if remaining == -3:
        return Stored(key, None, None, f"it is of type {_text(value)}")
    if value is None:
        return Stored(key, None, None)
    return Stored(key, value, remaining / 1000 if remaining >= 0 else None)


def _text(value: bytes | str) -> str:
    return value.decode(errors="replace") if isinstance(value, bytes) else value


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (redis.ConnectionError, redis.TimeoutError, OSError) as error:
        raise StoreUnavailable(f"Redis does not answer: {error}") from error
    except redis.ResponseError as error:
        said = str(error)
        if isinstance(error, _NOT_NOW_TYPES) or any(word in said for word in _NOT_NOW_WORDS):
            raise StoreUnavailable(f"Redis cannot work now: {error}") from error
        if "WRONGTYPE" in said:
            raise CorruptEntry(f"something else lies under a name of the cache: {error}") from error
        raise
