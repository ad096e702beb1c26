"""The cases of one unit, collected by pytest once and run many times.

`collected` starts pytest, and hands the collected suite to a function that runs inside pytest's own
test loop. There the process can fork: each child goes on with everything imported and collected.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import is_hypothesis_test

from tools.kata.judge import generating
from tools.kata.subject import share_with_children
from tools.kata.units import Stage, Unit

# What cases that run the subject over and over weigh, against 1 of any other: those that hypothesis
# generates input for, and those that call one of these functions of the test kit.
_GENERATED, _REPEATED = 80, 40
_REPEATING = {"cpu_growth", "explore", "random_runs", "speedup"}


class JudgeError(RuntimeError):
    """The judge itself, or the tests, cannot do their work; never the attempt's fault."""


@dataclass(frozen=True, slots=True)
class SuiteCase:
    """One case: its id for people and files, its stage, and pytest's item."""

    id: str
    stage: Stage
    item: pytest.Item


class Observer:
    """What the judged process sees of each phase of a case; set after the fork."""

    def phase_over(self, error: BaseException | None) -> None:
        """Gets the exception of a phase (setup, call, teardown), or None."""


@dataclass(slots=True)
class Suite:
    """A unit's collected cases in teaching order.

    Attributes:
        broken: Why the tests could not be collected, else empty.
        observer: Set by the process that runs cases.
    """

    unit: Unit
    cases: tuple[SuiteCase, ...]
    broken: str
    observer: Observer

    def select(self, scope: str | None) -> tuple[SuiteCase, ...]:
        """Returns the cases of a stage, or all."""
        return tuple(case for case in self.cases if scope in (None, case.stage.id))

    def parts(self, cases: Sequence[SuiteCase]) -> tuple[Sequence[SuiteCase], Sequence[SuiteCase]]:
        """Cuts cases in two that take about as long as each other, the same way in every run.

        A part is judged in a process of its own, so both can be at the same time.
        """
        if self.unit.is_whole:
            return cases, ()
        sums = [0, *accumulate(_weight(case.item) for case in cases)]
        cut = min(range(1, len(sums)), key=lambda number: abs(2 * sums[number] - sums[-1]))
        return cases[:cut], cases[cut:]

    def run(self, cases: Sequence[SuiteCase], number: int) -> None:
        """Runs one case by pytest's protocol; what happens goes to the observer."""
        item = cases[number].item
        following = cases[number + 1].item if number + 1 < len(cases) else None
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


class _Plugin:
    def __init__(self, unit: Unit, serve: Callable[[Suite], None], keyword: str) -> None:
        self._unit = unit
        self._keyword = keyword
        self._serve = serve
        self._errors: list[str] = []
        self._suite: Suite | None = None
        self.served = False
        self.error: BaseException | None = None

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self._errors.append(_reason(report.longreprtext))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        stages = {file: stage for stage in self._unit.stages for file in stage.tests}
        cases = tuple(
            SuiteCase(_case_id(item, stage := stages[item.path]), stage, item)
            for item in session.items
        )
        for item in session.items:
            # Worked out when it is first asked for: here, instead of in each run.
            _ = item.location
            if function := getattr(item, "obj", None):
                generating.fix_seed(function)
        _close_log_file(session.config)
        broken = "\n".join(self._errors)
        if not cases and not broken and not self._keyword:
            broken = f"{self._unit.folder / 'tests'} has no test"
        self._suite = Suite(self._unit, cases, broken, Observer())
        self.served = True
        try:
            self._serve(self._suite)
        except BaseException as error:
            # pytest would call it an internal error of its own.
            self.error = error
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport:
        error = call.excinfo.value if call.excinfo else None
        if self._suite is not None:
            self._suite.observer.phase_over(error)
        # pytest's own report would render the traceback, which nobody reads here.
        assert call.when != "collect"
        return pytest.TestReport(
            item.nodeid,
            item.location,
            {},
            "failed" if error else "passed",
            longrepr=None,
            when=call.when,
        )


def _close_log_file(config: pytest.Config) -> None:
    """Closes the file that pytest's logging writes to, which is the null device.

    A child closes all files of its parent. What it opens then, a socket of a test perhaps, gets the
    number of that file, and would get the lines of the log.
    """
    logging_plugin: Any = config.pluginmanager.get_plugin("logging-plugin")
    if logging_plugin is not None:
        logging_plugin.log_file_handler.close()


def collected(unit: Unit, serve: Callable[[Suite], None], keyword: str = "") -> None:
    """Collects a unit's tests and calls `serve` from inside pytest's test loop.

    Args:
        unit: The unit.
        serve: Gets the suite; it may fork, and its children may run cases.
        keyword: Leaves only the cases that this expression, pytest's -k, selects.

    Raises:
        JudgeError: pytest did not come as far as its test loop.
        Exception: What `serve` raised.
    """
    root = repository_root(unit.folder)
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    share_with_children(str(root))
    generating.prepare()
    plugin = _Plugin(unit, serve, keyword)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    status = pytest.main([*_options(unit, root), "-k", keyword], [plugin])
    if plugin.error is not None:
        raise plugin.error
    if not plugin.served:
        raise JudgeError(f"pytest ended with {status!r} before it ran a test of {unit.slug}")


def repository_root(unit_folder: Path) -> Path:
    """Returns the folder in which `challenges` lies."""
    for folder in unit_folder.parents:
        if folder.name == "challenges":
            return folder.parent
    raise JudgeError(f"{unit_folder} is not below a folder named challenges")


def _weight(item: pytest.Item) -> int:
    function = getattr(item, "obj", None)
    code = getattr(function, "__code__", None)
    if is_hypothesis_test(function):
        return _GENERATED
    return 1 if code is None or _REPEATING.isdisjoint(code.co_names) else _REPEATED


def _options(unit: Unit, root: Path) -> list[str]:
    options = ["-c", os.devnull, "--rootdir", str(root), "--confcutdir", str(unit.folder)]
    options += ["--import-mode=importlib", "--capture=no", "-p", "tools.kata.pytest_plugin"]
    options += ["-p", "_hypothesis_pytestplugin", f"--hypothesis-profile={generating.PROFILE}"]
    for unused in ("terminal", "cacheprovider", "junitxml", "faulthandler", "stepwise", "nose"):
        options += ["-p", f"no:{unused}"]
    for noisy in ("threadexception", "unraisableexception"):
        options += ["-p", f"no:{noisy}"]
    return [*options, *(str(file) for stage in unit.stages for file in stage.tests)]


def _reason(text: str) -> str:
    """Returns what pytest says of a failed import: the exception, without the way to it."""
    said = [line[1:].strip() for line in text.splitlines() if line.startswith("E ")]
    head = text.partition("\n")[0] if said else text
    return "\n".join([*said, head])


def _case_id(item: pytest.Item, stage: Stage) -> str:
    """Returns the id without the folders: test_edges.py::test_cover[need longer than text]."""
    name = item.nodeid.partition("::")[2]
    return f"{item.path.relative_to(stage.tests[0].parent).as_posix()}::{name}"
