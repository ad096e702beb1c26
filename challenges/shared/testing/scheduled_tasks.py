"""Simulated threads, and the real threads that carry them."""

from __future__ import annotations

import ctypes
import threading
from _thread import allocate_lock
from collections.abc import Callable
from typing import Any, Protocol

GRACE_S = 0.5  # real seconds a thread gets to end when its run is broken off


class Waitable(Protocol):
    """What a simulated thread can wait for."""

    def is_free(self) -> bool:
        """Say whether the one who waits can go on now."""

    def explain(self) -> str:
        """Name the thing in a deadlock report, with who keeps it from being free."""


class Sleep:
    """Waiting for nothing but the clock."""

    def is_free(self) -> bool:
        return False

    def explain(self) -> str:
        return "the end of its sleep"


SLEEP = Sleep()


class Stop(BaseException):
    """End a simulated thread when its run is broken off."""


class Carrier:
    """A real thread that carries one simulated thread after the other.

    Attributes:
        baton: Released to let the thread go on; the thread acquires it to wait.
        ended: Released by a simulated thread that ends because its run is broken off.
        job: What to do when the baton comes while the thread is idle; None ends the thread.
        retired: True if the thread did not end with its run and is of no use any more.
    """

    def __init__(self) -> None:
        self.baton, self.ended = allocate_lock(), allocate_lock()
        self.baton.acquire()
        self.ended.acquire()
        self.job: Callable[[], None] | None = None
        self.retired = False
        self._thread = threading.Thread(target=self._carry, daemon=True, name="simulated")
        self._thread.start()

    def _carry(self) -> None:
        while not self.retired:
            self.baton.acquire()
            if self.job is None:
                return
            self.job()

    def end(self) -> None:
        """End the idle thread."""
        self.baton.release()
        self._thread.join()


class Carriers:
    """Real threads kept over many runs: starting one costs as much as a short run."""

    def __init__(self) -> None:
        self._idle: list[Carrier] = []

    def take(self) -> Carrier:
        return self._idle.pop() if self._idle else Carrier()

    def give_back(self, carrier: Carrier) -> None:
        if not carrier.retired:
            carrier.job = None
            self._idle.append(carrier)

    def close(self) -> None:
        for carrier in self._idle:
            carrier.end()
        self._idle.clear()


class Task:
    """A simulated thread.

    Attributes:
        name: Shown in reports.
        daemon: True if the run may end before it.
        finished: True once its function has returned or raised.
        result: What the function returned.
        ident: Of the real thread; None until it runs for the first time.
        wait: What must be free before it goes on; None if it can go on at once.
        deadline: Virtual time at which it goes on in any case.
        interruption: An error to raise out of the operation it waits in.
    """

    def __init__(
        self, function: Callable[[], object], name: str, daemon: bool, index: int, carrier: Carrier
    ) -> None:
        self.function, self.name, self.daemon, self.index = function, name, daemon, index
        self.carrier = carrier
        self.finished = False
        self.result: Any = None
        self.ident: int | None = None
        self.wait: Waitable | None = None
        self.deadline: float | None = None
        self.interruption: BaseException | None = None

    def __repr__(self) -> str:
        return self.name

    def can_run(self, now: float) -> bool:
        wait = self.wait
        if wait is None or wait.is_free() or self.interruption is not None:
            return True
        return self.deadline is not None and self.deadline <= now

    def break_off(self, *, blocks_outside: bool) -> None:
        """End the real work of this thread; one that does not react in time is given up."""
        if self.ident is None or self.finished:
            return
        if not blocks_outside:
            self.carrier.baton.release()
        if self.carrier.ended.acquire(timeout=GRACE_S):
            return
        # It loops without a switch point: have the interpreter raise Stop at its next opcode.
        ctypes.pythonapi.PyThreadState_SetAsyncExc(
            ctypes.c_ulong(self.ident), ctypes.py_object(Stop)
        )
        self.carrier.retired = not self.carrier.ended.acquire(timeout=GRACE_S)
