"""`kata bench` as a learner runs it, and [[perf]] as an author writes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import pytest

from tools.kata.bench.run import run
from tools.kata.tests.checkouts import Checkout
from tools.kata.tests.fixture_units import PROJECT, FixtureUnit
from tools.kata.units import UnitError, load_unit
from tools.kata.validate import validate_unit

CLAIM = """
[[perf]]
function = "double"
input = "tests/perf.py:large_number"
run = "tests/perf.py:double_often"
time = "n"
space = "1"
"""

PERF = '''\
"""Input and use of double."""


def large_number(size):
    """A number of n."""
    return (size,)


def double_often(subject, size):
    """Doubles n numbers."""
    return sum(subject.double(value) for value in range(size))
'''

RIGHT = "def double(value):\n    return value * 2\n"
# As the measured use begins with 0, it holds n numbers at the end: traced, not timed.
HOARDER = """\
kept = []

def double(value):
    if value == 0:
        kept.clear()
    kept.append(value)
    return value * 2
"""
# The unit's tests call it less than 3,000 times; a measurement does at n = 2048.
LATE = """\
calls = 0

def double(value):
    global calls
    calls += 1
    if calls < 3000:
        return value * 2
"""
ENDLESS = LATE + "    while True:\n        pass\n"
HUNGRY = LATE + "    return len(bytearray(1 << 40))\n"
WRONG_LATE = LATE + "    return 0\n"
RAISES_LATE = LATE + "    raise LookupError('late')\n"
KILLED_LATE = LATE + "    import os\n    os.kill(os.getpid(), 9)\n"


def claimed(unit: FixtureUnit, claim: str = CLAIM) -> FixtureUnit:
    """Adds a claim to a unit."""
    toml = unit.folder / "unit.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + claim, encoding="utf-8")
    unit.write("tests/perf.py", PERF)
    return unit


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checkout]:
    made = Checkout(tmp_path_factory.mktemp("checkout"))
    claimed(made.unit)
    yield made
    made.close()


def bench(checkout: Checkout, attempt: str, seconds: str = "0.5") -> tuple[int, dict[str, Any]]:
    checkout.unit.attempt(attempt)
    ended = checkout.kata("bench", "twice", "--json", "--seconds", seconds)
    assert ended.stdout, ended.stderr
    return ended.returncode, json.loads(ended.stdout)


@pytest.mark.parametrize(
    ("attempt", "status", "verdict", "said"),
    [
        pytest.param(RIGHT, 0, "pass", "", id="right"),
        pytest.param(HOARDER, 1, "fail", "memory: grows a class faster", id="a class worse"),
        pytest.param(ENDLESS, 3, "TLE", "no end after 1.75 s of processor time", id="endless"),
        pytest.param(HUNGRY, 3, "MLE", "", id="hungry"),
        pytest.param(WRONG_LATE, 1, "WA", "n = 2048: another answer", id="wrong late"),
        pytest.param(RAISES_LATE, 1, "RTE", "LookupError: late\nat attempt.py:8", id="raises late"),
    ],
)
def test_status_and_verdict(
    checkout: Checkout, attempt: str, status: int, verdict: str, said: str
) -> None:
    """0 pass, 1 a class worse or wrong, 3 a limit; the message says where, and all is over."""
    exit_status, answer = bench(checkout, attempt, "2" if verdict == "fail" else "0.5")
    (claim,) = answer["claims"]
    assert (answer["judged"], claim["verdict"], exit_status) == ("AC", verdict, status)
    assert said in claim["message"]
    if status == 3:
        assert re.search(r"at n = \d+, in your attempt", claim["message"])
    assert not _left_behind(checkout)


def _left_behind(checkout: Checkout) -> list[str]:
    root = str(checkout.root)
    found = []
    for process in psutil.process_iter():
        try:
            line = process.cmdline()
        except psutil.Error:
            continue
        if "bench" in line and any(root in word for word in line):
            found.append(" ".join(line))
    return found


def test_only_an_attempt_that_passes_is_measured(checkout: Checkout) -> None:
    """Status 1, and the verdict that stands in the way."""
    checkout.unit.attempt("def double(value):\n    return value\n")
    before = _events(checkout, "bench")
    ended = checkout.kata("bench", "twice")
    assert ended.returncode == 1
    assert "only an attempt that passes is measured; this one got WA" in ended.stdout
    status, answer = bench(checkout, "def double(value):\n    return value\n")
    assert (status, answer["judged"], answer["claims"]) == (1, "WA", [])
    assert _events(checkout, "bench") == before


def test_screen_has_the_figures_and_the_journal_keeps_them(checkout: Checkout) -> None:
    """Growth, ratio, memory and a table; the event has what the dashboard draws."""
    checkout.unit.attempt(RIGHT)
    ended = checkout.kata("bench", "twice", "--seconds", "2", COLUMNS="80", LINES="40")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("double: pass\n  Doubles n numbers. A number of n.\n")
    assert re.search(r"growth  ≈ n\^[\d.]+, reference n\^[\d.]+ \(claimed: linear\)", ended.stdout)
    assert re.search(r"time    [\d.]+ . reference, 95 % interval [\d.]+.[\d.]+, at n", ended.stdout)
    assert re.search(r"memory  ≈ n\^0.00, reference n\^0.00 \(claimed: constant\)", ended.stdout)
    assert "\x1b" not in ended.stdout
    assert "yours" in ended.stdout
    event = _events(checkout, "bench")[-1]
    assert {
        "function",
        "slope",
        "reference_slope",
        "ratio",
        "ratio_low",
        "ratio_high",
        "points",
        "verdict",
    } <= set(event)
    assert event["ratio_low"] <= event["ratio"] <= event["ratio_high"]
    assert all(len(point) == 3 for point in event["points"])
    assert _events(checkout, "judged")


def _events(checkout: Checkout, kind: str) -> list[dict[str, Any]]:
    return [event for event in checkout.journal().events() if event["kind"] == kind]


def test_a_plot_is_drawn_where_there_is_room(checkout: Checkout) -> None:
    """A small terminal gets the table alone."""
    checkout.unit.attempt(RIGHT)
    sizes = {"40": "│", "20": ""}
    for lines, drawn in sizes.items():
        shown = checkout.kata("bench", "twice", "--seconds", "0.5", COLUMNS="80", LINES=lines)
        assert ("│" in shown.stdout) is bool(drawn)


def test_json_has_the_fields_that_the_schema_documents(checkout: Checkout) -> None:
    """schema.md names every field, and no other."""
    _, answer = bench(checkout, RIGHT, "2")
    schema = (PROJECT / "tools/kata/bench/schema.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+) \|", schema, re.MULTILINE)
    documented = {name for row in rows for name in re.findall(r"\w+", row)}
    (claim,) = answer["claims"]
    assert set(answer) | set(claim) == documented
    words = set(re.findall(r"`(\w+)`", schema))
    assert set(claim["time"]) | set(claim["memory"]) | set(claim["ratio"]) <= words


def test_a_unit_without_claims_says_so(tmp_path: Path) -> None:
    """Status 2."""
    made = Checkout(tmp_path)
    made.unit.attempt(RIGHT)
    ended = made.kata("bench", "twice")
    made.close()
    assert ended.returncode == 2
    assert "its unit.toml has no [[perf]]" in ended.stderr


def test_a_subject_that_ends_its_process_is_named(unit: FixtureUnit) -> None:
    """RTE, with the size at which it happened."""
    claimed(unit)
    attempt = unit.attempt(KILLED_LATE)
    loaded = load_unit(unit.folder)
    report = run(loaded, loaded.perf[0], str(attempt), seconds=0.5)
    assert (report.verdict, report.exit_code) == ("RTE", 1)
    assert report.message.startswith("the process ended by itself\nat n = ")
    assert not psutil.Process().children()


@pytest.mark.parametrize(
    ("old", "new", "wrong", "allowed"),
    [
        ('function = "double"', 'function = "triple"', "'triple'", "a name of [api]: double"),
        ('time = "n"', 'time = "O(n)"', "time is 'O(n)'", "n log n"),
        ("perf.py:large", "large", "'tests/large_number'", "such as tests/perf.py:large_input"),
        ("tests/perf.py:large", "tests/none.py:large", "there is no tests/none.py", "a file"),
        ('space = "1"', "", "space is missing", "a text"),
        ('space = "1"', 'space = "1"\nlargest = 10', "largest is 10", "from 256"),
        ('space = "1"', 'space = "1"\nlargets = 999', "'largets'", "one of"),
    ],
)
def test_a_wrong_claim_is_refused(
    unit: FixtureUnit, old: str, new: str, wrong: str, allowed: str
) -> None:
    """unit.toml says what is wrong in which line."""
    claimed(unit, CLAIM.replace(old, new))
    with pytest.raises(UnitError) as caught:
        load_unit(unit.folder)
    (problem,) = caught.value.problems
    assert (wrong in problem.wrong, allowed in problem.allowed) == (True, True), problem
    lines = (unit.folder / "unit.toml").read_text(encoding="utf-8").splitlines()
    assert problem.line > lines.index("[[perf]]")


def test_a_method_needs_a_function_that_calls_it(unit: FixtureUnit) -> None:
    """There is no object whose method could be called with the input alone."""
    unit.change("unit.toml", "functions =", "classes = ['Two(value: int)']\nfunctions =")
    claim = CLAIM.replace('"double"', '"Two.double"').replace(CLAIM.splitlines()[4] + "\n", "")
    claimed(unit, claim)
    with pytest.raises(UnitError, match=r"run is missing, and Two\.double is a method"):
        load_unit(unit.folder)


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("def large_number", "def small_number", "defines no function 'large_number'"),
        ('    """Doubles n numbers."""\n', "", "double_often has no docstring"),
        ("subject.double(value)", "subject.triple(value)", "has no attribute 'triple'"),
        ("return sum(", "import time\n    return time.time_ns() + sum(", "two answers"),
    ],
)
def test_a_claim_that_cannot_be_measured_is_found(
    unit: FixtureUnit, old: str, new: str, wrong: str
) -> None:
    """The validator runs each claim on the solution."""
    claimed(unit)
    assert validate_unit(unit.folder, unit.root) == ()
    unit.change("tests/perf.py", old, new)
    problems = validate_unit(unit.folder, unit.root)
    assert [problem.wrong for problem in problems if wrong in problem.wrong]
