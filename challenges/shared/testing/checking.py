"""`check(function, *arguments).returns(expected)`: one call, one contract, one readable failure."""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, TypeVar

from challenges.shared.testing.comparing import difference
from challenges.shared.testing.rendering import Shown, call_text, short_repr, short_text
from challenges.shared.testing.verdicts import WrongAnswer

Error = TypeVar("Error", bound=BaseException)


@dataclass(frozen=True)
class _Live:
    value: Any


def live(value: object) -> Any:
    """Mark an argument that `check` passes as it is: no copy is made, no change is reported.

    For functions that work in place, and for values whose identity or state the test looks at
    afterwards.
    """
    return _Live(value)


class _Argument:
    """One argument: what the test gave, what the call gets, and what a failure shows."""

    def __init__(self, name: str, given: object) -> None:
        self.name = name
        self.original: Any = given.value if isinstance(given, _Live) else given
        self.passed: Any = self.original
        # A live argument is told as it was before the call.
        self.shown: Any = Shown(short_repr(self.original)) if isinstance(given, _Live) else given
        if not isinstance(given, _Live):
            # Some things cannot be copied: generators, locks, objects that forbid being set.
            with contextlib.suppress(Exception):
                self.passed = copy.deepcopy(given)
        # What compares by identity differs from its copy from the start, and cannot be judged.
        self._comparable = self.change() is None

    def change(self) -> str | None:
        """Say where the passed argument differs from the one given."""
        try:
            return difference(self.original, self.passed)
        except Exception:  # an `==` of the program under test; its own tests will tell
            return None

    @property
    def changed(self) -> bool:
        return self._comparable and self.change() is not None


class Checked:
    """A call that has been made and waits to be judged. Made by `check`."""

    def __init__(
        self,
        function: Callable[..., Any],
        args: Sequence[object],
        kwargs: Mapping[str, object],
    ) -> None:
        self._function = function
        self._args = [_Argument(str(place), given) for place, given in enumerate(args, start=1)]
        self._kwargs = {name: _Argument(name, given) for name, given in kwargs.items()}
        self._value: Any = None
        self._error: Exception | None = None
        try:
            self._value = function(
                *(argument.passed for argument in self._args),
                **{name: argument.passed for name, argument in self._kwargs.items()},
            )
        except Exception as error:
            self._error = error
        except BaseException as error:
            self._label(error)
            raise

    @property
    def call(self) -> str:
        """The call as Python text."""
        return call_text(
            self._function,
            [argument.shown for argument in self._args],
            {name: argument.shown for name, argument in self._kwargs.items()},
        )

    @property
    def value(self) -> Any:
        """What the call returned.

        Raises:
            WrongAnswer: if the call changed an argument.
            Exception: what the call raised.
        """
        if self._error is not None:
            self._label(self._error)
            raise self._error
        self._refuse_change()
        return self._value

    def returns(self, expected: object, why: str = "") -> None:
        """Require that the call returned `expected`, in value and kind (see `difference`).

        Raises:
            WrongAnswer: if it returned something else or changed an argument.
            Exception: what the call raised.
        """
        got = self.value
        found = difference(expected, got)
        if found is None:
            return
        # For a plain value the difference only repeats the two lines above it.
        detail = found if found.startswith("at ") or expected == got else ""
        self._refuse(short_repr(expected), short_repr(got), why, detail)

    def satisfies(self, predicate: Callable[[Any], object], what: str, why: str = "") -> Checked:
        """Require that `predicate` holds for the returned value.

        Args:
            predicate: gets the returned value, answers true or false.
            what: what must hold, as it reads after "expected".
            why: one line for the learner.

        Returns:
            This object, so that several conditions can follow each other.
        """
        got = self.value
        if not predicate(got):
            self._refuse(what, short_repr(got), why)
        return self

    def raises(
        self,
        error_type: type[Error],
        why: str = "",
        *,
        holds: Callable[[Error], object] | None = None,
        what: str = "",
    ) -> Error:
        """Require that the call raised `error_type` or a subclass, with a message.

        Args:
            error_type: the error asked for.
            why: one line for the learner.
            holds: gets the error, says whether it is as it should be.
            what: what `holds` asks for, as it reads after the name of the error and "with".

        Returns:
            The error.

        Raises:
            WrongAnswer: if nothing was raised, the message is empty, `holds` is false, or an
                argument was changed.
            Exception: what the call raised, when that is of another type.
        """
        error, name = self._error, error_type.__name__
        if error is None:
            self._refuse(f"raises {name}", f"returns {short_repr(self._value)}", why)
        # "Not written yet" is a RuntimeError, and must not pass for a RuntimeError asked for.
        unwritten = isinstance(error, NotImplementedError) and not issubclass(
            error_type, NotImplementedError
        )
        if not isinstance(error, error_type) or unwritten:
            self._label(error)
            raise error
        if not _message(error):
            self._refuse(f"{name} with a message", "an empty message", why)
        if holds is not None and not holds(error):
            self._refuse(f"{name} with {what}", _error_text(error), why)
        self._refuse_change()
        return error

    def _refuse_change(self) -> None:
        for argument in [*self._args, *self._kwargs.values()]:
            if argument.changed:
                self._refuse(
                    f"argument {argument.name} stays {short_repr(argument.original)}",
                    f"changed to {short_repr(argument.passed)}",
                    "the arguments belong to the caller",
                    argument.change() or "",
                )

    def _refuse(self, expected: str, got: str, why: str, found: str = "") -> NoReturn:
        raise WrongAnswer(call=self.call, expected=expected, got=got, difference=found, why=why)

    def _label(self, error: BaseException) -> None:
        with contextlib.suppress(AttributeError):  # a class with slots takes no attribute
            error.kata_call = self.call  # type: ignore[attr-defined]


def check(function: Callable[..., Any], *args: object, **kwargs: object) -> Checked:
    """Call `function` on copies of the arguments, and return the outcome to be judged.

    Nothing is judged before one of `returns`, `raises`, `satisfies` or `value` is used.

    Args:
        function: a function, method, class, or a function of `operator`.
        *args: its arguments; deep-copied, except what cannot be copied or is marked `live`.
        **kwargs: likewise.
    """
    return Checked(function, args, kwargs)


def _message(error: BaseException) -> str:
    # str(KeyError("")) is "''": the repr of its argument.
    text = str(error.args[0]) if isinstance(error, KeyError) and error.args else str(error)
    return text.strip()


def _error_text(error: BaseException) -> str:
    attributes = [f"{name}={short_repr(value)}" for name, value in vars(error).items()]
    text = f"{type(error).__name__}: {short_text(_message(error))}"
    return f"{text} ({', '.join(attributes)})" if attributes else text
