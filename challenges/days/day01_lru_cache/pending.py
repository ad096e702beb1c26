"""What Redis has not acknowledged yet, in the order in which it happened.

Writes stand in a queue; of uses, which only change the order, the last one of each key counts. Both
take their numbers from one sequence, and go out merged by it.
"""

from __future__ import annotations

import struct
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from heapq import merge
from itertools import islice
from operator import attrgetter
from typing import Literal

from .errors import CorruptEntry, PendingLimit
from .journal import Journal
from .store import Operation

_FIXED = struct.Struct("<cddI")  # kind, until (NaN is never), ttl, length of the key
_KINDS = {"set": b"s", "delete": b"d"}
_BY_LETTER: dict[bytes, Literal["set", "delete"]] = {b"s": "set", b"d": "delete"}
_sequence = attrgetter("sequence")


class Pending:
    """Operations that wait. Not safe to use from several threads at once.

    Attributes:
        sequence: The last one given out.
    """

    def __init__(
        self, journal: Journal | None, limit: int, encode: Callable[[Hashable], bytes]
    ) -> None:
        """Begin with what the journal has.

        Args:
            journal: Where writes are written before they are promised; None for nowhere.
            limit: How many may wait before `check_room` refuses more.
            encode: Turns keys of uses into bytes.

        Raises:
            CorruptEntry: The journal has frames that are whole, but no operations.
        """
        self._journal = journal
        self._limit = limit
        self._encode = encode
        self._queue: deque[Operation] = deque()
        self._uses: OrderedDict[Hashable, int] = OrderedDict()
        self.sequence = 0
        if journal is not None:
            self._queue.extend(unpack(number, frame) for number, frame in journal.found)
            last = self._queue[-1].sequence if self._queue else 0
            self.sequence = max(journal.sent, last)

    def __len__(self) -> int:
        return len(self._queue)

    def check_room(self) -> None:
        """Refuse when too much waits.

        Raises:
            PendingLimit: As many writes wait as may.
        """
        if len(self._queue) >= self._limit:
            raise PendingLimit(f"{len(self._queue)} writes wait for Redis, the limit")

    def promise(self, operation: Operation) -> None:
        """Take a write that must not be lost.

        Raises:
            OSError: The journal cannot be written; nothing has changed.
        """
        if self._journal is not None:
            self._journal.append(operation.sequence, pack(operation))
        self.add(operation)

    def add(self, operation: Operation) -> None:
        """Take a write that may be lost: of what a new process finds out by itself."""
        self._queue.append(operation)
        self.sequence = operation.sequence

    def use(self, key: Hashable) -> None:
        """Note that a key was used."""
        self.sequence += 1
        self._uses[key] = self.sequence
        self._uses.move_to_end(key)

    def forget_use(self, key: Hashable) -> None:
        """Note that a key is gone or written anew, which makes earlier uses of it void."""
        self._uses.pop(key, None)

    def keys(self) -> set[bytes]:
        """Return the keys of all writes that wait."""
        return {operation.key for operation in self._queue}

    def batch(self, most: int, most_bytes: int) -> list[Operation]:
        """Return the first operations, in their order; at least one, if there is any."""
        uses = (
            Operation(number, "use", self._encode(key))
            for key, number in islice(self._uses.items(), most)
        )
        operations = []
        for operation in islice(merge(islice(self._queue, most), uses, key=_sequence), most):
            operations.append(operation)
            most_bytes -= len(operation.value)
            if most_bytes < 0:
                break
        if operations and self._journal is not None:
            self._journal.note_sent(operations[-1].sequence)
        return operations

    def done(self, sequence: int) -> int:
        """Drop what Redis has acknowledged, and return how many writes that were."""
        before = len(self._queue)
        while self._queue and self._queue[0].sequence <= sequence:
            self._queue.popleft()
        while self._uses and next(iter(self._uses.values())) <= sequence:
            self._uses.popitem(last=False)
        if self._journal is not None:
            self._journal.forget(sequence)
        return before - len(self._queue)

    def start_after(self, sequence: int, *, renumber: bool) -> None:
        """Go on with larger sequences than this one.

        Args:
            sequence: The largest one in use.
            renumber: Whether what waits gets new ones, too. Right only if nothing of it was sent.
        """
        if renumber:
            self._queue = deque(o._replace(sequence=o.sequence + sequence) for o in self._queue)
            self._uses = OrderedDict((k, number + sequence) for k, number in self._uses.items())
            self.sequence += sequence
        self.sequence = max(self.sequence, sequence)

    def clear(self) -> None:
        """Give up what waits; the journal is left as it is."""
        self._queue.clear()
        self._uses.clear()


def pack(operation: Operation) -> bytes:
    """Return a write as the payload of a frame."""
    _, kind, key, value, until, ttl = operation
    moment = float("nan") if until is None else until
    return _FIXED.pack(_KINDS[kind], moment, ttl, len(key)) + key + value


def unpack(sequence: int, payload: bytes) -> Operation:
    """Return the write of a frame.

    Raises:
        CorruptEntry: It is none.
    """
    try:
        letter, until, ttl, length = _FIXED.unpack_from(payload)
        kind = _BY_LETTER[letter]
    except (struct.error, KeyError) as error:
        raise CorruptEntry(f"frame {sequence} of the journal is no operation") from error
    start = _FIXED.size
    key, value = payload[start : start + length], payload[start + length :]
    return Operation(sequence, kind, key, value, None if until != until else until, ttl)
