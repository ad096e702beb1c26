"""Measures what the build caches give: run it as `python3 -m tools.bazel.measure_cache`.

In clones of HEAD, each at its own path with its own output base, it runs `bazel test`
and reads from Bazel's own event log which tests were executed:

* remote: a real nginx (WebDAV) on loopback as --remote_cache, filled by one clone and
  used by another;
* ci: the disk cache of --config=ci, likewise;
* nothing changed, one challenge edited, a documentation edit: which tests run, how long;
* the cost of a small pytest target, in core-seconds.

Prints a table with the goal beside each figure; exits with 1 when a goal on *which* tests
run is missed (times are only shown).
"""

from __future__ import annotations

import argparse
import os
import pathlib
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence

from challenges.shared.testing.servers import ServerError, nginx_webdav
from tools.bazel.clones import Clone, Run, clone

EDITED = "challenges/intermediate/strings/shortest_cover"
_TINY = 'load("//tools/bazel:python.bzl", "py_test")\n'


def _cpu_seconds(pid: int) -> float:
    """CPU time of a process and of its children that have ended (proc(5), fields 14-17)."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def measure_small_target(place: Clone, count: int) -> tuple[float, float]:
    """Core-seconds and wall seconds a target of `count` tiny pytest targets."""
    package = place.path / "tests" / "tiny"
    package.mkdir(parents=True)
    (package / "test_tiny.py").write_text("def test_tiny():\n    assert 1 + 1 == 2\n")
    rules = [f'py_test(name = "tiny_{n}", srcs = ["test_tiny.py"])\n' for n in range(count)]
    (package / "BUILD.bazel").write_text(_TINY + "".join(rules))
    place.test("//tests/tiny:tiny_0")
    before = _cpu_seconds(place.server_pid())
    run = place.test("//tests/tiny/...")
    spent = _cpu_seconds(place.server_pid()) - before
    shutil.rmtree(package)
    return spent / len(run.executed), run.seconds / len(run.executed)


class Table:
    """Rows of figure, value and goal; remembers whether a goal was missed."""

    def __init__(self) -> None:
        self.missed = False
        self._say("figure", "measured", "goal")

    def _say(self, figure: str, measured: str, goal: str) -> None:
        print(f"{figure:<58}{measured:>18}  {goal}", flush=True)

    def add(self, figure: str, measured: str, goal: str, holds: bool = True) -> None:
        self.missed |= not holds
        self._say(figure, measured, goal + ("" if holds else "  MISSED"))


def _tests(run: Run) -> str:
    return f"{len(run.executed)} of {run.tests}"


def measure(folder: pathlib.Path, url: str, targets: Sequence[str], tiny: int) -> bool:
    """Prints the table; returns whether the goals on which tests run were met."""
    remote = ["--config=remote", f"--remote_cache={url}"]
    disk = ["--config=ci", f"--disk_cache={folder / 'disk'}"]
    table = Table()
    with clone(folder, "first") as first:
        # Fills both at once: what is up to date already would not be written to the second.
        run = first.test(*remote, *disk, *targets)
        table.add("cold: tests executed", _tests(run), "")
        table.add("cold: wall time", f"{run.seconds:.1f} s", "")
        if run.failed:
            raise SystemExit("these tests fail, so the cache says little: " + " ".join(run.failed))
    with clone(folder, "elsewhere") as other:
        run = other.test(*remote, *targets)
        name = "fresh clone, fresh output base, remote cache: executed"
        table.add(name, _tests(run), "0", not run.executed)
        table.add(
            "the same: wall time, server start and fetches included", f"{run.seconds:.1f} s", ""
        )
        _measure_edits(other, table, targets)
        spent, wall = measure_small_target(other, tiny)
        table.add(f"a small pytest target, mean of {tiny}: core-seconds", f"{spent:.2f}", "<= 0.3")
        table.add("the same: wall time", f"{wall:.2f} s", "")
    with clone(folder, "disk-user") as third:
        run = third.test(*disk, *targets)
        name = "fresh clone, fresh output base, disk cache: executed"
        table.add(name, _tests(run), "0", not run.executed)
    return not table.missed


def _measure_edits(place: Clone, table: Table, targets: Sequence[str]) -> None:
    times = [place.test(*targets).seconds for _ in range(3)]
    table.add("nothing changed, warm server: wall time", f"{min(times):.2f} s", "<= 1 s")

    place.append(f"{EDITED}/solution.py", "\n\n# An edit.\n")
    run = place.test(f"//{EDITED}:test")
    table.add("one challenge edited: wall time to its verdict", f"{run.seconds:.2f} s", "<= 2 s")
    place.append(f"{EDITED}/solution.py", "\n\n# Another edit.\n")
    run = place.test(*targets)
    strange = [label for label in run.executed if not label.startswith(f"//{EDITED}:")]
    table.add("one challenge edited: tests executed", _tests(run), "its own", not strange)
    for label in run.executed:
        print(f"    {label}")

    place.append("README.md", "\nAn edit.\n")
    place.append("CONTRIBUTING.md", "\nAn edit.\n")
    place.append(f"{EDITED}/notes.md", "\nAn edit.\n")
    run = place.test(*targets)
    prose = re.compile(r":(validate|docs\w*)$|^//tests:\w*(docs|readme)\w*$")
    strange = [label for label in run.executed if not prose.search(label)]
    table.add("documentation edited: code tests executed", f"{len(strange)}", "0", not strange)
    for label in run.executed:
        print(f"    {label}")


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("targets", nargs="*", default=["//..."], help="default: //...")
    parser.add_argument("--tiny", type=int, default=60, help="small targets to measure (60)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="measure-cache-") as name:
        folder = pathlib.Path(name)
        (folder / "nginx").mkdir()
        try:
            with nginx_webdav(folder / "nginx") as url:
                return 0 if measure(folder, url, options.targets, options.tiny) else 1
        except ServerError as error:
            print(f"measure_cache: {error}", file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
