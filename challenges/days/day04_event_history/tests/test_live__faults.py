"""Stage 6, faults: writers that are killed, and files that are damaged at random."""

from __future__ import annotations

import inspect
import os
import random
import sys
from collections import Counter
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any

from challenges.days.day04_event_history.tests import crash_child
from challenges.days.day04_event_history.tests.values import new, numbers
from challenges.shared.testing import check
from challenges.shared.testing.faults import fault_seeds, kill_after


def killed(subject: ModuleType, folder: Path, seed: int) -> dict[tuple[str, int], int]:
    """Runs the writers, kills them, and returns how many events of each were acknowledged."""
    chance = random.Random(seed)
    package = Path(inspect.getfile(subject)).parent
    command = [sys.executable, crash_child.__file__, str(package), str(folder), str(seed)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    result = kill_after(command, chance.randrange(1, 60), chance.random() * 0.01, env=env)
    acknowledged: dict[tuple[str, int], int] = {}
    for line in result.lines:
        stream, writer, count = line.split()
        acknowledged[stream, int(writer)] = int(count)
    return acknowledged


def test_writers_that_are_killed(subject: ModuleType, tmp_path: Path) -> None:
    """After each kill every acknowledged event is there once, and no batch is there in part."""
    reached: Counter[tuple[str, int]] = Counter()
    folder = tmp_path / "log"
    for round, seed in enumerate(fault_seeds(small=4, full=500)):
        if round % 25 == 0:  # now and then a new log, so that a round costs its own events
            folder, reached = tmp_path / f"log{round}", Counter()
        reached |= Counter(killed(subject, folder, seed))
        with subject.SegmentLog(folder, fsync="os") as log:
            events = list(log.read_all())
        by_writer: dict[tuple[str, int], list[Any]] = {}
        for event in events:
            by_writer.setdefault((event.stream, event.data["w"]), []).append(event)
        for name, own in by_writer.items():
            check(lambda own=own: [event.data["n"] for event in own]).returns(
                [*range(len(own))], why=f"{name}: each once, in order, after seed {seed}"
            )
        found = {name: len(own) for name, own in by_writer.items()}
        lost = {name: count for name, count in reached.items() if found.get(name, 0) < count}
        check(lambda lost=lost: lost).returns({}, why=f"acknowledged and lost, after seed {seed}")
        for stream, own in groupby(sorted(events, key=lambda e: e.stream), lambda e: e.stream):
            versions = [event.version for event in own]
            check(lambda versions=versions: versions).returns(
                [*range(1, len(versions) + 1)], why=f"versions of {stream}, after seed {seed}"
            )
        check(lambda events=events: torn(events)).returns([], why=f"whole batches, seed {seed}")


def torn(events: list[Any]) -> list[int]:
    """Returns the positions of batches that are there in part."""
    wrong, place = [], 0
    while place < len(events):
        size, writer = events[place].data["size"], events[place].data["w"]
        batch = events[place : place + size]
        if len(batch) < size or any(event.data["w"] != writer for event in batch):
            wrong.append(events[place].position)
        place += size
    return wrong


def test_files_that_are_damaged(subject: ModuleType, tmp_path: Path) -> None:
    """A cut or a changed bit anywhere gives a whole prefix or an error, never another event."""
    with subject.SegmentLog(tmp_path / "whole", fsync="os", segment_bytes=2500) as log:
        ends = [0]
        for size in (3, 1, 4, 1, 5, 2, 6, 5, 3):
            log.append("s", new(subject, *range(ends[-1], ends[-1] + size)))
            ends.append(ends[-1] + size)
    whole = {path.name: path.read_bytes() for path in (tmp_path / "whole").glob("*.segment")}
    last = max(whole)
    folder = tmp_path / "damaged"
    folder.mkdir()
    outcomes: Counter[str] = Counter()
    for seed in fault_seeds(small=150, full=10_000):
        chance = random.Random(seed)
        for left in folder.glob("*.segment*"):
            left.unlink()
        name = chance.choice([*whole])
        content = damaged(chance, whole[name])
        for other, data in whole.items():
            (folder / other).write_bytes(content if other == name else data)
        try:
            with subject.SegmentLog(folder, fsync="os") as log:
                found = numbers(log.read("s"))
        except subject.CorruptSegment as error:
            outcomes["refused"] += 1
            told = (Path(error.file).name in whole, 0 <= error.offset <= len(content))
            check(lambda told=told: told).returns((True, True), why=f"file, offset, seed {seed}")
            continue
        outcomes["a prefix" if len(found) < ends[-1] else "all"] += 1
        check(lambda found=found: found).returns([*range(len(found))], why=f"seed {seed}")
        check(lambda found=found: len(found) in ends).returns(True, why=f"batches, seed {seed}")
        if len(found) < ends[-1]:
            check(lambda name=name: name).returns(
                last, why=f"only the last segment has an unfinished end, seed {seed}"
            )
    print(dict(outcomes))


def damaged(chance: random.Random, content: bytes) -> bytes:
    """Returns the bytes cut somewhere, or with one bit changed."""
    place = chance.randrange(len(content))
    if chance.random() < 0.5:
        return content[:place]
    bit = content[place] ^ 1 << chance.randrange(8)
    return content[:place] + bytes([bit]) + content[place + 1 :]
