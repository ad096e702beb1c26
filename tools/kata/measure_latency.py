"""Measures save-to-verdict time: `kata test` against a cold ``python -m pytest`` on the same tests.

    python -m tools.kata.measure_latency [--rounds N] [UNIT_FOLDER...]

For each challenge, once with a copy of the solution as the attempt and once with its first mutant:
the attempt is saved, one of the two commands runs to its end, and both take turns, so that whatever
else the machine does hits both. Printed are medians, and the median of the paired ratios. The goal
is a ratio of at most 0.25. Everything happens in a temporary checkout; no attempt is touched.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.kata.units import Unit, find_units, load_mutants, load_unit

ROOT = Path(__file__).resolve().parents[2]
GOAL = 0.25


@dataclass(frozen=True, slots=True)
class Row:
    """One unit with one subject; times in milliseconds."""

    unit: str
    subject: str
    cold: list[float]
    kata: list[float]

    @property
    def ratio(self) -> float:
        """Median of the paired ratios."""
        return statistics.median(k / c for k, c in zip(self.kata, self.cold, strict=True))


class Checkout:
    """A temporary copy of the tools and of the units to be measured."""

    def __init__(self, root: Path) -> None:
        self.root = root
        ignored = shutil.ignore_patterns("tests", "__pycache__")
        shutil.copytree(ROOT / "tools/kata", root / "tools/kata", ignore=ignored)
        shared = "challenges/shared/testing"
        shutil.copytree(ROOT / shared, root / shared, ignore=ignored)
        for name in ("conftest.py", "pytest.ini", "challenges/catalogue.toml"):
            shutil.copyfile(ROOT / name, root / name)
        self.environment = {
            **os.environ,
            "KATA_HOME": str(root / "home"),
            "XDG_RUNTIME_DIR": str(root),
            "KATA_SUBJECT": "attempt",
        }

    def copy(self, unit: Unit) -> Unit:
        """Copies a unit without an attempt."""
        target = self.root / unit.folder.relative_to(ROOT)
        ignored = shutil.ignore_patterns("attempt.py", "__pycache__")
        shutil.copytree(unit.folder, target, ignore=ignored)
        return load_unit(target)

    def time(self, command: Sequence[str]) -> float:
        """Returns how many milliseconds a command takes to its end."""
        began = time.perf_counter()
        subprocess.run(
            command,
            cwd=self.root,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        return (time.perf_counter() - began) * 1000

    def close(self) -> None:
        """Ends the warden that the measurement has started."""
        found = subprocess.run(
            ["pgrep", "-f", f"warden.server {self.root}/"],
            capture_output=True,
            text=True,
            check=False,
        )
        for pid in found.stdout.split():
            os.kill(int(pid), signal.SIGTERM)


def measure(checkout: Checkout, unit: Unit, subject: str, text: str, rounds: int) -> Row:
    """Measures one unit with one attempt."""
    tests = [str(file) for stage in unit.stages for file in stage.tests]
    cold = [sys.executable, "-m", "pytest", "-q", "-x", *tests]
    kata = [sys.executable, "-S", str(checkout.root / "tools/kata/__main__.py"), "test", unit.slug]
    row = Row(unit.slug, subject, [], [])
    for number in range(rounds + 1):
        # Each save is another text, so that nothing can be remembered of it.
        unit.attempt.write_text(f"{text}\n# save {number}\n", encoding="utf-8")
        pair = checkout.time(cold), checkout.time(kata)
        # The first run of all collects the tests, and has the caches filled.
        if number:
            row.cold.append(pair[0])
            row.kata.append(pair[1])
    return row


def print_row(row: Row) -> None:
    """Prints one line of the table."""
    cold, kata = statistics.median(row.cold), statistics.median(row.kata)
    print(f"{row.unit:<24}{row.subject:<28}{cold:>8.0f}{kata:>8.0f}{row.ratio:>8.3f}", flush=True)


def main() -> int:
    """Prints the table; returns 1 if a ratio misses the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("units", type=Path, nargs="*", metavar="UNIT_FOLDER")
    options = parser.parse_args()
    units = [load_unit(folder) for folder in options.units or find_units(ROOT)]
    print(f"{'unit':<24}{'subject':<28}{'cold ms':>8}{'kata ms':>8}{'ratio':>8}")
    rows = []
    with tempfile.TemporaryDirectory(prefix="kata-latency-") as folder:
        checkout = Checkout(Path(folder))
        try:
            for unit in (checkout.copy(unit) for unit in units if not unit.is_day):
                mutant = load_mutants(unit)[0]
                solution = unit.solution.read_text(encoding="utf-8")
                for name, text in (("solution", solution), (mutant.name, mutant.text)):
                    rows.append(measure(checkout, unit, name, text, options.rounds))
                    print_row(rows[-1])
        finally:
            checkout.close()
    return int(any(row.ratio > GOAL for row in rows))


if __name__ == "__main__":
    sys.exit(main())
