"""The command line: which engines on how many rows, and where the results go."""

from __future__ import annotations

import argparse
import math
import os
import shlex
import signal
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.harness import declarations, digests, machine, presence, progress, results, table
from benchmarks.harness.agreement import Answer, digest
from benchmarks.harness.contest import NO_ANSWER, TIMED, Contest, steps
from benchmarks.harness.data_cache import known_hash
from benchmarks.harness.declarations import Declarations, Engine, Scenario
from benchmarks.harness.errors import BenchmarkError
from benchmarks.harness.presence import Missing
from benchmarks.log_analyzer import data
from benchmarks.log_analyzer.parsers import PARSERS

FOLDER = Path(__file__).parent
Plan = Sequence[tuple[Scenario, list[Engine]]]
FEW_ROWS = 1_000_000  # up to here a run is short, and 5 of them are made
ENOUGH_SECONDS = 3.0  # of one engine in one scenario, for each FEW_ROWS


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line.

    Returns:
        0, or 1 after a message on standard error, or 130 after Ctrl-C.
    """
    signal.signal(signal.SIGTERM, _stop)
    try:
        declared = declarations.load(FOLDER)
        _benchmark(declared, _parse(declared, arguments), arguments)
    except BenchmarkError as error:
        print(f"log_analyzer benchmark: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("log_analyzer benchmark: stopped, nothing was recorded", file=sys.stderr)
        return 130
    return 0


def _stop(number: int, frame: object) -> None:  # noqa: ARG001  a handler's arguments
    raise KeyboardInterrupt


def _parse(declared: Declarations, arguments: Sequence[str] | None) -> argparse.Namespace:
    scenarios = [scenario.name for scenario in declared.scenarios]
    engines = [engine.name for engine in declared.engines]
    parser = argparse.ArgumentParser(
        prog="log_analyzer",
        description="Time the log analyzer's backends and their peers on a generated access log. "
        "Answers are compared first; when two differ, nothing is timed.",
        epilog=f"Engines: {', '.join(engines)}. Those that this machine lacks are listed.",
    )
    parser.add_argument(
        "--rows", type=_count, default=FEW_ROWS, help="lines of the log (default %(default)s)"
    )
    parser.add_argument("--seed", type=int, default=1, help="seed of the log (default %(default)s)")
    parser.add_argument(
        "--scenario",
        choices=scenarios,
        action="append",
        help="one of the scenarios; may be given several times (default: all)",
    )
    parser.add_argument(
        "--runs",
        type=_count,
        help=f"runs of each engine (default 3, or 5 up to {FEW_ROWS:,} rows, and fewer of those "
        f"that take more than {ENOUGH_SECONDS:g} s together for each million)",
    )
    parser.add_argument(
        "--engines", help="names joined by commas (default: all that this machine has)"
    )
    parser.add_argument(
        "--output",
        type=Path,
        help="folder for the results (default: benchmarks/results/log_analyzer of the checkout; "
        "with --scenario or --engines: none)",
    )
    options = parser.parse_args(arguments)
    options.engines = options.engines.split(",") if options.engines else engines
    for name in options.engines:
        if name not in engines:
            parser.error(f"--engines: there is no {name!r}, only {', '.join(engines)}")
    options.is_complete = not options.scenario and options.engines == engines
    options.scenario = options.scenario or scenarios
    options.enough = math.inf
    if options.runs is None:
        options.runs = 5 if options.rows <= FEW_ROWS else 3
        options.enough = ENOUGH_SECONDS * max(1, options.rows / FEW_ROWS)
    return options


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from None
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is below 1")
    return number


def _benchmark(
    declared: Declarations, options: argparse.Namespace, arguments: Sequence[str] | None
) -> None:
    asked = [engine for engine in declared.engines if engine.name in options.engines]
    found = {engine.name: presence.find(engine) for engine in asked}
    versions = {name: version for name, version in found.items() if isinstance(version, str)}
    missing = [engine for engine in found.values() if isinstance(engine, Missing)]
    engines = [engine for engine in asked if engine.name in versions]
    plan = [
        (scenario, here)
        for scenario in declared.scenarios
        if scenario.name in options.scenario
        and (here := [engine for engine in engines if scenario.name in engine.tasks])
    ]
    if not plan:
        why = "; ".join(f"{m.name}: {m.why}. {m.get}" for m in missing) or "nothing to do"
        raise BenchmarkError(f"no engine can do {', '.join(options.scenario)}: {why}")
    facts = _facts(options, arguments)
    inputs = _inputs(plan, options)
    outcomes = _run(plan, inputs, declared.ratio_to, options)
    facts["load_average_after"] = machine.load_average()
    table.show(outcomes, versions, missing)
    folder = _output_folder(options)
    if folder is not None:
        recorded = results.record(outcomes, facts=facts, versions=versions, missing=missing)
        name = f"{facts['date'][:10]}-{options.rows}"
        print(f"Recorded in {results.write(folder, name, recorded, outcomes)}")


def _inputs(plan: Plan, options: argparse.Namespace) -> dict[str, dict[str, Path]]:
    with_clean = any(
        engine.tasks[scenario.name].compared_on == data.CLEAN
        and engine.tasks[scenario.name].parser != NO_ANSWER
        for scenario, engines in plan
        for engine in engines
    )
    forms = {scenario.input for scenario, _ in plan} - {data.LOG}
    all_rows = data.rows_to_write(options.rows, forms, with_clean=with_clean)
    with progress.bar("logs", all_rows) as report:
        return data.make_inputs(
            options.rows,
            options.seed,
            forms,
            with_clean=with_clean,
            progress=lambda name, done: report(f"writing {name}", done),
        )


def _run(
    plan: Plan,
    inputs: Mapping[str, Mapping[str, Path]],
    ratio_to: Sequence[str],
    options: argparse.Namespace,
) -> list[results.Outcome]:
    """Compares the answers in all scenarios, then times them."""
    outcomes = []
    all_steps = sum(steps(*job, inputs[job[0].input], options.runs) for job in plan)
    with progress.bar("benchmark", all_steps) as report:
        contests = {
            form: Contest(files, PARSERS, {"scripts": str(FOLDER / "engines")}, report)
            for form, files in inputs.items()
        }
        answers = [contests[scenario.input].check(scenario, engines) for scenario, engines in plan]
        found = [
            _digest(scenario, engines, given, inputs[data.LOG][TIMED], options)
            for (scenario, engines), given in zip(plan, answers, strict=True)
        ]
        for (scenario, engines), given, known in zip(plan, answers, found, strict=True):
            contest = contests[scenario.input]
            standings = contest.time(scenario, engines, options.runs, given, options.enough)
            names = [engine.name for engine in engines]
            outcomes.append(
                results.Outcome(
                    scenario,
                    tuple(standings),
                    base=next((name for name in ratio_to if name in names), names[0]),
                    digest=known,
                    input_bytes=inputs[scenario.input][TIMED].stat().st_size,
                    shown=_shown(scenario, engines, given),
                )
            )
    return outcomes


def _shown(
    scenario: Scenario, engines: Sequence[Engine], answers: Mapping[str, Answer]
) -> dict[str, Answer]:
    """Returns what a scenario shows of the answers; of equal ones the first, by its engine."""
    shown: dict[str, Answer] = {}
    for engine in engines:
        answer = answers.get(engine.name, {})
        facts = {name: answer[name] for name in scenario.shown if name in answer}
        if facts and facts not in shown.values():
            shown[engine.label] = facts
    return shown


def _digest(
    scenario: Scenario,
    engines: Sequence[Engine],
    answers: Mapping[str, Answer],
    log: Path,
    options: argparse.Namespace,
) -> str | None:
    """Returns the digest of a complete answer, after a look at the one on record.

    What identifies its input is the log, of which the other forms are made.
    """
    for engine in engines:
        if engine.name in answers and engine.tasks[scenario.name].questions == scenario.questions:
            answer = {name: answers[engine.name][name] for name in scenario.questions}
            key = {"scenario": scenario.name, "rows": options.rows, "seed": options.seed}
            digests.check(FOLDER / "digests.toml", key, known_hash(log), answer)
            return digest(answer)
    return None


def _facts(options: argparse.Namespace, arguments: Sequence[str] | None) -> dict[str, Any]:
    shown = shlex.join(sys.argv[1:] if arguments is None else arguments)
    return {
        "title": f"Log analyzer, {options.rows:,} rows, warm cache, {machine.facts()['cpu']}",
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "command": f"bazel run //benchmarks:log_analyzer -- {shown}".rstrip(" -"),
        "commit": machine.git_commit(_checkout()),
        "machine": machine.facts(),
        "load_average_before": machine.load_average(),
        "data": {"rows": options.rows, "seed": options.seed, "dirt": data.DIRT},
        "runs": options.runs,
        "page_cache": "warm: each engine's answer was compared before it was timed",
    }


def _output_folder(options: argparse.Namespace) -> Path | None:
    if options.output is not None:
        given: Path = options.output
        return Path(os.environ.get("BUILD_WORKING_DIRECTORY", "."), given)
    if options.is_complete:
        return _checkout() / "benchmarks" / "results" / "log_analyzer"
    return None


def _checkout() -> Path:
    """Returns the checkout: Bazel names it, and runs us from elsewhere."""
    return Path(os.environ.get("BUILD_WORKSPACE_DIRECTORY", FOLDER.parents[1]))
