"""Whose turn it is to make objects in a scope: one thread at a time, which may come again.

A turn is a token in a list: `list.pop` and `list.append` are atomic, and together take a quarter of
the time of an RLock, which every request would pay for. Generated plans take it by themselves; here
is what they do when it is not there.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import get_ident
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .container import Container

Get = Callable[..., Any]


def wait_turn(scope: Container, get: Get) -> Any:
    """Return an object after another thread has made its own, or at once if it is this one."""
    if scope._holder == get_ident():
        return get(scope, True)
    bell = scope._level.core.bell
    while not scope._turn:
        rung = bell.hang_thread()
        if not scope._turn:
            rung.wait()
    return get(scope)


async def settle(scope: Container, get: Get) -> Any:
    """Return an object that no coroutine makes, without blocking the loop while a thread does."""
    if scope._holder == get_ident():
        return get(scope, True)
    turn, bell = scope._turn, scope._level.core.bell
    while True:
        try:
            turn.pop()
            break
        except IndexError:
            rung = bell.hang()
            if not turn:
                await rung
    try:
        scope._holder = get_ident()
        return get(scope, True)
    finally:
        scope._holder = 0
        turn.append(None)
        bell.ring()
