"""ASGI middleware: each request and each WebSocket has a REQUEST scope of its own."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from .container import Container
from .keys import Key
from .scopes import Scope

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

STATE = "container"
"""The key of `scope["state"]` under which the application finds the REQUEST scope."""


@dataclass(frozen=True, slots=True)
class Connection:
    """What ASGI tells of a request or WebSocket.

    A registry that says `from_context(Connection, Scope.REQUEST)` can provide what depends on it.
    """

    scope: Message
    receive: Receive
    send: Send


class RequestScope:
    """Opens a REQUEST scope around each call of an application, and closes it afterwards.

    The application finds it as `scope["state"]["container"]`, and functions that `inject` fills
    find it by themselves. An exception of the application is raised at the `yield` of each
    generator. Other kinds of calls, such as lifespan, go through.
    """

    def __init__(self, app: App, container: Container) -> None:
        """Wrap an application."""
        self._app = app
        self._container = container

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Handle one request."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        connection = Connection(scope, receive, send)
        wanted = self._container.graph().is_context(Key(Connection))
        context = {Connection: connection} if wanted else None
        async with self._container.enter(Scope.REQUEST, context) as request:
            state = {**scope.get("state", {}), STATE: request}
            await self._app({**scope, "state": state}, receive, send)
