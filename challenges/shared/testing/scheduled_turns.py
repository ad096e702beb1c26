"""Taking turns: simulated threads of which exactly one runs, and the switch points between them."""

from __future__ import annotations

import sys
from _thread import allocate_lock
from collections import deque
from collections.abc import Callable, Iterable
from contextvars import Context
from pathlib import Path
from threading import get_ident
from types import FrameType, ModuleType
from typing import Any, Literal, Self, TypeAlias

from challenges.shared.testing.scheduled_tasks import SLEEP, Carriers, Stop, Task, Waitable

# A thread that passes this many switch points while others could run is made to give way: without
# it a loop that polls `acquire(blocking=False)` would be called a livelock by an unfair schedule.
_PATIENCE = {"primitive": 50, "line": 500, "opcode": 2000}
_OWN_FILES = frozenset(str(file) for file in Path(__file__).parent.glob("sched*.py"))

Choose: TypeAlias = Callable[[int, bool], int]


class Deadlock(AssertionError):
    """No simulated thread can go on; the message names what each one waits for."""


class Stuck(AssertionError):
    """A run does not end: a livelock, or a thread that blocks or loops outside `sync`."""


def _first(_options: int, _staying: bool) -> int:
    return 0


class Turns:
    """The simulated threads of one run.

    A running thread calls `pause` at each switch point, decides there who is next and hands that
    thread the baton itself, so that staying costs no switch and switching costs one.
    """

    def __init__(
        self,
        choose: Choose | None = None,
        *,
        traced: Iterable[ModuleType | str] = (),
        each: Literal["line", "opcode"] = "line",
        max_steps: int = 20_000,
        watchdog_s: float = 5.0,
        carriers: Carriers | None = None,
    ) -> None:
        self._choose = choose or _first
        self._files = frozenset(
            str(code.__file__) if isinstance(code, ModuleType) else code for code in traced
        )
        self._each = each
        self._patience = _PATIENCE[each if self._files else "primitive"]
        self._max_steps, self._watchdog_s = max_steps, watchdog_s
        self._own_carriers = carriers is None
        self._carriers = carriers or Carriers()
        self._tasks: list[Task] = []
        self._live: list[Task] = []
        self._current: Task | None = None
        self._explained: Task | None = None
        self._back = allocate_lock()  # the baton of the test's own thread
        self._back.acquire()
        self._only: frozenset[Task] | None = None
        self._goal: tuple[Task, str | None] | None = None
        self._reached = False
        self._clock_runs = self._with_daemons = True
        self.now = 0.0
        self._steps = 0
        self._streak = 0
        self._labels: dict[str, int] = {}
        self._invariants: list[Callable[[], object]] = []
        self._failure: BaseException | None = None
        self._switches: deque[tuple[str, str]] = deque(maxlen=12)
        self._home = get_ident()
        self._ending = False

    def spawn(
        self, function: Callable[..., object], *args: object, name: str = "", daemon: bool = False
    ) -> Task:
        """Add a simulated thread; a daemon may still wait when the run ends."""
        if self._ending:
            raise RuntimeError("the run is over, no thread can be started")
        name = name or f"thread {len(self._tasks) + 1}"
        task = Task(lambda: function(*args), name, daemon, len(self._tasks), self._carriers.take())
        task.carrier.job = lambda: self._carry(task)
        self._tasks.append(task)
        self._live.append(task)
        return task

    def close(self) -> None:
        """End every simulated thread; no real one is left behind, unless it refuses to end."""
        if self._ending:
            return
        self._ending = True
        blocker, self._current = self._current, None
        # The one that blocks outside comes last: the others may hold what it waits for.
        for task in sorted(self._live, key=lambda task: task is blocker):
            task.break_off(blocks_outside=task is blocker)
        for task in self._tasks:
            self._carriers.give_back(task.carrier)
        if self._own_carriers:
            self._carriers.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *details: object) -> None:
        self.close()

    def story(self) -> str:
        """The last switches: which thread ran, and up to where."""
        return ", ".join(f"{name} to {place}" for name, place in self._switches)

    # -- what the primitives call

    def label(self, kind: str) -> str:
        """Number the primitives in the order of their making: "Lock 1", "Lock 2"."""
        number = self._labels[kind] = self._labels.get(kind, 0) + 1
        return f"{kind} {number}"

    def name_of(self, ident: int) -> str:
        """Name the simulated thread that a real one carries."""
        for task in self._tasks:
            if task.ident == ident:
                if task is self._explained:
                    return "itself"
                return f"{task.name}, which has ended" if task.finished else task.name
        return "code outside of the simulated threads"

    def reach(self, point: str) -> None:
        """A place where a script can hold a thread, but no switch point."""
        me = self._current
        if me is not None and self._goal in ((me, point), (me, None)):
            self.pause(point)

    def pause(self, point: str, wait: Waitable | None = None, timeout: float | None = None) -> bool:
        """A switch point: any thread that can go on may be next.

        Args:
            point: Its name, for `run_to`.
            wait: What the running thread needs to be free before it goes on.
            timeout: Virtual seconds after which it goes on anyway.

        Returns:
            False if the time-out came first.
        """
        if self._ending and get_ident() != self._home:
            if wait is not None and not wait.is_free():
                raise Stop
            return True
        me = self._current
        if me is None:
            return self._wait_outside(wait, timeout)
        if me.ident != get_ident():
            self._failure = RuntimeError("a thread not started through sync uses its primitives")
            raise self._failure
        me.wait = wait
        me.deadline = None if timeout is None else self.now + timeout
        if self._goal in ((me, point), (me, None)):
            self._reached = True
            following = None
        else:
            following = self._next(me)
        if following is not me:
            self._switches.append((me.name, _place(sys._getframe(1))))
            self._hand_to(following)
            me.carrier.baton.acquire()
            if self._ending:
                raise Stop
        me.wait = me.deadline = None
        if me.interruption is not None:
            error, me.interruption = me.interruption, None
            raise error
        return wait is None or wait.is_free()

    # -- inside

    def _wait_outside(self, wait: Waitable | None, timeout: float | None) -> bool:
        """Wait in code before, between or after runs, where nobody could end the waiting."""
        if wait is None or wait.is_free():
            return True
        if timeout is None:
            raise Deadlock(f"no thread is running, and this one waits for {wait.explain()}")
        self.now += max(0.0, timeout)
        return wait.is_free()

    def _drive(
        self,
        only: frozenset[Task] | None = None,
        goal: tuple[Task, str | None] | None = None,
        clock_runs: bool = True,
        with_daemons: bool = True,
    ) -> None:
        """Run threads until none of them can go on or the goal is reached."""
        self._only, self._goal, self._clock_runs = only, goal, clock_runs
        self._with_daemons = with_daemons
        self._reached = False
        first = self._next(None)
        if first is not None:
            self._hand_to(first)
            self._await_baton()
        self._only = self._goal = None
        if self._failure is not None:
            raise self._failure

    def _hand_to(self, task: Task | None) -> None:
        self._current = task
        (self._back if task is None else task.carrier.baton).release()

    def _await_baton(self) -> None:
        seen, still = self._steps, 0
        # In four parts, so that a machine that was asleep for a while does not end a run.
        while not self._back.acquire(timeout=self._watchdog_s / 4):
            still = still + 1 if self._steps == seen else 0
            seen = self._steps
            if still == 4 and (task := self._current) is not None:
                raise Stuck(
                    f"{task.name} came to no switch point for {self._watchdog_s:g} s: it blocks or "
                    f"loops outside of sync, at {_where(task)}"
                )

    def _carry(self, task: Task) -> None:
        """The life of a simulated thread, on a real one."""
        task.ident = get_ident()
        try:
            if self._files and not self._ending:
                sys.settrace(self._trace)
            task.result = Context().run(task.function)
        except Stop:
            pass
        except BaseException as error:
            if not self._ending:
                self._failure = error
        task.finished = True
        if self._ending:
            task.carrier.ended.release()
            return
        self._live.remove(task)
        self._switches.append((task.name, "its end"))
        done = not self._with_daemons and all(other.daemon for other in self._live)
        self._hand_to(None if done or self._failure else self._next(task))

    def _trace(self, frame: FrameType, _event: str, _argument: object) -> Any:
        if frame.f_code.co_filename not in self._files:
            return None
        if self._each == "opcode":
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return self._trace_inside

    def _trace_inside(self, _frame: FrameType, event: str, _argument: object) -> Any:
        if event == self._each:
            self.pause(event)
        return self._trace_inside

    def _next(self, me: Task | None) -> Task | None:
        """Choose who runs after the running thread (or at the start); None gives up the run."""
        self._steps += 1
        try:
            for check in self._invariants:
                self._call_outside(check)
        except BaseException as error:
            self._failure = error
            return None
        if self._steps > self._max_steps:
            self._failure = Stuck(
                f"no end after {self._max_steps:,} switch points, a livelock: the threads keep "
                f"running without getting on ({', '.join(task.name for task in self._live)})"
            )
            return None
        ready = self._ready(me)
        if not ready and self._clock_runs and (deadline := self._next_deadline()) is not None:
            self.now = max(self.now, deadline)
            ready = self._ready(me)
        if len(ready) < 2:
            return ready[0] if ready else None
        staying = ready[0] is me
        self._streak = self._streak + 1 if staying else 0
        if self._streak >= self._patience:
            self._streak = 0
            return ready[1]
        return ready[self._choose(len(ready), staying)]

    def _ready(self, me: Task | None) -> list[Task]:
        """List who can run: the running thread first, then the others in a circle."""
        now, only = self.now, self._only
        ready = [
            task for task in self._live if task.can_run(now) and (only is None or task in only)
        ]
        if me is None or len(ready) < 2:
            return ready
        first = me.index + 1 if me.wait is SLEEP else me.index  # who sleeps gives way
        return [task for task in ready if task.index >= first] + [
            task for task in ready if task.index < first
        ]

    def _next_deadline(self) -> float | None:
        deadlines = [
            task.deadline
            for task in self._live
            if task.deadline is not None and (self._only is None or task in self._only)
        ]
        return min(deadlines, default=None)

    def _call_outside(self, check: Callable[[], object]) -> None:
        """Call an invariant of the test, which must not be interrupted by switches of its own."""
        current, self._current = self._current, None
        try:
            check()
        finally:
            self._current = current

    def _explain(self, task: Task) -> str:
        self._explained = task
        try:
            return "nothing" if task.wait is None else task.wait.explain()
        finally:
            self._explained = None

    def _report(self, what: str, tasks: Iterable[Task]) -> str:
        lines = [f"{t.name} waits for {self._explain(t)} ({_where(t)})" for t in tasks]
        return "\n  ".join([what, *lines])


def _outer_frame(frame: FrameType | None) -> FrameType | None:
    while frame is not None and frame.f_code.co_filename in _OWN_FILES:
        frame = frame.f_back
    return frame


def _place(frame: FrameType | None) -> str:
    """Say where in the code under test, or in the test, a thread is."""
    outer = _outer_frame(frame)
    if outer is None:
        return "its start"
    return f"{Path(outer.f_code.co_filename).name}:{outer.f_lineno}"


def _where(task: Task) -> str:
    return _place(None if task.ident is None else sys._current_frames().get(task.ident))
