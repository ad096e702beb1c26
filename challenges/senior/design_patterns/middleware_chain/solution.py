"""Middleware pipeline: named layers around a handler."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Self, TypeAlias, TypeVar

Request = TypeVar("Request")
Response = TypeVar("Response")
Middleware: TypeAlias = Callable[[Request, Callable[[Request], Response]], Response]


class Pipeline(Generic[Request, Response]):
    """A handler inside of middleware that sees each request on its way in and out.

    A middleware is called with the request and a function `next`; `next(request)` runs everything
    inside of it and returns the response. It may call `next` never, once or repeatedly, with this
    request or another one.

    Args:
        handler: The innermost: gets a request, returns a response.

    Complexity:
        O(n) for a request through n middleware, two frames of the call stack for each.
    """

    def __init__(self, handler: Callable[[Request], Response]) -> None:
        self._handler = handler
        # With their names, from the outermost to the innermost.
        self._layers: list[tuple[str, Middleware[Request, Response]]] = []

    def use(
        self,
        name: str,
        mw: Middleware[Request, Response],
        *,
        before: str | None = None,
    ) -> Self:
        """Add a middleware, for requests that come from now on.

        Args:
            name: What it is called in this pipeline.
            mw: The middleware.
            before: The middleware that it is placed right outside of; by default it becomes the
                innermost.

        Returns:
            This pipeline.

        Raises:
            ValueError: if the name is taken.
            KeyError: if there is no middleware `before`.
        """
        if name in self._names():
            raise ValueError(f"there is a middleware {name!r} already")
        place = len(self._layers) if before is None else self._place(before)
        self._layers.insert(place, (name, mw))
        return self

    def remove(self, name: str) -> None:
        """Take a middleware out, for requests that come from now on.

        Raises:
            KeyError: if there is no such middleware.
        """
        del self._layers[self._place(name)]

    def handle(self, request: Request) -> Response:
        """Send a request through all middleware to the handler, and return the response."""
        # Built anew for each request from a copy: what is added or removed meanwhile, by a layer or
        # another thread, does not touch it, and nothing is shared with other requests.
        step = self._handler
        for _, layer in reversed(tuple(self._layers)):
            step = _around(step, layer)
        return step(request)

    def _names(self) -> list[str]:
        return [name for name, _ in self._layers]

    def _place(self, name: str) -> int:
        names = self._names()
        if name not in names:
            raise KeyError(f"there is no middleware {name!r}, only {names}")
        return names.index(name)


def _around(
    inside: Callable[[Request], Response], layer: Middleware[Request, Response]
) -> Callable[[Request], Response]:
    """A function of its own for each layer, so that each keeps what is inside of it."""
    return lambda request: layer(request, inside)
