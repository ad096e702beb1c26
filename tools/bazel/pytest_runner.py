"""Runs pytest by Bazel's test protocol: XML, filter, shards, temporary folder, coverage."""

from __future__ import annotations

import contextlib
import os
import pathlib
import sys
import zlib
from collections.abc import Iterator

import pytest


class Shards:
    """Keeps the tests of one shard, chosen by a hash of their names: stable over runs."""

    def __init__(self, index: int, total: int) -> None:
        self.index, self.total = index, total

    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        mine = [i for i in items if zlib.crc32(i.nodeid.encode()) % self.total == self.index]
        config.hook.pytest_deselected(items=[i for i in items if i not in mine])
        items[:] = mine


@contextlib.contextmanager
def coverage_to(folder: str | None, manifest: str | None) -> Iterator[None]:
    """Writes line and branch coverage of the instrumented files as LCOV into `folder`."""
    if not folder or not manifest:
        yield
        return
    import coverage

    listed = pathlib.Path(manifest).read_text(encoding="utf-8").split()
    # In a sandbox the files are symlinks; reports should name them as the manifest does.
    names = {str(pathlib.Path(path).resolve()): path for path in listed if path.endswith(".py")}
    data = pathlib.Path(os.environ["TEST_TMPDIR"], "coverage-data")
    measured = coverage.Coverage(data_file=str(data), branch=True, include=list(names) or None)
    measured.start()
    try:
        yield
    finally:
        measured.stop()
        report = pathlib.Path(folder, "python.dat")
        with contextlib.suppress(coverage.exceptions.NoDataError):
            measured.lcov_report(outfile=str(report))
            lines = report.read_text(encoding="utf-8").splitlines()
            renamed = [_renamed(line, names) for line in lines]
            report.write_text("\n".join(renamed) + "\n", encoding="utf-8")


def _renamed(line: str, names: dict[str, str]) -> str:
    if not line.startswith("SF:"):
        return line
    path = str(pathlib.Path(line[3:]).resolve())
    return "SF:" + names.get(path, line[3:])


def main(arguments: list[str]) -> int:
    """Returns pytest's exit status; "no tests" is an error unless a filter or shard made it so."""
    environ = os.environ
    arguments = ["-c", "pytest.ini", "--rootdir", ".", *arguments]
    plugins: list[object] = []
    may_be_empty = False
    if xml := environ.get("XML_OUTPUT_FILE"):
        arguments += ["--junitxml", xml]
    if temporary := environ.get("TEST_TMPDIR"):
        arguments += ["--basetemp", str(pathlib.Path(temporary, "pytest"))]
        environ["HOME"] = temporary
    if wanted := environ.get("TESTBRIDGE_TEST_ONLY"):
        arguments += ["-k", wanted]
        may_be_empty = True
    if (total := int(environ.get("TEST_TOTAL_SHARDS") or "0")) > 1:
        pathlib.Path(environ["TEST_SHARD_STATUS_FILE"]).touch()
        plugins.append(Shards(int(environ["TEST_SHARD_INDEX"]), total))
        may_be_empty = True
    with coverage_to(environ.get("COVERAGE_DIR"), environ.get("COVERAGE_MANIFEST")):
        status = pytest.main(arguments, plugins)
    if status == pytest.ExitCode.NO_TESTS_COLLECTED and may_be_empty:
        return 0
    return int(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
