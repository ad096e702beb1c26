"""Keeps the zygotes of the units that were judged lately."""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, replace
from pathlib import Path
from types import MappingProxyType

from tools.kata.judge.request import Request
from tools.kata.judge.result import Result, joined, parse_fields
from tools.kata.learner.errors import JUDGE, KataError
from tools.kata.units import Unit
from tools.kata.warden.services import Services
from tools.kata.warden.stamps import Stamp, stamp

MOST_UNITS = 4


class HungUpError(Exception):
    """The client has gone before its answer was there."""


class Zygote:
    """One process with one unit's suite; judges one subject at a time."""

    def __init__(
        self,
        unit: Unit,
        root: Path,
        log: int,
        environment: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            roots = [str(root), os.environ.get("PYTHONPATH", "")]
            environment = {
                **os.environ,
                **environment,
                "PYTHONPATH": os.pathsep.join(filter(None, roots)),
                "PYTHONHASHSEED": "0",
            }
            arguments = ["-m", "tools.kata.warden.zygote", str(unit.folder), str(theirs.fileno())]
            self._process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=root,
                env=environment,
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._channel = ours
        self._lines = ours.makefile("rb")

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    @property
    def alive(self) -> bool:
        """Whether the process has not ended."""
        return self._process.poll() is None

    def loaded_files(self) -> list[str]:
        """Waits until the suite is collected; returns the files that it depends on.

        Raises:
            KataError: The process could not do it.
        """
        ready = self._receive()
        if "ready" not in ready:
            raise KataError(str(ready.get("error", "the judge could not start")), JUDGE)
        loaded = ready["ready"]
        assert isinstance(loaded, list)
        return loaded

    def begin(self, request: Request) -> None:
        """Starts a run; `finish` or `cancel` must follow."""
        self._send(asdict(request))

    def finish(self, client: socket.socket) -> Result:
        """Waits for the result; ends the run early when the client hangs up.

        Raises:
            HungUpError: The client has gone.
            KataError: The zygote has ended, or could not do it.
        """
        # Only the zygote writes, and nothing is left unread between runs, so select sees all.
        readable, _, _ = select.select([self._channel, client], [], [])
        if self._channel not in readable:
            self.cancel()
            raise HungUpError
        answer = self._receive()
        if client in readable:
            raise HungUpError
        result = answer.get("result")
        if isinstance(result, dict):
            return parse_fields(result)
        raise KataError(str(answer.get("error", "the judge ended during the run")), JUDGE)

    def cancel(self) -> None:
        """Ends a run, and returns when nothing of it is left."""
        self._send({"cancel": True})
        # That it is cancelled, or a result that came first.
        self._receive()

    def close(self) -> None:
        """Ends the process; a run of it ends with it."""
        self._lines.close()
        self._channel.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _send(self, fields: dict[str, object]) -> None:
        with contextlib.suppress(OSError):  # what is missing then is the answer
            self._channel.sendall(json.dumps(fields).encode() + b"\n")

    def _receive(self) -> dict[str, object]:
        try:
            line = self._lines.readline()
        except OSError:
            line = b""
        fields = json.loads(line) if line else {}
        assert isinstance(fields, dict)
        return fields


class Zygotes:
    """Those of one unit: two, which judge its two parts at the same time, where that is faster.

    With them run the servers that the unit's tests use.
    """

    def __init__(self, unit: Unit, root: Path, log: int) -> None:
        self._services = Services(unit.services, root, log)
        count = 1 if unit.is_whole or len(os.sched_getaffinity(0)) == 1 else 2
        environment = self._services.environment
        self._zygotes = [Zygote(unit, root, log, environment) for _ in range(count)]
        try:
            loaded, *_ = [zygote.loaded_files() for zygote in self._zygotes]
        except KataError:
            self.close()
            raise
        tests = unit.folder / "tests"
        self._watched = [*loaded, str(unit.folder / "unit.toml"), str(tests)]
        # Folders, too: their times change when a file comes or goes.
        own = (path for path in tests.rglob("*") if "__pycache__" not in path.parts)
        self._watched += map(str, own)
        self._stamp: Stamp = stamp(self._watched)

    @property
    def pids(self) -> list[int]:
        """Their processes."""
        return [zygote.pid for zygote in self._zygotes]

    @property
    def fresh(self) -> bool:
        """Whether they live and nothing that they have loaded has changed since."""
        alive = all(zygote.alive for zygote in self._zygotes)
        return alive and stamp(self._watched) == self._stamp

    def judge(self, request: Request, client: socket.socket) -> Result:
        """Judges; ends the run early when the client hangs up.

        Raises:
            HungUpError: The client has gone.
            KataError: A zygote has ended, or could not do it.
        """
        if len(self._zygotes) == 1:
            self._zygotes[0].begin(request)
            return self._zygotes[0].finish(client)
        first, second = self._zygotes
        first.begin(replace(request, part=1))
        second.begin(replace(request, part=2))
        try:
            result = first.finish(client)
        except (HungUpError, KataError):
            second.cancel()
            raise
        if result.verdict != "AC" and not request.run_all:
            second.cancel()
            return result
        return joined(result, second.finish(client))

    def close(self) -> None:
        """Ends the processes."""
        for zygote in self._zygotes:
            zygote.close()
        self._services.close()


class Pool:
    """The zygotes of at most `MOST_UNITS` units, the ones used last; safe for several threads."""

    def __init__(self, root: Path, log: int) -> None:
        self._root = root
        self._log = log
        self._guard = threading.Lock()
        self._locks: dict[Path, threading.Lock] = {}
        self._units: dict[Path, Zygotes] = {}

    def judge(self, unit: Unit, request: Request, client: socket.socket) -> Result:
        """Judges with the unit's zygotes; new ones are started when they are missing or stale."""
        with self._held(unit.folder):
            zygotes = self._units.get(unit.folder)
            if zygotes is None or not zygotes.fresh:
                if zygotes is not None:
                    self._forget(unit.folder)
                zygotes = Zygotes(unit, self._root, self._log)
            with self._guard:
                # The last of a dict is the one that was used last.
                self._units.pop(unit.folder, None)
                self._units[unit.folder] = zygotes
            try:
                result = zygotes.judge(request, client)
            except KataError:
                self._forget(unit.folder)
                raise
        self._shrink()
        return result

    def close(self) -> None:
        """Ends all zygotes."""
        for folder in list(self._units):
            with self._held(folder):
                self._forget(folder)

    def _shrink(self) -> None:
        while True:
            with self._guard:
                spare = list(self._units)[:-MOST_UNITS]
            if not spare:
                return
            with self._held(spare[0]):
                self._forget(spare[0])

    def _forget(self, folder: Path) -> None:
        with self._guard:
            zygotes = self._units.pop(folder, None)
        if zygotes is not None:
            zygotes.close()

    @contextlib.contextmanager
    def _held(self, folder: Path) -> Iterator[None]:
        with self._guard:
            lock = self._locks.setdefault(folder, threading.Lock())
        with lock:
            yield
