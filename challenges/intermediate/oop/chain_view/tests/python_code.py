"""Tests that are written as the code a learner would type to see the same."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from challenges.shared.testing import WrongAnswer, difference


def gives(subject: ModuleType, code: str, expected: object, why: str = "") -> None:
    """Require that the last of some statements, joined by "; ", has the value `expected`."""
    got = _run(subject, code)
    found = difference(expected, got)
    if found is not None:
        raise WrongAnswer(
            call=code,
            expected=repr(expected),
            got=repr(got),
            difference=found if found.startswith("at ") else "",
            why=why,
        )


def refuses(
    subject: ModuleType,
    code: str,
    error_type: type[Exception],
    why: str = "",
    *,
    message: bool = True,
) -> None:
    """Require that the last statement raises `error_type`, with a message unless told otherwise."""
    expected = f"raises {error_type.__name__}"
    try:
        got = f"the value {_run(subject, code)!r}"
    except NotImplementedError:
        raise
    except error_type as error:
        if str(error) or not message:
            return
        expected, got = f"{expected} with a message", "an empty message"
    raise WrongAnswer(call=code, expected=expected, got=got, why=why)


def _run(subject: ModuleType, code: str) -> Any:
    names = {"ChainView": subject.ChainView}
    *before, last = code.split("; ")
    try:
        exec("\n".join(before), names)
        return eval(last, names)
    except Exception as error:
        error.kata_call = code  # type: ignore[attr-defined]
        raise
