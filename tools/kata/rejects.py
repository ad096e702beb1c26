"""Shows that a unit's tests say no: to the template, and to every mutant in the way it names."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tools.kata.judge.judge import Judge, with_judge
from tools.kata.judge.request import Request
from tools.kata.judge.result import Result
from tools.kata.render import screen
from tools.kata.subject import SubjectImportError
from tools.kata.units import Mutant, Unit, load_mutants
from tools.kata.variants import write_mutant


@dataclass(frozen=True, slots=True)
class Rejection:
    """What became of one subject; `wrong` is empty when it was rejected as it should be."""

    name: str
    wrong: str
    ms: float


def rejections(unit: Unit) -> tuple[Rejection, ...]:
    """Judges template and mutants, all forked from this process.

    Raises:
        UnitError: mutants.toml is wrong.
        JudgeError: The tests could not be looked for.
    """
    mutants = load_mutants(unit)
    found: list[Rejection] = []

    def work(judge: Judge) -> None:
        found.append(_judged(judge, "template", "template", _template_wrong))
        with tempfile.TemporaryDirectory(prefix="kata-mutants-") as folder:
            for mutant in mutants:
                path = str(write_mutant(unit, mutant, Path(folder)))
                found.append(_judged(judge, mutant.name, path, _mutant_wrong(mutant)))

    with_judge(unit, work)
    return tuple(found)


def _judged(judge: Judge, name: str, choice: str, wrong: Callable[[Result], str]) -> Rejection:
    try:
        result = judge.judge(Request(choice))
    except SubjectImportError as error:
        return Rejection(name, str(error), 0.0)
    said = wrong(result)
    if said and result.failure is not None:
        said += f"\n{screen(result)}"
    return Rejection(name, said, result.ms)


def _template_wrong(result: Result) -> str:
    first = result.cases[0].id if result.cases else ""
    if (result.verdict, result.case) == ("TODO", first):
        return ""
    return f"the template got {_said(result)}; it must get TODO in the first case, {first}"


def _mutant_wrong(mutant: Mutant) -> Callable[[Result], str]:
    def wrong(result: Result) -> str:
        wanted = f"mutant {mutant.name} must get {mutant.expect} in stage {mutant.stage}"
        if (result.verdict, result.stage.id) != (mutant.expect, mutant.stage):
            return f"{wanted}; it got {_said(result)}"
        if mutant.says and mutant.says not in _shown(result):
            return f"{wanted} and say {mutant.says!r}; it said something else"
        return ""

    return wrong


def _said(result: Result) -> str:
    where = f"case {result.case}" if result.case else "every case"
    return f"{result.verdict} in stage {result.stage.id}, {where}"


def _shown(result: Result) -> str:
    failure = result.failure
    if failure is None:
        return ""
    texts = (failure.call, failure.expected, failure.got, failure.why, failure.message)
    return "\n".join((*texts, failure.output))
