"""Checks that what [[perf]] names can be measured: described, and with the same answer twice."""

from __future__ import annotations

from collections.abc import Iterator

from challenges.shared.testing import difference
from tools.kata.measured import MeasuredError, load_measured
from tools.kata.perf import Perf
from tools.kata.problems import Problem
from tools.kata.subject import SubjectImportError, load_subject
from tools.kata.units import Unit

SMALL = 16


def check_perf(unit: Unit) -> Iterator[Problem]:
    """Runs each claim at a small size, twice, on the solution."""
    for claim in unit.perf:
        yield from _check_claim(unit, claim)


def _check_claim(unit: Unit, claim: Perf) -> Iterator[Problem]:
    file = (claim.run or claim.input).file
    try:
        measured = load_measured(claim)
        call = measured.call_of(load_subject(unit.folder, "solution"))
        once, again = (call(*measured.make(SMALL)) for _ in range(2))
    except SubjectImportError:
        return  # another check says so
    except MeasuredError as error:
        yield Problem(unit.folder / "unit.toml", 0, str(error), "a function at the top of the file")
        return
    except Exception as error:
        wrong = f"the claim about {claim.function} raises {error!r} for n = {SMALL}"
        yield Problem(file, 0, wrong, "a call that the solution answers")
        return
    for function in filter(None, (measured.make, measured.run)):
        if not function.__doc__:
            said = f"{function.__name__} has no docstring"
            yield Problem(file, 0, said, "a line that says what is measured")
    if found := difference(once, again):
        wrong = f"the claim about {claim.function} has two answers for n = {SMALL}: {found}"
        yield Problem(file, 0, wrong, "the same plain values each time")
