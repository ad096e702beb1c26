"""The watch line by line: the same facts, for any terminal and for pipes."""

from __future__ import annotations

import re
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.kata.terminal import save
from tools.kata.tests.checkouts import Checkout, eventually
from tools.kata.tests.watched import ENDLESS, RIGHT, WRONG, watching


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = Checkout(tmp_path)
    made.unit.attempt(WRONG)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (("watch", "twice", "--plain"), {"NO_COLOR": "1"}),
        (("watch", "twice"), {"NO_COLOR": "1"}),
        (("watch", "twice"), {"TERM": "dumb"}),
        ((), {"TERM": "dumb"}),
    ],
    ids=["--plain", "NO_COLOR", "TERM=dumb", "bare"],
)
def test_terminal_without_colour_gets_plain_lines(
    checkout: Checkout, arguments: tuple[str, ...], environment: dict[str, str]
) -> None:
    """No escape code at all; every save is judged; Ctrl-C ends it with 130."""
    with watching(checkout, arguments, environment=environment) as watch:
        watch.until_shows("WA wrong answer", "expected  2", "● watching")
        save(checkout.unit.folder / "attempt.py", RIGHT)
        watch.until_shows("before this save: WA wrong answer", "AC pass", "kata solution: notes")
        watch.press("\x03")
        assert watch.wait() == 130
        assert b"\x1b" not in watch.raw


def test_plain_lines_may_have_colour(checkout: Checkout) -> None:
    """It only repeats the words; nothing else is sent to the terminal."""
    with watching(checkout, ("watch", "twice", "--plain")) as watch:
        watch.until_shows("WA wrong answer")
        assert b"\x1b[1;31mWA wrong answer\x1b[0m" in watch.raw
        assert b"\x1b" not in re.sub(rb"\x1b\[[0-9;]*m", b"", watch.raw)


def test_pipe_gets_plain_lines(checkout: Checkout) -> None:
    """Line by line as they come, and an interrupt ends the run as well."""
    checkout.unit.change("unit.toml", "cpu_s = 1.0", "cpu_s = 600.0")
    watch = subprocess.Popen(
        checkout.command("watch", "twice"),
        cwd=checkout.root,
        env=checkout.environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert watch.stdout is not None
    lines = iter(watch.stdout.readline, "")
    assert next(line for line in lines if line.startswith("WA wrong answer"))
    save(checkout.unit.folder / "attempt.py", ENDLESS)
    eventually(checkout.judged_processes, "a run")
    watch.send_signal(signal.SIGINT)
    rest = watch.stdout.read()
    watch.stdout.close()
    assert watch.wait() == 130
    assert "judging …" in rest
    assert "Traceback" not in rest
    eventually(lambda: not checkout.judged_processes(), "the end of the run")


def test_nothing_is_lost_at_40_columns(checkout: Checkout) -> None:
    """Every word of the wide screen is on the narrow one, which only has more lines."""
    long = "def double(value):\n    raise ValueError(' '.join(f'word{i}' for i in range(60)))\n"
    checkout.unit.attempt(long)
    said = []
    for columns in (80, 40):
        with watching(checkout, columns=columns, environment={"NO_COLOR": "1"}) as watch:
            watch.until_shows("● watching")
            watch.press("\x03")
            watch.wait()
            lines = watch.raw.decode().replace("\r", "").partition("judging …")[2].splitlines()[1:]
            assert max(map(len, lines)) <= columns
            said.append(" ".join(lines).replace("─", ""))
    # A path may be broken: letters are compared, words are looked for.
    narrow = "".join(said[1].split())
    assert [word for word in said[0].split() if word not in narrow] == []
    assert "word50" in said[0]
