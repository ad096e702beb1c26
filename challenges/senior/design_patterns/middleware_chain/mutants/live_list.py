"""Wrong: each step looks its successor up in the list as it is by then."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Pipeline:
    def __init__(self, handler: Callable[[Any], Any]) -> None:
        self._handler = handler
        self._layers: list[tuple[str, Callable[..., Any]]] = []

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
        return self._step(request, 0)

    def _step(self, request: Any, position: int) -> Any:
        if position >= len(self._layers):
            return self._handler(request)
        _, layer = self._layers[position]
        return layer(request, lambda inner: self._step(inner, position + 1))
