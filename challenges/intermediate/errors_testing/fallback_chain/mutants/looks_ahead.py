"""Always has the next source in hand, to know whether the one it asks is the last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any


class AllFailed(ExceptionGroup):
    def derive(self, errors: Sequence[Any], /) -> Any:
        return AllFailed(self.message, errors)


def fallback_chain(
    sources: Iterable[tuple[str, Callable[[], Any]]],
    *,
    give_up_on: tuple[type[Exception], ...] = (),
) -> tuple[str, Any]:
    iterator = iter(sources)
    errors: list[Exception] = []
    current = next(iterator, None)
    if current is None:
        raise ValueError("there is no source")
    while True:
        following = next(iterator, None)
        name, ask = current
        try:
            return name, ask()
        except Exception as error:
            error.add_note(f"source: {name}")
            if isinstance(error, give_up_on):
                raise
            errors.append(error)
        if following is None:
            raise AllFailed("no source has answered", errors)
        current = following
