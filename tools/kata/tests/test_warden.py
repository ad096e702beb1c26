"""The warden: one for each checkout and home, replaced when it dies or its code changes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.kata.tests.checkouts import Checkout, eventually
from tools.kata.tests.fixture_units import FixtureUnit

RIGHT = "def double(value):\n    return value * 2\n"
WRONG = "def double(value):\n    return value\n"
ENDLESS = "def double(value):\n    while True: pass\n"


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = Checkout(tmp_path)
    yield made
    made.close()


# The two parts of a suite are judged at the same time, where there are two processors.
ZYGOTES = min(2, len(os.sched_getaffinity(0)))


def pids(checkout: Checkout) -> set[int]:
    return {process.pid for process in checkout.wardens()}


def test_warden_and_zygote_stay_for_the_next_run(checkout: Checkout) -> None:
    """The second run is judged by the processes of the first, with the attempt as it is then."""
    checkout.unit.attempt(RIGHT)
    assert checkout.result("twice")["verdict"] == "AC"
    before = pids(checkout), {process.pid for process in checkout.zygotes()}
    checkout.unit.attempt(WRONG)
    assert checkout.result("twice")["verdict"] == "WA"
    assert (pids(checkout), {process.pid for process in checkout.zygotes()}) == before
    assert [len(part) for part in before] == [1, ZYGOTES]


@pytest.mark.parametrize("file", ["tests/test_examples.py", "unit.toml", "kit"])
def test_zygote_starts_again_when_what_it_has_loaded_changes(checkout: Checkout, file: str) -> None:
    """Changed tests, unit.toml or test kit count in the next run."""
    checkout.unit.attempt(RIGHT)
    assert checkout.result("twice")["total"] == 3
    if file == "kit":
        kit = checkout.root / "challenges/shared/testing/checking.py"
        text = kit.read_text(encoding="utf-8")
        kit.write_text(text + "\n\ndef check(*_):\n    raise AssertionError('new kit')\n", "utf-8")
        assert "new kit" in str(checkout.result("twice")["failure"])
    elif file == "unit.toml":
        toml = checkout.unit.folder / file
        text = toml.read_text(encoding="utf-8")
        toml.write_text(text.partition('[[stage]]\nid = "any_input"')[0], encoding="utf-8")
        assert checkout.result("twice")["total"] == 2
    else:
        checkout.unit.change(file, "-3, -6", "-3, -7")
        assert checkout.result("twice")["verdict"] == "WA"
    assert len(checkout.zygotes()) == ZYGOTES


def test_warden_starts_again_when_the_tools_change(checkout: Checkout) -> None:
    """After an update of the tools the new code answers."""
    checkout.unit.attempt(RIGHT)
    checkout.kata("test", "twice")
    before = pids(checkout)
    render = checkout.root / "tools" / "kata" / "render.py"
    text = render.read_text(encoding="utf-8").replace('"AC": "pass"', '"AC": "passes now"')
    render.write_text(text, encoding="utf-8")
    assert checkout.kata("test", "twice").stdout.startswith("AC passes now")
    eventually(lambda: len(checkout.wardens()) == 1, "one warden only")
    assert pids(checkout).isdisjoint(before)


def test_stale_socket_is_replaced(checkout: Checkout) -> None:
    """A killed warden leaves its socket; the next run starts another one there."""
    checkout.unit.attempt(RIGHT)
    checkout.kata("test", "twice")
    (warden,) = checkout.wardens()
    warden.kill()
    warden.wait()
    assert checkout.kata("test", "twice").returncode == 0
    assert len(checkout.wardens()) == 1
    assert len(checkout.judged()) == 2


def test_warden_killed_during_a_run_loses_nothing(checkout: Checkout) -> None:
    """The client has the run judged anew; processes of the first run go away."""
    checkout.unit.attempt(ENDLESS)
    checkout.kata("test", "twice")
    client = subprocess.Popen(
        checkout.command("test", "twice"),
        cwd=checkout.root,
        env=checkout.environment(),
        stdout=subprocess.PIPE,
    )
    eventually(checkout.judged_processes, "a run")
    (warden,) = checkout.wardens()
    warden.kill()
    out, _ = client.communicate()
    assert client.returncode == 3
    assert out.startswith(b"TLE")
    assert [event["verdict"] for event in checkout.journal().events()] == ["TLE", "TLE"]
    eventually(lambda: not checkout.judged_processes(), "nothing left")
    eventually(lambda: len(checkout.zygotes()) == ZYGOTES, "the orphaned zygotes to end")


def test_interrupt_ends_the_run(checkout: Checkout) -> None:
    """Ctrl-C ends the judged process at once; the warden goes on, and nothing is recorded."""
    checkout.unit.change("unit.toml", "cpu_s = 1.0", "cpu_s = 600.0")
    checkout.unit.attempt(ENDLESS)
    client = subprocess.Popen(
        checkout.command("test", "twice"),
        cwd=checkout.root,
        env=checkout.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    eventually(checkout.judged_processes, "a run")
    client.send_signal(signal.SIGINT)
    assert client.wait() == -signal.SIGINT
    eventually(lambda: not checkout.judged_processes(), "the end of the run")
    assert checkout.journal().events() == ()
    checkout.unit.attempt(RIGHT)
    assert checkout.result("twice")["verdict"] == "AC"
    assert len(checkout.wardens()) == 1
    assert len(checkout.zygotes()) == ZYGOTES


def test_two_homes_do_not_share_a_warden(checkout: Checkout) -> None:
    """Each learner's data has its own."""
    checkout.unit.attempt(RIGHT)
    other = checkout.root / "other"
    checkout.kata("test", "twice")
    checkout.kata("test", "twice", KATA_HOME=str(other))
    assert len(checkout.wardens()) == 2
    assert len(checkout.judged()) == 1
    assert (other / "journal.jsonl").read_bytes().count(b'"judged"') == 1


def test_two_checkouts_do_not_share_a_warden(checkout: Checkout, tmp_path: Path) -> None:
    """Even with one home and one folder for sockets."""
    second = Checkout(tmp_path / "second")
    environment = checkout.environment()
    for made, attempt in ((checkout, RIGHT), (second, WRONG)):
        made.unit.attempt(attempt)
    assert checkout.result("twice")["verdict"] == "AC"
    found = second.result("twice", **environment)
    assert found["verdict"] == "WA"
    assert len(checkout.wardens()) == 2
    second.close()


def test_socket_of_another_realm_is_refused(checkout: Checkout) -> None:
    """Should two realms ever have the same hash, no answer comes from the wrong one."""
    checkout.unit.attempt(RIGHT)
    checkout.kata("test", "twice")
    code = (
        "import os\n"
        "from tools.kata.warden import client\n"
        "root, home = client.realm()\n"
        "path = client.socket_path(root, home)\n"
        "print(client._try(path, [root + '/other', home, 'twice', '', '', '', '']))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=checkout.root,
        env=checkout.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert "belongs to another checkout" in ended.stdout
    assert len(checkout.judged()) == 1


def test_folder_that_others_can_write_is_not_trusted(checkout: Checkout) -> None:
    """The run is judged all the same, without the warden."""
    checkout.unit.attempt(RIGHT)
    runtime = Path(checkout.environment()["XDG_RUNTIME_DIR"])
    (runtime / f"kata-{os.getuid()}").mkdir(mode=0o777)
    (runtime / f"kata-{os.getuid()}").chmod(0o777)
    ended = checkout.kata("test", "twice")
    assert ended.returncode == 0
    assert "only you can reach" in ended.stderr
    assert checkout.wardens() == []


def test_zygotes_of_four_units_are_kept(checkout: Checkout) -> None:
    """The fifth unit ends those of the one that was judged longest ago."""
    for number in range(2, 6):
        FixtureUnit(checkout.root, f"unit_{number}", number)
    for name in ("twice", "unit_2", "unit_3", "unit_4", "unit_5"):
        folder = checkout.unit.folder.parent / name
        (folder / "attempt.py").write_text(RIGHT, encoding="utf-8")
        assert checkout.kata("test", name).returncode == 0
    folders = {Path(process.cmdline()[-2]).name for process in checkout.zygotes()}
    assert folders == {"unit_2", "unit_3", "unit_4", "unit_5"}


def test_idle_warden_ends_and_takes_its_socket_along(checkout: Checkout) -> None:
    """Nobody asks for the given time: the process ends with 0."""
    path = Path(checkout.environment()["XDG_RUNTIME_DIR"]) / "idle.sock"
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from tools.kata.warden.server import serve\n"
        f"sys.exit(serve(Path({str(path)!r}), 1, Path('.'), '', idle_s=0.05))\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=checkout.root,
        env=checkout.environment(),
        stdout=subprocess.PIPE,
        check=False,
    )
    assert ended.returncode == 0
    assert not path.exists()
