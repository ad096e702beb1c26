"""The watch in a real terminal: what stands there after which save and which key."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.kata.tests.checkouts import Checkout, eventually
from tools.kata.tests.fixture_days import FixtureDay
from tools.kata.tests.fixture_units import PROJECT, FixtureUnit
from tools.kata.tests.watched import BROKEN, ENDLESS, RIGHT, WRONG, save, verdict, watching

ESCAPE, CTRL_C, ENTER, DOWN = "\x1b", "\x03", "\r", "\x1b[B"


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = Checkout(tmp_path)
    made.unit.attempt(WRONG)
    yield made
    made.close()


def attempt(checkout: Checkout) -> Path:
    return checkout.unit.folder / "attempt.py"


def endless(checkout: Checkout) -> None:
    """Writes an attempt that runs until somebody ends it."""
    checkout.unit.change("unit.toml", "cpu_s = 1.0", "cpu_s = 600.0")
    checkout.unit.attempt(ENDLESS)


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
    endless(checkout)
    with watching(checkout) as watch:
        eventually(checkout.judged_processes, "a run")
        (old,) = checkout.judged_processes()
        save(attempt(checkout), RIGHT)
        watch.until_verdict("AC")
        assert not old.is_running()
    judged = [event for event in checkout.journal().events() if event["kind"] == "judged"]
    assert [event["verdict"] for event in judged] == ["AC"]


@pytest.mark.parametrize(("key", "status"), [(CTRL_C, 130), (ESCAPE, 0)], ids=["Ctrl-C", "Esc"])
def test_first_press_ends_the_run_and_the_second_the_watch(
    checkout: Checkout, key: str, status: int
) -> None:
    """The screen says what has become of the run."""
    endless(checkout)
    with watching(checkout) as watch:
        eventually(checkout.judged_processes, "a run")
        watch.press(key)
        watch.until_shows("ended; save to judge again", "● watching")
        eventually(lambda: not checkout.judged_processes(), "the end of the run")
        watch.press(key)
        assert watch.wait() == status


def test_keys_are_answered_while_a_run_is_going_on(checkout: Checkout) -> None:
    """Help comes and goes, the clock runs, and the attempt has not ended meanwhile."""
    endless(checkout)
    with watching(checkout) as watch:
        eventually(checkout.judged_processes, "a run")
        watch.press("?")
        watch.until_shows("R    begin again")
        watch.press(ESCAPE)
        watch.until_shows("● judging")
        clock = watch.text.splitlines()[-2]
        watch.until(lambda screen: clock not in screen, "another time")
        assert len(checkout.judged_processes()) == 1


@pytest.mark.parametrize("key", ["q", None], ids=["q", "killed"])
def test_end_of_the_watch_leaves_no_run(checkout: Checkout, key: str | None) -> None:
    """By the key, or however it ends."""
    endless(checkout)
    with watching(checkout) as watch:
        eventually(checkout.judged_processes, "a run")
        (run,) = checkout.judged_processes()
        if key:
            watch.press(key)
            assert watch.wait() == 0
    eventually(lambda: not run.is_running(), "the end of the run")


def test_new_size_of_the_terminal_is_filled(checkout: Checkout) -> None:
    """Lines break at the new width."""
    with watching(checkout) as watch:
        watch.until_verdict("WA")
        watch.resize(40)
        watch.until(lambda screen: screen.splitlines().count("─" * 40) == 1, "one rule")
        watch.until_verdict("WA")


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("h", "What is twice?"),
        ("u", "A whole number."),
        ("o", "seen 1"),
        ("p", "got = double(1)"),
        ("?", "choose another unit"),
    ],
)
def test_key_opens_a_text_and_escape_comes_back(checkout: Checkout, key: str, shown: str) -> None:
    """Hint, statement, output, reproducer, help."""
    with watching(checkout) as watch:
        watch.until_verdict("WA")
        watch.press(key)
        watch.until_shows(shown, "Esc back")
        watch.press(ESCAPE)
        watch.until_verdict("WA")


def test_hints_are_recorded_as_kata_hint_does(checkout: Checkout) -> None:
    """Rung by rung; the key line counts them."""
    with watching(checkout) as watch:
        watch.until_shows("h hint 0/3")
        for rung, text in enumerate(("What is twice?", "Use *."), start=1):
            watch.press("h")
            watch.until_shows(text, f"hint {rung} of 3")
            watch.press(ESCAPE)
            watch.until_shows(f"h hint {rung}/3")
    assert "hint 2 of 3" in checkout.kata("hint", "twice", "--all").stdout


def test_edit_lends_the_terminal_to_the_editor(checkout: Checkout) -> None:
    """VISUAL before EDITOR; what it has saved is judged when it ends."""
    editor = checkout.root / "editor"
    right = checkout.root / "right.py"
    right.write_text(RIGHT, encoding="utf-8")
    editor.write_text(f'#!/bin/sh\necho editing "$1"\nread line\ncp {right} "$1"\n', "utf-8")
    editor.chmod(0o755)
    editors = {"VISUAL": str(editor), "EDITOR": "/bin/false"}
    with watching(checkout, environment=editors) as watch:
        watch.until_verdict("WA")
        watch.press("e")
        watch.until_shows("editing", "attempt.py")
        watch.press("\n")
        watch.until_verdict("AC")


def test_edit_without_an_editor_says_what_is_missing(checkout: Checkout) -> None:
    """The names of the variables, and the path to open."""
    with watching(checkout) as watch:
        watch.until_verdict("WA")
        watch.press("e")
        watch.until_shows("neither VISUAL nor EDITOR is set", "attempt.py", "Esc back")
        watch.press(ESCAPE)
        watch.until_verdict("WA")


def test_bench_gets_the_terminal(checkout: Checkout) -> None:
    """The command runs on it; Enter comes back."""
    (checkout.root / "tools/kata/bench").mkdir(exist_ok=True)
    (checkout.root / "tools/kata/bench/__init__.py").touch()
    with (checkout.root / "tools/kata/cli/main.py").open("a", encoding="utf-8") as commands:
        commands.write(
            "\n\n@cli.command()\n@_unit\ndef bench(unit):\n    print('n^1.0 for', unit)\n"
        )
    with watching(checkout) as watch:
        watch.until_verdict("WA")
        watch.press("b")
        watch.until_shows("n^1.0 for twice", "Enter comes back")
        watch.press("\n")
        watch.until_shows("● watching")


def test_list_opens_the_chosen_unit(checkout: Checkout) -> None:
    """Its attempt is begun and judged, and it is the current one from then on."""
    FixtureUnit(checkout.root, "thrice", 2)
    with watching(checkout) as watch:
        watch.until_verdict("WA")
        watch.press("l")
        watch.until_shows("twice", "thrice")
        watch.press(DOWN + ENTER)
        watch.until_verdict("TODO")
        assert "2 · Twice" in watch.text
    assert checkout.result()["unit"] == "thrice"


def test_reset_asks_and_archives(checkout: Checkout) -> None:
    """No leaves everything as it is; yes begins again, and that is judged."""
    with watching(checkout) as watch:
        watch.until_verdict("WA")
        watch.press("R")
        watch.until_shows("begin twice again")
        watch.press("n")
        watch.until(lambda screen: "begin twice" not in screen)
        assert attempt(checkout).read_text(encoding="utf-8") == WRONG
        watch.press("R")
        watch.until_shows("begin twice again")
        watch.press("y")
        watch.until_shows("the old attempt is")
        watch.press(ESCAPE)
        watch.until_verdict("TODO")
    (archived,) = (checkout.home / "archive" / "twice").glob("*/attempt.py")
    assert archived.read_text(encoding="utf-8") == WRONG


def test_solution_opens_unsolved_only_to_who_gives_up(checkout: Checkout) -> None:
    """The same rule as that of `kata solution`, after a question."""
    with watching(checkout) as watch:
        watch.until_verdict("WA")
        watch.press("s")
        watch.until_shows("give up and open the solution?")
        watch.press("n")
        watch.until_verdict("WA")
        assert all(event["kind"] != "gave_up" for event in checkout.journal().events())
        watch.press("s")
        watch.until_shows("give up")
        watch.press("y")
        watch.until_shows("Multiply.")
    assert checkout.journal().events()[-1]["kind"] == "gave_up"


def test_green_screen_stays_until_a_key_is_pressed(checkout: Checkout) -> None:
    """It has the costs and what was practised; n goes on without a question."""
    FixtureUnit(checkout.root, "thrice", 2)
    with watching(checkout) as watch:
        watch.until_verdict("WA")
        save(attempt(checkout), RIGHT)
        screen = watch.until_verdict("AC")
        assert "To multiply." in screen
        assert "ms of processor time" in screen
        assert "✔ 1 examples   ✔ 2 any input" in screen
        watch.press("n")
        watch.until_shows("2 · Twice")
        watch.until_verdict("TODO")


def test_next_asks_while_the_unit_is_not_solved(checkout: Checkout) -> None:
    """And goes on when the learner says so."""
    FixtureUnit(checkout.root, "thrice", 2)
    with watching(checkout) as watch:
        watch.until_verdict("WA")
        watch.press("n")
        watch.until_shows("twice is not solved; go on to thrice?")
        watch.press("y")
        watch.until_verdict("TODO")


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
        assert "judging without a warden" in watch.text.replace("\n", " ")
        endless(checkout)
        eventually(lambda: checkout.processes("--no-daemon"), "a process that judges")
        (judge,) = checkout.processes("--no-daemon")
        eventually(lambda: judge.children(), "a run")
        (run,) = judge.children()
        watch.press("q")
        assert watch.wait() == 0
        assert not judge.is_running()
        assert not run.is_running()
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
        for text in ("stage 1/2 The examples", "0 of 3 cases pass", "double(1)", "q quit"):
            assert text in watch.text


def test_watch_of_an_unknown_unit_is_refused(checkout: Checkout) -> None:
    """Status 2, with what was meant perhaps; the terminal is left alone."""
    with watching(checkout, ("watch", "twise")) as watch:
        assert watch.wait() == 2
        assert "did you mean twice?" in watch.text


def test_help_does_not_import_the_screen() -> None:
    """Whoever does not watch does not wait for it."""
    modules = "tools.kata.cli.main, tools.kata.cli.watching"
    code = f"import sys, {modules}\nsys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT).returncode == 0
