"""Two threads, switching between any two lines of the pipeline, with one or two preemptions."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

import pytest

from challenges.shared.testing import Scheduler, check, explore, live
from challenges.shared.testing.scheduled_tasks import Task


def result_of(task: Task) -> object:
    """Return what the call in a thread returned, for `check`."""
    return task.result


def test_requests_share_nothing(subject: ModuleType) -> None:
    """Two threads send requests through the same layers, and each gets its own response."""

    def scenario(s: Scheduler) -> Callable[[], None]:
        def handler(request: str) -> str:
            s.point("handler")
            return request + "!"

        pipeline = subject.Pipeline(handler)
        pipeline.use("twice", lambda request, next: next(request) + next(request))
        pipeline.use("loud", lambda request, next: next(request.upper()))
        one = s.spawn(pipeline.handle, "x", name="request x")
        two = s.spawn(pipeline.handle, "y", name="request y")

        def last_check() -> None:
            check(result_of, live(one)).returns("X!X!", why="x was asked for")
            check(result_of, live(two)).returns("Y!Y!", why="y was asked for")

        return last_check

    explore(scenario, traced=[subject], max_runs=800)


@pytest.mark.parametrize(
    ("before", "changed"),
    [
        pytest.param("a", "n(a(b(x)b(x)))", id="added at the front"),
        pytest.param("b", "a(n(b(x))n(b(x)))", id="added in the middle"),
        pytest.param(None, "a(b(n(x))b(n(x)))", id="added at the end"),
    ],
)
def test_a_change_from_another_thread(
    subject: ModuleType, before: str | None, changed: str
) -> None:
    """A layer added by another thread is in the whole request or not in it at all."""

    def scenario(s: Scheduler) -> Callable[[], None]:
        pipeline = subject.Pipeline(str)
        pipeline.use("a", lambda request, next: f"a({next(request)}{next(request)})")
        pipeline.use("b", lambda request, next: f"b({next(request)})")
        sent = s.spawn(pipeline.handle, "x", name="request")
        s.spawn(
            lambda: pipeline.use("n", lambda request, next: f"n({next(request)})", before=before),
            name="change",
        )

        def last_check() -> None:
            check(result_of, live(sent)).satisfies(
                lambda seen: seen in ("a(b(x)b(x))", changed),
                f"'a(b(x)b(x))' or {changed!r}",
                why="both calls of next go the same way, through all layers",
            )

        return last_check

    explore(scenario, traced=[subject], preemptions=1, max_runs=800)
