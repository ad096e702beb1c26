"""Processes are killed where a test wants it, and rounds can be repeated."""

from __future__ import annotations

import sys

import pytest

from challenges.shared.testing.faults import COUNT, SEED, fault_seeds, kill_after

COUNTS = "import itertools\nfor i in itertools.count(): print(i, flush=True)"

PAUSE = "import signal; signal.pause()"


@pytest.fixture(autouse=True)
def nothing_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the outside has a say."""
    for name in (COUNT, SEED):
        monkeypatch.delenv(name, raising=False)


def test_the_lines_before_the_kill_are_kept() -> None:
    """All that was printed is there, in order, and at least as much as was waited for."""
    killed = kill_after([sys.executable, "-S", "-c", COUNTS], lines=100)
    assert killed.died
    assert len(killed.lines) >= 100
    assert killed.lines == [str(number) for number in range(len(killed.lines))]


def test_half_a_line_says_nothing() -> None:
    """What was printed without the end of its line was not said for good."""
    code = f"print('whole', flush=True); print('half', end='', flush=True); {PAUSE}"
    killed = kill_after([sys.executable, "-S", "-c", code], lines=1, seconds=0.05)
    assert killed.lines == ["whole"]


def test_a_process_that_ends_by_itself_is_no_kill() -> None:
    """A round in which nothing was killed can be told apart."""
    killed = kill_after([sys.executable, "-S", "-c", "print('done')"], lines=5)
    assert (killed.lines, killed.died) == (["done"], False)


def test_lines_that_do_not_come_are_missed() -> None:
    """A process that says nothing is killed at the deadline, and the message says what came."""
    with pytest.raises(TimeoutError, match=r"0 of 1 lines came in 0.05 s: b''"):
        kill_after([sys.executable, "-S", "-c", PAUSE], lines=1, deadline=0.05)


def test_rounds_are_few_and_the_same_by_default(capsys: pytest.CaptureFixture[str]) -> None:
    """The small count runs with seeds that do not change, and says so."""
    assert list(fault_seeds(3, 500)) == [1, 2, 3]
    assert capsys.readouterr().out.startswith("3 rounds with seeds from 1\n")


def test_the_full_count_takes_new_seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A long run looks at other rounds each time."""
    monkeypatch.setenv(COUNT, "full")
    first, second = list(fault_seeds(1, 4)), list(fault_seeds(1, 4))
    assert len(first) == len(second) == 4
    assert first != second


def test_a_round_that_fails_can_be_repeated(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Leaving the loop prints the variables that run this very round again."""
    rounds = fault_seeds(10, 10)
    next(rounds), next(rounds)
    rounds.close()  # type: ignore[attr-defined]
    assert f"{COUNT}=1 {SEED}=2" in capsys.readouterr().out
    monkeypatch.setenv(COUNT, "1")
    monkeypatch.setenv(SEED, "2")
    assert list(fault_seeds(10, 10)) == [2]


def test_a_count_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip of the pen does not run the small count."""
    monkeypatch.setenv(COUNT, "ful")
    with pytest.raises(ValueError, match="CHALLENGES_FAULTS is 'ful', must be a whole number or f"):
        list(fault_seeds(1, 1))
