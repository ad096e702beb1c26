"""Real servers that a unit's tests use, kept running from run to run.

Starting one takes longer than most runs. So the warden has a keeper for each unit that needs some,
``python -m tools.kata.warden.services NAME...``: it starts them, prints one line of JSON, either
{"environment": {…}} for the tests or {"error": "…"}, and stops them when its standard input ends,
however the warden has ended.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from challenges.shared.testing.servers import ServerError, redis_server
from tools.kata.learner.errors import JUDGE, KataError

# Name in unit.toml -> environment variable with the URL, and what starts the server in a folder.
SERVERS = {"redis": ("KATA_REDIS_URL", redis_server)}


class Services:
    """The servers of one unit.

    Attributes:
        environment: What tells the tests where they are.
    """

    def __init__(self, names: Sequence[str], root: Path, log: int) -> None:
        """Starts them and waits until they are ready; without names it does nothing.

        Raises:
            KataError: One of them is not known, is not installed, or did not start.
        """
        self.environment: Mapping[str, str] = {}
        self._keeper: subprocess.Popen[bytes] | None = None
        if not names:
            return
        roots = [str(root), os.environ.get("PYTHONPATH", "")]
        self._keeper = subprocess.Popen(
            [sys.executable, "-m", "tools.kata.warden.services", *names],
            cwd=root,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, roots))},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
        )
        assert self._keeper.stdout is not None
        line = self._keeper.stdout.readline()
        said: dict[str, Any] = json.loads(line) if line else {}
        if "environment" not in said:
            self.close()
            raise KataError(said.get("error", f"{', '.join(names)} did not start"), JUDGE)
        self.environment = said["environment"]

    def close(self) -> None:
        """Stops them."""
        if self._keeper is not None:
            self._keeper.communicate()


def keep(names: Sequence[str]) -> int:
    """Runs servers until standard input ends; returns the exit status."""
    with contextlib.ExitStack() as running:
        environment = {}
        for name in names:
            if name not in SERVERS:
                said = f"services names {name!r} in unit.toml; known are {', '.join(SERVERS)}"
                return _say(1, error=said)
            variable, server = SERVERS[name]
            folder = running.enter_context(tempfile.TemporaryDirectory(prefix=f"kata-{name}-"))
            try:
                environment[variable] = running.enter_context(server(Path(folder)))
            except ServerError as error:
                return _say(1, error=str(error))
        _say(0, environment=environment)
        sys.stdin.buffer.read()
    return 0


def _say(status: int, **fields: object) -> int:
    print(json.dumps(fields), flush=True)
    return status


if __name__ == "__main__":
    sys.exit(keep(sys.argv[1:]))
