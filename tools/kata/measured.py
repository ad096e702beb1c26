"""Loads what a [[perf]] entry names: the function that makes arguments, and the one that uses them.

The files lie in the unit's tests and are loaded by their path.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from tools.kata.perf import Perf, Place

Arguments = tuple[Any, ...]


class MeasuredError(LookupError):
    """A file of [[perf]] does not define the function that is named."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A claim with its functions.

    Attributes:
        make: Returns the arguments of a size.
        run: Uses a subject with them; None calls the claim's function itself.
    """

    claim: Perf
    make: Callable[[int], Arguments]
    run: Callable[..., object] | None

    def call_of(self, subject: ModuleType) -> Callable[..., object]:
        """Returns what is called with the arguments.

        Raises:
            AttributeError: The subject has no such function.
        """
        if self.run is None:
            function: Callable[..., object] = getattr(subject, self.claim.function)
            return function
        run = self.run
        return lambda *arguments: run(subject, *arguments)

    @property
    def description(self) -> str:
        """The first lines of both docstrings: what is measured, and on which input."""
        texts = [(function.__doc__ or "") for function in (self.run, self.make) if function]
        return " ".join(text.strip().partition("\n")[0] for text in texts)


def load_measured(claim: Perf) -> Measured:
    """Loads the functions of a claim.

    Raises:
        MeasuredError: One is not there.
        Exception: What the import of its file raised.
    """
    return Measured(claim, _load(claim.input), _load(claim.run) if claim.run else None)


def _load(place: Place) -> Callable[..., Any]:
    spec = importlib.util.spec_from_file_location(f"kata_perf_{place.file.stem}", place.file)
    if spec is None or spec.loader is None:
        raise MeasuredError(f"{place.file} is not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    function = getattr(module, place.function, None)
    if not callable(function):
        raise MeasuredError(f"{place.file} defines no function {place.function!r}")
    found: Callable[..., Any] = function
    return found
