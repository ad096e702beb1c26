"""Inputs on which the cost of Pipeline shows, and what is done with them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from types import ModuleType
from typing import Any

REQUESTS = 20
_FRAMES = 5
"""Frames of the call stack that a layer may take here; the stage on depth is about two."""


def layers(size: int) -> tuple[tuple[str, ...]]:
    """The pipeline has n layers, and each adds 1 to the request."""
    return (tuple(f"layer {number}" for number in range(size)),)


def handle_many_requests(subject: ModuleType, names: tuple[str, ...]) -> int:
    """Sends 20 requests through a pipeline that is there already."""
    pipeline = _pipeline(subject, names)
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(before + _FRAMES * len(names))
    try:
        return sum(pipeline.handle(request) for request in range(REQUESTS))
    finally:
        sys.setrecursionlimit(before)


@cache
def _pipeline(subject: ModuleType, names: tuple[str, ...]) -> Any:
    """Built once: `use` looks at all names, so that building it is quadratic."""
    pipeline = subject.Pipeline(lambda request: request)
    for name in names:
        pipeline.use(name, _pass_on)
    return pipeline


def _pass_on(request: int, next: Callable[[int], int]) -> int:
    return next(request + 1)
