"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check


def test_layers_wrap_the_handler(subject: ModuleType) -> None:
    """The first layer is the outermost, and a layer may pass on another request."""
    pipeline = subject.Pipeline(lambda request: request + "!")
    pipeline.use("frame", lambda request, next: "<" + next(request) + ">")
    pipeline.use("loud", lambda request, next: next(request.upper()))
    check(pipeline.handle, "x").returns("<X!>", why="'loud' passes on X, 'frame' is outside")


def test_a_layer_goes_outside_of_another_and_out_again(subject: ModuleType) -> None:
    """`before` places a layer right outside of one that is there, `remove` takes one out."""
    pipeline = subject.Pipeline(lambda request: request + "!")
    pipeline.use("frame", lambda request, next: "<" + next(request) + ">")
    pipeline.use("loud", lambda request, next: next(request.upper()))
    pipeline.use("twice", lambda request, next: next(request) + next(request), before="loud")
    check(pipeline.handle, "x").returns(
        "<X!X!>", why="'twice' is inside of 'frame' and outside of 'loud'"
    )
    pipeline.remove("frame")
    check(pipeline.handle, "x").returns("X!X!", why="'frame' was removed")


def test_use_returns_the_pipeline(subject: ModuleType) -> None:
    """Calls of `use` can be written one after the other."""
    pipeline = subject.Pipeline(str)
    same = pipeline.use("a", lambda request, next: next(request))
    check(lambda: same is pipeline).returns(True, why="`use` returns the pipeline itself")
