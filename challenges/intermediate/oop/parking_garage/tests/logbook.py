"""Tests as the logbook of a garage: a line for each call, with what has to come of it."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

from challenges.shared.testing import WrongAnswer

REFUSALS = {"KeyError": KeyError, "ValueError": ValueError}


def check_log(
    subject: ModuleType, spots: Sequence[tuple[int, str]], log: str, why: str = ""
) -> None:
    """Make the calls of a logbook, and require the answers that stand in it.

    Args:
        subject: the module under test.
        spots: the spots of the garage.
        log: lines such as "park A car -> 5", "where A -> None" or "leave B -> KeyError", with a
            comment for the learner where it helps: "leave A -> 5  # it was parked there".
        why: the comment of the last line, if it has none.
    """
    garage = subject.Garage(list(spots))
    done = [f"g = Garage({list(spots)})"]
    lines = log.strip().splitlines()
    for number, line in enumerate(lines, start=1):
        step, _, comment = line.partition("#")
        call, _, answer = step.strip().partition(" -> ")
        name, *arguments = call.split()
        done.append(f"g.{name}({', '.join(map(repr, arguments))})")
        got = _outcome(subject, getattr(garage, name), arguments, "; ".join(done))
        if got != answer:
            raise WrongAnswer(
                call="; ".join(done),
                expected=answer,
                got=got,
                why=comment.strip() or (why if number == len(lines) else ""),
            )


def _outcome(subject: ModuleType, method: Any, arguments: list[str], call: str) -> str:
    """Return the answer as text, or the name of the error that was asked for."""
    try:
        return repr(method(*arguments))
    except (KeyError, ValueError, subject.GarageFull) as error:
        if not _message(error):
            return f"{type(error).__name__} with an empty message"
        known = (KeyError, ValueError, subject.GarageFull)
        return next(kind.__name__ for kind in known if isinstance(error, kind))
    except Exception as error:
        error.kata_call = call  # type: ignore[attr-defined]
        raise


def _message(error: Exception) -> str:
    return "".join(map(str, error.args)).strip()
