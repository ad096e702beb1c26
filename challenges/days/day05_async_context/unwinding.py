"""What becomes of the errors when many exits run, and several of them fail.

`Grouped` keeps every error: exits are shown the first one, and what they raise comes after it.
`Chained` does what nested `with` statements do: an exit is shown the newest error, and only that
one is raised, with the others behind it as `__context__`.
"""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Literal

Errors = Literal["group", "chain"]
Raised = tuple[type[BaseException] | None, BaseException | None, TracebackType | None]


class Unwinding(ABC):
    """The errors of one closing."""

    @abstractmethod
    def shown(self) -> Raised:
        """Return what the next exit is told."""

    @abstractmethod
    def swallowed(self) -> None:
        """Note that an exit has returned something true."""

    @abstractmethod
    def failed(self, error: BaseException) -> None:
        """Note that an exit has raised."""

    @abstractmethod
    def end(self) -> bool:
        """Raise what is left; else tell whether the error of the block is swallowed."""


def unwinding(errors: Errors, error: BaseException | None) -> Unwinding:
    """Start a closing.

    Args:
        errors: "group" or "chain".
        error: what ended the block, None if nothing did.
    """
    return Grouped(error) if errors == "group" else Chained(error)


def checked(errors: Errors) -> Errors:
    """Return `errors`.

    Raises:
        ValueError: it is neither "group" nor "chain".
    """
    if errors not in ("group", "chain"):
        raise ValueError(f"errors is {errors!r}, must be 'group' or 'chain'")
    return errors


class Grouped(Unwinding):
    """Keeps all errors, the oldest first: whoever reads them wants to know what came first."""

    def __init__(self, error: BaseException | None) -> None:
        """Start with the error of the block, if there is one."""
        self._original = error
        self._errors = [] if error is None else [error]

    def shown(self) -> Raised:
        """Return the oldest error that is not swallowed."""
        if not self._errors:
            return None, None, None
        first = self._errors[0]
        return type(first), first, first.__traceback__

    def swallowed(self) -> None:
        """Drop the error that the exit has seen; those that it has not seen stay."""
        del self._errors[:1]

    def failed(self, error: BaseException) -> None:
        """Keep the error behind the others, unless it stands for the one that was shown."""
        shown = self._errors[0] if self._errors else None
        if error is shown:
            return
        if shown is None:
            self._errors.append(error)
        elif _translates(error, shown):
            self._errors[0] = error
        elif isinstance(error, BaseExceptionGroup) and shown in error.exceptions:
            # A stack inside of this one: its errors are the one shown and those of its exits.
            self._errors[1:1] = [one for one in error.exceptions if one is not shown]
        else:
            self._errors.append(error)

    def end(self) -> bool:
        """Raise a group of what is left, or the only error if it is not that of the block."""
        if not self._errors:
            return self._original is not None
        if len(self._errors) > 1:
            raise BaseExceptionGroup("errors of a block and of its clean-up", self._errors)
        if self._errors[0] is self._original:
            return False
        raise self._errors[0]


def _translates(error: BaseException, shown: BaseException) -> bool:
    """Tell whether an error was raised in place of another on purpose: `from` it, or from None."""
    if error.__cause__ is not None:
        return error.__cause__ is shown
    return error.__suppress_context__ and error.__context__ is shown


class Chained(Unwinding):
    """Keeps one error, as nested `with` statements do, down to the chain of contexts."""

    def __init__(self, error: BaseException | None) -> None:
        """Start with the error of the block, if there is one."""
        self._original = self._error = error
        self._new = False
        # What is handled outside of all of this ends the chain of each error raised inside.
        self._outside = sys.exc_info()[1]

    def shown(self) -> Raised:
        """Return the newest error."""
        if self._error is None:
            return None, None, None
        return type(self._error), self._error, self._error.__traceback__

    def swallowed(self) -> None:
        """Go on as if nothing had happened."""
        self._error = None
        self._new = False

    def failed(self, error: BaseException) -> None:
        """Put the error in the place of the one that was shown, and that one behind it."""
        if error is not self._error:
            self._link(error)
            self._error = error
        self._new = True

    def _link(self, error: BaseException) -> None:
        last = error
        while True:
            context = last.__context__
            if context is None or context is self._error:
                return
            if context is self._outside:
                break
            last = context
        last.__context__ = self._error

    def end(self) -> bool:
        """Raise the newest error if it is not that of the block, its chain left as it is."""
        if self._error is None:
            return self._original is not None
        if not self._new:
            return False
        context = self._error.__context__
        try:
            raise self._error
        except BaseException:
            # Raising has put what is handled here behind it.
            self._error.__context__ = context
            raise
