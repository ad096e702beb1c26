"""The threading primitives of a simulated run: same interface, every operation a switch point.

`Scheduler` has a method of the same name for each, so that it can stand wherever code takes the
`threading` module as an argument.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from threading import get_ident
from typing import Any, ClassVar, TypeVar

from challenges.shared.testing.scheduled_tasks import Task
from challenges.shared.testing.scheduled_turns import Turns

T = TypeVar("T")


def _limit(blocking: bool, timeout: float | None) -> float | None:
    """Check `acquire` arguments as threading does; None stands for waiting without limit."""
    if timeout is None or timeout == -1:
        return None
    if not blocking:
        raise ValueError("can't specify a timeout for a non-blocking call")
    if timeout < 0:
        raise ValueError(f"timeout must be a non-negative number of seconds, got {timeout!r}")
    return timeout


class Lock:
    """Stands for `threading.Lock`."""

    _kind = "Lock"

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._label = turns.label(self._kind)
        self._owner: int | None = None

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        limit = _limit(blocking, timeout)
        if not self._turns.pause("acquire", self if blocking else None, limit):
            return False
        if self._owner is not None:
            return False
        self._owner = get_ident()
        return True

    def release(self) -> None:
        self._turns.reach("release")
        if self._owner is None:
            raise RuntimeError("release unlocked lock")
        self._owner = None
        self._turns.pause("released")

    def locked(self) -> bool:
        self._turns.pause("locked")
        return self._owner is not None

    def is_free(self) -> bool:
        return self._owner is None

    def explain(self) -> str:
        if self._owner is None:
            return self._label
        return f"{self._label}, held by {self._turns.name_of(self._owner)}"

    def owned_by(self, ident: int) -> bool:
        return self._owner == ident

    def let_go(self) -> int:
        """Give the lock up completely for `Condition.wait`; returns how often it was held."""
        self._owner = None
        return 1

    def take_back(self, _depth: int) -> None:
        """Undo `let_go` after waiting."""
        if self._owner is not None:
            self._turns.pause("reacquire", self)
        self._owner = get_ident()

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *details: object) -> None:
        self.release()


class RLock(Lock):
    """Stands for `threading.RLock`."""

    _kind = "RLock"

    def __init__(self, turns: Turns) -> None:
        super().__init__(turns)
        self._depth = 0

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        if self._owner == get_ident():
            self._turns.pause("acquire")
        elif not super().acquire(blocking, timeout):
            return False
        self._depth += 1
        return True

    def release(self) -> None:
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        if self._depth == 1:
            self._depth = 0
            super().release()
        else:
            self._depth -= 1
            self._turns.pause("released")

    def let_go(self) -> int:
        depth, self._depth = self._depth, 0
        super().let_go()
        return depth

    def take_back(self, depth: int) -> None:
        super().take_back(depth)
        self._depth = depth


class _Ticket:
    """One thread's place in the queue of a condition; compared by identity, never by value."""

    def __init__(self, condition: Condition, lock: Lock) -> None:
        self.notified = False
        self._condition, self._lock = condition, lock

    def is_free(self) -> bool:
        # The lock counts too: a thread woken only to wait for it again adds schedules, no news.
        return self.notified and self._lock.is_free()

    def explain(self) -> str:
        if self.notified:
            return self._lock.explain()
        return f"a notify of {self._condition.explain()}"


class Condition:
    """Stands for `threading.Condition`."""

    def __init__(self, turns: Turns, lock: Lock | None = None) -> None:
        if lock is not None and not isinstance(lock, Lock):
            raise TypeError(f"Condition needs a Lock or RLock of the same sync, got {lock!r}")
        self._turns = turns
        self._label = turns.label("Condition")
        self._lock = RLock(turns) if lock is None else lock
        self._tickets: list[_Ticket] = []

    def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
        return self._lock.acquire(blocking, timeout)

    def release(self) -> None:
        self._lock.release()

    def wait(self, timeout: float | None = None) -> bool:
        self._check_owned("wait on")
        ticket = _Ticket(self, self._lock)
        self._tickets.append(ticket)
        depth = self._lock.let_go()
        try:
            self._turns.pause("wait", ticket, timeout)
        finally:
            self._tickets = [other for other in self._tickets if other is not ticket]
            self._lock.take_back(depth)
        return ticket.notified

    def wait_for(self, predicate: Callable[[], T], timeout: float | None = None) -> T:
        end = None if timeout is None else self._turns.now + timeout
        result = predicate()
        while not result:
            left = None if end is None else end - self._turns.now
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n: int = 1) -> None:
        self._check_owned("notify on")
        self._turns.reach("notify")
        # No switch point: nobody woken can go on before the lock is released, which is one.
        for ticket in self._tickets[:n]:
            ticket.notified = True
        del self._tickets[:n]

    def notify_all(self) -> None:
        self.notify(len(self._tickets))

    def explain(self) -> str:
        return self._label

    def _check_owned(self, action: str) -> None:
        if not self._lock.owned_by(get_ident()):
            raise RuntimeError(f"cannot {action} un-acquired lock")

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *details: object) -> None:
        self.release()


class Semaphore:
    """Stands for `threading.Semaphore`."""

    _kind = "Semaphore"

    def __init__(self, turns: Turns, value: int = 1) -> None:
        if value < 0:
            raise ValueError(f"semaphore initial value must be >= 0, got {value!r}")
        self._turns = turns
        self._label = turns.label(self._kind)
        self._value = value

    def acquire(self, blocking: bool = True, timeout: float | None = None) -> bool:
        limit = _limit(blocking, timeout)
        if not self._turns.pause("acquire", self if blocking else None, limit):
            return False
        if self._value == 0:
            return False
        self._value -= 1
        return True

    def release(self, n: int = 1) -> None:
        if n < 1:
            raise ValueError(f"n must be one or more, got {n!r}")
        self._turns.reach("release")
        self._value += n
        self._turns.pause("released")

    def is_free(self) -> bool:
        return self._value > 0

    def explain(self) -> str:
        return f"{self._label}, all permits of which are taken"

    def __enter__(self) -> bool:
        return self.acquire()

    def __exit__(self, *details: object) -> None:
        self.release()


class BoundedSemaphore(Semaphore):
    """Stands for `threading.BoundedSemaphore`."""

    _kind = "BoundedSemaphore"

    def __init__(self, turns: Turns, value: int = 1) -> None:
        super().__init__(turns, value)
        self._most = value

    def release(self, n: int = 1) -> None:
        if self._value + n > self._most:
            raise ValueError("Semaphore released too many times")
        super().release(n)


class Event:
    """Stands for `threading.Event`."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self._label = turns.label("Event")
        self._is_set = False

    def is_set(self) -> bool:
        self._turns.pause("is_set")
        return self._is_set

    def set(self) -> None:
        self._turns.reach("set")
        self._is_set = True
        self._turns.pause("set it")

    def clear(self) -> None:
        self._is_set = False
        self._turns.pause("clear")

    def wait(self, timeout: float | None = None) -> bool:
        return self._turns.pause("wait", self, timeout)

    def is_free(self) -> bool:
        return self._is_set

    def explain(self) -> str:
        return f"{self._label}, which is not set"


class Thread:
    """Stands for `threading.Thread`; each scheduler has its own subclass bound to itself."""

    _turns: ClassVar[Turns]

    def __init__(
        self,
        group: None = None,
        target: Callable[..., object] | None = None,
        name: str | None = None,
        args: Iterable[Any] = (),
        kwargs: Mapping[str, Any] | None = None,
        *,
        daemon: bool | None = None,
    ) -> None:
        if group is not None:
            raise ValueError(f"group must be None, got {group!r}")
        self.name = name or self._turns.label("Thread")
        self.daemon = bool(daemon)
        self._target, self._args, self._kwargs = target, tuple(args), dict(kwargs or {})
        self._task: Task | None = None

    @property
    def ident(self) -> int | None:
        return None if self._task is None else self._task.ident

    def start(self) -> None:
        if self._task is not None:
            raise RuntimeError("threads can only be started once")
        self._task = self._turns.spawn(self.run, name=self.name, daemon=self.daemon)
        self._turns.pause("start")

    def run(self) -> None:
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout: float | None = None) -> None:
        if self._task is None:
            raise RuntimeError("cannot join thread before it is started")
        self._turns.pause("join", self, timeout)

    def is_alive(self) -> bool:
        self._turns.pause("is_alive")
        return self._task is not None and not self._task.finished

    def is_free(self) -> bool:
        return self._task is not None and self._task.finished

    def explain(self) -> str:
        return f"the end of {self.name}"
