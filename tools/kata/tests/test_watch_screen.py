"""The watch in a real terminal: what stands there, and after which save."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.kata.terminal import save
from tools.kata.tests.checkouts import Checkout, eventually
from tools.kata.tests.fixture_days import FixtureDay
from tools.kata.tests.fixture_units import PROJECT, FixtureUnit
from tools.kata.tests.watched import BROKEN, RIGHT, WRONG, attempt, endless, verdict, watching


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = Checkout(tmp_path)
    made.unit.attempt(WRONG)
    yield made
    made.close()


def without_inotify() -> tuple[str, ...]:
    """Returns what starts a command whose user may watch nothing, or nothing if that cannot be."""
    limit = "echo 0 >/proc/sys/user/max_inotify_instances"
    wrapper = ("unshare", "-Ur", "sh", "-c", f'{limit} && exec "$@"', "sh")
    unshare = shutil.which("unshare")
    works = unshare and subprocess.run([*wrapper, "true"], capture_output=True).returncode == 0
    return wrapper if works else ()


@pytest.mark.parametrize("rename", [False, True], ids=["in place", "by rename"])
@pytest.mark.parametrize("way", ["notices", "polling", "no inotify"])
def test_each_save_is_judged(checkout: Checkout, rename: bool, way: str) -> None:
    """However the editor saves, and whether or not the system tells of changes."""
    environment = {"WATCHFILES_FORCE_POLLING": "1"} if way == "polling" else {}
    wrapper = without_inotify() if way == "no inotify" else ()
    if way == "no inotify" and not wrapper:
        pytest.skip("this machine gives no user namespace with a limit of its own")
    with watching(checkout, wrapper=wrapper, environment=environment) as watch:
        watch.until_verdict("WA")
        for text, wanted in ((RIGHT, "AC"), (BROKEN, "IE"), (WRONG, "WA")):
            save(attempt(checkout), text, rename=rename)
            watch.until_verdict(wanted)
        state = "watching" if way == "notices" else "polling"
        watch.until_shows(f"● {state}  challenges/intermediate/arrays/twice/attempt.py")


def test_save_in_any_file_of_a_days_package_is_judged(checkout: Checkout) -> None:
    """The attempt at a day is a folder; new files and files in it count."""
    shutil.rmtree(checkout.root / "challenges/intermediate")
    (checkout.root / "challenges/catalogue.toml").unlink()
    day = FixtureDay(checkout.root)
    with watching(checkout) as watch:
        watch.until_verdict("TODO")
        right = (day.folder / "inner.py").read_text(encoding="utf-8")
        save(day.folder / "attempt/inner.py", right, rename=True)
        watch.until_verdict("AC")
        save(day.folder / "attempt/__init__.py", "from .more import double\n")
        watch.until_verdict("IE")
        save(day.folder / "attempt/more.py", "def double(value):\n    return 0\n")
        watch.until_verdict("WA")


def test_save_during_a_run_ends_it_and_starts_anew(checkout: Checkout) -> None:
    """The run of the old text leaves no process and no event; the new text has its verdict."""
    begun = endless(checkout)
    with watching(checkout) as watch:
        # Its process is there before it has read the text, and would read the new one then.
        eventually(begun.exists, "a run of the old text")
        old = checkout.judged_processes()
        # In one step: a file that is emptied, and written a moment later, may be judged in between.
        save(attempt(checkout), RIGHT, rename=True)
        watch.until_verdict("AC")
        assert not any(process.is_running() for process in old)
    judged = [event for event in checkout.journal().events() if event["kind"] == "judged"]
    assert [event["verdict"] for event in judged] == ["AC"]


def test_new_size_of_the_terminal_is_filled(checkout: Checkout) -> None:
    """Lines break at the new width."""
    with watching(checkout) as watch:
        watch.until_verdict("WA")
        watch.resize(40)
        watch.until(lambda screen: screen.splitlines().count("─" * 40) == 1, "one rule")
        watch.until_verdict("WA")


def test_save_that_breaks_the_import_is_told_apart(checkout: Checkout) -> None:
    """With the caret; the next broken save is no news."""
    with watching(checkout) as watch:
        watch.until_verdict("WA")
        save(attempt(checkout), BROKEN)
        watch.until_verdict("IE")
        screen = watch.until_shows("this save broke it")
        assert "SyntaxError" in screen
        assert any(line.strip() == "^" for line in screen.splitlines())
        save(attempt(checkout), BROKEN + "\n")
        watch.until(lambda now: verdict(now) == "IE" and "this save" not in now, "no news")


def test_last_verdict_is_there_before_the_first(checkout: Checkout) -> None:
    """From the journal, with its time; the stages as they were."""
    checkout.kata("test", "twice")
    endless(checkout)
    with watching(checkout) as watch:
        screen = watch.until_shows("judging", "last time: WA, 0 of 3 cases pass, 20")
        assert "WA wrong" not in screen


def test_without_a_warden_it_is_judged_all_the_same(checkout: Checkout) -> None:
    """By a process of its own, which is said; quitting ends that one, too."""
    runtime = Path(checkout.environment()["XDG_RUNTIME_DIR"])
    (runtime / f"kata-{os.getuid()}").mkdir()
    (runtime / f"kata-{os.getuid()}").chmod(0o777)
    with watching(checkout) as watch:
        watch.until_verdict("WA")
        said = "judging without a warden"
        watch.until(lambda screen: said in screen.replace("\n", " "), said)
        endless(checkout)
        eventually(lambda: checkout.processes("--no-daemon"), "a process that judges")
        (judge,) = checkout.processes("--no-daemon")
        eventually(lambda: judge.children(), "a run")
        (run,) = judge.children()
        watch.press("q")
        assert watch.wait() == 0
        assert not judge.is_running()
        eventually(lambda: not run.is_running(), "the end of the run")
    assert checkout.wardens() == []


def test_attempt_that_is_deleted_is_missed(checkout: Checkout) -> None:
    """It is said; a new one is judged again."""
    with watching(checkout) as watch:
        watch.until_verdict("WA")
        attempt(checkout).unlink()
        watch.until_shows("twice is not started")
        save(attempt(checkout), RIGHT)
        watch.until_verdict("AC")


def test_bare_command_watches_the_next_unit(checkout: Checkout) -> None:
    """In a terminal; the current one while it is not solved."""
    FixtureUnit(checkout.root, "thrice", 2)
    attempt(checkout).write_text(RIGHT, encoding="utf-8")
    checkout.kata("test", "twice")
    with watching(checkout, ()) as watch:
        watch.until_shows("2 · Twice", "q quit")
        watch.until_verdict("TODO")


def test_screen_of_40_columns_wraps(checkout: Checkout) -> None:
    """Every fact is there on a narrow terminal."""
    with watching(checkout, columns=40) as watch:
        watch.until_verdict("WA")
        watch.until_shows("stage 1/2 The examples", "0 of 3 cases pass", "double(1)", "q quit")


def test_watch_of_an_unknown_unit_is_refused(checkout: Checkout) -> None:
    """Status 2, with what was meant perhaps; the terminal is left alone."""
    with watching(checkout, ("watch", "twise")) as watch:
        assert watch.wait() == 2
        watch.until_shows("did you mean twice?")


def test_help_does_not_import_the_screen() -> None:
    """Whoever does not watch does not wait for it."""
    modules = "tools.kata.cli.main, tools.kata.cli.watching"
    code = f"import sys, {modules}\nsys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT).returncode == 0
