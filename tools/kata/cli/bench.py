"""`kata bench`: judge the attempt, then hold its growth against the reference."""

from __future__ import annotations

import contextlib
import json
import shutil
import sys
from collections.abc import Callable, Iterator

from tools.kata.bench.report import VERSION, Report
from tools.kata.bench.run import run
from tools.kata.bench.screen import screen
from tools.kata.cli.no_daemon import judge_here
from tools.kata.judge.judge import fix_hash_seed
from tools.kata.learner.errors import JUDGE, KataError
from tools.kata.learner.trial import Learner, Wanted
from tools.kata.units import Unit
from tools.kata.warden.client import wants_colour

WRONG = 1


def bench(learner: Learner, name: str, *, seconds: float, as_json: bool) -> int:
    """Measures every claim of a unit; returns the exit status, that of the worst one.

    Args:
        learner: The learner.
        name: The unit; empty for the current one.
        seconds: Processor time for each claim.
        as_json: Whether to print JSON.

    Raises:
        KataError: There is no such unit, no attempt, or nothing is claimed.
    """
    # This may start the program once more, so nothing is said before.
    fix_hash_seed()
    unit = learner.named(name)
    if not unit.perf:
        raise KataError(f"{unit.slug} makes no claim about growth: its unit.toml has no [[perf]]")
    judged = learner.test(Wanted(unit.slug, colour=wants_colour() and not as_json), judge_here)
    verdict = judged.result.verdict
    reports = []
    if verdict == "AC":
        reports = _measured(learner, unit, seconds, judged.result.subject_sha)
    if as_json:
        print(json.dumps(_as_json(unit, verdict, reports), ensure_ascii=False))
    elif verdict != "AC":
        print(f"{judged.text}\nonly an attempt that passes is measured; this one got {verdict}")
    else:
        size = shutil.get_terminal_size()
        colour = wants_colour()
        print("\n\n".join(screen(report, *size, colour=colour) for report in reports))
    if verdict != "AC":
        return JUDGE if verdict == "JE" else WRONG
    return max(report.exit_code for report in reports)


def _measured(learner: Learner, unit: Unit, seconds: float, sha: str) -> list[Report]:
    reports = []
    for claim in unit.perf:
        with _bar(claim.function) as progress:
            report = run(unit, claim, "attempt", seconds=seconds, progress=progress)
        event = {"subject_sha": sha, **report.as_event()}
        learner.journal.append("bench", unit.uuid, slug=unit.slug, **event)
        reports.append(report)
    return reports


def _as_json(unit: Unit, verdict: str, reports: list[Report]) -> dict[str, object]:
    return {
        "v": VERSION,
        "unit": unit.slug,
        "uuid": unit.uuid,
        "judged": verdict,
        "claims": [report.as_json() for report in reports],
    }


@contextlib.contextmanager
def _bar(title: str) -> Iterator[Callable[[str, float], None]]:
    """Shows on a terminal how far a measurement is; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _part, _share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    console = Console(stderr=True)
    columns = (TextColumn(title), BarColumn(), TextColumn("{task.description}"))
    # Without a thread that redraws it: the process forks meanwhile.
    with Progress(*columns, console=console, transient=True, auto_refresh=False) as shown:
        task = shown.add_task("growth", total=1.0)

        def progress(part: str, share: float) -> None:
            shown.update(task, completed=share, description=part, refresh=True)

        yield progress
