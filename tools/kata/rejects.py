"""Shows that a unit's tests say no: to the template, and to every mutant in the way it names.

The solution runs along, for the room that it leaves below the limits, and so do right solutions of
another style: tests that refuse one of them are tied to the reference.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tools.kata.judge.judge import Judge, with_judge
from tools.kata.judge.request import Request
from tools.kata.judge.result import Failure, Result
from tools.kata.render import HEIGHT, WIDTH, screen
from tools.kata.subject import SubjectImportError
from tools.kata.units import Mutant, Unit, load_mutants
from tools.kata.validate.golden import read_screens, screen_differs
from tools.kata.variants import write_mutant

# What a mutant that is too slow takes at least, in limits of processor time.
MARGIN = 1.5


@dataclass(frozen=True, slots=True)
class Rejection:
    """What became of one subject, as one check sees it; `wrong` is empty when all is as it should.

    Attributes:
        check: Its number in `tools.kata.validate.outcomes`.
        name: Of the subject: template, solution, a mutant's, or the file of an alternative.
        line: Where mutants.toml describes the mutant; 0 for others.
        wrong: What is wrong, with what was allowed; more lines show the screen.
        ms: How long the run took.
    """

    check: int
    name: str
    line: int
    wrong: str
    ms: float


_Rule = tuple[int, Callable[[Result], str]]


def rejections(unit: Unit) -> tuple[Rejection, ...]:
    """Judges template, mutants and what the solution costs, all forked from this process.

    Raises:
        UnitError: mutants.toml is wrong.
        JudgeError: The tests could not be looked for.
    """
    mutants = load_mutants(unit)
    accepted = read_screens(unit)
    found: list[Rejection] = []

    def work(judge: Judge) -> None:
        found.extend(_of_template(judge))
        solution = ((10, _time_wrong(unit)), (12, _memory_wrong(unit)))
        found.extend(_judged(judge, "solution", Request("solution"), solution))
        for path in unit.alternatives:
            name = path.relative_to(unit.folder).as_posix()
            found.extend(_judged(judge, name, Request(str(path)), ((15, _alternative_wrong),)))
        with tempfile.TemporaryDirectory(prefix="kata-mutants-") as folder:
            for mutant in mutants:
                request = mutant_request(unit, mutant, Path(folder))
                found.extend(_of_mutant(judge, mutant, request, accepted))

    with_judge(unit, work)
    return tuple(found)


def mutant_request(unit: Unit, mutant: Mutant, folder: Path) -> Request:
    """Writes a mutant and returns what is to be judged: of a day's, its own stage.

    A day's earlier stages take minutes for all mutants: `whole_mutants` runs them, by night.
    """
    path = write_mutant(unit, mutant, folder)
    return Request(str(path), mutant.stage if unit.is_day else None)


def whole_mutants(unit: Unit) -> Iterator[Rejection]:
    """Judges the mutants of a day by the whole suite: none may fail before its stage.

    Raises:
        UnitError: mutants.toml is wrong.
        JudgeError: The tests could not be looked for.
    """
    found: list[Rejection] = []

    def work(judge: Judge) -> None:
        with tempfile.TemporaryDirectory(prefix="kata-mutants-") as folder:
            for mutant in load_mutants(unit):
                request = Request(str(write_mutant(unit, mutant, Path(folder))))
                rule = (5, _mutant_wrong(mutant))
                found.extend(_judged(judge, mutant.name, request, (rule,), mutant.line))

    with_judge(unit, work)
    yield from found


def _of_template(judge: Judge) -> Iterator[Rejection]:
    for stage in judge.unit.stages:
        name = f"template in {stage.id}"
        yield from _judged(judge, name, Request("template", stage.id), ((2, _template_wrong),))


def _of_mutant(
    judge: Judge, mutant: Mutant, request: Request, accepted: Mapping[str, str]
) -> Iterator[Rejection]:
    results: list[Result] = []

    def screen_wrong(result: Result) -> str:
        # A day's tests follow many calls, so that a single one says little, and its values hold
        # paths, ports and other bytes of this very run.
        if judge.unit.is_day:
            return _size_wrong(result)
        return _screen_wrong(result) or screen_differs(judge.unit, accepted, mutant.name, result)

    rules: tuple[_Rule, ...] = ((5, _mutant_wrong(mutant)), (7, screen_wrong))
    yield from _judged(judge, mutant.name, request, rules, mutant.line, results)
    ended = [result for result in results if result.failure and _ended_by_clock(result.failure)]
    if ended:
        name = f"{mutant.name} with more time"
        with _more_patient(judge):
            yield from _judged(judge, name, request, ((10, _margin_wrong(mutant)),), mutant.line)


def _judged(
    judge: Judge,
    name: str,
    request: Request,
    rules: Sequence[_Rule],
    line: int = 0,
    results: list[Result] | None = None,
) -> Iterator[Rejection]:
    """Judges a subject and holds the result against rules; also puts it into `results`."""
    try:
        result = judge.judge(request)
    except SubjectImportError as error:
        yield Rejection(rules[0][0], name, line, str(error), 0.0)
        return
    if results is not None:
        results.append(result)
    for check, rule in rules:
        said = rule(result)
        if said and result.failure is not None:
            said += f"\n{screen(result)}"
        yield Rejection(check, name, line, said, result.ms)


def _template_wrong(result: Result) -> str:
    first = result.cases[0].id if result.cases else ""
    stage = [case.id for case in result.cases if case.stage == result.scope]
    first = stage[0] if stage else first
    if (result.verdict, result.case) == ("TODO", first):
        return ""
    return f"the template got {_said(result)}; it must get TODO in the stage's first case, {first}"


def _alternative_wrong(result: Result) -> str:
    if result.verdict == "AC":
        return ""
    return f"the alternative got {_said(result)}; a right solution of another style must pass"


def _time_wrong(unit: Unit) -> Callable[[Result], str]:
    most = unit.limits.cpu_s / 2

    def wrong(result: Result) -> str:
        if result.verdict == "AC" and result.cpu_ms <= most * 1000:
            return ""
        allowed = f"it must pass in {most:g} s of processor time, half of the limit"
        return f"the solution got {_said(result)} in {result.cpu_ms / 1000:.1f} s; {allowed}"

    return wrong


def _memory_wrong(unit: Unit) -> Callable[[Result], str]:
    most = unit.limits.memory_mb / 2

    def wrong(result: Result) -> str:
        if result.peak_kb <= most * 1024:
            return ""
        return f"the solution took {result.peak_kb >> 10} MB; {most:g} are half of the limit"

    return wrong


def _size_wrong(result: Result) -> str:
    lines = screen(result).split("\n")
    if len(lines) > HEIGHT or max(map(len, lines)) > WIDTH:
        size = f"{len(lines)} lines of up to {max(map(len, lines))} columns"
        return f"the screen has {size}; {HEIGHT} lines of {WIDTH} columns are allowed"
    return ""


def _screen_wrong(result: Result) -> str:
    """A wrong answer must show call, expected and got, or what the author says of it.

    What pytest makes of a bare `assert` is neither.
    """
    failure = result.failure
    if too_large := _size_wrong(result):
        return too_large
    if result.verdict != "WA" or failure is None or (failure.expected and failure.got):
        return ""
    if any(line.startswith("assert ") for line in failure.message.splitlines()):
        return "the screen shows a bare assert; call, expected and got are wanted: use check"
    return ""


def _ended_by_clock(failure: Failure) -> bool:
    return failure.message.startswith("more than ")


@contextlib.contextmanager
def _more_patient(judge: Judge) -> Iterator[None]:
    """Lets a judge wait longer; in place, as pytest reports to its suite and not to a copy."""
    suite, unit = judge.suite, judge.suite.unit
    limits = replace(unit.limits, cpu_s=unit.limits.cpu_s * MARGIN)
    suite.unit = replace(unit, limits=limits)
    try:
        yield
    finally:
        suite.unit = unit


def _margin_wrong(mutant: Mutant) -> Callable[[Result], str]:
    def wrong(result: Result) -> str:
        if result.verdict == mutant.expect:
            return ""
        return f"with {MARGIN:g} times the limit it got {_said(result)}; it must still be too slow"

    return wrong


def _mutant_wrong(mutant: Mutant) -> Callable[[Result], str]:
    def wrong(result: Result) -> str:
        wanted = f"mutant {mutant.name} must get {mutant.expect} in stage {mutant.stage}"
        if (result.verdict, result.stage.id) != (mutant.expect, mutant.stage):
            return f"it got {_said(result)}; {wanted}"
        if mutant.says and mutant.says not in _shown(result):
            return f"it said something else; {wanted} and say {mutant.says!r}"
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
