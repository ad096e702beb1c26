"""A checkout of its own for a test: the tools copied, units, a home, and whatever it starts."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]

from tools.kata.state.journal import Event, Journal
from tools.kata.tests.fixture_units import FixtureUnit, copy_tools

DEADLINE_S = 60.0


class Checkout:
    """A root with tools and one unit.

    Attributes:
        root: The root.
        home: KATA_HOME of all that is run.
        unit: A unit that is there from the beginning.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.home = root / "home"
        # The path of a socket must be short; that of pytest's folders is not.
        self._runtime = tempfile.mkdtemp(prefix="kata-", dir="/tmp")
        copy_tools(root)
        self.unit = FixtureUnit(root)

    def environment(self, **changes: str) -> dict[str, str]:
        """Returns the environment of a command."""
        kept = {
            name: os.environ[name] for name in ("PATH", "LANG", "PYTHONPATH") if name in os.environ
        }
        own = {"KATA_HOME": str(self.home), "XDG_RUNTIME_DIR": self._runtime}
        return {**kept, **own, "HOME": str(self.root), **changes}

    def command(self, *arguments: str) -> list[str]:
        """Returns what the script `kata` starts."""
        return [sys.executable, "-S", str(self.root / "tools/kata/__main__.py"), *arguments]

    def kata(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Runs a command to its end."""
        return subprocess.run(
            self.command(*arguments),
            cwd=self.root,
            env=self.environment(**environment),
            capture_output=True,
            text=True,
            check=False,
            timeout=DEADLINE_S,
        )

    def result(self, *arguments: str, **environment: str) -> dict[str, Any]:
        """Returns the JSON of a `kata test`."""
        ended = self.kata("test", "--json", *arguments, **environment)
        assert ended.stdout, ended.stderr
        found: dict[str, Any] = json.loads(ended.stdout)
        return found

    def journal(self) -> Journal:
        """Returns the journal that the commands write."""
        return Journal(self.home)

    def judged(self) -> list[Event]:
        """Returns the events of judged runs."""
        return [event for event in self.journal().events() if event["kind"] == "judged"]

    def processes(self, module: str) -> list[psutil.Process]:
        """Returns the processes of this checkout that run a module of the tools."""
        found = []
        for process in psutil.process_iter():
            try:
                line = process.cmdline()
                environment = process.environ()
            except psutil.Error:
                continue
            if module in line and environment.get("XDG_RUNTIME_DIR") == self._runtime:
                found.append(process)
        return found

    def wardens(self) -> list[psutil.Process]:
        """Returns the wardens of this checkout."""
        return self.processes("tools.kata.warden.server")

    def zygotes(self) -> list[psutil.Process]:
        """Returns the zygotes of this checkout."""
        return self.processes("tools.kata.warden.zygote")

    def judged_processes(self) -> list[psutil.Process]:
        """Returns all that the zygotes have forked."""
        found: list[psutil.Process] = []
        for zygote in self.zygotes():
            # It may end meanwhile, and what it has forked with it.
            with contextlib.suppress(psutil.NoSuchProcess):
                found += zygote.children(recursive=True)
        return found

    def close(self) -> None:
        """Ends what this checkout has started, and nothing else."""
        for process in [*self.wardens(), *self.zygotes()]:
            # Zygotes end by themselves when their warden does.
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        shutil.rmtree(self._runtime, ignore_errors=True)


def eventually(holds: Callable[[], object], what: str) -> None:
    """Waits until something holds."""
    until = time.monotonic() + DEADLINE_S
    while not holds():
        assert time.monotonic() < until, f"never: {what}"
        os.sched_yield()
