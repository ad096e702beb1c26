"""Measures the watch: from a save to its verdict on the screen, the first frame, keys.

    python -m tools.kata.measure_watch [--saves N] [--units N]

`kata watch` runs in a terminal of its own. The attempt is saved again and again, alternately wrong
(the unit's first mutant that is a wrong answer) and right, half of the times in place and half by
rename; the time counts from before the write until the verdict stands on the screen. Every fourth
save is paired with a cold ``python -m pytest`` on the same tests and the same text. Then the watch
is started a few times, from the start of the process to its first frame; and keys are pressed while
an endless loop is being judged. Everything happens in a temporary checkout.

Goals: save to verdict 120 ms in the median and 250 ms at the 95th percentile, 0.25 of a cold
pytest; first frame 600 ms; keys 100 ms. The last column is the median of what the run of the tests
itself has taken, as the journal has it: the rest is the way there and back.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tools.kata.measure_latency import ROOT, Checkout
from tools.kata.state.journal import Journal
from tools.kata.terminal import Terminal, save
from tools.kata.units import Unit, find_units, load_mutants, load_unit

PAIRED = 4
STARTS = 5
KEYS = 20
ENDLESS = "while True: pass\n"


@contextlib.contextmanager
def watching(checkout: Checkout, unit: Unit) -> Iterator[Terminal]:
    """Runs `kata watch` in a terminal."""
    program = str(checkout.root / "tools/kata/__main__.py")
    command = [sys.executable, "-S", program, "watch", unit.slug]
    terminal = Terminal(command, checkout.root, checkout.environment)
    try:
        yield terminal
    finally:
        terminal.close()


def timed(terminal: Terminal, act: Callable[[], object], holds: Callable[[str], object]) -> float:
    """Returns how many milliseconds pass from before an act until it shows on the screen."""
    began = time.perf_counter()
    act()
    terminal.until(holds, "what is measured")
    return (time.perf_counter() - began) * 1000


def shows(verdict: str) -> Callable[[str], bool]:
    """Returns whether a screen has a verdict at the place of the one on the last save."""
    return lambda screen: any(line.startswith(verdict) for line in screen.splitlines())


@dataclass(frozen=True, slots=True)
class Save:
    """One save: milliseconds to the verdict, those of the run itself, and of a paired pytest."""

    ms: float
    run_ms: float
    cold_ms: float | None


def measure_saves(checkout: Checkout, unit: Unit, saves: int) -> list[Save]:
    """Measures one unit and prints its lines."""
    wrong = next(mutant.text for mutant in load_mutants(unit) if mutant.expect == "WA")
    texts = {"WA": wrong, "AC": unit.solution.read_text(encoding="utf-8")}
    tests = [str(file) for stage in unit.stages for file in stage.tests]
    cold = [sys.executable, "-m", "pytest", "-q", "-x", *tests]
    found: dict[str, list[Save]] = {"WA": [], "AC": []}
    journal = Journal(Path(checkout.environment["KATA_HOME"]))
    unit.attempt.write_text(texts["AC"], encoding="utf-8")
    with watching(checkout, unit) as terminal:
        terminal.until(shows("AC"))
        for number in range(saves):
            verdict = "AC" if number % 2 else "WA"
            # Each save is another text, so that nothing can be remembered of it.
            text = f"{texts[verdict]}\n# save {number}\n"
            act = functools.partial(save, unit.attempt, text, rename=bool(number // 2 % 2))
            ms = timed(terminal, act, shows(verdict))
            run_ms = float(str(journal.events()[-1]["ms"]))
            paired = number // 2 % PAIRED == 0
            found[verdict].append(Save(ms, run_ms, checkout.time(cold) if paired else None))
    for verdict, measured in found.items():
        print_saves(f"{unit.slug}, {verdict}", measured)
    return [save for measured in found.values() for save in measured]


def measure_starts(checkout: Checkout, unit: Unit) -> list[float]:
    """Measures the first frame: title and stages."""
    found = []
    for _ in range(STARTS):
        began = time.perf_counter()
        with watching(checkout, unit) as terminal:
            terminal.until_shows("1 " + unit.stages[0].id.replace("_", " "))
            found.append((time.perf_counter() - began) * 1000)
    return found


def measure_keys(checkout: Checkout, unit: Unit) -> list[float]:
    """Measures keys while an endless loop is being judged."""
    toml = unit.folder / "unit.toml"
    limit = f"cpu_s = {unit.limits.cpu_s}"
    toml.write_text(toml.read_text("utf-8").replace(limit, "cpu_s = 600.0"), encoding="utf-8")
    unit.attempt.write_text(ENDLESS, encoding="utf-8")
    found = []
    with watching(checkout, unit) as terminal:
        terminal.until_shows("judging 1.")
        for key, shown, gone in (("?", "Esc back", "judging"), ("q", "judging", "Esc back")) * KEYS:
            press = functools.partial(terminal.press, key)
            found.append(timed(terminal, press, _replaces(shown, gone)))
        terminal.press("q")
        terminal.wait()
    return found


def _replaces(shown: str, gone: str) -> Callable[[str], bool]:
    return lambda screen: shown in screen and gone not in screen


def ratio(saves: Sequence[Save]) -> float:
    """Returns the median of the paired ratios to a cold pytest."""
    return statistics.median(save.ms / save.cold_ms for save in saves if save.cold_ms)


def print_saves(what: str, saves: Sequence[Save]) -> None:
    """Prints a line of the table."""
    run_ms = statistics.median(save.run_ms for save in saves)
    print_line(what, [save.ms for save in saves], f"{ratio(saves):>8.3f}{run_ms:>8.0f}")


def print_line(what: str, times: Sequence[float], more: str = "") -> None:
    """Prints how many there are, the median, and the 95th percentile."""
    p50, p95 = statistics.median(times), percentile_95(times)
    print(f"{what:<32}{len(times):>5}{p50:>8.0f}{p95:>8.0f}{more}", flush=True)


def percentile_95(times: Sequence[float]) -> float:
    """Returns the time that 95 % do not exceed."""
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def main() -> int:
    """Prints the table; returns 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=40)
    parser.add_argument("--units", type=int, default=3)
    options = parser.parse_args()
    units = [unit for unit in map(load_unit, find_units(ROOT)) if not unit.is_day]
    print(f"{'':<32}{'n':>5}{'p50 ms':>8}{'p95 ms':>8}{'ratio':>8}{'run ms':>8}")
    with tempfile.TemporaryDirectory(prefix="kata-watch-") as folder:
        checkout = Checkout(Path(folder))
        try:
            copies = [checkout.copy(unit) for unit in units[: options.units]]
            saves = [s for unit in copies for s in measure_saves(checkout, unit, options.saves)]
            print_saves("all saves", saves)
            starts = measure_starts(checkout, copies[0])
            print_line("first frame", starts)
            keys = measure_keys(checkout, copies[0])
            print_line("keys during an endless loop", keys)
        finally:
            checkout.close()
    times = [save.ms for save in saves]
    missed = statistics.median(times) > 120 or percentile_95(times) > 250 or ratio(saves) > 0.25
    return int(missed or percentile_95(starts) > 600 or percentile_95(keys) > 100)


if __name__ == "__main__":
    sys.exit(main())
