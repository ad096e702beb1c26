"""Four hundred layers fit the default call stack, and each costs the same."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import Scheduler, WrongAnswer, check, traced_lines

LAYERS = 400


def pass_on(request: int, next: Callable[[int], int]) -> int:
    return next(request + 1)


def deep_pipeline(subject: ModuleType) -> Any:
    pipeline = subject.Pipeline(lambda request: request)
    for number in range(LAYERS):
        pipeline.use(f"layer {number}", pass_on)
    return pipeline


def test_four_hundred_layers(subject: ModuleType) -> None:
    """With two frames for each layer a request passes 400 of them at the default limit."""
    if sys.getrecursionlimit() != 1_000:
        pytest.fail(f"the recursion limit is {sys.getrecursionlimit()}, not the default")
    pipeline = deep_pipeline(subject)
    # A simulated thread begins with an empty stack, whoever runs the tests.
    with Scheduler() as s:
        task = s.spawn(pipeline.handle, 0)
        try:
            s.run()
        except RecursionError:
            raise WrongAnswer(
                call=f"handle(0) with {LAYERS} middleware",
                expected=f"{LAYERS}",
                got="RecursionError",
                why="a layer has two frames: its own, and one that calls it",
            ) from None
        check(lambda: task.result).returns(LAYERS, why="each layer adds 1 to the request")


def test_each_layer_costs_the_same(subject: ModuleType) -> None:
    """A request through 100 layers takes at most 20 lines of the pipeline for each."""
    pipeline = subject.Pipeline(lambda request: request)
    for number in range(100):
        pipeline.use(f"layer {number}", pass_on)
    traced_lines(
        subject,
        pipeline.handle,
        0,
        limit=2_000,
        why="a layer that calls next knows what is inside of it",
    )
