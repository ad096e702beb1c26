"""Fallback chain: ask one source after the other, and hide no error that matters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any


class AllFailed(ExceptionGroup):
    """No source has answered; holds what each of them raised, in order."""

    def derive(self, errors: Sequence[Any], /) -> Any:
        """Return a group like this one for some of its errors; `split` and `except*` ask for it."""
        return AllFailed(self.message, errors)


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
    errors: list[Exception] = []
    for name, ask in sources:
        try:
            return name, ask()
        except Exception as error:
            error.add_note(f"source: {name}")
            if isinstance(error, give_up_on):
                raise
            errors.append(error)
    if not errors:
        raise ValueError("there is no source to ask")
    raise AllFailed("no source has answered", errors)
