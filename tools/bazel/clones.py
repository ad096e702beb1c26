"""Clones of this checkout, each at its own path with its own output base, and Bazel in them."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import pathlib
import shutil
import subprocess
import time
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parents[2]


@dataclasses.dataclass(frozen=True)
class Run:
    """What one `bazel test` did.

    Attributes:
        executed: labels of the tests that really ran, sorted.
        tests: how many tests were asked for.
        seconds: wall time of the command.
        failed: labels of the tests that did not pass.
    """

    executed: tuple[str, ...]
    tests: int
    seconds: float
    failed: tuple[str, ...]


class Clone:
    """A clone of HEAD at a path of its own, with an output base of its own."""

    def __init__(self, folder: pathlib.Path, name: str) -> None:
        self.path = folder / name / "checkout"
        self.output_base = folder / name / "output_base"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(self.path)], check=True)

    def _command(self, verb: str, *arguments: str) -> list[str]:
        return [str(self.path / "bazelw"), f"--output_base={self.output_base}", verb, *arguments]

    def test(self, *arguments: str) -> Run:
        """Runs `bazel test` with `arguments`; a failed test is reported, not raised."""
        events = self.path.parent / "events.json"
        started = time.perf_counter()
        finished = subprocess.run(
            self._command("test", f"--build_event_json_file={events}", *arguments),
            cwd=self.path,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        seconds = time.perf_counter() - started
        if finished.returncode not in (0, 3):
            raise SystemExit(f"bazel test failed with {finished.returncode}:\n{finished.stdout}")
        return _read_events(events, seconds)

    def append(self, path: str, text: str) -> None:
        """Edits a file of the clone."""
        with (self.path / path).open("a", encoding="utf-8") as file:
            file.write(text)

    def server_pid(self) -> int:
        """The process id of this clone's Bazel server."""
        return int((self.output_base / "server" / "server.pid.txt").read_text(encoding="ascii"))

    def remove(self) -> None:
        """Ends the server and deletes everything."""
        subprocess.run(self._command("shutdown"), cwd=self.path, capture_output=True, check=False)
        subprocess.run(["chmod", "-R", "u+w", str(self.path.parent)], check=False)
        shutil.rmtree(self.path.parent, ignore_errors=True)


@contextlib.contextmanager
def clone(folder: pathlib.Path, name: str) -> Iterator[Clone]:
    """A clone that is gone afterwards."""
    made = Clone(folder, name)
    try:
        yield made
    finally:
        made.remove()


def _read_events(events: pathlib.Path, seconds: float) -> Run:
    executed, tests, failed = set(), set(), set()
    for line in events.read_text(encoding="utf-8").splitlines():
        event = json.loads(line)
        label = event["id"].get("testResult", {}).get("label")
        if label is None:
            continue
        result = event["testResult"]
        tests.add(label)
        cached = result.get("cachedLocally") or result.get("executionInfo", {}).get(
            "cachedRemotely"
        )
        if not cached:
            executed.add(label)
        if result.get("status") != "PASSED":
            failed.add(label)
    return Run(tuple(sorted(executed)), len(tests), seconds, tuple(sorted(failed)))
