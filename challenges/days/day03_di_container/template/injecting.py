"""`inject`: functions whose marked parameters are filled when they are called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, overload

from .container import Container

Function = TypeVar("Function", bound=Callable[..., Any])
Source = Container | Callable[[], Container]


@overload
def inject(function: Function) -> Function: ...


@overload
def inject(*, source: Source) -> Callable[[Function], Function]: ...


def inject(function: Any = None, *, source: Source | None = None) -> Any:
    """Fill the parameters marked by `Inject` or `Named` when a function is called.

    They are not in its signature any more. Whoever gives one by name has precedence.

    Args:
        function: A function, coroutine function, generator or asynchronous generator; also a
            method.
        source: The scope to ask, or a function that returns it. Left out, it is the innermost
            one that the running task has entered by `with` or `async with`.

    Returns:
        A function of the same kind, or a decorator where only `source` is given.

    Raises:
        RegistrationError: Nothing is marked, or a parameter that can only be given by position.
    """
    raise NotImplementedError("inject")
