"""The order of events: first all answers are compared, then engines take turns at being timed.

Turns (A, B, C, A, B, C, ...) spread whatever the machine does meanwhile over all engines.
"""

from __future__ import annotations

import math
import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.harness.agreement import Answer, Given, compare
from benchmarks.harness.child import Measurement, run
from benchmarks.harness.declarations import Engine, Scenario, Task
from benchmarks.harness.errors import EngineFailedError
from benchmarks.harness.progress import Report

Parser = Callable[[bytes], Answer]
TIMED = "timed"
NO_ANSWER = "none"


@dataclass(frozen=True, slots=True)
class Standing:
    """What came out for one engine in one scenario: the median of each measure over its runs."""

    engine: Engine
    runs: tuple[Measurement, ...]

    def median(self, measure: str) -> float:
        """Returns the median of an attribute of Measurement, or of what the engine reported."""
        return float(
            statistics.median(
                run.reported[measure] if measure in run.reported else getattr(run, measure)
                for run in self.runs
            )
        )


class Contest:
    """Engines that do the same scenarios on the same inputs.

    Args:
        inputs: Input files by name; TIMED is the one that counts.
        parsers: By name, what turns an engine's output into an answer; raises ValueError or
            LookupError when it is none.
        placeholders: What else stands for itself in braces in a command.
        report: Called before each step.
    """

    def __init__(
        self,
        inputs: Mapping[str, Path],
        parsers: Mapping[str, Parser],
        placeholders: Mapping[str, str],
        report: Report,
    ) -> None:
        self._inputs = inputs
        self._parsers = parsers
        self._placeholders = {"python": sys.executable, **placeholders}
        self._report = report

    def check(self, scenario: Scenario, engines: Sequence[Engine]) -> dict[str, Answer]:
        """Compares the answers of all engines, on the input that each of them names.

        Where engines are compared on another input than the timed one, the first engine that is
        exact on the timed input answers there too: the others are held against it.

        Returns:
            The answers on the timed input, by engine.

        Raises:
            DisagreementError: Two answers differ.
            EngineFailedError: An engine fails, or its output cannot be read.
        """
        answers: dict[str, Answer] = {}
        for input_name in self._inputs:
            asked = _asked(scenario, engines, input_name)
            given: list[Given] = []
            for engine in asked:
                task = engine.tasks[scenario.name]
                self._report(f"{scenario.name}: compare {engine.label}")
                _, output = self._run(engine, scenario, input_name, task.check)
                answer = self._parse(engine, scenario, output)
                given.append(Given(engine.label, task.questions, answer))
                if input_name == TIMED:
                    answers[engine.name] = answer
            compare(f"{scenario.name} ({input_name} input)", given)
        return answers

    def time(
        self,
        scenario: Scenario,
        engines: Sequence[Engine],
        runs: int,
        answers: Mapping[str, Answer],
        enough: float = math.inf,
    ) -> list[Standing]:
        """Measures all engines in turns.

        Args:
            runs: Turns.
            answers: What `check` returned: an engine must give the same answer each time.
            enough: Seconds after which an engine sits out the turns that are left: a run that
                takes so long is disturbed less, and everyone waits for it.
        """
        measured: dict[str, list[Measurement]] = {engine.name: [] for engine in engines}
        steps = 1
        for turn in range(runs):
            for engine in engines:
                if sum(run.wall for run in measured[engine.name]) > enough:
                    steps += 1
                    continue
                what = f"{scenario.name}: time {engine.label}, {turn + 1} of {runs}"
                self._report(what, steps)
                steps = 1
                measured[engine.name].append(self._measure(scenario, engine, answers))
        if steps > 1:
            self._report(f"{scenario.name}: timed", steps - 1)
        return [Standing(engine, tuple(measured[engine.name])) for engine in engines]

    def _measure(
        self, scenario: Scenario, engine: Engine, answers: Mapping[str, Answer]
    ) -> Measurement:
        """Runs an engine once, and compares what it answers with what it answered before."""
        measurement, output = self._run(engine, scenario, TIMED, ())
        if engine.name not in answers:
            return measurement
        now, then = self._parse(engine, scenario, output), answers[engine.name]
        questions = [name for name in engine.tasks[scenario.name].questions if name in now]
        compare(
            scenario.name,
            [
                Given(f"{engine.label} before", questions, then),
                Given(f"{engine.label} while timed", questions, now),
            ],
        )
        return replace(measurement, reported={name: now[name] for name in scenario.reported})

    def _run(
        self, engine: Engine, scenario: Scenario, input_name: str, more: Sequence[str]
    ) -> tuple[Measurement, bytes]:
        """Runs an engine once and returns what it printed, nothing for one without answers."""
        task, data = engine.tasks[scenario.name], self._inputs[input_name]
        values = {**self._placeholders, "scenario": scenario.name, "input": data.name}
        command = [_filled(part, values) for part in (*task.command, *more)]
        with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
            output = None if task.parser == NO_ANSWER else Path(folder, "output")
            measurement = run(
                command, folder=data.parent, environment=_environment(), output=output
            )
            return measurement, output.read_bytes() if output else b""

    def _parse(self, engine: Engine, scenario: Scenario, output: bytes) -> Answer:
        try:
            return self._parsers[engine.tasks[scenario.name].parser](output)
        except (ValueError, LookupError) as error:
            why = f"{type(error).__name__}: {error}"
            raise EngineFailedError(
                f"{scenario.name}: {engine.label} printed no answer but {output[:200]!r}"
                f" ({why[:200]})"
            ) from error


def steps(scenario: Scenario, engines: Sequence[Engine], inputs: Iterable[str], runs: int) -> int:
    """Returns how many steps `check` and `time` report."""
    checks = sum(len(_asked(scenario, engines, name)) for name in inputs)
    return checks + runs * len(engines)


def _asked(scenario: Scenario, engines: Sequence[Engine], input_name: str) -> list[Engine]:
    """Returns the engines whose answers are compared on an input, the one to trust first."""
    asked = [e for e in engines if _answers_on(e.tasks[scenario.name], input_name)]
    if asked and input_name != TIMED:
        return _asked(scenario, engines, TIMED)[:1] + asked
    return asked


def _answers_on(task: Task, input_name: str) -> bool:
    return task.parser != NO_ANSWER and task.compared_on == input_name


def _filled(part: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        part = part.replace("{" + name + "}", value)
    return part


def _environment() -> dict[str, str]:
    """Ours, with the modules that we can import, and one meaning of text everywhere."""
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(str(Path(entry).resolve()) for entry in sys.path),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }
