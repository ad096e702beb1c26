"""The journal survives what happens to files: crashes, damage, foreign hands."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.kata import hashes
from tools.kata.state.journal import Journal
from tools.kata.state.snapshots import SnapshotError, Snapshots
from tools.kata.state.standing import current_unit, standings
from tools.kata.tests.fixture_units import PROJECT, FixtureUnit, python_path
from tools.kata.units import load_unit

WRITER = """
import sys
from pathlib import Path
from tools.kata.state.journal import Journal
journal = Journal(Path(sys.argv[1]))
for number in range(1_000_000):
    journal.append("hint", sys.argv[2], rung=number, text="x" * 300)
    print(number, flush=True)
"""


def judged(journal: Journal, **fields: object) -> None:
    journal.append("judged", "u", **{"verdict": "AC", "scope": None, "tests_sha": "t", **fields})


def test_events_come_back_in_order(tmp_path: Path) -> None:
    """What is appended is read again, by another journal of the same folder, too."""
    journal = Journal(tmp_path)
    assert journal.events() == ()
    journal.append("started", "a", slug="twice")
    assert [event["kind"] for event in journal.events()] == ["started"]
    Journal(tmp_path).append("hint", "a", rung=1)
    assert [event["kind"] for event in journal.events()] == ["started", "hint"]
    assert current_unit(journal.events()) == ("a", "twice")


def test_torn_last_line_is_set_aside_and_the_next_event_is_whole(tmp_path: Path) -> None:
    """A crash within a write costs that write and no other."""
    journal = Journal(tmp_path)
    judged(journal)
    whole = journal.file.read_bytes()
    judged(journal)
    journal.file.write_bytes(journal.file.read_bytes()[:-20])
    torn = journal.file.read_bytes()[len(whole) :]
    journal.append("hint", "u", rung=2)
    assert [event["kind"] for event in journal.events()] == ["judged", "hint"]
    assert journal.bad_file.read_bytes() == torn + b"\n"
    assert journal.bad_lines() == 1
    assert standings(journal.events())["u"].solved_at is not None


@pytest.mark.parametrize(
    "foreign", [b"\0\0\0\0", b"hello", b'{"v": 1}', b"[1, 2]", b'{"v":"1"', "ä".encode("latin-1")]
)
def test_foreign_line_is_moved_and_kept(tmp_path: Path, foreign: bytes) -> None:
    """A line that is no event goes to journal.bad as it is; all others stay as they are."""
    journal = Journal(tmp_path)
    judged(journal)
    before = journal.file.read_bytes()
    with journal.file.open("ab") as stream:
        stream.write(foreign + b"\n")
    judged(journal)
    after = journal.file.read_bytes().replace(foreign + b"\n", b"")
    assert len(journal.events()) == 2
    assert journal.file.read_bytes() == after
    assert after.startswith(before)
    assert journal.bad_file.read_bytes() == foreign + b"\n"


def test_event_of_a_later_version_is_kept_unread(tmp_path: Path) -> None:
    """A journal that a later version of the tool has written to loses nothing here."""
    journal = Journal(tmp_path)
    line = json.dumps({"v": 2, "ts": "now", "unit": "u", "kind": "judged"}).encode() + b"\n"
    journal.file.write_bytes(line + b"junk\n")
    assert journal.events() == []
    assert journal.file.read_bytes() == line


@given(st.binary(max_size=60), st.integers(0, 400), st.integers(0, 60))
def test_damage_anywhere_loses_only_the_lines_it_touches(
    tmp_path_factory: pytest.TempPathFactory, noise: bytes, place: int, length: int
) -> None:
    """Overwritten bytes are set aside, undamaged events are all still there."""
    folder = tmp_path_factory.mktemp("journal")
    journal = Journal(folder)
    for rung in range(5):
        journal.append("hint", "u", rung=rung)
    data = journal.file.read_bytes()
    place = min(place, len(data))
    damaged = data[:place] + noise + data[place + length :]
    journal.file.write_bytes(damaged)
    untouched = {line for line in data.split(b"\n") if line and line in damaged.split(b"\n")}
    found = {event["rung"] for event in Journal(folder).events()}
    assert found >= {json.loads(line)["rung"] for line in untouched}
    kept = journal.bad_file.read_bytes() if journal.bad_file.exists() else b""
    now = journal.file.read_bytes() + kept
    assert all(line in now.split(b"\n") for line in damaged.split(b"\n") if line)


def kill_writers(folder: Path, times: int) -> None:
    """Kills writers after so many acknowledged events, and looks for each of these."""
    chance = random.Random(1)
    acknowledged: list[tuple[str, int]] = []
    for time in range(times):
        unit = f"writer-{time}"
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(folder), f"{unit}-{twin}"],
                stdout=subprocess.PIPE,
                cwd=PROJECT,
                env={**os.environ, "PYTHONPATH": python_path(PROJECT)},
            )
            for twin in range(2)
        ]
        for twin, writer in enumerate(writers):
            assert writer.stdout is not None
            for _ in range(chance.randint(1, 30)):
                acknowledged.append((f"{unit}-{twin}", int(writer.stdout.readline())))
            writer.kill()
            rest, _ = writer.communicate()
            done = rest.split(b"\n")[:-1]
            acknowledged += [(f"{unit}-{twin}", int(line)) for line in done]
    found = {(event["unit"], event["rung"]) for event in Journal(folder).events()}
    assert set(acknowledged) <= found
    assert len(acknowledged) >= 2 * times


def test_killed_writers_lose_no_acknowledged_event(tmp_path: Path) -> None:
    """Two writers at a time, killed with SIGKILL at any moment."""
    kill_writers(tmp_path, 4)


@pytest.mark.nightly
def test_many_killed_writers_lose_no_acknowledged_event(tmp_path: Path) -> None:
    """The same 500 times, that is 1,000 kills."""
    kill_writers(tmp_path, 500)


def test_solved_turns_to_re_check_when_tests_change(unit: FixtureUnit, tmp_path: Path) -> None:
    """A tick holds for the tests that were passed, and comes back when these pass."""
    journal = Journal(tmp_path)
    loaded = load_unit(unit.folder)
    judged(journal, tests_sha=hashes.tests_sha(loaded))
    assert standings(journal.events())["u"].status(loaded) == "solved"
    unit.change("tests/test_examples.py", "-3, -6", "-4, -8")
    assert standings(journal.events())["u"].status(loaded) == "re-check"
    judged(journal, tests_sha=hashes.tests_sha(loaded))
    assert standings(journal.events())["u"].status(loaded) == "solved"


def test_a_part_of_the_suite_solves_nothing(tmp_path: Path) -> None:
    """Only a pass of all stages counts."""
    journal = Journal(tmp_path)
    judged(journal, scope="examples")
    judged(journal, verdict="WA")
    standing = standings(journal.events())["u"]
    assert (standing.solved_at, standing.judged) == (None, 2)


def test_snapshot_comes_back_byte_by_byte(tmp_path: Path) -> None:
    """A package with any bytes in it is stored once and restored."""
    package = tmp_path / "attempt"
    (package / "inner").mkdir(parents=True)
    (package / "__init__.py").write_bytes(b"")
    (package / "inner" / "x.py").write_bytes(b"a\0b\n\xff")
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "x.pyc").write_bytes(b"no")
    snapshots = Snapshots(tmp_path / "home")
    name = snapshots.save(package)
    assert snapshots.save(package) == name
    assert snapshots.load(name) == {"__init__.py": b"", "inner/x.py": b"a\0b\n\xff"}


def test_damaged_snapshot_is_refused(tmp_path: Path) -> None:
    """A snapshot that is not what its name says is never given out."""
    attempt = tmp_path / "attempt.py"
    attempt.write_text("x = 1\n", encoding="utf-8")
    snapshots = Snapshots(tmp_path / "home")
    name = snapshots.save(attempt)
    (file,) = (tmp_path / "home" / "snapshots").rglob("*.z")
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(SnapshotError, match="damaged"):
        snapshots.load(name)
    with pytest.raises(SnapshotError, match="no snapshot"):
        snapshots.load("0" * 64)


def test_events_of_others_are_seen_whenever_they_come(tmp_path: Path) -> None:
    """A journal that was read goes on where it stopped, also in a repaired file."""
    reader, writer = Journal(tmp_path), Journal(tmp_path)
    for rung in range(3):
        writer.append("hint", "u", rung=rung)
        assert [event["rung"] for event in reader.events()] == list(range(rung + 1))
    damaged = bytearray(writer.file.read_bytes())
    damaged[:1] = b"?"
    writer.file.write_bytes(damaged)
    assert len(Journal(tmp_path).events()) == 2
    writer.append("hint", "u", rung=3)
    assert [event["rung"] for event in reader.events()] == [1, 2, 3]
    assert reader.events() is reader.events()
