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
        raise NotImplementedError("Pipeline")

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
        raise NotImplementedError("Pipeline.use")

    def remove(self, name: str) -> None:
        """Take a middleware out, for requests that come from now on.

        Raises:
            KeyError: if there is no such middleware.
        """
        raise NotImplementedError("Pipeline.remove")

    def handle(self, request: Request) -> Response:
        """Send a request through all middleware to the handler, and return the response."""
        raise NotImplementedError("Pipeline.handle")
