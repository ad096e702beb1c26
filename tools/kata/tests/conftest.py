"""Fixtures of the tools' own tests."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from tools.kata.judge.request import Request
from tools.kata.judge.result import Result
from tools.kata.tests.fixture_units import PROJECT, FixtureUnit
from tools.kata.units import load_unit
from tools.kata.warden.pool import Zygotes


@pytest.fixture
def unit(tmp_path: Path) -> FixtureUnit:
    """A unit in a root of its own, without any tools beside it."""
    return FixtureUnit(tmp_path)


class Bench:
    """One unit's zygotes that judge modules given as text, and what these leave behind."""

    def __init__(self, unit: FixtureUnit, folder: Path) -> None:
        self._folder = folder
        self._client, self._other = socket.socketpair()
        with (folder / "log").open("wb") as log:
            self._zygotes = Zygotes(load_unit(unit.folder), PROJECT, log.fileno())
        self._count = 0

    def judge(self, module: str, **request: object) -> Result:
        """Judges a module."""
        self._count += 1
        place = self._folder / str(self._count)
        place.mkdir()
        file = place / "attempt.py"
        file.write_text(module, encoding="utf-8")
        return self.judge_choice(str(file), **request)

    def judge_choice(self, choice: str, **request: object) -> Result:
        """Judges what a choice names, such as attempt."""
        return self._zygotes.judge(Request(choice, **request), self._client)  # type: ignore[arg-type]

    def left_behind(self) -> list[str]:
        """Returns the command lines of all processes that descend from the zygotes."""
        children = [
            child
            for pid in self._zygotes.pids
            for child in psutil.Process(pid).children(recursive=True)
        ]
        return [" ".join(process.cmdline()) for process in children]

    def close(self) -> None:
        self._zygotes.close()
        self._client.close()
        self._other.close()


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """A bench with a unit whose runs may take half a second of processor time."""
    root = tmp_path_factory.mktemp("bench")
    unit = FixtureUnit(root, cpu_s=0.5)
    (root / "attempts").mkdir()
    bench = Bench(unit, root / "attempts")
    yield bench
    bench.close()
