"""Wrong: the position is kept on the pipeline, and every call of next moves it on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Pipeline:
    def __init__(self, handler: Callable[[Any], Any]) -> None:
        self._handler = handler
        self._layers: list[tuple[str, Callable[..., Any]]] = []
        self._position = 0

    def use(self, name: str, mw: Callable[..., Any], *, before: str | None = None) -> Pipeline:
        names = [known for known, _ in self._layers]
        if name in names:
            raise ValueError(f"there is a middleware {name!r} already")
        if before is not None and before not in names:
            raise KeyError(f"there is no middleware {before!r}")
        self._layers.insert(len(names) if before is None else names.index(before), (name, mw))
        return self

    def remove(self, name: str) -> None:
        names = [known for known, _ in self._layers]
        if name not in names:
            raise KeyError(f"there is no middleware {name!r}")
        del self._layers[names.index(name)]

    def handle(self, request: Any) -> Any:
        self._position = 0
        return self._next(request)

    def _next(self, request: Any) -> Any:
        if self._position >= len(self._layers):
            return self._handler(request)
        _, layer = self._layers[self._position]
        self._position += 1
        return layer(request, self._next)
