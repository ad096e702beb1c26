"""The corners of the statement, one sentence each."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import check

Next = Callable[[str], str]


def frame(tag: str) -> Callable[[str, Next], str]:
    """Make a layer that leaves its mark around the response."""
    return lambda request, next: f"{tag}({next(request)})"


def stack(subject: ModuleType, *tags: str, handler: Next = str) -> Any:
    """Make a pipeline of frames, the first one outermost."""
    pipeline = subject.Pipeline(handler)
    for tag in tags:
        pipeline.use(tag, frame(tag))
    return pipeline


def test_without_middleware(subject: ModuleType) -> None:
    """The handler alone answers."""
    check(stack(subject).handle, "x").returns("x", why="nothing is around the handler")


def test_the_first_is_the_outermost(subject: ModuleType) -> None:
    """Layers run from the first to the last on the way in, and back on the way out."""
    check(stack(subject, "a", "b", "c").handle, "x").returns(
        "a(b(c(x)))", why="'a' was used first, so it is outside"
    )


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        pytest.param("a", "n(a(b(x)))", id="outside of the outermost"),
        pytest.param("b", "a(n(b(x)))", id="in the middle"),
        pytest.param(None, "a(b(n(x)))", id="by default innermost"),
    ],
)
def test_before_means_right_outside(subject: ModuleType, before: str | None, expected: str) -> None:
    """`before` puts the new layer directly outside of the named one."""
    pipeline = stack(subject, "a", "b")
    pipeline.use("n", frame("n"), before=before)
    check(pipeline.handle, "x").returns(expected, why=f"'n' was added with before={before!r}")


def test_a_name_is_used_once(subject: ModuleType) -> None:
    """A name that is taken raises ValueError, and the layers stay as they were."""
    pipeline = stack(subject, "a", "b")
    check(pipeline.use, "a", frame("other")).raises(ValueError, why="there is an 'a' already")
    check(pipeline.use, "a", frame("other"), before="b").raises(ValueError)
    check(pipeline.handle, "x").returns("a(b(x))", why="the refused calls changed nothing")


def test_an_unknown_neighbour(subject: ModuleType) -> None:
    """An unknown `before` raises KeyError, and the refused name is still free."""
    pipeline = stack(subject, "a")
    check(pipeline.use, "n", frame("n"), before="zz").raises(KeyError, why="there is no 'zz'")
    check(pipeline.handle, "x").returns("a(x)", why="the refused call changed nothing")
    pipeline.use("n", frame("n"))
    check(pipeline.handle, "x").returns("a(n(x))", why="the refused call took no name")


def test_removing(subject: ModuleType) -> None:
    """A removed layer is gone and its name is free; an unknown name raises KeyError."""
    pipeline = stack(subject, "a", "b", "c")
    check(pipeline.remove, "zz").raises(KeyError, why="there is no 'zz'")
    pipeline.remove("b")
    check(pipeline.handle, "x").returns("a(c(x))", why="'b' was removed")
    check(pipeline.remove, "b").raises(KeyError, why="'b' is gone already")
    pipeline.use("b", frame("again"))
    check(pipeline.handle, "x").returns("a(c(again(x)))", why="'b' was used again")


def test_a_layer_may_answer_itself(subject: ModuleType) -> None:
    """Without a call of `next` nothing inside of the layer runs."""
    seen: list[str] = []

    def handler(request: str) -> str:
        seen.append(request)
        return request

    pipeline = stack(subject, "a", handler=handler)
    pipeline.use("cache", lambda request, next: "cached")
    pipeline.use("b", frame("b"))
    check(pipeline.handle, "x").returns("a(cached)", why="'cache' does not call next")
    check(lambda: seen).returns([], why="the handler was not needed")


def test_a_retry_runs_everything_inside_again(subject: ModuleType) -> None:
    """Each call of `next` starts at the layer right inside and ends at the handler."""
    answers = iter([TimeoutError("first"), TimeoutError("second"), "done"])
    tries: list[str] = []

    def handler(request: str) -> str:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return f"{request} {answer}"

    def retry(request: str, go_on: Next) -> str:
        for _ in range(2):
            try:
                return go_on(request)
            except TimeoutError as error:
                tries.append(str(error))
        return go_on(request)

    pipeline = stack(subject, "a", handler=handler)
    pipeline.use("retry", retry)
    pipeline.use("b", frame("b")).use("c", frame("c"))
    check(pipeline.handle, "x").returns(
        "a(b(c(x done)))", why="the third call of next runs 'b', 'c' and the handler again"
    )
    check(lambda: tries).returns(["first", "second"], why="the first two calls failed")


def test_each_call_of_next_may_pass_another_request(subject: ModuleType) -> None:
    """Both calls of `next` in one layer get the request they were given."""
    pipeline = stack(subject, "a")
    pipeline.use("both", lambda request, next: next(request + "1") + next(request + "2"))
    pipeline.use("b", frame("b"))
    check(pipeline.handle, "x").returns("a(b(x1)b(x2))", why="'both' asks for x1 and for x2")


def test_errors_come_out_layer_by_layer(subject: ModuleType) -> None:
    """An exception of the handler passes the layers from the inside out."""
    seen: list[str] = []

    def handler(request: str) -> str:
        raise LookupError(request)

    def watch(tag: str) -> Callable[[str, Next], str]:
        def layer(request: str, next: Next) -> str:
            try:
                return next(request)
            except LookupError:
                seen.append(tag)
                raise

        return layer

    def translate(request: str, next: Next) -> str:
        try:
            return next(request)
        except LookupError as error:
            return f"no {error}"

    pipeline = stack(subject, "a", handler=handler)
    pipeline.use("translate", translate).use("b", watch("b")).use("c", watch("c"))
    check(pipeline.handle, "x").returns("a(no x)", why="'translate' turns the error into text")
    check(lambda: seen).returns(["c", "b"], why="'c' is inside of 'b'")


def test_an_error_that_nobody_handles(subject: ModuleType) -> None:
    """It comes out of `handle` as it is, and the next request is not touched by it."""
    pipeline = stack(subject, "a", handler=lambda request: str(1 // int(request)))
    with pytest.raises(ZeroDivisionError):
        pipeline.handle("0")
    check(pipeline.handle, "1").returns("a(1)", why="the failed request is over")


@pytest.mark.parametrize(
    ("change", "later"),
    [
        pytest.param(
            lambda pipeline: pipeline.use("n", frame("n"), before="changing"),
            "a(n(b(c(x))))",
            id="a layer added outside",
        ),
        pytest.param(
            lambda pipeline: pipeline.use("n", frame("n")), "a(b(c(n(x))))", id="added inside"
        ),
        pytest.param(lambda pipeline: pipeline.remove("b"), "a(c(x))", id="removed inside"),
        pytest.param(lambda pipeline: pipeline.remove("a"), "b(c(x))", id="removed outside"),
    ],
)
def test_changes_count_for_later_requests(
    subject: ModuleType, change: Callable[[Any], object], later: str
) -> None:
    """A layer that changes the pipeline does not change the way of its own request."""
    pipeline = stack(subject, "a", "b", "c")
    todo = [change]

    def changing(request: str, next: Next) -> str:
        while todo:
            todo.pop()(pipeline)
        return next(request)

    pipeline.use("changing", changing, before="b")
    check(pipeline.handle, "x").returns(
        "a(b(c(x)))", why="the request was on its way when the pipeline changed"
    )
    check(pipeline.handle, "x").returns(later, why="this request came after the change")


def test_a_layer_may_handle_another_request(subject: ModuleType) -> None:
    """A request handled inside of another one goes its own way, and the outer one goes on."""
    pipeline = stack(subject, "a")

    def detour(request: str, next: Next) -> str:
        if request == "x":
            return f"{next(request)} and {pipeline.handle('y')} and {next(request)}"
        return next(request)

    pipeline.use("detour", detour).use("b", frame("b"))
    check(pipeline.handle, "x").returns(
        "a(b(x) and a(b(y)) and b(x))", why="y goes through all layers, between two calls of next"
    )
