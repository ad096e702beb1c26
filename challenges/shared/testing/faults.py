"""Faults on purpose: processes that are killed, connections that are cut, and how often.

A fault test goes round by round, each with a seed of its own:

    for seed in fault_seeds(small=20, full=500):
        ...

The small count is for every run; `CHALLENGES_FAULTS=full`, which the target `:faults` of a day
sets, takes the full one. The first line that is printed says which seeds; one alone is repeated by
`CHALLENGES_FAULTS=1 CHALLENGES_SEED=...`.
"""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

COUNT = "CHALLENGES_FAULTS"
SEED = "CHALLENGES_SEED"
_DEADLINE_S = 60.0


def fault_seeds(small: int, full: int) -> Iterator[int]:
    """Yield the seeds of a fault test's rounds, and print how to repeat the one that fails.

    Args:
        small: rounds of every run.
        full: rounds of a run with CHALLENGES_FAULTS=full.

    Raises:
        ValueError: a variable holds neither "full" nor a whole number.
    """
    wanted = os.environ.get(COUNT, "")
    rounds = full if wanted == "full" else _number(COUNT, wanted, small)
    # The same in each run by default; a full run looks elsewhere each time.
    first = _number(SEED, os.environ.get(SEED, ""), time.time_ns() if wanted == "full" else 1)
    print(f"{rounds} rounds with seeds from {first}")
    for seed in range(first, first + rounds):
        try:
            yield seed
        except GeneratorExit:
            print(f"to repeat the last round: {COUNT}=1 {SEED}={seed}")
            raise
        passed = seed
    if rounds:
        print(f"the last of them was {passed}")


def _number(variable: str, text: str, default: int) -> int:
    if not text:
        return default
    try:
        return int(text)
    except ValueError:
        raise ValueError(f"{variable} is {text!r}, must be a whole number or full") from None


@dataclass(frozen=True, slots=True)
class Killed:
    """A process that was killed.

    Attributes:
        lines: What it printed before, line by line; a last line without its end is left out.
        died: Whether it was the kill that ended it; False if it had ended by itself.
    """

    lines: list[str]
    died: bool


def kill_after(
    command: Sequence[str],
    lines: int,
    seconds: float = 0.0,
    *,
    env: Mapping[str, str] | None = None,
    deadline: float = _DEADLINE_S,
) -> Killed:
    """Start a process and end it by SIGKILL, as a crash does: nothing of it is cleaned up.

    Args:
        command: The program and its arguments. It says by a line on its standard output, flushed,
            what it has done for good.
        lines: How many of these are waited for.
        seconds: Time that passes after them, before the kill.
        env: Its environment; left out, that of this process.
        deadline: Seconds until the lines must have come.

    Raises:
        TimeoutError: The lines do not come; the process is killed, too.
    """
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=env) as process:
        assert process.stdout is not None
        output = process.stdout.fileno()
        read = b""
        try:
            end = time.monotonic() + deadline
            while read.count(b"\n") < lines:
                if not select.select([output], [], [], max(0.0, end - time.monotonic()))[0]:
                    raise TimeoutError(
                        f"{read.count(10)} of {lines} lines came in {deadline:g} s: {read[-200:]!r}"
                    )
                piece = os.read(output, 1 << 16)
                if not piece:
                    break
                read += piece
            end = time.monotonic() + seconds
            while select.select([output], [], [], max(0.0, end - time.monotonic()))[0]:
                piece = os.read(output, 1 << 16)
                if not piece:
                    break
                read += piece
        finally:
            process.send_signal(signal.SIGKILL)
        # What it had said before the kill is in the pipe.
        read += process.stdout.read()
        process.wait()
    whole = read[: read.rfind(b"\n") + 1].decode()
    return Killed(whole.splitlines(), process.returncode == -signal.SIGKILL)
