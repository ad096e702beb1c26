"""The keys of the watch in a real terminal, also while a run is going on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.kata.terminal import save
from tools.kata.tests.checkouts import Checkout, eventually
from tools.kata.tests.fixture_units import FixtureUnit
from tools.kata.tests.watched import RIGHT, WRONG, attempt, endless, watching

ESCAPE, CTRL_C, ENTER, DOWN = "\x1b", "\x03", "\r", "\x1b[B"


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = Checkout(tmp_path)
    made.unit.attempt(WRONG)
    yield made
    made.close()


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
        assert checkout.judged_processes()


@pytest.mark.parametrize("key", ["q", None], ids=["q", "killed"])
def test_end_of_the_watch_leaves_no_run(checkout: Checkout, key: str | None) -> None:
    """By the key, or however it ends."""
    endless(checkout)
    with watching(checkout) as watch:
        eventually(checkout.judged_processes, "a run")
        run = checkout.judged_processes()
        if key:
            watch.press(key)
            assert watch.wait() == 0
    eventually(lambda: not any(process.is_running() for process in run), "the end of the run")


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
        watch.until_shows("neither VISUAL nor EDITOR is set", "Esc back")
        # The path may be longer than a line.
        watch.until(lambda screen: "attempt.py" in "".join(screen.split()), "the path")
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
        watch.until_shows("2 · Twice")
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
    kinds = [event["kind"] for event in checkout.journal().events()]
    assert kinds[-2:] == ["gave_up", "review"]


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
