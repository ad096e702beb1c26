"""Takes the next source inside of the try, as if a source had failed when there is no next one."""

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
    name = "?"
    end: tuple[str, Any] = ("", None)
    while True:
        try:
            name, ask = next(iterator, end)
            if ask is None:
                break
            return name, ask()
        except Exception as error:
            error.add_note(f"source: {name}")
            if isinstance(error, give_up_on):
                raise
            errors.append(error)
    if not errors:
        raise ValueError("there is no source")
    raise AllFailed("no source has answered", errors)
