"""Fallback chain whose errors are collected by a context manager."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from types import TracebackType
from typing import Any


class AllFailed(ExceptionGroup):
    """No source has answered; holds what each of them raised, in order."""

    def derive(self, errors: Sequence[Any], /) -> Any:
        """Return a group like this one for some of its errors; `split` and `except*` ask for it."""
        return AllFailed(self.message, errors)


class _Collecting:
    """Notes the name on errors that leave the block, and keeps those that may be kept."""

    def __init__(self, give_up_on: tuple[type[Exception], ...]) -> None:
        self.errors: list[Exception] = []
        self.name = ""
        self._give_up_on = give_up_on

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        error.add_note(f"source: {self.name}")
        if isinstance(error, self._give_up_on):
            return False
        self.errors.append(error)
        return True


def fallback_chain(
    sources: Iterable[tuple[str, Callable[[], Any]]],
    *,
    give_up_on: tuple[type[Exception], ...] = (),
) -> tuple[str, Any]:
    """Ask the sources in order until one answers.

    Args:
        sources: pairs of a name and a function to call; taken one at a time, as far as needed.
        give_up_on: errors that end the search.

    Returns:
        The name of the first source that returned, and what it returned.

    Raises:
        AllFailed: if no source has answered.
        ValueError: if there is no source.
        Exception: what a source has raised, if it is one of `give_up_on`.
    """
    collecting = _Collecting(give_up_on)
    for collecting.name, ask in sources:
        with collecting:
            return collecting.name, ask()
    if collecting.errors:
        raise AllFailed("nobody knows", collecting.errors)
    raise ValueError("nobody was there to be asked")
