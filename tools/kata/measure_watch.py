"""Measures the watch: from a save to its verdict on the screen, the first frame, keys.

    python -m tools.kata.measure_watch [--saves N] [--units N]

`kata watch` runs in a terminal of its own. The attempt is saved again and again, alternately wrong
(the unit's first mutant that is a wrong answer) and right, half of the times in place and half by
rename; the time counts from before the write until the verdict stands on the screen. Every fourth
save is paired with a cold ``python -m pytest`` on the same tests and the same text. Then the watch
is started a few times, from the start of the process to its first frame; and keys are pressed while
an endless loop is being judged. Everything happens in a temporary checkout.

Goals: save to verdict 120 ms in the median and 250 ms at the 95th percentile, 0.25 of a cold
pytest; first frame 600 ms; keys 100 ms.
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
from pathlib import Path

from tools.kata.measure_latency import ROOT, Checkout
from tools.kata.terminal import Terminal
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


def save(file: Path, text: str, *, rename: bool) -> None:
    """Saves in place, or as a new file that is then renamed."""
    target = file.with_name(f".{file.name}.new") if rename else file
    target.write_text(text, encoding="utf-8")
    if rename:
        target.rename(file)


def shows(verdict: str) -> Callable[[str], bool]:
    """Returns whether a screen has a verdict at the place of the one on the last save."""
    return lambda screen: any(line.startswith(verdict) for line in screen.splitlines())


def measure_saves(checkout: Checkout, unit: Unit, saves: int) -> list[tuple[float, float]]:
    """Measures one unit and prints its lines; returns time and ratio (0: not paired) of each."""
    wrong = next(mutant.text for mutant in load_mutants(unit) if mutant.expect == "WA")
    texts = {"WA": wrong, "AC": unit.solution.read_text(encoding="utf-8")}
    cold = [sys.executable, "-m", "pytest", "-q", "-x", *(str(s.tests) for s in unit.stages)]
    found: dict[str, list[tuple[float, float]]] = {"WA": [], "AC": []}
    unit.attempt.write_text(texts["AC"], encoding="utf-8")
    with watching(checkout, unit) as terminal:
        terminal.until(shows("AC"))
        for number in range(saves):
            verdict = "AC" if number % 2 else "WA"
            # Each save is another text, so that nothing can be remembered of it.
            text = f"{texts[verdict]}\n# save {number}\n"
            act = functools.partial(save, unit.attempt, text, rename=bool(number // 2 % 2))
            ms = timed(terminal, act, shows(verdict))
            ratio = ms / checkout.time(cold) if number // 2 % PAIRED == 0 else 0.0
            found[verdict].append((ms, ratio))
    for verdict, pairs in found.items():
        print_line(f"{unit.slug}, {verdict}", [ms for ms, _ in pairs], [r for _, r in pairs if r])
    return [pair for pairs in found.values() for pair in pairs]


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


def print_line(what: str, times: Sequence[float], ratios: Sequence[float] = ()) -> None:
    """Prints how many there are, the median, the 95th percentile and the median ratio."""
    ratio = f"{statistics.median(ratios):>8.3f}" if ratios else ""
    p50, p95 = statistics.median(times), percentile_95(times)
    print(f"{what:<40}{len(times):>5}{p50:>8.0f}{p95:>8.0f}{ratio}", flush=True)


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
    print(f"{'':<40}{'n':>5}{'p50 ms':>8}{'p95 ms':>8}{'ratio':>8}")
    with tempfile.TemporaryDirectory(prefix="kata-watch-") as folder:
        checkout = Checkout(Path(folder))
        try:
            copies = [checkout.copy(unit) for unit in units[: options.units]]
            pairs = [p for unit in copies for p in measure_saves(checkout, unit, options.saves)]
            times, ratios = [ms for ms, _ in pairs], [ratio for _, ratio in pairs if ratio]
            print_line("all saves", times, ratios)
            starts = measure_starts(checkout, copies[0])
            print_line("first frame", starts)
            keys = measure_keys(checkout, copies[0])
            print_line("keys during an endless loop", keys)
        finally:
            checkout.close()
    missed = statistics.median(times) > 120 or percentile_95(times) > 250
    missed = missed or statistics.median(ratios) > 0.25
    return int(missed or percentile_95(starts) > 600 or percentile_95(keys) > 100)


if __name__ == "__main__":
    sys.exit(main())
