"""The conversation with the store: who owns the namespace, what was sent, what waits.

Two locks: `lock` guards memory and what waits, and is held for moments only; `talking` is held
while Redis is spoken to, so that there is one conversation at a time and its order is that of the
sequences. Who needs both takes `talking` first.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Literal, NamedTuple

from challenges.shared.clock import Clock

from .errors import LruCacheError, NamespaceLost, OwnerChanged, SchemaMismatch, StoreUnavailable
from .journal import Journal
from .pending import Pending
from .store import Durability, Grant, Operation, Store

State = Literal["new", "ready", "outage", "fenced", "closed"]

_BATCH = 1000
_REPAIRS = 2  # in one go; a server without memory may evict again what was just written
_BATCH_BYTES = 8 << 20
_logger = logging.getLogger("challenges.days.day01_lru_cache")


class Health(NamedTuple):
    """How a persistent cache is.

    Attributes:
        state: `new` before the first contact, `ready`, `outage` when Redis does not answer,
            `fenced` when another cache owns the namespace or it has another schema, `closed`.
        pending: Writes that Redis has not acknowledged.
        last_error: What went wrong last; empty if nothing did since all was well.
        durability: What acknowledged writes survive when the server's process is killed: `none`,
            or all but for a power failure with `everysec` (which may cost the last second) and
            `always`; `unknown` if the server does not tell.
        epoch: How often the namespace has had an owner, this one included; 0 before.
        repairs: How often the namespace was gone, and was written anew from memory.
    """

    state: State
    pending: int
    last_error: str
    durability: Durability
    epoch: int
    repairs: int


class Session:
    """Keeps a store in step with a memory.

    Attributes:
        pending: What waits.
        lock: Guards memory and `pending`.
        talking: Held while the store is spoken to.
    """

    def __init__(
        self,
        store: Store,
        journal: Journal | None,
        pending: Pending,
        schema: int,
        clock: Clock,
        everything: Callable[[], Iterable[Operation]],
    ) -> None:
        """Begin without contact.

        Args:
            store: Where to.
            journal: Where writes are kept until they are acknowledged.
            pending: What waits already.
            schema: What the values' shape is called.
            clock: Where the time comes from.
            everything: Gives all that is in memory as writes, when the store has lost it.
        """
        self.pending = pending
        self.lock = threading.RLock()
        self.talking = threading.RLock()
        self._store = store
        self._journal = journal
        self._writer = journal.writer if journal is not None else uuid.uuid4().hex
        self._schema = schema
        self._clock = clock
        self._everything = everything
        self._grant: Grant | None = None
        self._state: State = "new"
        self._last_error = ""
        self._refusal: LruCacheError | None = None
        self._durability: Durability = "unknown"
        self._repairs = 0

    @property
    def state(self) -> State:
        """How it is; see Health."""
        return self._state

    @property
    def connected(self) -> bool:
        """Whether the namespace was acquired."""
        return self._grant is not None

    @property
    def journaled(self) -> bool:
        """Whether what waits survives this process."""
        return self._journal is not None

    def check_writable(self, *, in_outage: bool) -> None:
        """Refuse a write that could not be kept; under `lock`.

        Args:
            in_outage: Whether writes are taken while Redis does not answer.

        Raises:
            LruCacheError: It is not loaded, or closed.
            OwnerChanged, SchemaMismatch: The namespace is not this cache's.
            StoreUnavailable: In an outage, unless that is allowed.
            PendingLimit: Too many writes wait.
        """
        if self._state == "new":
            raise LruCacheError("load() it first, or use it as a context manager")
        if self._state == "closed":
            raise LruCacheError("the cache is closed")
        self.check_owner()
        if self._state == "outage" and not in_outage:
            raise StoreUnavailable(self._last_error)
        self.pending.check_room()

    def check_owner(self) -> None:
        """Raise what has ended the ownership.

        Raises:
            OwnerChanged, SchemaMismatch: The namespace is not this cache's.
        """
        if self._refusal is not None:
            raise type(self._refusal)(*self._refusal.args)

    def health(self) -> Health:
        """Return how it is."""
        with self.lock:
            epoch = self._grant.epoch if self._grant is not None else 0
            return Health(
                self._state,
                len(self.pending),
                self._last_error,
                self._durability,
                epoch,
                self._repairs,
            )

    def acquire(self, *, take_over: bool = False) -> None:
        """Become the owner of the namespace; under `talking`.

        Raises:
            OwnerChanged: The journal holds writes, and another writer has come in between.
            SchemaMismatch, StoreUnavailable, CorruptEntry: See Store.
        """
        first = self._grant is None
        with self.lock:
            owed = self._journal is not None and self._journal.owes
            if take_over and owed:
                assert self._journal is not None
                self._journal.set_aside()
                self._writer = self._journal.writer
                self.pending.clear()
        forced = take_over or (first and not owed)
        with self._noting_errors():
            grant = self._store.acquire(self._writer, self._schema, take_over=forced)
            self._durability = self._store.durability()
        with self.lock:
            fresh = first and self._journal is None
            newest = max(grant.applied, grant.newest)
            self.pending.start_after(newest, renumber=fresh)
            self._grant = grant
            self._state, self._last_error, self._refusal = "ready", "", None

    def send(self) -> int:
        """Send all that waits and return how many writes were acknowledged; under `talking`.

        Raises:
            OwnerChanged: Another cache owns the namespace; what waits is given up.
            StoreUnavailable, CorruptEntry: What waits goes on waiting.
        """
        acknowledged = lost = 0
        while True:
            with self.lock:
                batch = self.pending.batch(_BATCH, _BATCH_BYTES)
            if not batch:
                return acknowledged
            try:
                self._apply(batch)
            except NamespaceLost as error:
                lost += 1
                if lost > _REPAIRS:
                    with self._noting_errors():
                        raise StoreUnavailable("it is lost as fast as it is written") from error
                self._write_anew()
                continue
            with self.lock:
                acknowledged += self.pending.done(batch[-1].sequence)
                self._state, self._last_error = "ready", ""

    def close(self) -> None:
        """Let go of the store and the journal."""
        self._state = "closed"
        self._store.close()
        if self._journal is not None:
            self._journal.close()

    def _apply(self, batch: list[Operation]) -> None:
        if self._grant is None:
            self.acquire()
        with self._noting_errors():
            assert self._grant is not None
            self._store.apply(self._grant, batch, self._clock.now())

    def _write_anew(self) -> None:
        """The namespace is gone: take it again, and write what memory has behind what waits."""
        _logger.warning("the namespace is gone from Redis; it is written anew from memory")
        self.acquire()
        with self.lock:
            self._repairs += 1
            for operation in self._everything():
                self.pending.add(operation)

    @contextmanager
    def _noting_errors(self) -> Iterator[None]:
        try:
            yield
        except NamespaceLost:
            raise
        except LruCacheError as error:
            self._note(error)
            raise

    def _note(self, error: LruCacheError) -> None:
        with self.lock:
            refused = isinstance(error, OwnerChanged | SchemaMismatch)
            if self._state != "closed":
                self._state = "fenced" if refused else "outage"
            if str(error) != self._last_error:
                _logger.warning("%s", error)
            self._last_error = str(error)
            self._refusal = error if refused else None
            if isinstance(error, OwnerChanged) and self._grant is not None:
                self.pending.clear()
