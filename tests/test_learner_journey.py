"""A learner's first hour: a fresh clone, an empty home, a terminal and a browser; nothing is faked.

It clones the repository that it lies in, so it sees what is committed, and `./kata` installs the
locked packages as it does for everybody.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest

from tools.kata.terminal import Terminal

ROOT = Path(__file__).resolve().parents[1]
UNIT = "challenges/intermediate/strings/shortest_cover"
ESCAPE = "\x1b"

pytestmark = pytest.mark.nightly


class Learner:
    """A clone and a home of its own."""

    def __init__(self, folder: Path) -> None:
        self.clone = folder / "course"
        subprocess.run(["git", "clone", "-q", str(ROOT), str(self.clone)], check=True)
        home = folder / "home"
        home.mkdir()
        (folder / "run").mkdir(mode=0o700)
        kept = {
            k: v for k, v in os.environ.items() if k.startswith(("PIP_", "SSL_")) or "proxy" in k
        }
        self.environment = {
            **kept,
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        self.attempt = self.clone / UNIT / "attempt.py"

    def kata(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs a command to its end."""
        return subprocess.run(
            ["./kata", *arguments],
            cwd=self.clone,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def in_terminal(self, *arguments: str) -> Terminal:
        """Starts a command in a terminal."""
        return Terminal(["./kata", *arguments], self.clone, self.environment, 100)

    def processes(self) -> list[psutil.Process]:
        """Returns what runs on this learner's account."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.environ().get("HOME") == self.environment["HOME"]:
                    found.append(process)
            except psutil.Error:
                continue
        return found


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learner]:
    made = Learner(tmp_path_factory.mktemp("journey"))
    yield made
    for process in made.processes():
        process.kill()


def test_from_clone_to_solved(learner: Learner) -> None:
    """One command opens the first challenge; wrong, hint, right, each within one screen."""
    watch = learner.in_terminal("watch", "shortest_cover")
    try:
        # `./kata` has made .venv by then.
        watch.until_shows("TODO not written yet", "h hint")
        template = learner.attempt.read_text(encoding="utf-8")
        learner.attempt.write_text(
            template.replace('raise NotImplementedError("shortest_cover")', "return (0, 1)"),
            "utf-8",
        )
        watch.until_shows("WA wrong answer", "shortest_cover(", "expected")
        watch.press("h")
        watch.until_shows("?", "Esc back")
        watch.press(ESCAPE)
        watch.until_shows("WA wrong answer")
        shutil.copyfile(learner.clone / UNIT / "solution.py", learner.attempt)
        watch.until_shows("AC pass", "What you have practised", "n next")
        watch.press("q")
        assert watch.wait() == 0
    finally:
        watch.close()


def test_progress_tells_of_it(learner: Learner) -> None:
    """In figures, and in the learner's own file."""
    report = json.loads(learner.kata("progress", "--json").stdout)
    (unit,) = (unit for unit in report["units"] if unit["slug"] == "shortest_cover")
    assert (unit["status"], unit["hints"]) == ("solved", 1)
    assert learner.kata("progress", "--md").returncode == 0
    assert "- [x]" in (learner.clone / "progress.local.md").read_text(encoding="utf-8")
    # All of it is the learner's own, and git sees none of it.
    status = ["git", "status", "--porcelain"]
    assert subprocess.run(status, cwd=learner.clone, capture_output=True).stdout == b""


def test_dashboard_shows_it(learner: Learner) -> None:
    """In a real browser, without an error on its console."""
    from playwright.sync_api import sync_playwright

    dash = learner.in_terminal("dash", "--no-browser")
    try:
        screen = dash.until_shows("http://127.0.0.1:", "Ctrl-C ends it")
        url = next(word for word in screen.split() if word.startswith("http://"))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            page = browser.new_page()
            said: list[str] = []
            page.on("console", lambda message: said.append(message.text))
            page.goto(url)
            cell = page.locator("#cell-shortest_cover")
            assert "solved" in str(cell.get_attribute("aria-label"))
            cell.click()
            page.get_by_role("heading", name="Shortest covering window").first.wait_for()
            browser.close()
        assert said == []
        dash.press("\x03")
        assert dash.wait() == 0
    finally:
        dash.close()


def test_nothing_runs_on_but_the_warden(learner: Learner) -> None:
    """Screen and server are gone; the warden waits for the next save, and ends when it is told."""
    left = [" ".join(process.cmdline()) for process in learner.processes()]
    assert all("tools.kata.warden" in line for line in left), left
    for process in learner.processes():
        process.send_signal(signal.SIGTERM)
