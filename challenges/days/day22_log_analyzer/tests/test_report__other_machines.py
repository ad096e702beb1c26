"""Stage 8: partial results of other processes and machines, each counted once."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day22_log_analyzer.tests.logs import dirty_log
from challenges.days.day22_log_analyzer.tests.present import on_each_backend
from challenges.days.day22_log_analyzer.tests.reading import line
from challenges.shared.testing import check


class Unreliable:
    """An executor of which every third task dies at first, and whose results come late."""

    def __init__(self) -> None:
        self.tasks = 0
        self._seen: list[Any] = []
        self._inner = ThreadPoolExecutor(2)

    def submit(self, task: Callable[..., Any], *arguments: Any) -> Future[Any]:
        self.tasks += 1
        again = arguments[:2] in self._seen
        self._seen.append(arguments[:2])
        if self.tasks % 3 == 1 and not again:
            failed: Future[Any] = Future()
            failed.set_exception(RuntimeError("the worker has died"))
            return failed
        return self._inner.submit(task, *arguments)


@on_each_backend
def test_other_machines(subject: ModuleType, backend: str, tmp_path: Path) -> None:
    """Any executor gives the report of one machine, also when workers die."""
    plain, packed, columns = tmp_path / "a.log", tmp_path / "b.log", tmp_path / "w3c.log"
    plain.write_bytes(dirty_log(700, seed=1))
    packed.write_bytes(gzip.compress(dirty_log(300, seed=2)))
    options: dict[str, Any] = {"where": "status < 500", "group_by": ["path"], "backend": backend}
    expected = subject.analyze([plain, packed], **options)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as processes:
        found = subject.analyze_distributed(
            [plain, packed], processes, range_bytes=10_000, **options
        )
        assert found.partial() == expected.partial()
        executor = Unreliable()
        again = subject.analyze_distributed([plain, packed], executor, range_bytes=5_000, **options)
        assert again.partial() == expected.partial()
        assert executor.tasks > 20
    head = b"#Fields: date time c-ip cs-uri-stem sc-status\n"
    columns.write_bytes((head + b"2025-10-10 10:00:00 192.0.2.1 /one 200\n" * 30) * 2)
    with ThreadPoolExecutor(1) as threads:
        found = subject.analyze_distributed(columns, threads, range_bytes=100, backend=backend)
        assert found.partial() == subject.analyze(columns, backend=backend).partial()
        missing = tmp_path / "missing.log"
        for wrong in (missing, "-"):
            check(subject.analyze_distributed, wrong, threads, format="common").raises(
                subject.SourceError
            )


def test_a_task_that_always_dies(subject: ModuleType, tmp_path: Path) -> None:
    """After three attempts the error of the worker is raised."""
    path = tmp_path / "access.log"
    path.write_bytes(line())

    class Dead:
        tasks = 0

        def submit(self, task: Callable[..., Any], *arguments: Any) -> Future[Any]:
            self.tasks += 1
            failed: Future[Any] = Future()
            failed.set_exception(RuntimeError("the worker has died"))
            return failed

    executor = Dead()
    with pytest.raises(RuntimeError, match="has died"):
        subject.analyze_distributed(path, executor)
    assert executor.tasks == 3


@on_each_backend
@pytest.mark.parametrize("workers", [1, 2])
def test_logs_of_one_path_on_two_machines(
    subject: ModuleType, backend: str, workers: int, tmp_path: Path
) -> None:
    """Named by their host, two logs of the same path are two sources; else they are one."""
    path = tmp_path / "access.log"
    parts: dict[str, bytes] = {}
    for host, lines in (("web", 300), ("db", 200), ("", 100)):
        path.write_bytes(line() + b"\nx\n" * lines)
        report = subject.analyze(
            path, format="combined", host=host, backend=backend, workers=workers
        )
        parts[host] = report.partial()
    merged = subject.Analyzer.combine(parts.values(), backend=backend)
    check(int, merged.totals.parsed).returns(3)
    web = subject.Analyzer.combine([parts["web"]], backend=backend)
    check(str, web.malformed[0].file).returns(f"web:{path}")
    check(subject.Analyzer.combine, [parts["web"]] * 2, backend=backend).raises(ValueError)


def test_a_dask_cluster(subject: ModuleType, tmp_path: Path) -> None:
    """A real cluster of Dask gives the report of one machine."""
    distributed = pytest.importorskip("distributed")
    # On a busy machine its processes take their time to start.
    patient = {"distributed.comm.timeouts.connect": "60s", "distributed.comm.timeouts.tcp": "60s"}
    path = tmp_path / "access.log"
    path.write_bytes(dirty_log(700, seed=1))
    with (
        pytest.importorskip("dask").config.set(patient),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=tmp_path
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        found = subject.analyze_distributed(path, client, range_bytes=10_000)
    assert found.partial() == subject.analyze(path).partial()
