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
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from tools.kata.judge.request import Request
from tools.kata.judge.result import Result, parse_fields
from tools.kata.learner.errors import JUDGE, KataError
from tools.kata.units import Unit
from tools.kata.warden.stamps import Stamp, stamp

MOST_ZYGOTES = 4


class HungUpError(Exception):
    """The client has gone before its answer was there."""


class Zygote:
    """One process with one unit's suite; judges one subject at a time."""

    def __init__(self, unit: Unit, root: Path, log: int) -> None:
        self._unit = unit
        ours, theirs = socket.socketpair()
        with theirs:
            roots = [str(root), os.environ.get("PYTHONPATH", "")]
            environment = {
                **os.environ,
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
        ready = self._receive()
        if "ready" not in ready:
            self.close()
            raise KataError(str(ready.get("error", "the judge could not start")), JUDGE)
        loaded = ready["ready"]
        assert isinstance(loaded, list)
        tests = unit.folder / "tests"
        self._watched = [*loaded, str(unit.folder / "unit.toml"), str(tests)]
        # Folders, too: their times change when a file comes or goes.
        own = (path for path in tests.rglob("*") if "__pycache__" not in path.parts)
        self._watched += map(str, own)
        self._stamp: Stamp = stamp(self._watched)

    @property
    def pid(self) -> int:
        """The process."""
        return self._process.pid

    @property
    def fresh(self) -> bool:
        """Whether it lives and nothing that it has loaded has changed since."""
        return self._process.poll() is None and stamp(self._watched) == self._stamp

    def judge(self, request: Request, client: socket.socket) -> Result:
        """Judges; ends the run early when the client hangs up.

        Raises:
            HungUpError: The client has gone.
            KataError: The zygote has ended, or could not do it.
        """
        self._send(asdict(request))
        # Only the zygote writes, and nothing is left unread between runs, so select sees all.
        readable, _, _ = select.select([self._channel, client], [], [])
        if self._channel not in readable:
            self._send({"cancel": True})
        answer = self._receive()
        if client in readable:
            raise HungUpError
        result = answer.get("result")
        if isinstance(result, dict):
            return parse_fields(result)
        raise KataError(str(answer.get("error", "the judge ended during the run")), JUDGE)

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


class Pool:
    """At most `MOST_ZYGOTES` zygotes, the ones used last; safe for several threads."""

    def __init__(self, root: Path, log: int) -> None:
        self._root = root
        self._log = log
        self._guard = threading.Lock()
        self._locks: dict[Path, threading.Lock] = {}
        self._zygotes: dict[Path, Zygote] = {}

    def judge(self, unit: Unit, request: Request, client: socket.socket) -> Result:
        """Judges with the unit's zygote; a new one is started when it is missing or stale."""
        with self._held(unit.folder):
            zygote = self._zygotes.get(unit.folder)
            if zygote is None or not zygote.fresh:
                if zygote is not None:
                    self._forget(unit.folder)
                zygote = Zygote(unit, self._root, self._log)
            with self._guard:
                # The last of a dict is the one that was used last.
                self._zygotes.pop(unit.folder, None)
                self._zygotes[unit.folder] = zygote
            try:
                result = zygote.judge(request, client)
            except KataError:
                self._forget(unit.folder)
                raise
        self._shrink()
        return result

    def close(self) -> None:
        """Ends all zygotes."""
        for folder in list(self._zygotes):
            with self._held(folder):
                self._forget(folder)

    def _shrink(self) -> None:
        while True:
            with self._guard:
                spare = list(self._zygotes)[:-MOST_ZYGOTES]
            if not spare:
                return
            with self._held(spare[0]):
                self._forget(spare[0])

    def _forget(self, folder: Path) -> None:
        with self._guard:
            zygote = self._zygotes.pop(folder, None)
        if zygote is not None:
            zygote.close()

    @contextlib.contextmanager
    def _held(self, folder: Path) -> Iterator[None]:
        with self._guard:
            lock = self._locks.setdefault(folder, threading.Lock())
        with lock:
            yield
