"""Fallback chain with a clause for each kind of error, and a group that copies its own class."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any


class AllFailed(ExceptionGroup):
    """No source has answered; holds what each of them raised, in order."""

    def derive(self, errors: Sequence[Any], /) -> Any:
        """Return a group like this one for some of its errors; `split` and `except*` ask for it."""
        return type(self)(self.message, errors)


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
    failed = []
    for name, ask in sources:
        try:
            answer = ask()
        except give_up_on as last:
            last.add_note(f"source: {name}")
            raise
        except Exception as error:
            error.add_note(f"source: {name}")
            failed.append(error)
        else:
            return name, answer
    # A group of no errors is refused by ExceptionGroup itself, by ValueError.
    raise AllFailed(f"all {len(failed)} sources have failed", failed)
