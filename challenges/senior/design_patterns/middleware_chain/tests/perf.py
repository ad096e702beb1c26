"""Inputs on which the cost of Pipeline shows, and what is done with them."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import ModuleType

REQUESTS = 100
_FRAMES = 5
"""Frames of the call stack that a layer may take here; the stage on depth is about two."""


def layers(size: int) -> tuple[list[str]]:
    """The pipeline has n layers, and each adds 1 to the request."""
    return ([f"layer {number}" for number in range(size)],)


def handle_many_requests(subject: ModuleType, names: list[str]) -> int:
    """Builds one pipeline and sends 100 requests through it."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(before + _FRAMES * len(names))
    try:
        pipeline = subject.Pipeline(lambda request: request)
        for name in names:
            pipeline.use(name, _pass_on)
        return sum(pipeline.handle(request) for request in range(REQUESTS))
    finally:
        sys.setrecursionlimit(before)


def _pass_on(request: int, next: Callable[[int], int]) -> int:
    return next(request + 1)
